"""What people said about trainings, combined over equivalents, and what waits for a look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from peluang.engines.evaluation import MeanInterval, mean_interval

from ..models import Review
from ..questions import QUESTIONS

_SUMS = """
select question.key, count(*), avg(question.value::int), coalesce(stddev_samp(question.value::int), 0)
  from learning_review review, jsonb_each_text(review.answers) question
 where review.offering_id = any(%s) group by question.key
"""


@dataclass(frozen=True)
class Opinions:
    """Of one or several offerings. marks: question → mean 1–5 with its interval, in the order of QUESTIONS. newest:
    published texts, newest first; `more` of them are not here."""

    count: int
    marks: dict[str, MeanInterval]
    newest: list[Review]
    more: int = 0


def opinions_of(offering_ids: Sequence[UUID], *, most: int = 5) -> Opinions:
    """Marks of every review, texts of the published ones (2 statements). Reviews carry no name."""
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, [list(offering_ids)])
        rows = {key: (count, float(mean), float(spread)) for key, count, mean, spread in cursor.fetchall()}
    marks = {
        question: mean_interval(mean, spread, count, low=1, high=5)
        for question in QUESTIONS
        if question in rows
        for count, mean, spread in [rows[question]]
    }
    found = list(_with_text().filter(offering_id__in=list(offering_ids), status="published")[: most + 1])
    return Opinions(max((count for count, _m, _s in rows.values()), default=0), marks, found[:most], len(found) - most)


def reviews_to_answer(provider_id: UUID, *, most: int = 100) -> list[Review]:
    """Published texts about an institution, unanswered first, newest first (1 statement)."""
    found = _with_text().filter(offering__provider_id=provider_id, status="published")
    return sorted(found[:most], key=lambda each: bool(each.provider_answer))


def review_of_provider(provider_id: UUID, review_id: UUID) -> Review | None:
    """One statement."""
    return _with_text().filter(offering__provider_id=provider_id, id=review_id).first()


def review_shown(review_id: UUID) -> Review | None:
    """A published text, for whoever wants to report it (1 statement)."""
    return _with_text().filter(id=review_id, status="published").first()


def reviews_to_look_at() -> list[Review]:
    """Held texts, longest waiting first (1 statement)."""
    return list(_with_text().filter(status="held").order_by("written_at", "id")[:200])


def review_to_look_at(review_id: UUID) -> Review | None:
    """Held or hidden, for the office (1 statement)."""
    return _with_text().filter(id=review_id).first()


def _with_text() -> QuerySet[Review]:
    return (
        Review.objects.exclude(text="")
        .select_related("offering__provider", "offering__training_type")
        .order_by("-written_at", "id")
    )
