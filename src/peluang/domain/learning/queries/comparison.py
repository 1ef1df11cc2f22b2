"""Equivalent offerings of one training type, side by side: what a person needs to choose among them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count

from peluang.domain.catalogue.models import Offering, OfferingResult, TrainingType
from peluang.domain.catalogue.queries import equivalents
from peluang.engines.codes.regions import distance_km
from peluang.engines.evaluation import Interval, MeanInterval, mean_interval, wilson

from ..models import TrainingClass


@dataclass(frozen=True)
class Equivalent:
    """next_class: the first open one with a free seat, else the first full one. distance_km: from the chosen regency,
    None when unknown or fully online. classes_held: by its trainer. working: share with work at `months`."""

    offering: Offering
    next_class: TrainingClass | None
    distance_km: float | None
    classes_held: int
    gain: MeanInterval | None
    completed: Interval | None
    working: Interval | None
    finished: int
    months: int

    @property
    def seats_left(self) -> int:
        return self.next_class.seats_left if self.next_class else 0


@dataclass(frozen=True)
class Comparison:
    """best: which of `offers` is best in a row ("price", "distance", "start", "trainer", "gain", "completed",
    "working"); a row where all are equal or nothing is known has none. suggested: whom the one button names."""

    offers: list[Equivalent]
    best: dict[str, list[int]]
    suggested: Equivalent | None
    suggested_because: str


def compare_type(training_type: TrainingType, *, near: str | None, at: datetime.datetime) -> Comparison:
    """3 statements. near: regency code, or None."""
    offerings = equivalents(training_type)
    coming = next_classes([each.id for each in offerings], at=at)
    held = _classes_held([each.trainer_id for each in offerings if each.trainer_id])
    offers = [_equivalent(each, coming.get(each.id), near, held.get(each.trainer_id, 0)) for each in offerings]
    offers.sort(key=lambda each: _order(each, near))
    suggested = next((each for each in offers if each.seats_left > 0), None)
    return Comparison(offers, best_of(offers), suggested, "distance" if near else "start")


def next_classes(offering_ids: Sequence[UUID], *, at: datetime.datetime) -> dict[UUID, TrainingClass]:
    """By offering: the next open class, one with a free seat first (1 statement)."""
    found: dict[UUID, TrainingClass] = {}
    coming = TrainingClass.objects.filter(offering_id__in=offering_ids, status="open", starts_at__gt=at)
    for each in coming.select_related("regency", "trainer").order_by("starts_at", "id"):
        known = found.get(each.offering_id)
        if known is None or (known.seats_left < 1 and each.seats_left > 0):
            found[each.offering_id] = each
    return found


def gain_of(result: OfferingResult) -> MeanInterval | None:
    """Points from pre- to post-test with the range; None while nobody took both. Scores are of 100."""
    if result.gain is None or not result.gain_n:
        return None
    return mean_interval(result.gain, result.gain_deviation or 0.0, result.gain_n, low=-100, high=100)


def _classes_held(trainer_ids: Sequence[UUID]) -> dict[UUID | None, int]:
    finished = TrainingClass.objects.filter(trainer_id__in=trainer_ids, status="finished")
    return dict(finished.values_list("trainer_id").annotate(Count("id")))


def _equivalent(offering: Offering, coming: TrainingClass | None, near: str | None, held: int) -> Equivalent:
    result = getattr(offering, "result", None)
    place = (coming.regency_id if coming else None) or offering.regency_id
    return Equivalent(
        offering=offering,
        next_class=coming,
        distance_km=distance_km(near, place) if near and place and offering.mode != "online" else None,
        classes_held=held,
        gain=gain_of(result) if result else None,
        completed=wilson(min(result.completed, result.enrolled), result.enrolled) if result else None,
        working=wilson(result.working, result.answered) if result else None,
        finished=result.completed if result else 0,
        months=result.months if result else 3,
    )


def _order(each: Equivalent, near: str | None) -> tuple[bool, float, float, int]:
    """Bookable first; then nearest when a place was chosen; then soonest; then cheapest."""
    starts = each.next_class.starts_at.timestamp() if each.next_class else float("inf")
    distance = each.distance_km if each.distance_km is not None else (0.0 if each.offering.mode == "online" else 1e5)
    return (each.seats_left < 1, distance if near else 0.0, starts, each.offering.price)


def best_of(offers: Sequence[Equivalent]) -> dict[str, list[int]]:
    """Which of `offers` is best in a row, as `Comparison.best` says it."""
    lowest: dict[str, list[float | None]] = {
        "price": [float(each.offering.price) for each in offers],
        "distance": [each.distance_km for each in offers],
        "start": [
            each.next_class.starts_at.timestamp() if each.next_class and each.seats_left else None for each in offers
        ],
    }
    highest: dict[str, list[float | None]] = {
        "trainer": [float(each.classes_held) or None for each in offers],
        "gain": [each.gain.point if each.gain else None for each in offers],
        "completed": [each.completed.point if each.completed else None for each in offers],
        "working": [each.working.point if each.working else None for each in offers],
    }
    best = {name: _winners(values, min) for name, values in lowest.items()}
    best |= {name: _winners(values, max) for name, values in highest.items()}
    # A lead that the intervals do not bear out is no lead: stars did not tell courses apart, few answers don't.
    for name in ("gain", "completed", "working"):
        if best[name] and any(
            _uncertain(getattr(each, name), getattr(offers[best[name][0]], name))
            for index, each in enumerate(offers)
            if index not in best[name]
        ):
            best[name] = []
    return best


def _winners(values: list[float | None], choose: object) -> list[int]:
    known = [value for value in values if value is not None]
    if len(known) < 2 or len(set(known)) == 1:
        return []
    top = choose(known)  # type: ignore[operator]
    return [index for index, value in enumerate(values) if value == top]


def _uncertain(one: Any, other: Any) -> bool:
    """Two intervals of one kind that share something."""
    return one is not None and other is not None and one.overlaps(other)
