"""Findings as the institution and the office read them."""

from __future__ import annotations

import datetime
from typing import Any, TypedDict
from uuid import UUID

from django.db.models import QuerySet

from peluang.domain.catalogue.models import Offering
from peluang.engines.rules import local_date

from ..models import CourseFinding
from .outcomes import compute_results


class Figures(TypedDict, total=False):
    """The numbers a finding rests on, as they were when it was filed."""

    enrolled: int
    completed: int
    gain: float | None
    answered: int
    working: int
    price: int


def finding_figures(offering: Offering) -> dict[str, Any]:
    """Today's numbers of one training (1 statement)."""
    row = compute_results([offering.id])[0]
    return {
        "enrolled": row.enrolled, "completed": row.completed,
        "gain": None if row.gain is None else round(row.gain, 1),
        "answered": row.answered, "working": row.working, "price": offering.price,
    }  # fmt: skip


def _with_training() -> QuerySet[CourseFinding]:
    return CourseFinding.objects.select_related(
        "offering", "offering__training_type", "provider", "decision", "decision__merge_into"
    )


def findings_of_provider(provider_id: UUID, *, status: str = "open") -> list[CourseFinding]:
    """An institution's findings, the earliest deadline first (1 statement)."""
    return list(_with_training().filter(provider_id=provider_id, status=status).order_by("answer_by", "id")[:200])


def finding_page(finding_id: UUID, *, provider_id: UUID | None = None) -> CourseFinding | None:
    """One finding; of this institution alone when provider_id is given (1 statement)."""
    found = _with_training().filter(id=finding_id)
    return (found.filter(provider_id=provider_id) if provider_id else found).first()


def open_findings(at: datetime.datetime, *, overdue: bool = False, most: int = 50) -> list[CourseFinding]:
    """What institutions have not answered, or promised and not done by its day (1 statement).

    overdue: only those past their day: unanswered after answer_by.
    """
    found = _with_training().filter(status="open")
    if overdue:
        found = found.filter(answer_by__lt=local_date(at))
    return list(found.order_by("answer_by", "id")[:most])


def merge_targets(offering: Offering) -> list[Offering]:
    """The institution's other published trainings of the same type (1 statement)."""
    same = Offering.objects.filter(
        training_type_id=offering.training_type_id, provider_id=offering.provider_id, status="published"
    )
    return list(same.exclude(id=offering.id).select_related("regency").order_by("title", "id")[:100])
