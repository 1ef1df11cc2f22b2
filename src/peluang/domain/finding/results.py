"""What a search gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from peluang.domain.catalogue.models import TrainingType
from peluang.domain.jobs.models import Vacancy
from peluang.domain.learning.models import TrainingClass

PAGE_SIZE = 20
#: How the words were read: all of them; those that name something, the others only ordering; forgiving mistakes; some.
Reading = Literal["all", "naming", "similar", "some"]


@dataclass(frozen=True)
class Hint:
    """Nothing here, but `total` within `radius_km` (None: anywhere)."""

    radius_km: int | None
    total: int


@dataclass(frozen=True)
class Way:
    """What would give more: the search with `change` (a field of VacancySearch) set to `value`, None for without it."""

    change: str
    value: str | None
    total: int


@dataclass(frozen=True)
class PlaceCounts:
    """Code → how many, most first."""

    provinces: Mapping[str, int]
    regencies: Mapping[str, int]


@dataclass(frozen=True)
class VacancyItem:
    """km: from the place that was asked about, as the crow flies; None without one or for a whole province."""

    vacancy: Vacancy
    km: float | None


@dataclass(frozen=True)
class VacancyPage:
    """facets: name → value → how many, each counted without its own filter. kind: work kind; education: rank as
    text; province: code; disability: "yes" or "no". ended: how many closed ones fit too, told when there is one page.
    ways: what would give more, told when there are few. words: as typed, or, for mistyped ones, as they are written.
    """

    items: list[VacancyItem]
    total: int
    page: int
    pages: int
    reading: Reading = "all"
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    hint: Hint | None = None
    ended: int = 0
    ways: tuple[Way, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class TrainingItem:
    """One training type and what fits of it. offerings: ids, best first; price_min, price_max: rupiah. next_class: the
    first open one that fits, one with a free seat first. teaches: of the skills that were asked for, those it teaches.
    """

    training_type: TrainingType
    offerings: tuple[str, ...]
    providers: int
    modes: tuple[str, ...]
    price_min: int
    price_max: int
    km: float | None
    next_class: TrainingClass | None = None
    teaches: tuple[str, ...] = ()


@dataclass(frozen=True)
class TrainingPage:
    """total: training types; offerings: offerings that fit, over all types."""

    items: list[TrainingItem]
    total: int
    offerings: int
    page: int
    pages: int
    reading: Reading = "all"
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    hint: Hint | None = None


def pages_of(total: int) -> int:
    return max(1, -(-total // PAGE_SIZE))
