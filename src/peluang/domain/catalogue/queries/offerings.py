"""Reads of the catalogue, each with its number of SQL statements."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from ..models import Offering, Trainer, TrainingType


def published() -> QuerySet[Offering]:
    return Offering.objects.filter(status="published")


def type_by_code(code: str) -> TrainingType | None:
    """One statement."""
    return TrainingType.objects.select_related("occupation").filter(code=code).first()


def equivalents(training_type: TrainingType) -> list[Offering]:
    """Published offerings of a type with provider, place, trainer and result (1 statement), cheapest first."""
    return list(
        published()
        .filter(training_type=training_type)
        .select_related("training_type", "provider", "regency", "trainer", "result")
        .order_by("price", "id")
    )


def offering_page(offering_id: UUID) -> Offering | None:
    """A published, suspended or ended offering with what its page shows (2 statements); drafts are not public."""
    return (
        Offering.objects.exclude(status__in=["draft", "submitted"])
        .select_related(
            "training_type", "provider", "regency", "trainer", "occupation", "result",
            "merged_into", "merged_into__training_type",
        )
        .prefetch_related("taught__skill")
        .filter(id=offering_id)
        .first()
    )  # fmt: skip


def offerings_of_provider(provider_id: UUID, *, status: str = "") -> list[Offering]:
    """All offerings of an institution, newest first (1 statement)."""
    found = Offering.objects.filter(provider_id=provider_id).select_related("training_type", "regency", "result")
    return list((found.filter(status=status) if status else found).order_by("-id"))


def offering_of_provider(provider_id: UUID, offering_id: UUID) -> Offering | None:
    """One of an institution's own, with its type, trainer and skills (2 statements)."""
    return (
        Offering.objects.filter(provider_id=provider_id, id=offering_id)
        .select_related("training_type", "trainer", "regency__province", "occupation", "merged_into", "result")
        .prefetch_related("taught__skill")
        .first()
    )


def waiting_for_curation() -> list[Offering]:
    """Submitted offerings, longest waiting first (1 statement)."""
    found = Offering.objects.filter(status="submitted").select_related("training_type", "provider", "regency")
    return list(found.order_by("id"))


def trainers_of(provider_id: UUID) -> list[Trainer]:
    """Trainers of an institution by name (1 statement)."""
    return list(Trainer.objects.filter(organisation_id=provider_id).order_by("name"))
