"""A class: scheduled, started, cancelled."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from itertools import pairwise
from uuid import UUID

from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from peluang.domain.catalogue.admission_rules import must_be_admitted
from peluang.domain.catalogue.models import Offering, Trainer, Venue
from peluang.domain.catalogue.standard import version_on
from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.money.models import Account

from .. import access
from ..class_price import seat_price
from ..events import CLASS_CANCELLED, CLASS_SCHEDULED, CLASS_STARTED, SEAT_CANCELLED
from ..locks import locked_class
from ..models import Payer, Readiness, Session, SessionKind, TrainingClass
from ..readiness import must_be_safe, prefill
from ..states import CLASS, ENROLMENT
from ..suspension import must_take_people
from ..waiting_line import close_line
from .seats import leave

#: How long before its first hour a class may be started, so that the roster is ready when people arrive.
_EARLY = datetime.timedelta(hours=12)

Times = tuple[datetime.datetime, datetime.datetime, bool]


@command
def schedule_class(
    by: Actor,
    *,
    offering_id: UUID,
    code: str,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    seats: int,
    payer: str,
    fund_id: UUID | None = None,
    regency: str | None = None,
    venue: str = "",
    address: str = "",
    sessions: Sequence[Times],
    trainer_id: UUID | None = None,
    room_id: UUID | None = None,
    tells: str = "",
    at: datetime.datetime,
) -> TrainingClass:
    """A class of a published offering, open for seats. sessions: (starts, ends, online), inside the class's time.
    room_id: a venue of the institution; it brings its name, address and regency, and what its last visit found.

    A fund is promised whole: seats times price must be free in it (no class beyond its payer's appropriation), and
    only its owner or the programme office promises it. Raises NotYours; Refused with the field at fault.
    """
    offering = Offering.objects.select_for_update(of=("self",), no_key=True).filter(id=offering_id).first()
    if offering is None:
        raise NotYours()
    _must_schedule(by, offering, fund_id)
    must_be_admitted(offering.provider, at)
    _check_plan(offering, code, starts_at, ends_at, seats, payer, sessions)
    if payer not in (Payer.BALANCE, Payer.OWN):
        must_have_funds(by, offering, fund_id, seats)
    if trainer_id and not Trainer.objects.filter(id=trainer_id, organisation_id=offering.provider_id).exists():
        raise Refused("unknown_trainer", _("Pelatih ini tidak terdaftar di lembaga Anda."), field="trainer_id")
    room = _room(offering, room_id, seats)
    row = TrainingClass.objects.create(
        offering=offering, trainer_id=trainer_id or offering.trainer_id, code=code.strip(), room=room,
        regency_id=(room.regency_id if room else regency) or offering.regency_id,
        venue=room.name if room else venue, address=room.address if room else address, starts_at=starts_at,
        ends_at=ends_at, seats=seats, payer=payer, tells=tells.strip(), standard=version_on(at),
        version=offering.version, fund_id=fund_id if payer not in (Payer.BALANCE, Payer.OWN) else None,
    )  # fmt: skip
    Readiness.objects.bulk_create(prefill(row, room))
    Session.objects.bulk_create(
        Session(
            training_class=row,
            number=number,
            starts_at=starts,
            ends_at=ends,
            online=online,
            kind=SessionKind.WEBINAR if online else SessionKind.ROOM,
        )
        for number, (starts, ends, online) in enumerate(sorted(sessions), 1)
    )
    append(CLASS_SCHEDULED, row.id, at=at, offering_id=offering.id, seats=seats, payer=payer, starts_at=starts_at)
    return row


@command
def start_class(by: Actor, *, class_id: UUID, at: datetime.datetime) -> TrainingClass:
    """From now on attendance is taken and no seat is sold or cancelled. Not more than twelve hours early, and where
    people meet only when every safety item of the checklist is there: Refused("not_safe") names the open ones. Who
    still waits in line is told that no seat became free.
    """
    row = locked_class(class_id)
    access.must_teach(by, row)
    CLASS.advance(row, "running", by.role)
    must_take_people(row.offering.provider_id)
    if at < row.starts_at - _EARLY:
        raise Refused("too_early", _("Kelas ini belum waktunya dimulai."), todo=_("Mulai pada hari pertamanya."))
    must_be_safe(row)
    row.save(update_fields=["status"])
    close_line(row, at=at)
    append(CLASS_STARTED, row.id, at=at, offering_id=row.offering_id)
    return row


@command
def cancel_class(by: Actor, *, class_id: UUID, reason: str = "", at: datetime.datetime) -> TrainingClass:
    """Everybody gets their money back and a message; who waits in line is told too. The reason stands on each seat and
    on the class. A first purchase stays made in time: nobody loses the deadline through a class that was taken away.
    """
    row = locked_class(class_id)
    access.must_cancel_class(by, row.offering.provider_id)
    CLASS.advance(row, "cancelled", by.role)
    refunded, left = 0, []
    for enrolment in row.enrolments.select_for_update(no_key=True).exclude(status__in=ENROLMENT.final).order_by("seat"):
        ENROLMENT.check(enrolment.status, "cancelled", by.role)
        enrolment.training_class, enrolment.status_reason = row, reason.strip() or "class_cancelled"
        back = leave(by, enrolment, template="learning.class_cancelled", at=at)
        append(
            SEAT_CANCELLED, enrolment.id, at=at, class_id=row.id, offering_id=row.offering_id,
            person_id=enrolment.person_id, refunded=back,
        )  # fmt: skip
        refunded += back
        left.append(str(enrolment.id))
    row.seats_taken -= len(left)
    row.status_reason = reason.strip()
    row.save(update_fields=["status", "status_reason", "seats_taken"])
    close_line(row, at=at)
    digest = hashlib.sha256("\n".join(left).encode()).hexdigest()
    append(CLASS_CANCELLED, row.id, at=at, offering_id=row.offering_id, refunded=refunded, digest=digest)
    return row


def _must_schedule(by: Actor, offering: Offering, fund_id: UUID | None) -> None:
    if access.manages(by, offering.provider_id) or by.role == Role.PROGRAMME_OFFICE:
        return
    # Whoever pays may order a class from an institution.
    payer = by.organisation
    if fund_id and payer and Account.objects.filter(id=fund_id, organisation_id=payer).exists():
        return
    raise NotYours()


def _check_plan(
    offering: Offering,
    code: str,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    seats: int,
    payer: str,
    sessions: Sequence[Times],
) -> None:
    if offering.status != "published":
        raise Refused(
            "offering_not_published",
            _("Kelas hanya bisa dijadwalkan untuk pelatihan yang sudah terbit."),
            todo=_("Ajukan pelatihannya dulu, lalu tunggu kurasi."),
        )
    if payer not in Payer.values:
        raise Refused("unknown_payer", _("Pilih siapa yang membayar kursinya."), field="payer")
    if not code.strip() or TrainingClass.objects.filter(code=code.strip()).exists():
        raise Refused("code_taken", _("Kode kelas kosong atau sudah dipakai kelas lain."), field="code")
    if seats < 1:
        raise Refused("no_seats", _("Kelas memerlukan paling sedikit satu kursi."), field="seats")
    if ends_at <= starts_at:
        raise Refused("ends_before_start", _("Waktu selesai harus sesudah waktu mulai."), field="ends_at")
    if not sessions:
        raise Refused("no_sessions", _("Isi paling sedikit satu pertemuan."), field="sessions")
    ordered = sorted(sessions)
    outside = any(not starts_at <= starts < ends <= ends_at for starts, ends, _online in ordered)
    overlap = any(ends > following for (_s, ends, _o), (following, _e, _p) in pairwise(ordered))
    if outside or overlap:
        raise Refused(
            "sessions_clash",
            _("Ada pertemuan di luar waktu kelas, atau dua pertemuan yang bertumpuk."),
            field="sessions",
        )


def _room(offering: Offering, room_id: UUID | None, seats: int) -> Venue | None:
    if room_id is None:
        return None
    room = Venue.objects.filter(id=room_id, organisation_id=offering.provider_id, closed_at__isnull=True).first()
    if room is None:
        raise Refused("unknown_room", _("Tempat ini tidak terdaftar di lembaga Anda."), field="room_id")
    if room.capacity < seats:
        raise Refused(
            "room_too_small",
            _("Ruang %(room)s hanya muat %(most)s orang.") % {"room": room.name, "most": room.capacity},
            field="seats",
        )
    return room


def must_have_funds(by: Actor, offering: Offering, fund_id: UUID | None, seats: int) -> None:
    """So many more seats are paid for, at the price of `offering` as given: for a class that stands, its own version's.
    What other classes promise is counted at theirs. The fund is locked, so that two classes cannot promise the same
    rupiah.
    """
    fund = (
        Account.objects.select_for_update(no_key=True).filter(id=fund_id, closed_at__isnull=True).first()
        if fund_id
        else None
    )
    if fund is None:
        raise Refused("no_fund", _("Pilih dana yang membayar kelas ini."), field="fund_id")
    if by.role not in (Role.SYSTEM, Role.PROGRAMME_OFFICE) and (
        by.organisation is None or fund.organisation_id != by.organisation
    ):
        raise Refused(
            "fund_not_yours",
            _("Dana ini milik lembaga lain. Hanya pemiliknya yang bisa memesan kelas dari dana itu."),
            field="fund_id",
        )
    open_classes = TrainingClass.objects.filter(fund=fund, status="open")
    empty = open_classes.annotate(promised=(F("seats") - F("seats_taken")) * seat_price())
    promised = empty.aggregate(sum=Sum("promised"))["sum"] or 0
    if fund.balance - promised < seats * offering.price:
        raise Refused(
            "fund_too_small",
            _("Sisa dana tidak cukup untuk semua kursi kelas ini."),
            todo=_("Kurangi kursinya, atau minta pemilik dana menambah."),
            field="seats",
        )
