"""A sentra's process map, its needs by weight, and requests that look for an institution."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, Subquery

from peluang.domain.catalogue.models import OfferingSkill
from peluang.domain.learning.models import TrainingClass

from ..models import SentraProfile, SkillNeed, TrainingRequest


@dataclass(frozen=True)
class NeedRow:
    """weight: urgency × people. trainings: published offerings that teach the skill. request: if one was made."""

    need: SkillNeed
    weight: int
    trainings: int
    request: TrainingRequest | None


def sentra_of(organisation_id: UUID) -> SentraProfile | None:
    """1 statement."""
    found = SentraProfile.objects.select_related("organisation", "organisation__regency", "occupation")
    return found.filter(organisation_id=organisation_id).first()


def needs_of(sentra_id: UUID) -> list[NeedRow]:
    """What the sentra lacks, the heaviest first: urgency × people (1 statement)."""
    taught = (
        OfferingSkill.objects.filter(skill=OuterRef("skill"), offering__status="published")
        .order_by()
        .values("skill")
        .annotate(n=Count("offering", distinct=True))
        .values("n")
    )
    rows = (
        SkillNeed.objects.filter(sentra_id=sentra_id)
        .select_related(
            "skill", "request", "request__provider", "request__offering", "request__training_class",
            "request__training_class__regency",
        )
        .annotate(weight=F("urgency") * F("people"), trainings=Subquery(taught))
        .order_by("-weight", "named_at")
    )  # fmt: skip
    return [NeedRow(row, row.weight, row.trainings or 0, getattr(row, "request", None)) for row in rows]


def open_requests(*, provider_id: UUID | None = None, most: int = 100) -> list[TrainingRequest]:
    """Requests that look for an institution, and this institution's own answers (1 statement)."""
    wanted = Q(status="open")
    if provider_id:
        wanted |= Q(provider_id=provider_id)
    found = TrainingRequest.objects.filter(wanted).select_related(
        "need__skill", "need__sentra__organisation", "regency", "provider", "offering", "training_class"
    )
    return list(found.order_by("answer_by", "id")[:most])


def request_for(provider_id: UUID, request_id: UUID) -> TrainingRequest | None:
    """One request that is open or this institution's own (1 statement)."""
    found = TrainingRequest.objects.filter(Q(status="open") | Q(provider_id=provider_id), id=request_id)
    return found.select_related(
        "need__skill", "need__sentra__organisation", "regency", "offering", "training_class"
    ).first()


def classes_for_request(request: TrainingRequest) -> list[TrainingClass]:
    """Classes of the accepted training that still take people (1 statement)."""
    if request.offering_id is None:
        return []
    found = TrainingClass.objects.filter(offering_id=request.offering_id, status="open").select_related("regency")
    return list(found.order_by("starts_at")[:50])
