"""Search for vacancies and trainings: words with typing mistakes, exact radius, filters, counts, a way out."""

from __future__ import annotations

import datetime

from . import training_search, vacancy_search
from .places import lookup_regency, resolve_place
from .results import Hint, TrainingItem, TrainingPage, VacancyItem, VacancyPage


def search_vacancies(
    words: str = "", *, regency: str | None = None, radius_km: int | None = None, occupation: str | None = None,
    education: str | None = None, wage_min: int | None = None, kind: str | None = None, disability: bool | None = None,
    ended: bool = False, page: int = 1, at: datetime.datetime,
) -> VacancyPage:  # fmt: skip
    """One statement. regency: "33.20", or a province "33"; education: the highest schooling one has; wage_min:
    rupiah a month; ended: those of other portals that closed, instead of open ones. Raises RegionError for an
    unknown place.
    """
    asked = vacancy_search.VacancySearch(
        words, regency, radius_km, occupation, education, wage_min, kind, disability, ended
    )
    return vacancy_search.search(asked, page, at)


def search_trainings(
    words: str = "", *, regency: str | None = None, radius_km: int | None = None, mode: str | None = None,
    price_max: int | None = None, occupation: str | None = None, page: int = 1, at: datetime.datetime,
) -> TrainingPage:  # fmt: skip
    """Two statements; grouped by training type. Raises RegionError for an unknown place."""
    asked = training_search.TrainingSearch(words, regency, radius_km, mode, price_max, occupation)
    return training_search.search(asked, page, at)


__all__ = [
    "Hint", "TrainingItem", "TrainingPage", "VacancyItem", "VacancyPage", "lookup_regency", "resolve_place",
    "search_trainings", "search_vacancies",
]  # fmt: skip
