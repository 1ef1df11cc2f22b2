"""Person x vacancy: a score of 0..100 with every factor shown. Age and sex have no field here, so they cannot
count.

Public API
----------
profiles.py
    ``PersonProfile``, ``VacancyProfile`` dataclasses; ``VacancyColumns`` arrays,
    ``vacancy_columns(vacancies)``
score.py
    ``score(person, vacancy) -> Match(total, factors, missing_skills)``; ``Factor(code, points, max_points,
    text_id, text_en, positive)``
rank.py
    ``rank_many(person, columns, *, limit=50) -> Ranking(place: int64[k], total: int64[k])`` the same totals,
    ordered by total downwards, then vacancy id upwards
"""

from peluang.engines.matching.points import MAXIMA, distances_km
from peluang.engines.matching.profiles import (
    Education,
    PersonProfile,
    VacancyColumns,
    VacancyProfile,
    WorkMode,
    vacancy_columns,
)
from peluang.engines.matching.rank import Ranking, rank_many
from peluang.engines.matching.score import Factor, Match, missing_skills, score

__all__ = [
    "MAXIMA",
    "Education",
    "Factor",
    "Match",
    "PersonProfile",
    "Ranking",
    "VacancyColumns",
    "VacancyProfile",
    "WorkMode",
    "distances_km",
    "missing_skills",
    "rank_many",
    "score",
    "vacancy_columns",
]
