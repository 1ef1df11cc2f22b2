"""Many vacancies for one person: the same points as :mod:`score`, best first, ties by id."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peluang.engines.matching.points import points_of, totals
from peluang.engines.matching.profiles import PersonProfile, VacancyColumns


@dataclass(frozen=True)
class Ranking:
    """``place`` int64[k]: rows of the columns, best first; ``total`` int64[k]: their whole points."""

    place: NDArray[np.int64]
    total: NDArray[np.int64]


def rank_many(person: PersonProfile, vacancies: VacancyColumns, *, limit: int = 50) -> Ranking:
    """The best ``limit`` vacancies by whole points downwards, then id upwards (columns are sorted by id)."""
    if len(vacancies) == 0 or limit <= 0:
        empty = np.array([], dtype=np.int64)
        return Ranking(empty, empty)
    total = totals(points_of(person, vacancies))
    # One whole number holds both keys, so that taking the best needs no full sort.
    key = total * len(vacancies) + (len(vacancies) - 1 - np.arange(len(vacancies)))
    count = min(limit, len(vacancies))
    best = np.argpartition(key, len(key) - count)[len(key) - count :]
    place = best[np.argsort(-key[best])]
    return Ranking(place, total[place])
