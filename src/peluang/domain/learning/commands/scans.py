"""Scans of codes: sent by a trainer's phone when it has a network again, or by a participant who read the screen."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.engines.presence import readable, skew_between

from .. import access
from ..events import SCANS_RECEIVED
from ..locks import locked_class
from ..models import Enrolment, Scan, Session, SessionKind, TrainingClass
from ..scanning import REFUSALS, Judge, SentScan
from ..stays import settle
from .classes import start_class

#: A phone sends more in several turns.
MOST_AT_ONCE = 200


@dataclass(frozen=True)
class ScanAnswer:
    """refused: "" when it counts, else a code of scanning.REFUSALS. happened_at: what was taken as true."""

    id: UUID
    refused: str
    enrolment_id: UUID | None
    direction: str
    happened_at: datetime.datetime


@command
def sync_scans(
    by: Actor,
    *,
    session_id: UUID,
    scans: Sequence[SentScan],
    device: str,
    device_now: datetime.datetime,
    at: datetime.datetime,
) -> list[ScanAnswer]:
    """Takes in what a phone gathered, at most 200 at once, and answers each: the same scan sent again is the same row
    with the same answer. A scan that does not count is kept with its reason.

    device_now: the phone's clock as it sends, for its skew. A class that nobody started yet is started, because its
    trainer had no network. Raises NotYours; Refused when the class may not start or the session leaves no scans.
    """
    session = Session.objects.filter(id=session_id).first()
    if session is None:
        raise NotYours()
    training_class = locked_class(session.training_class_id)
    access.must_teach(by, training_class)
    if session.kind != SessionKind.ROOM:
        raise Refused("no_room", _("Kode kehadiran hanya untuk pertemuan tatap muka."))
    if len(scans) > MOST_AT_ONCE:
        raise Refused("too_many_scans", _("Terlalu banyak catatan sekaligus."), todo=_("Kirim lagi sisanya."))
    if scans and training_class.status == "open":
        training_class = start_class(by, class_id=training_class.id, at=at)
    seats = list(Enrolment.objects.select_for_update(no_key=True).filter(training_class=training_class).order_by("id"))
    judge = Judge(training_class, session, seats, at)
    skew = skew_between(device_now, at)
    sent = {each.id: each for each in reversed(scans)}
    known = set(Scan.objects.filter(id__in=sent).values_list("id", flat=True))
    rows = [
        judge.scan(each, skew=skew, device=device, sent_by=by.person) for each in sent.values() if each.id not in known
    ]
    _keep(by, training_class, session, rows, at)
    answers = {each.id: _answer(each, session) for each in Scan.objects.filter(id__in=sent)}
    return [answers[each.id] for each in {each.id: each for each in scans}.values()]


@command
def scan_board(by: Actor, *, session_id: UUID, code: str, at: datetime.datetime) -> ScanAnswer:
    """A participant read the code on the trainer's screen: they came or left, as the code says. Twice is once.

    Raises NotYours without a seat in the class; Refused when the code does not count (nothing is kept then: the
    person sees the reason at once and can try the next code).
    """
    session = Session.objects.filter(id=session_id).first()
    if session is None or by.person is None:
        raise NotYours()
    training_class = locked_class(session.training_class_id)
    seat = (
        Enrolment.objects.select_for_update(no_key=True)
        .filter(training_class=training_class, person_id=by.person)
        .exclude(status="cancelled")
        .first()
    )
    if seat is None:
        raise NotYours()
    found, why = Judge(training_class, session, [seat], at).board(code)
    if training_class.status in ("finished", "cancelled"):
        why = f"class_{training_class.status}"
    if found is None or why:
        raise _not_counted(why)
    if training_class.status == "open":
        raise Refused(
            "class_not_running",
            _("Kelas ini belum dimulai."),
            todo=_("Minta pelatihmu memulai kelasnya, lalu coba lagi."),
        )
    row = Scan(
        id=uuid5(session.id, f"{seat.id}:{readable(code)}"), session=session, enrolment=seat, direction=found.direction,
        method="board", code=readable(code), claimed_at=at, happened_at=found.moment(found.direction), received_at=at,
        sent_by=by.person,
    )  # fmt: skip
    if not Scan.objects.filter(id=row.id).exists():
        _keep(by, training_class, session, [row], at)
    return _answer(row, session)


def _keep(
    by: Actor, training_class: TrainingClass, session: Session, rows: Sequence[Scan], at: datetime.datetime
) -> None:
    """Stores the rows and settles the seats of those that count. ON CONFLICT DO NOTHING holds off a row of another
    class with the same id, which the lock on this class cannot."""
    if not rows:
        return
    Scan.objects.bulk_create(rows, ignore_conflicts=True)
    counted = {each.enrolment_id: each.enrolment for each in rows if not each.refused and each.enrolment is not None}
    settle(by, session, [each for each in counted.values() if each is not None], at=at, new={each.id for each in rows})
    digest = hashlib.sha256("\n".join(sorted(str(each.id) for each in rows)).encode()).hexdigest()
    refused = sum(bool(each.refused) for each in rows)
    append(
        SCANS_RECEIVED, session.id, at=at, class_id=training_class.id, counted=len(rows) - refused, refused=refused,
        digest=digest,
    )  # fmt: skip


def _answer(row: Scan, session: Session) -> ScanAnswer:
    if row.session_id != session.id:
        return ScanAnswer(row.id, "id_taken", None, "in", row.received_at)
    return ScanAnswer(row.id, row.refused, row.enrolment_id, row.direction, row.happened_at)


def _not_counted(why: str) -> Refused:
    if why == "code_too_old":
        return Refused(why, _("Kode ini sudah lewat."), todo=_("Pindai kode yang sekarang tampil di ponsel pelatihmu."))
    if why == "unknown_code":
        return Refused(
            why,
            _("Kode ini bukan kode pertemuan ini."),
            todo=_("Pindai lagi kode di ponsel pelatihmu, atau minta pelatihmu mengetuk namamu."),
        )
    return Refused(why, REFUSALS[why], todo=_("Bicarakan dengan pelatihmu."))
