"""A class put to other times or another place, or with other seats: everybody learns of it and may leave."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.catalogue.models import Mode, Venue
from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import PROGRAM, Actor
from peluang.domain.kernel.refusal import Refused
from peluang.domain.messages.commands import write_many
from peluang.domain.places.models import Regency

from .. import access
from ..events import CLASS_MOVED, SEATS_CHANGED
from ..locks import locked_class
from ..models import (
    AllocationClass,
    ClassMove,
    Payer,
    Readiness,
    Session,
    SessionKind,
    TrainingClass,
    WaitingEntry,
    Wish,
)
from ..readiness import prefill
from ..states import ENROLMENT
from ..waiting_line import IN_LINE, offer_free_seats
from .classes import must_have_funds

#: How long after the news everybody may leave with all their money (own rule, "peluang/pindah 1").
LEAVE_FOR = datetime.timedelta(days=7)
_LONGEST_REASON = 300

Times = Mapping[int, tuple[datetime.datetime, datetime.datetime]]


@command
def move_class(
    by: Actor,
    *,
    class_id: UUID,
    reason: str,
    times: Times,
    venue: str = "",
    address: str = "",
    regency: str | None = None,
    room_id: UUID | None = None,
    at: datetime.datetime,
) -> TrainingClass:
    """times: number of a session → its new start and end; sessions that are not named stay. A room of the institution
    brings its own name, address and regency. Sessions that began, or that somebody attended, cannot be moved.

    Everybody with a seat is told old and new and may leave until LEAVE_FOR after, also when the class has begun.
    Raises NotYours; Refused: wrong_state, reason_missing, session_past, in_the_past, sessions_clash, ends_before_start,
    unknown_session, unknown_room, unknown_regency, nothing_changed.
    """
    row = locked_class(class_id)
    access.must_cancel_class(by, row.offering.provider_id)
    if row.status not in ("open", "running"):
        raise Refused("wrong_state", _("Kelas ini sudah berakhir, jadi tidak bisa dipindahkan."))
    if not reason.strip() or len(reason) > _LONGEST_REASON:
        raise Refused(
            "reason_missing", _("Tulis alasannya, paling panjang 300 huruf: peserta membacanya."), field="reason"
        )
    before = _where_and_when(row)
    _set_times(row, times, at)
    _set_place(row, venue, address, regency, room_id, at)
    after = _where_and_when(row)
    if after == before and not times:
        raise Refused("nothing_changed", _("Waktu dan tempatnya masih sama."), field="reason")
    row.moved_at, row.leave_until = at, at + LEAVE_FOR
    row.save()
    move = ClassMove.objects.create(
        training_class=row, before=before, after=after, reason=reason.strip(), leave_until=row.leave_until, moved_at=at,
        moved_by=by.person,
    )  # fmt: skip
    people = _tell(row, move, at)
    append(
        CLASS_MOVED, row.id, at=at, offering_id=row.offering_id, starts_at=row.starts_at, ends_at=row.ends_at,
        regency=row.regency_id, leave_until=row.leave_until, people=people,
    )  # fmt: skip
    offer_free_seats(row, at=at)
    return row


@command
def change_seats(by: Actor, *, class_id: UUID, seats: int, at: datetime.datetime) -> TrainingClass:
    """More seats go to the line first. Never fewer than are taken or held. Raises NotYours; Refused: wrong_state,
    no_seats, seats_taken, room_too_small, fund_too_small."""
    row = locked_class(class_id)
    access.must_cancel_class(by, row.offering.provider_id)
    if row.status != "open" or at >= row.starts_at:
        raise Refused("wrong_state", _("Kursi hanya bisa diubah sebelum kelas dimulai."))
    if seats < 1:
        raise Refused("no_seats", _("Kelas memerlukan paling sedikit satu kursi."), field="seats")
    if seats < row.seats_taken + row.seats_held:
        raise Refused(
            "seats_taken",
            _("%(count)s kursi sudah dipesan atau sedang ditawarkan, jadi tidak bisa kurang dari itu.")
            % {"count": row.seats_taken + row.seats_held},
            field="seats",
        )
    if row.room_id and row.room and row.room.capacity < seats:
        raise Refused(
            "room_too_small",
            _("Ruang %(room)s hanya muat %(most)s orang.") % {"room": row.room.name, "most": row.room.capacity},
            field="seats",
        )
    before, row.seats = row.seats, seats
    if seats > before and row.payer not in (Payer.BALANCE, Payer.OWN):
        must_have_funds(by, row.offering, row.fund_id, seats - before)
    row.save(update_fields=["seats"])
    append(SEATS_CHANGED, row.id, at=at, offering_id=row.offering_id, before=before, seats=seats)
    offer_free_seats(row, at=at)
    return row


def may_move(session: Session, attended: set[Any], at: datetime.datetime) -> bool:
    return session.starts_at > at and session.id not in attended


def attended_sessions(training_class: TrainingClass) -> set[Any]:
    """Sessions somebody has attendance in (1 statement)."""
    found = Session.objects.filter(training_class=training_class, attendances__isnull=False)
    return set(found.values_list("id", flat=True))


def _set_times(row: TrainingClass, times: Times, at: datetime.datetime) -> None:
    sessions = {each.number: each for each in Session.objects.select_for_update().filter(training_class=row)}
    attended = attended_sessions(row)
    for number, (starts, ends) in times.items():
        session = sessions.get(number)
        if session is None:
            raise Refused("unknown_session", _("Pertemuan ini tidak ada."), field="times")
        if not may_move(session, attended, at):
            raise Refused(
                "session_past",
                _("Pertemuan %(number)s sudah dimulai atau sudah ada yang hadir, jadi tidak bisa dipindahkan.")
                % {"number": number},
                field=f"session_{number}",
            )
        if ends <= starts:
            raise Refused("ends_before_start", _("Waktu selesai harus sesudah waktu mulai."), field=f"session_{number}")
        if starts <= at:
            raise Refused(
                "in_the_past", _("Pilih waktu yang belum lewat."), field=f"session_{number}"
            )  # fmt: skip
        session.starts_at, session.ends_at = starts, ends
    met = sorted(
        (each.starts_at, each.ends_at) for each in sessions.values() if each.kind != SessionKind.SELF_PACED
    )  # fmt: skip
    if any(ends > following for (_s, ends), (following, _e) in pairwise(met)):
        raise Refused("sessions_clash", _("Ada dua pertemuan yang bertumpuk."), field="times")
    Session.objects.bulk_update([sessions[number] for number in times], ["starts_at", "ends_at"])
    if times:
        row.starts_at = min(each.starts_at for each in sessions.values())
        row.ends_at = max(each.ends_at for each in sessions.values())


def _set_place(
    row: TrainingClass, venue: str, address: str, regency: str | None, room_id: UUID | None, at: datetime.datetime
) -> None:
    if room_id:
        room = Venue.objects.filter(
            id=room_id, organisation_id=row.offering.provider_id, closed_at__isnull=True
        ).first()  # fmt: skip
        if room is None:
            raise Refused("unknown_room", _("Tempat ini tidak terdaftar di lembaga Anda."), field="room_id")
        if room.capacity < _people_to_fit(row, at):
            raise Refused(
                "room_too_small",
                _("Ruang %(room)s hanya muat %(most)s orang.") % {"room": room.name, "most": room.capacity},
                todo=_("Kurangi dulu kursi kelasnya, atau pilih ruang yang lebih besar."),
                field="room_id",
            )
        if room.id != row.room_id:
            _check_anew(row, room)
        row.room, row.venue, row.address, row.regency_id = room, room.name, room.address, room.regency_id
        return
    if regency and not Regency.objects.filter(code=regency).exists():
        raise Refused("unknown_regency", _("Pilih kabupaten atau kota dari daftar."), field="regency")
    before = (row.venue, row.address, row.regency_id)
    row.venue, row.address = venue.strip() or row.venue, address.strip() or row.address
    row.regency_id = regency or row.regency_id
    if (row.venue, row.address, row.regency_id) != before and row.offering.mode != Mode.ONLINE:
        row.room = None  # another house under the same name is another place too
        _check_anew(row, None)


def _people_to_fit(row: TrainingClass, at: datetime.datetime) -> int:
    """Every seat that may still be sold, not only those that are."""
    sold = row.seats_taken + row.seats_held
    return row.seats if row.status == "open" and at < row.starts_at else sold


def _check_anew(row: TrainingClass, room: Venue | None) -> None:
    """Another place is looked at anew: what was ticked held for the old one."""
    Readiness.objects.filter(training_class=row).delete()
    Readiness.objects.bulk_create(prefill(row, room))


def _where_and_when(row: TrainingClass) -> dict[str, str]:
    return {
        "starts_at": row.starts_at.isoformat(), "ends_at": row.ends_at.isoformat(), "venue": row.venue,
        "address": row.address, "regency": row.regency_id or "",
    }  # fmt: skip


def _tell(row: TrainingClass, move: ClassMove, at: datetime.datetime) -> int:
    """Everybody with a seat, who waits for one, and who wished it in a round; in the program's name, whoever moved it.
    Returns how many have a seat."""
    both = {"class_id": row.id, "move_id": move.id, "after": row.starts_at}
    seats = row.enrolments.exclude(status__in=ENROLMENT.final).values_list("person_id", "id")
    seated: dict[UUID, dict[str, Any]] = {
        person: both | {"before": move.before["starts_at"], "leave_until": move.leave_until, "enrolment_id": seat}
        for person, seat in seats
    }
    write_many(PROGRAM, template="learning.class_moved", contexts=seated, at=at, once=f"move:{move.id}")
    line = WaitingEntry.objects.filter(training_class=row, status__in=IN_LINE).values_list("person_id", flat=True)
    waiting = dict.fromkeys(line, both)
    write_many(PROGRAM, template="learning.line_class_moved", contexts=waiting, at=at, once=f"move:{move.id}")
    place = AllocationClass.objects.filter(training_class=row, allocation__status__in=["open", "computed"]).first()
    if place is not None:
        wished = Wish.objects.filter(allocation_id=place.allocation_id, classes__contains=[str(place.id)])
        context = both | {"allocation_id": place.allocation_id}
        wishing = dict.fromkeys(wished.values_list("person_id", flat=True), context)
        write_many(PROGRAM, template="learning.wished_class_moved", contexts=wishing, at=at, once=f"move:{move.id}")
    return len(seated)
