"""Who is there: for the trainer's phone, for one's own ticket, for visitors who count heads."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from peluang.domain.kernel.context import Actor, Role, elevated
from peluang.engines.presence import BOARD, MARGIN, TICKET, codes_of
from peluang.engines.presence.codes import windows_of
from peluang.foundation.secrets import key

from .. import access
from ..models import Attendance, AttendanceCorrection, Enrolment, Scan, Session, SessionKind, SpotCheck, SpotCheckSeat
from ..scanning import REFUSALS

_MOST = 100


@dataclass(frozen=True)
class Sheet:
    """Codes of one session, as a phone may hold them. first: number of the first window of `width` seconds.

    codes: direction → the codes of all windows, 8 letters each, one after the other.
    """

    width: int
    first: int
    codes: Mapping[str, str]

    def at(self, direction: str, moment: datetime.datetime) -> str:
        """The code that is shown at this moment; "" outside the session's windows."""
        window = int(moment.timestamp() // self.width) - self.first
        return self.codes[direction][window * 8 : window * 8 + 8] if window >= 0 else ""


@dataclass(frozen=True)
class SeatNow:
    """One line of a session's list. attendance: None before they came. by_hand: the newest correction, if one."""

    enrolment: Enrolment
    attendance: Attendance | None
    by_hand: AttendanceCorrection | None

    @property
    def state(self) -> str:
        """ "away" (not seen), "here" (came), "gone" (left)."""
        if self.attendance is None:
            return "away"
        return "here" if self.attendance.left_at is None else "gone"


def board_sheet(session: Session) -> Sheet:
    """What the trainer's phone shows, without network too. Whoever calls has checked that they teach the class."""
    codes = codes_of(key("presence"), BOARD, session.id, None, session.starts_at, session.ends_at)
    return Sheet(BOARD.width, windows_of(BOARD, session.starts_at, session.ends_at)[0], codes)


def ticket_sheet(session: Session, enrolment_id: UUID) -> Sheet:
    """A person's own codes. Whoever calls has checked whose seat it is."""
    codes = codes_of(key("presence"), TICKET, session.id, enrolment_id, session.starts_at, session.ends_at)
    return Sheet(TICKET.width, windows_of(TICKET, session.starts_at, session.ends_at)[0], codes)


def session_of(class_id: UUID, number: int) -> Session | None:
    return Session.objects.filter(training_class_id=class_id, number=number).first()


def seats_now(session: Session) -> list[SeatNow]:
    """Everybody with a seat, by seat (3 statements)."""
    seats = list(
        Enrolment.objects.filter(training_class_id=session.training_class_id)
        .exclude(status="cancelled")
        .select_related("person")
        .order_by("seat")
    )
    came = {each.enrolment_id: each for each in Attendance.objects.filter(session=session)}
    by_hand = {
        each.enrolment_id: each
        for each in AttendanceCorrection.objects.filter(session=session).order_by("made_at", "id")
    }
    return [SeatNow(each, came.get(each.id), by_hand.get(each.id)) for each in seats]


def refused_scans(session: Session) -> list[tuple[Scan, Any]]:
    """Scans that did not count, newest first, with the reason in words (1 statement). For teachers of the class: a code
    that fits no seat belongs to nobody, so the rows are read as a whole."""
    with elevated("a trainer sees what their phone sent and was refused"):
        rows = list(
            Scan.objects.filter(session=session)
            .exclude(refused="")
            .select_related("enrolment__person")
            .order_by("-received_at", "id")[:_MOST]
        )
    return [(each, REFUSALS.get(each.refused, each.refused)) for each in rows]


# One's own


@dataclass(frozen=True)
class OwnPresence:
    """session: the one that goes on or comes next, in its windows; None when there is none today."""

    enrolment: Enrolment
    session: Session | None
    attendance: Attendance | None
    absences: list[SpotCheckSeat]


def own_presence(person_id: UUID, enrolment_id: UUID, at: datetime.datetime) -> OwnPresence | None:
    """One's own seat with its ticket's session and what visits found (4 statements); None when not theirs."""
    enrolment = (
        Enrolment.objects.filter(person_id=person_id, id=enrolment_id)
        .select_related("training_class__regency__province", "offering", "provider")
        .first()
    )
    if enrolment is None:
        return None
    session = (
        Session.objects.filter(
            training_class_id=enrolment.training_class_id, kind=SessionKind.ROOM, ends_at__gte=at - MARGIN,
            starts_at__lte=at + datetime.timedelta(hours=24),
        )
        .order_by("starts_at")
        .first()
    )  # fmt: skip
    attendance = Attendance.objects.filter(session=session, enrolment=enrolment).first() if session else None
    absences = _absences().filter(enrolment=enrolment, present=False).order_by("-spot_check__made_at")
    return OwnPresence(enrolment, session, attendance, list(absences))


def seat_in_session(person_id: UUID, session_id: UUID) -> tuple[Session, Enrolment] | None:
    """The session behind a code on a trainer's screen, for somebody with a seat in it (2 statements)."""
    session = (
        Session.objects.filter(id=session_id)
        .select_related("training_class__offering", "training_class__regency__province")
        .first()
    )
    if session is None:
        return None
    seat = (
        Enrolment.objects.filter(training_class_id=session.training_class_id, person_id=person_id)
        .exclude(status="cancelled")
        .first()
    )
    return (session, seat) if seat else None


# Visits


def sessions_to_visit(by: Actor, at: datetime.datetime) -> list[Session]:
    """Room sessions that go on now where this office may visit, each with `taken` seats (1 statement)."""
    found = Session.objects.filter(
        kind=SessionKind.ROOM, training_class__status="running", starts_at__lte=at, ends_at__gte=at
    ).select_related("training_class__offering__provider", "training_class__regency__province")
    if by.role in (Role.LABOUR_OFFICE, Role.PROVINCE_OFFICE):
        found = found.filter(training_class__regency__code__startswith=by.region) if by.region else found.none()
    return list(found.order_by("training_class__regency_id", "starts_at", "id")[:_MOST])


def checks_of(by: Actor, *, undecided: bool = False) -> list[SpotCheck]:
    """Visits an office may see, newest first, with counts of drawn, found and missing seats, and absences that wait for
    a decision (1 statement)."""
    with elevated("an office counts the seats it drew, whoever sits there"):
        return list(_counted(_visible(by, undecided)))


def checks_of_class(class_id: UUID) -> list[SpotCheck]:
    """Visits to a class (1 statement), for its institution."""
    return list(_counted(SpotCheck.objects.filter(session__training_class_id=class_id)))


def check_of(by: Actor, check_id: UUID) -> tuple[SpotCheck, list[SpotCheckSeat]] | None:
    """One visit with its seats and names, for whoever may visit the class (2 statements); None when not theirs."""
    with elevated("a visitor sees the seats that were drawn in a class of their region"):
        check = _counted(SpotCheck.objects.filter(id=check_id)).first()
        if check is None or not access.may_visit(by, check.session.training_class):
            return None
        seats = list(_absences().filter(spot_check=check).order_by("enrolment__seat"))
    return check, seats


def absences_of_class(class_id: UUID) -> list[SpotCheckSeat]:
    """Seats of a class where a visit found nobody, newest first (1 statement), in the reader's own row security."""
    rows = _absences().filter(spot_check__session__training_class_id=class_id, present=False)
    return list(rows.order_by("-spot_check__made_at", "enrolment__seat"))


def undecided_absences(class_id: UUID) -> int:
    """Absences nobody excused or upheld yet; the class does not end before (1 statement)."""
    return undecided_in(class_id).count()


def undecided_in(class_id: UUID) -> QuerySet[SpotCheckSeat]:
    """Those that take hours away: who has no attendance there either waits for no decision."""
    rows = SpotCheckSeat.objects.filter(spot_check__session__training_class_id=class_id, present=False)
    return rows.filter(contests_something(), excused_at__isnull=True, upheld_at__isnull=True)


def contests_something() -> Exists:
    """For a query over SpotCheckSeat: recorded attendance that the absence contests."""
    return Exists(
        Attendance.objects.filter(
            session=OuterRef("spot_check__session"), enrolment=OuterRef("enrolment"), contested_at__isnull=False
        )
    )


def _absences() -> QuerySet[SpotCheckSeat]:
    contested = Attendance.objects.filter(session=OuterRef("spot_check__session"), enrolment=OuterRef("enrolment"))
    return SpotCheckSeat.objects.select_related("spot_check__session", "enrolment__person").annotate(
        contested=Subquery(contested.values("contested_at")[:1])
    )


def _visible(by: Actor, undecided: bool) -> QuerySet[SpotCheck]:
    found = SpotCheck.objects.all()
    if by.role in (Role.LABOUR_OFFICE, Role.PROVINCE_OFFICE):
        held_here = Q(session__training_class__regency__code__startswith=by.region) if by.region else Q(pk__in=[])
        found = found.filter(held_here)
    if undecided:
        found = found.filter(seats__present=False, seats__excused_at__isnull=True, seats__upheld_at__isnull=True)
    return found.distinct()


def _counted(found: QuerySet[SpotCheck]) -> QuerySet[SpotCheck]:
    """Newest first, at most 100; drawn, found, missing and waiting are counts of seats."""
    seats = SpotCheckSeat.objects.filter(spot_check=OuterRef("pk")).order_by().values("spot_check")

    def count(**conditions: Any) -> Subquery:
        return Subquery(seats.filter(**conditions).annotate(n=Count("pk")).values("n"))

    return (
        found.select_related(
            "session__training_class__offering__provider", "session__training_class__regency__province"
        )
        .annotate(
            drawn=count(),
            found=count(present=True),
            missing=count(present=False),
            waiting=count(present=False, excused_at__isnull=True, upheld_at__isnull=True),
        )
        .order_by("-made_at", "-id")[:_MOST]
    )


def visits_so_far(checks: Sequence[SpotCheck]) -> tuple[int, int, int]:
    """(visits, seats looked for, seats found empty)."""
    counted: Sequence[Any] = checks
    return len(checks), sum(each.drawn or 0 for each in counted), sum(each.missing or 0 for each in counted)
