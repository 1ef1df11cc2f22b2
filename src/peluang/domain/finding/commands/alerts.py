"""Alerts: what is new for the searches that people keep, one search of the index for everybody who asks the same."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q

from peluang.domain.events.journal import append
from peluang.domain.jobs.models import Vacancy
from peluang.domain.jobs.terms import today_in
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import PROGRAM, Actor, acting
from peluang.domain.messages.commands import write_many
from peluang.domain.messages.models import Preference
from peluang.domain.messages.quiet_hours import not_before
from peluang.domain.people.models import Person
from peluang.engines.codes.regions import regency
from peluang.engines.codes.regions.registry import RegionError

from ..alert_times import next_alert
from ..documents import arrived_at
from ..events import ALERTS_WRITTEN
from ..message_texts import ALERT
from ..models import Alert, SavedSearch, ToldVacancy
from ..saved_criteria import asked_of
from ..vacancy_search import newest

#: Named in the message; the rest is a count and a link.
LISTED = 5
#: Counted at most; beyond it the message says "300+".
MOST = 300
#: People of one query in one transaction, and queries in one turn of the worker.
BATCH = 500
_QUERIES = 200
#: A vacancy may be found later than it was posted (held for a look, an index that lagged): so far back is looked again.
LATECOMERS = datetime.timedelta(days=3)
#: What was only counted and ended so long ago is no news any more, and nobody looks it up.
FORGOTTEN = datetime.timedelta(days=90)
FORGET_AT_MOST = 10_000
_QUIET = (datetime.time(21), datetime.time(7))


@dataclass(frozen=True)
class _News:
    """For one search: what is new, latest first."""

    search: SavedSearch
    since: datetime.datetime
    vacancies: tuple[UUID, ...]


def send_alerts(by: Actor, *, at: datetime.datetime) -> int:
    """For the worker: writes what is due, a query and a batch of its people in a transaction. Returns messages."""
    with acting(PROGRAM, scope="command"):
        due = SavedSearch.objects.filter(status="active", next_at__lte=at)
        digests = list(due.order_by("digest").values_list("digest", flat=True).distinct()[:_QUERIES])
    written = 0
    for digest in digests:
        taken = BATCH
        while taken == BATCH:
            taken, told = _send_batch(by, digest=digest, at=at)
            written += told
    return written


@command
def _send_batch(by: Actor, *, digest: str, at: datetime.datetime) -> tuple[int, int]:
    """(searches looked after, messages). Rows are locked first, and skipped by another worker: once this commits they
    are not due any more.
    """
    due = SavedSearch.objects.filter(digest=digest, status="active", next_at__lte=at)
    rows = list(due.select_for_update(skip_locked=True).order_by("id")[:BATCH])
    if not rows:
        return 0, 0
    homes = dict(Person.objects.filter(id__in=[row.person_id for row in rows]).values_list("id", "lives_in_id"))
    awake = _awake(rows, homes, at)
    news = _news(awake, at)
    for row in awake:
        row.seen_until, row.next_at = at, next_alert(at, row.every, homes[row.person_id], row.id)
    SavedSearch.objects.bulk_update(rows, ["seen_until", "next_at"])
    if news:
        _tell(by, news, at)
    return len(rows), len(news)


def _awake(rows: Sequence[SavedSearch], homes: Mapping[UUID, str], at: datetime.datetime) -> list[SavedSearch]:
    """Whose quiet hours it is, is looked after when they end: a message that waits would name what closed since."""
    wishes = Preference.objects.filter(person_id__in=homes)
    quiet = {row.person_id: (row.quiet_from, row.quiet_until) for row in wishes}
    awake = []
    for row in rows:
        zone = regency(homes[row.person_id]).timezone
        may = not_before(at, zone, *quiet.get(row.person_id, _QUIET))
        if may > at:
            row.next_at = may
        else:
            awake.append(row)
    return awake


def _news(rows: Sequence[SavedSearch], at: datetime.datetime) -> list[_News]:
    if not rows:
        return []
    since = {row.id: max(row.active_since, row.seen_until - LATECOMERS) for row in rows}
    arrived = _arrivals(rows[0], min(since.values()), at)
    told = set(
        ToldVacancy.objects.filter(search__in=rows, vacancy__in=list(arrived)).values_list("search_id", "vacancy_id")
    )
    made = []
    for row in rows:
        new = tuple(key for key, when in arrived.items() if when > since[row.id] and (row.id, key) not in told)
        if new:
            made.append(_News(row, max(row.active_since, row.seen_until), new))
    return made


def _arrivals(row: SavedSearch, since: datetime.datetime, at: datetime.datetime) -> dict[UUID, datetime.datetime]:
    """What the query finds and is still open, latest first, with since when. The index may lag: the rows decide."""
    asked = asked_of(row.criteria | {"since": since})
    try:
        keys = newest(asked, MOST, at)
    except RegionError:  # a regency that a later release does not know: no news, and nobody else's waits for it
        return {}
    still_open = Vacancy.objects.filter(id__in=keys, status="open", filled__lt=F("headcount"))
    rows = {each.id: each for each in still_open}
    return {
        key: arrived_at(rows[key])
        for key in keys
        if key in rows and rows[key].valid_from <= today_in(rows[key].regency_id, at) <= rows[key].valid_until
    }


def _tell(by: Actor, news: Sequence[_News], at: datetime.datetime) -> None:
    alerts = [
        Alert(
            search=each.search, person_id=each.search.person_id, home_region=each.search.home_region,
            found=len(each.vacancies), since=each.since, written_at=at,
        )
        for each in news
    ]  # fmt: skip
    Alert.objects.bulk_create(alerts)
    ToldVacancy.objects.bulk_create(
        ToldVacancy(alert=alert, search=each.search, vacancy_id=key, position=n if n <= LISTED else 0)
        for alert, each in zip(alerts, news)
        for n, key in enumerate(each.vacancies, 1)
    )
    contexts = {
        each.search.person_id: {
            "alert_id": alert.id, "search_id": each.search.id, "stop_token": each.search.token,
            "found": alert.found if alert.found < MOST else f"{MOST}+",
        }
        for alert, each in zip(alerts, news)
    }  # fmt: skip
    write_many(by, template=ALERT.name, contexts=contexts, at=at)
    append(ALERTS_WRITTEN, alerts[0].id, at=at, people=len(alerts), digest=_digest(alert.id for alert in alerts))


@command
def forget_told(by: Actor, *, at: datetime.datetime) -> int:
    """For the worker: forgets which vacancies a search only counted, 90 days after they ended. Returns how many.

    Those that a message names stay with the message. One that reopens after that is told again.
    """
    over = Q(vacancy__ended_at__lt=at - FORGOTTEN) & ~Q(vacancy__status="open")
    old = ToldVacancy.objects.filter(over, position=0).values_list("id", flat=True)[:FORGET_AT_MOST]
    forgotten, _ = ToldVacancy.objects.filter(id__in=list(old)).delete()
    return forgotten


def _digest(keys: Iterable[UUID]) -> str:
    return hashlib.sha256("".join(sorted(map(str, keys))).encode()).hexdigest()
