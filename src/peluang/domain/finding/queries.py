"""Search for vacancies and trainings: words with typing mistakes, exact radius, filters, counts, a way out."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from . import training_search, vacancy_search
from .places import lookup_regency, resolve_place
from .results import Hint, PlaceCounts, TrainingItem, TrainingPage, VacancyItem, VacancyPage, Way


def search_vacancies(
    words: str = "", *, regency: str | None = None, radius_km: int | None = None, occupation: str | None = None,
    education: str | None = None, wage_min: int | None = None, kind: str | None = None, disability: bool | None = None,
    ended: bool = False, since: datetime.datetime | None = None, page: int = 1, at: datetime.datetime,
) -> VacancyPage:  # fmt: skip
    """One statement. regency: "33.20", or a province "33"; education: the highest schooling one has; wage_min:
    rupiah a month; ended: those of other portals that closed, instead of open ones; since: only what people can
    find since then. Raises RegionError for an unknown place.
    """
    asked = vacancy_search.VacancySearch(
        words, regency, radius_km, occupation, education, wage_min, kind, disability, ended, since
    )
    return vacancy_search.search(asked, page, at)


def vacancy_places(asked: vacancy_search.VacancySearch, at: datetime.datetime) -> PlaceCounts:
    """Where the vacancies of a search are, in the whole country, whatever place it names. No statement."""
    return vacancy_search.places(asked, at)


def search_trainings(
    words: str = "", *, regency: str | None = None, radius_km: int | None = None, mode: str | None = None,
    price_max: int | None = None, occupation: str | None = None, skills: Sequence[str] = (),
    starts_from: datetime.date | None = None, starts_by: datetime.date | None = None, free_seats: bool = False,
    page: int = 1, at: datetime.datetime,
) -> TrainingPage:  # fmt: skip
    """At most five statements; grouped by training type. skills: codes, any of which it must teach; starts_from,
    starts_by: local dates; free_seats: only with a seat left. Raises RegionError for an unknown place.
    """
    asked = training_search.TrainingSearch(
        words, regency, radius_km, mode, price_max, occupation, tuple(skills), starts_from, starts_by, free_seats
    )
    return training_search.search(asked, page, at)


__all__ = [
    "Hint", "PlaceCounts", "TrainingItem", "TrainingPage", "VacancyItem", "VacancyPage", "Way", "lookup_regency",
    "resolve_place", "search_trainings", "search_vacancies", "vacancy_places",
]  # fmt: skip
