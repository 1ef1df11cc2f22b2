"""Reads about feeds: for the office, and for a vacancy that several portals tell."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, OuterRef, Subquery

from peluang.domain.kernel.refusal import NotYours
from peluang.domain.organisations.models import Organisation

from .models import Feed, FeedItem, FeedRun, Vacancy

_RUNS = 20


def feeds() -> list[Feed]:
    """With `shown` (open vacancies), `last_status`, `last_at`, `last_refused`: those that run first (one statement)."""
    last = FeedRun.objects.filter(feed=OuterRef("id")).order_by("-started_at", "-id")
    shown = Vacancy.objects.filter(source=OuterRef("name"), status="open").order_by().values("source")
    rows = Feed.objects.select_related("organisation").annotate(
        shown=Subquery(shown.annotate(many=Count("id")).values("many")),
        last_status=Subquery(last.values("status")[:1]), last_at=Subquery(last.values("started_at")[:1]),
        last_refused=Subquery(last.values("refused")[:1]),
    )  # fmt: skip
    return list(rows.order_by("stopped_at", "name"))


def feed_for_page(feed_id: UUID) -> tuple[Feed, list[FeedRun], int]:
    """The feed, its last runs (newest first), its open vacancies (three statements). Raises NotYours for none."""
    feed = Feed.objects.select_related("organisation").filter(id=feed_id).first()
    if feed is None:
        raise NotYours
    runs = FeedRun.objects.filter(feed=feed).order_by("-started_at", "-id")[:_RUNS]
    return feed, list(runs), Vacancy.objects.filter(source=feed.name, status="open").count()


def told_elsewhere(vacancy: Vacancy) -> list[tuple[str, str]]:
    """(name of the feed, address there) of the others that tell the same, each once (one statement)."""
    rows = FeedItem.objects.filter(vacancy=vacancy, gone_at__isnull=True).exclude(feed__name=vacancy.source)
    return list(dict(rows.order_by("-id").values_list("feed__name", "url")).items())


def last_answer(feed: Feed) -> tuple[str, str]:
    """(ETag, Last-Modified) of the last whole reading, unless one that broke came after it: then all is wanted."""
    last = FeedRun.objects.filter(feed=feed).order_by("-started_at", "-id").first()
    return (last.etag, last.last_modified) if last is not None and last.status == "whole" else ("", "")


def running() -> list[FeedRun]:
    return list(FeedRun.objects.filter(status="running").order_by("touched_at"))


def employers_named(text: str, most: int = 20) -> list[Organisation]:
    """Checked employers that registered here, by a part of their name; never those that only stood in a feed."""
    rows = Organisation.objects.filter(name__icontains=text, kind="employer", status="verified")
    rows = rows.exclude(source__in=Feed.objects.values("name"))
    return list(rows.order_by("name")[:most])


def feed_named(name: str) -> Feed | None:
    return Feed.objects.filter(name=name).first()
