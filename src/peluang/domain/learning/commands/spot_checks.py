"""Unannounced visits: somebody draws seats, looks who sits there, and an absence is contested until it is excused."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.commands import write
from peluang.engines.presence import sample_size

from .. import access
from ..events import ABSENCE_ANSWERED, ABSENCE_DECIDED, SPOT_CHECK_DRAWN, SPOT_CHECK_MARKED
from ..locks import locked_class
from ..models import Enrolment, Session, SessionKind, SpotCheck, SpotCheckSeat, TrainingClass
from ..queries.attendance import undecided_in
from ..stays import settle

#: A visit draws once an hour: whoever could draw again until the right names come would check nobody.
BETWEEN = datetime.timedelta(hours=1)
#: How long a visitor may mark and change their marks.
MARKING = datetime.timedelta(hours=1)
#: Reason of an absence that was excused by time.
NOBODY_DECIDED = _("Kantor yang berkunjung tidak memutuskan dalam 14 hari sesudah kelas selesai.")


@command
def draw_spot_check(by: Actor, *, session_id: UUID, at: datetime.datetime) -> SpotCheck:
    """Draws seats at random among all that are held in a session that goes on now (engines.presence.sample_size).

    By the labour office or province where the class is held, or the programme office. Raises NotYours, Refused.
    """
    session = _session(session_id)
    training_class = locked_class(session.training_class_id)
    access.must_visit(by, training_class)
    if training_class.status != "running" or session.kind != SessionKind.ROOM:
        raise Refused("nothing_to_visit", _("Tidak ada pertemuan tatap muka yang sedang berjalan di kelas ini."))
    if not session.starts_at <= at <= session.ends_at:
        raise Refused("not_going_on", _("Pertemuan ini tidak sedang berlangsung."), todo=_("Pilih pertemuan hari ini."))
    if SpotCheck.objects.filter(session=session, organisation=by.organisation, made_at__gt=at - BETWEEN).exists():
        raise Refused(
            "just_drawn",
            _("Kursi untuk kunjungan ini baru saja diundi."),
            todo=_("Buka undian itu. Undian baru bisa dibuat satu jam sesudahnya."),
        )
    seats = list(
        Enrolment.objects.filter(training_class=training_class, status__in=["booked", "attending"]).order_by("seat")
    )
    if not seats:
        raise Refused("no_seats_held", _("Belum ada peserta di kelas ini."))
    check = SpotCheck.objects.create(session=session, made_at=at, made_by=by.person, organisation=by.organisation)
    drawn = secrets.SystemRandom().sample(seats, sample_size(len(seats)))
    SpotCheckSeat.objects.bulk_create(
        SpotCheckSeat(spot_check=check, enrolment=each) for each in sorted(drawn, key=lambda seat: seat.seat)
    )
    digest = hashlib.sha256("\n".join(sorted(str(each.id) for each in drawn)).encode()).hexdigest()
    append(SPOT_CHECK_DRAWN, check.id, at=at, session_id=session.id, seats=len(drawn), digest=digest)
    return check


@command
def mark_spot_check(
    by: Actor, *, check_id: UUID, present: Mapping[UUID, bool], note: str = "", at: datetime.datetime
) -> SpotCheck:
    """Who sat there: SpotCheckSeat id → present. Seats left out stay open; marks may be changed within the hour.

    Where attendance covers the moment of the visit, an absence contests it: also when the trainer's phone sends that
    attendance later. The absent person is told and may answer. Raises NotYours, Refused.
    """
    check, training_class = _locked_check(check_id)
    access.must_visit(by, training_class)
    if check.organisation != by.organisation:
        raise NotYours()
    if at > check.made_at + MARKING:
        raise Refused("marking_over", _("Kunjungan ini sudah ditutup satu jam sesudah diundi."))
    rows = {each.id: each for each in _seats_of(check)}
    if not set(present) <= set(rows):
        raise NotYours()
    for key, there in present.items():
        rows[key].present = there
    SpotCheckSeat.objects.bulk_update(rows.values(), ["present"])
    check.note = note.strip()[:500] or check.note
    check.save(update_fields=["note"])
    marked = [each for each in rows.values() if each.present is not None]
    settle(by, check.session, [each.enrolment for each in marked], at=at)
    absent = [each for each in marked if not each.present]
    for each in absent:
        write(
            by, person_id=each.enrolment.person_id, template="learning.spot_check_absent", at=at,
            once=f"spot-check:{each.id}",
            context={"class_id": training_class.id, "enrolment_id": each.enrolment_id, "made_at": check.made_at},
        )  # fmt: skip
    append(
        SPOT_CHECK_MARKED, check.id, at=at, session_id=check.session_id, present=len(marked) - len(absent),
        absent=len(absent),
    )  # fmt: skip
    return check


@command
def answer_absence(by: Actor, *, seat_id: UUID, answer: str, at: datetime.datetime) -> SpotCheckSeat:
    """What the person, or a teacher of the class, says to an absence. Again it replaces what they said before.

    Raises NotYours; Refused without words, without an absence, or once it is decided.
    """
    row, training_class = _locked_seat(seat_id)
    own = by.person is not None and row.enrolment.person_id == by.person
    if not own and not access.may_teach(by, training_class):
        raise NotYours()
    _must_be_open(row)
    text = answer.strip()[:500]
    if not text:
        raise Refused("no_answer", _("Tulis apa yang terjadi."), field="answer")
    if own:
        row.answer = text
    else:
        row.trainer_answer = text
    row.save(update_fields=["answer", "trainer_answer"])
    append(
        ABSENCE_ANSWERED, row.enrolment_id, at=at, spot_check_id=row.spot_check_id, session_id=row.spot_check.session_id
    )
    return row


@command
def decide_absence(by: Actor, *, seat_id: UUID, excused: bool, reason: str, at: datetime.datetime) -> SpotCheckSeat:
    """The office that visited, or the programme office: excused, the session counts again; upheld, it does not.

    The reason is told to the person. Raises NotYours; Refused without a reason, without an absence, decided already.
    """
    row, training_class = _locked_seat(seat_id)
    access.must_visit(by, training_class)
    if by.role != Role.PROGRAMME_OFFICE and row.spot_check.organisation != by.organisation:
        raise NotYours()
    _must_be_open(row)
    if not reason.strip():
        raise Refused("no_reason", _("Tulis alasan keputusan ini."), field="reason")
    _decide(by, row, excused=excused, reason=reason.strip()[:500], at=at)
    return row


def excuse_what_nobody_decided(by: Actor, training_class: TrainingClass, *, at: datetime.datetime) -> int:
    """For who ends a class by time (FINISH_RULE), in their transaction and with the class locked: an absence that no
    office decided is not held against the person. Returns how many.
    """
    waiting = undecided_in(training_class.id).select_related("spot_check__session", "enrolment").order_by("id")
    found = list(waiting)
    for row in found:
        _decide(by, row, excused=True, reason=str(NOBODY_DECIDED), at=at)
    return len(found)


def _decide(by: Actor, row: SpotCheckSeat, *, excused: bool, reason: str, at: datetime.datetime) -> None:
    row.reason, row.decided_by = reason, by.person
    row.excused_at, row.upheld_at = (at, None) if excused else (None, at)
    row.save(update_fields=["reason", "decided_by", "excused_at", "upheld_at"])
    settle(by, row.spot_check.session, [row.enrolment], at=at)
    append(
        ABSENCE_DECIDED, row.enrolment_id, at=at, spot_check_id=row.spot_check_id, session_id=row.spot_check.session_id,
        excused=excused,
    )  # fmt: skip
    write(
        by, person_id=row.enrolment.person_id, at=at, once=f"spot-check-decided:{row.id}",
        template="learning.absence_excused" if excused else "learning.absence_upheld",
        context={"class_id": row.enrolment.training_class_id, "enrolment_id": row.enrolment_id},
    )  # fmt: skip


def _session(session_id: UUID) -> Session:
    found = Session.objects.filter(id=session_id).first()
    if found is None:
        raise NotYours()
    return found


def _locked_check(check_id: UUID) -> tuple[SpotCheck, TrainingClass]:
    check = SpotCheck.objects.select_related("session").filter(id=check_id).first()
    if check is None:
        raise NotYours()
    training_class = locked_class(check.session.training_class_id)
    check.refresh_from_db(fields=["note"])
    return check, training_class


def _seats_of(check: SpotCheck) -> list[SpotCheckSeat]:
    return list(SpotCheckSeat.objects.filter(spot_check=check).select_related("enrolment").order_by("id"))


def _locked_seat(seat_id: UUID) -> tuple[SpotCheckSeat, TrainingClass]:
    """The class first: whoever decides and whoever marks take the same lock."""
    found = SpotCheckSeat.objects.select_related("spot_check__session").filter(id=seat_id).first()
    if found is None:
        raise NotYours()
    training_class = locked_class(found.spot_check.session.training_class_id)
    row = SpotCheckSeat.objects.select_related("spot_check__session", "enrolment").get(id=seat_id)
    return row, training_class


def _must_be_open(row: SpotCheckSeat) -> None:
    if row.present is not False:
        raise Refused("not_absent", _("Untuk kursi ini tidak tercatat ketidakhadiran."))
    if row.excused_at or row.upheld_at:
        raise Refused("absence_decided", _("Ketidakhadiran ini sudah diputuskan."))
