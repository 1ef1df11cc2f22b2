"""Items that are no longer in their feed: another item tells on, or their vacancy ends."""

from __future__ import annotations

import datetime
from collections import defaultdict
from uuid import UUID

from django.db import connection
from django.db.models import F, QuerySet

from peluang.domain.events.journal import append_many
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.organisations.imported import find_or_register, reference_of

from .events import VACANCY_CHANGED, VACANCY_ENDED
from .models import Feed, FeedItem, Vacancy
from .states import VACANCY

_BATCH = 500


def lock_folding() -> None:
    """Feeds are folded into each other: one at a time, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('jobs.feeds'))")


def leave(feed: Feed, gone: QuerySet[FeedItem], *, at: datetime.datetime) -> int:
    """Marks them gone; returns how many open vacancies ended. Inside a command."""
    lock_folding()
    ended = 0
    ids = list(gone.values_list("id", flat=True))
    for start in range(0, len(ids), _BATCH):
        ended += _leave_batch(feed, ids[start : start + _BATCH], at)
    return ended


def _leave_batch(feed: Feed, ids: list[UUID], at: datetime.datetime) -> int:
    FeedItem.objects.filter(id__in=ids).update(gone_at=at)
    led = Vacancy.objects.filter(
        source=feed.name, status="open",
        source_ref__in=FeedItem.objects.filter(id__in=ids, vacancy__isnull=False).values("reference"),
    )  # fmt: skip
    vacancies = list(led.select_for_update(of=("self",)).select_related("employer").order_by("id"))
    others = _others(vacancies)
    ended, kept = [], []
    for vacancy in vacancies:
        following = next((each for each in others[vacancy.id] if _hand_over(vacancy, each, at)), None)
        if following is not None:
            kept.append(vacancy)
            continue
        VACANCY.advance(vacancy, "closed", PROGRAM.role)
        vacancy.ended_at, vacancy.status_reason = at, "gone"
        ended.append(vacancy)
    Vacancy.objects.bulk_update(
        [*kept, *ended],
        ["source", "source_ref", "source_url", "apply_mode", "employer", "status", "ended_at", "status_reason"],
    )
    # Whoever told the same elsewhere is read anew and then stands for itself.
    FeedItem.objects.filter(vacancy__in=ended, gone_at__isnull=True).update(digest="", vacancy=None)
    append_many(VACANCY_CHANGED, [each.id for each in kept], at=at)
    append_many(VACANCY_ENDED, [each.id for each in ended], at=at, status="closed")
    return len(ended)


def _others(vacancies: list[Vacancy]) -> dict[UUID, list[FeedItem]]:
    """Items that tell the same and are still there, by vacancy; those of feeds that are read come first."""
    found: dict[UUID, list[FeedItem]] = defaultdict(list)
    rows = FeedItem.objects.filter(vacancy__in=vacancies, gone_at__isnull=True).select_related("feed")
    for item in rows.order_by(F("feed__stopped_at").asc(nulls_first=True), "id"):
        assert item.vacancy_id is not None
        found[item.vacancy_id].append(item)
    return found


def _hand_over(vacancy: Vacancy, item: FeedItem, at: datetime.datetime) -> bool:
    """Whether this item now leads. Not to another employer once people applied, nor to a link that leads nowhere."""
    feed = item.feed
    if feed.mode == "link" and not item.url:
        return False
    if feed.organisation_id is None and vacancy.source != feed.name:
        employer = vacancy.employer
        known = find_or_register("employer", feed.name, [(employer.name, employer.regency_id)], at=at)
        following = known[reference_of(employer.name)].id
    else:
        following = feed.organisation_id or vacancy.employer_id
    if following != vacancy.employer_id and vacancy.applicants:
        return False
    vacancy.employer_id, vacancy.source, vacancy.source_ref = following, feed.name, item.reference
    vacancy.source_url, vacancy.apply_mode = item.url, feed.mode
    return True
