"""From everything that is known about a seat in a session to its one row of attendance.

Scans, corrections by hand and spot checks may arrive in any order and twice: the row is computed from all of them each
time, never from the row itself.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from uuid import UUID

from peluang.domain.events.journal import append_many
from peluang.domain.kernel.context import Actor
from peluang.engines.presence import Moment, Stay, stay_of

from .events import ATTENDANCE_RECORDED
from .models import Attendance, AttendanceCorrection, Enrolment, Scan, Session, SpotCheckSeat
from .states import ENROLMENT

_KEPT = ["arrived_at", "left_at", "evidence", "contested_at", "recorded_by"]


def settle(
    by: Actor,
    session: Session,
    seats: Sequence[Enrolment],
    *,
    at: datetime.datetime,
    new: Collection[UUID] = frozenset(),
) -> list[Attendance]:
    """Writes the attendance of these seats (locked by the caller) and returns the rows that changed.

    new: scans that were stored just now, so that a row they did not make is told from one they did.

    The first attendance turns a booked seat into "attending". 6 statements and those of the events, however many seats.
    """
    ids = [each.id for each in seats]
    known = {each.enrolment_id: each for each in Attendance.objects.filter(session=session, enrolment_id__in=ids)}
    _keep_what_was(session, known, new, at)
    moments = _moments(session, ids)
    corrections = _corrections(session, ids)
    absences = _absences(session, ids)
    made: list[Attendance] = []
    changed: list[Attendance] = []
    started: list[Enrolment] = []
    for seat in seats:
        correction = corrections.get(seat.id)
        stay = stay_of(
            moments.get(seat.id, ()),
            arrived_at=correction.arrived_at if correction else None,
            left_at=correction.left_at if correction else None,
        )
        row = known.get(seat.id) or Attendance(session=session, enrolment=seat)
        if not _write(row, stay, absences.get(seat.id, ()), by):
            continue
        (changed if seat.id in known else made).append(row)
        if seat.status == "booked" and stay is not None:
            ENROLMENT.advance(seat, "attending", by.role)
            started.append(seat)
    Attendance.objects.bulk_create(made)
    Attendance.objects.bulk_update(changed, _KEPT)
    Enrolment.objects.bulk_update(started, ["status"])
    _tell(session, [*made, *changed], at)
    return [*made, *changed]


def _write(row: Attendance, stay: Stay | None, absences: Sequence[datetime.datetime], by: Actor) -> bool:
    """Puts the stay into the row; whether anything is different now. No stay leaves what a webinar's log wrote."""
    if stay is None and row._state.adding:
        return False
    before = (row.arrived_at, row.left_at, row.evidence, row.contested_at)
    if stay is not None:
        row.arrived_at, row.left_at = stay.arrived_at, stay.left_at
        row.evidence = "code" if stay.by_code else "roster"
    missed = [each for each in absences if each >= row.arrived_at and (row.left_at is None or each <= row.left_at)]
    row.contested_at = min(missed, default=None)
    if (row.arrived_at, row.left_at, row.evidence, row.contested_at) == before:
        return False
    row.recorded_by = by.person
    return True


def _keep_what_was(
    session: Session, known: dict[UUID, Attendance], new: Collection[UUID], at: datetime.datetime
) -> None:
    """A row with neither scans nor a correction behind it was written whole (by an import, or before there were codes):
    it becomes the first correction, so that a scan adds to it instead of replacing it."""
    whole = {key: each for key, each in known.items() if each.evidence == "roster"}
    if not whole:
        return
    told = set(AttendanceCorrection.objects.filter(session=session, enrolment__in=whole).values_list("enrolment_id"))
    scans = Scan.objects.filter(session=session, enrolment__in=whole, refused="").exclude(id__in=new)
    told |= set(scans.values_list("enrolment_id"))
    AttendanceCorrection.objects.bulk_create(
        AttendanceCorrection(
            session=session, enrolment_id=key, arrived_at=each.arrived_at, left_at=each.left_at,
            made_by=each.recorded_by, made_at=at,
        )
        for key, each in whole.items()
        if (key,) not in told
    )  # fmt: skip


def _moments(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[Moment]]:
    found: dict[UUID, list[Moment]] = {}
    scans = Scan.objects.filter(session=session, enrolment_id__in=ids, refused="")
    for seat, direction, moment, method in scans.values_list("enrolment_id", "direction", "happened_at", "method"):
        if seat is not None:
            found.setdefault(seat, []).append(Moment(direction, moment, by_code=method != "name"))
    return found


def _corrections(session: Session, ids: Sequence[UUID]) -> dict[UUID, AttendanceCorrection]:
    """The newest of each seat."""
    rows = AttendanceCorrection.objects.filter(session=session, enrolment_id__in=ids).order_by("made_at", "id")
    return {each.enrolment_id: each for each in rows}


def _absences(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[datetime.datetime]]:
    """When a spot check did not find the person, and nobody excused it."""
    found: dict[UUID, list[datetime.datetime]] = {}
    rows = SpotCheckSeat.objects.filter(
        spot_check__session=session, enrolment_id__in=ids, present=False, excused_at__isnull=True
    )
    for seat, moment in rows.values_list("enrolment_id", "spot_check__made_at"):
        found.setdefault(seat, []).append(moment)
    return found


def _tell(session: Session, rows: Sequence[Attendance], at: datetime.datetime) -> None:
    for evidence in sorted({each.evidence for each in rows}):
        seats = [each.enrolment_id for each in rows if each.evidence == evidence]
        append_many(ATTENDANCE_RECORDED, seats, at=at, session_id=session.id, evidence=evidence)
