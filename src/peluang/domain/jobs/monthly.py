"""A month of a region's vacancies, as its labour office reports it: what ran, began and ended, and who is silent.

Counted are times a vacancy was open: one that was closed and opened again in a month began twice. So what ran at the
start and what began is always what ended and what runs at the end.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count

from peluang.domain.events.models import Event
from peluang.domain.kernel.context import elevated

from .events import VACANCY_ENDED, VACANCY_POSTED
from .models import Application, Employment, EmploymentKind, Vacancy

ENDS = ("filled", "closed", "withdrawn")
#: Days an application may lie unread before its employer counts as silent.
SILENT_DAYS = 14
OPEN = "open"


@dataclass
class Tally:
    """at_start, opened, filled, closed, withdrawn, at_end: times open. places: people sought by what began or ran."""

    at_start: int = 0
    opened: int = 0
    filled: int = 0
    closed: int = 0
    withdrawn: int = 0
    at_end: int = 0
    places: int = 0

    @property
    def ended(self) -> int:
        return self.filled + self.closed + self.withdrawn


@dataclass
class Month:
    """hired: people who began work in the month at a vacancy of the region. silent: vacancies that run at the end with
    an application nobody has read for SILENT_DAYS, as it stands today.
    """

    start: datetime.datetime
    end: datetime.datetime
    total: Tally = field(default_factory=Tally)
    by_occupation: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_kind: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    hired: int = 0
    silent: int = 0


@dataclass(frozen=True)
class Seen:
    """A vacancy for the count. steps: (when, "open" or one of ENDS), in order. group: first digit of KBJI, or ""."""

    steps: Sequence[tuple[datetime.datetime, str]]
    headcount: int
    group: str
    kind: str


def month_of(year: int, month: int, zone: str) -> tuple[datetime.datetime, datetime.datetime]:
    """First moment of the month and of the next, in the region's own zone."""
    start = datetime.datetime(year, month, 1, tzinfo=ZoneInfo(zone))
    following = (year + 1, 1) if month == 12 else (year, month + 1)
    return start, datetime.datetime(*following, 1, tzinfo=ZoneInfo(zone))


def count(seen: Iterable[Seen], start: datetime.datetime, end: datetime.datetime) -> Month:
    """Pure: walks each vacancy's steps once. A step to where it stands already is none."""
    month = Month(start, end)
    for each in seen:
        counts = (month.total, month.by_occupation[each.group], month.by_kind[each.kind])
        is_open, ran = False, False
        for when, target in each.steps:
            if when >= end:
                break
            if (target == OPEN) == is_open:
                continue
            if when >= start:
                if not ran and is_open:
                    _add(counts, "at_start")
                _add(counts, "opened" if target == OPEN else target)
                ran = True
            is_open = target == OPEN
        if not ran and is_open:
            _add(counts, "at_start")
        if is_open:
            _add(counts, "at_end")
        if ran or is_open:
            _add(counts, "places", each.headcount)
    return month


def _add(counts: Iterable[Tally], name: str, many: int = 1) -> None:
    for each in counts:
        setattr(each, name, getattr(each, name) + many)


def read_month(region: str, year: int, month: int, zone: str) -> Month:
    """region: "33.20" or "33"; its vacancies at home and abroad by the place they are recruited for. Five statements.

    Totals over everybody: no person is named, so they are counted past row security.
    """
    start, end = month_of(year, month, zone)
    with elevated("monthly state of vacancies: totals, nobody is named"):
        rows = Vacancy.objects.filter(regency__code__startswith=region, posted_at__lt=end)
        vacancies = list(
            rows.values_list(
                "id", "posted_at", "ended_at", "status", "headcount", "occupation_id", "employer__kind"
            )
        )  # fmt: skip
        steps = _steps([each[0] for each in vacancies], end)
        seen = {
            key: Seen(steps.get(key) or _by_columns(posted, ended, status), places, (occupation or "")[:1], kind)
            for key, posted, ended, status, places, occupation, kind in vacancies
        }
        found = count(seen.values(), start, end)
        found.hired = _hired(region, start.date(), end.date())
        found.silent = _silent([key for key, each in seen.items() if _runs(each, end)], end)
    return found


def _steps(ids: list[UUID], end: datetime.datetime) -> dict[UUID, list[tuple[datetime.datetime, str]]]:
    """What the journal says of each vacancy before `end`, in order."""
    types = [VACANCY_POSTED.name, VACANCY_ENDED.name]
    rows = Event.objects.filter(subject_kind="vacancy", subject__in=ids, type__in=types, at__lt=end)
    found: dict[UUID, list[tuple[datetime.datetime, str]]] = defaultdict(list)
    for subject, when, kind, payload in rows.order_by("at", "id").values_list("subject", "at", "type", "payload"):
        found[subject].append((when, OPEN if kind == VACANCY_POSTED.name else payload["status"]))
    return found


def _by_columns(
    posted: datetime.datetime | None, ended: datetime.datetime | None, status: str
) -> list[tuple[datetime.datetime, str]]:
    """For rows that came in without events."""
    steps = [(posted, OPEN), (ended, status if status in ENDS else "")]
    return [(when, to) for when, to in steps if when is not None and to]


def _runs(seen: Seen, end: datetime.datetime) -> bool:
    before = [target for when, target in seen.steps if when < end]
    return bool(before) and before[-1] == OPEN


def _hired(region: str, first: datetime.date, after: datetime.date) -> int:
    began = Employment.objects.filter(vacancy__regency__code__startswith=region, kind=EmploymentKind.HIRED)
    return began.filter(started_on__gte=first, started_on__lt=after).count()


def _silent(ids: list[UUID], end: datetime.datetime) -> int:
    waiting = Application.objects.filter(
        vacancy_id__in=ids, status="sent", sent_at__lt=end - datetime.timedelta(days=SILENT_DAYS)
    )
    found: int = waiting.aggregate(many=Count("vacancy_id", distinct=True))["many"]
    return found
