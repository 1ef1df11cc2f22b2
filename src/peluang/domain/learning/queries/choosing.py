"""What stands around a class somebody is about to choose: how far, how to get there, what to bring, what else there
is when it is full."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from peluang.domain.people.models import Person

from ..models import ClassMove, TrainingClass
from ..round_market import kilometres

_MOST = 3


@dataclass(frozen=True)
class Alternative:
    """Another open class of the same type with a free seat. km: from the person's regency."""

    training_class: TrainingClass
    km: float | None


def home_of(person_id: UUID) -> str | None:
    """The regency the person lives in (1 statement)."""
    return Person.objects.filter(id=person_id).values_list("lives_in_id", flat=True).first()


def distance_to(training_class: TrainingClass, home: str | None) -> float | None:
    """Kilometres between regencies; None online or unknown."""
    if home is None or training_class.offering.mode == "online":
        return None
    return kilometres(home, training_class.regency_id)


def alternatives(training_class: TrainingClass, home: str | None, *, at: datetime.datetime) -> list[Alternative]:
    """Up to three, the nearest first, then the soonest (1 statement)."""
    found = (
        TrainingClass.objects.select_related("offering__provider", "regency__province")
        .filter(
            offering__training_type_id=training_class.offering.training_type_id, offering__status="published",
            status="open", starts_at__gt=at, seats__gt=F("seats_taken") + F("seats_held"),
            allocation_class__isnull=True,
        )
        .exclude(id=training_class.id)
        .exclude(offering__provider__status__in=["suspended", "closed"])
        .order_by("starts_at", "id")[:60]
    )  # fmt: skip
    rows = [Alternative(each, distance_to(each, home)) for each in found]
    return sorted(rows, key=lambda each: (each.km if each.km is not None else 0, each.training_class.starts_at))[:_MOST]


def last_move(class_id: UUID) -> ClassMove | None:
    """The newest move of a class (1 statement)."""
    return ClassMove.objects.filter(training_class_id=class_id).order_by("-moved_at").first()
