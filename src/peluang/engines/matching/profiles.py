"""What is compared: a person's side and a vacancy's side. Neither has a field for age or sex."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray


class Education(IntEnum):
    """Highest level finished, in order."""

    NONE = 0
    PRIMARY = 1
    JUNIOR_SECONDARY = 2
    SENIOR_SECONDARY = 3
    DIPLOMA = 4
    BACHELOR = 5
    POSTGRADUATE = 6


class WorkMode(IntEnum):
    """Where the work is done."""

    ON_SITE = 0
    HYBRID = 1
    REMOTE = 2


@dataclass(frozen=True, slots=True)
class PersonProfile:
    """``occupations``: KBJI units held or wished, 4 digits. ``skills``: code -> how well shown, 0..1 (1:
    assessed, about 0.5: own word). Degrees for the place; rupiah a month (None: not said); ``modes`` empty:
    any."""

    occupations: tuple[str, ...]
    skills: Mapping[str, float]
    latitude: float | None
    longitude: float | None
    education: Education
    experience_months: int
    wage_rupiah: int | None = None
    travel_km: float = 30.0
    modes: frozenset[WorkMode] = frozenset()


@dataclass(frozen=True, slots=True)
class VacancyProfile:
    """``vacancy_id`` orders equal scores. ``skills``: code -> True if required, False if only welcome."""

    vacancy_id: str
    occupation: str
    skills: Mapping[str, bool]
    latitude: float | None
    longitude: float | None
    education: Education
    experience_months: int
    wage_rupiah: int | None
    mode: WorkMode = WorkMode.ON_SITE


@dataclass(frozen=True)
class VacancyColumns:
    """v vacancies as arrays, sorted by id, so that a lower place is a lower id.

    ``occupation`` int32[v] (KBJI unit as a number, -1 unknown). Place float64[v] in degrees, NaN unknown.
    ``wage`` int64[v] rupiah a month, -1 unknown. Skills in compressed rows: the skills of vacancy i are
    ``skill[start[i]:start[i + 1]]``, numbers into ``skill_codes``; ``required`` beside them.
    """

    ids: NDArray[np.str_]
    occupation: NDArray[np.int32]
    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    education: NDArray[np.int8]
    experience: NDArray[np.int32]
    wage: NDArray[np.int64]
    mode: NDArray[np.int8]
    start: NDArray[np.int64]
    skill: NDArray[np.int32]
    required: NDArray[np.bool_]
    skill_codes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.ids)


def occupation_number(code: str) -> int:
    """ "7212" -> 7212; -1 for anything that is not a 4-digit code."""
    return int(code) if len(code) == 4 and code.isdecimal() else -1


def vacancy_columns(vacancies: Sequence[VacancyProfile]) -> VacancyColumns:
    """Columns for :func:`rank_many`. Raises ValueError for an id that occurs twice."""
    ordered = sorted(vacancies, key=lambda vacancy: vacancy.vacancy_id)
    ids = [vacancy.vacancy_id for vacancy in ordered]
    if len(set(ids)) != len(ids):
        raise ValueError("a vacancy id occurs twice")
    codes = tuple(sorted({code for vacancy in ordered for code in vacancy.skills}))
    number = {code: place for place, code in enumerate(codes)}
    skills = [(number[code], needed) for vacancy in ordered for code, needed in sorted(vacancy.skills.items())]
    return VacancyColumns(
        ids=np.array(ids, dtype=np.str_),
        occupation=np.array([occupation_number(v.occupation) for v in ordered], dtype=np.int32),
        latitude=np.array([_degrees(v.latitude) for v in ordered], dtype=np.float64),
        longitude=np.array([_degrees(v.longitude) for v in ordered], dtype=np.float64),
        education=np.array([v.education for v in ordered], dtype=np.int8),
        experience=np.array([v.experience_months for v in ordered], dtype=np.int32),
        wage=np.array([-1 if v.wage_rupiah is None else v.wage_rupiah for v in ordered], dtype=np.int64),
        mode=np.array([v.mode for v in ordered], dtype=np.int8),
        start=np.cumsum([0, *(len(v.skills) for v in ordered)], dtype=np.int64),
        skill=np.array([place for place, _ in skills], dtype=np.int32),
        required=np.array([needed for _, needed in skills], dtype=bool),
        skill_codes=codes,
    )


def _degrees(value: float | None) -> float:
    return math.nan if value is None else value
