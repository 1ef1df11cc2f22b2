"""A completed training plans its three questions; finished classes and reviews refresh the training's result."""

from __future__ import annotations

from uuid import UUID

from peluang.domain.events.journal import durable, in_transaction
from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.learning.events import CLASS_FINISHED, ENROLMENT_COMPLETED, REVIEW_WRITTEN
from peluang.domain.learning.models import Review

from . import message_texts  # noqa: F401 (registers the texts)


@in_transaction(ENROLMENT_COMPLETED)
def plan_when_completed(event: Event) -> None:
    from .commands import plan_outcomes

    plan_outcomes(PROGRAM, enrolment_id=event.subject, at=event.at)


@durable("evaluation-results", CLASS_FINISHED, REVIEW_WRITTEN)
def refresh_where_evidence_came(events: list[Event]) -> None:
    """Repeating a batch writes the same numbers again."""
    from .commands import refresh_results_of

    offerings = {UUID(event.payload["offering_id"]) for event in events if event.type == CLASS_FINISHED.name}
    reviews = [event.subject for event in events if event.type == REVIEW_WRITTEN.name]
    with acting(PROGRAM, scope="command"):
        offerings |= set(Review.objects.filter(id__in=reviews).values_list("offering_id", flat=True))
    if offerings:
        refresh_results_of(PROGRAM, offering_ids=sorted(offerings), at=max(event.at for event in events))
