"""How many points each factor gives, written once for arrays; one vacancy is an array of length one.

All points are whole numbers of thousandths, so that a person's list is the same on every machine: ties are
then real ties and are broken by id. The greatest totals of the factors add up to 100 points.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from peluang.engines.matching.profiles import PersonProfile, VacancyColumns, WorkMode, occupation_number

MILLI = 1000
# Skills weigh most: they are what training can change. Distance and wage decide whether a job can be taken at
# all.
MAXIMA = {
    "occupation": 25,
    "skills": 30,
    "distance": 15,
    "wage": 12,
    "education": 6,
    "experience": 7,
    "mode": 5,
}
EARTH_KM = 6371.0
# A vacancy that names no skills says nothing about them: half the points, neither praise nor blame.
UNKNOWN_SHARE = 0.5
_WELCOME_WEIGHT = 0.4

Points = NDArray[np.int64]
Share = NDArray[np.float64]


def distances_km(person: PersonProfile, vacancies: VacancyColumns) -> Share:
    """Great-circle distance, NaN where a place is unknown."""
    if person.latitude is None or person.longitude is None:
        return np.full(len(vacancies), np.nan)
    here_lat, here_lon = np.radians(person.latitude), np.radians(person.longitude)
    lat, lon = np.radians(vacancies.latitude), np.radians(vacancies.longitude)
    half = np.sin((lat - here_lat) / 2) ** 2
    half += np.cos(here_lat) * np.cos(lat) * np.sin((lon - here_lon) / 2) ** 2
    distance: Share = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return distance


def points_of(person: PersonProfile, vacancies: VacancyColumns) -> dict[str, Points]:
    """Factor -> thousandths of a point, int64[v]."""
    shares = {
        "occupation": _occupation(person, vacancies),
        "skills": _skills(person.skills, vacancies),
        "distance": _distance(person, vacancies),
        "wage": _wage(person, vacancies),
        "education": _education(person, vacancies),
        "experience": _experience(person, vacancies),
        "mode": _mode(person, vacancies),
    }
    return {factor: np.rint(share * MAXIMA[factor] * MILLI).astype(np.int64) for factor, share in shares.items()}


def totals(points: Mapping[str, Points]) -> NDArray[np.int64]:
    """Whole points 0..100, rounded half up."""
    summed: NDArray[np.int64] = sum(points.values(), start=np.zeros(1, np.int64))
    return (summed + MILLI // 2) // MILLI


def _occupation(person: PersonProfile, vacancies: VacancyColumns) -> Share:
    """The same unit 1, minor group 0.7, sub-major 0.4, major group 0.15: KBJI's tree says what is related."""
    best = np.zeros(len(vacancies))
    for code in person.occupations:
        mine = occupation_number(code)
        if mine < 0:
            continue
        for divisor, share in ((1, 1.0), (10, 0.7), (100, 0.4), (1000, 0.15)):
            same = (vacancies.occupation >= 0) & (vacancies.occupation // divisor == mine // divisor)
            np.maximum(best, np.where(same, share, 0.0), out=best)
    if not person.occupations:
        return np.full(len(vacancies), UNKNOWN_SHARE)
    return np.where(vacancies.occupation < 0, UNKNOWN_SHARE, best)


def _skills(held: Mapping[str, float], vacancies: VacancyColumns) -> Share:
    """Share of the skills asked for that the person has, required ones weighing more than welcome ones."""
    strength = np.array([min(max(held.get(code, 0.0), 0.0), 1.0) for code in vacancies.skill_codes])
    weight = np.where(vacancies.required, 1.0, _WELCOME_WEIGHT)
    row = np.repeat(np.arange(len(vacancies)), np.diff(vacancies.start))
    asked = np.bincount(row, weights=weight, minlength=len(vacancies))
    have = np.bincount(
        row, weights=weight * strength[vacancies.skill] if len(row) else weight, minlength=len(vacancies)
    )
    return np.where(asked > 0, have / np.where(asked > 0, asked, 1.0), UNKNOWN_SHARE)


def _distance(person: PersonProfile, vacancies: VacancyColumns) -> Share:
    """Full up to a fifth of what the person would travel, then falling to nothing at twice of it. Remote work
    is near."""
    reach = max(person.travel_km, 1.0)
    far = np.clip((distances_km(person, vacancies) - reach / 5) / (reach * 2 - reach / 5), 0.0, 1.0)
    share = np.where(np.isnan(far), UNKNOWN_SHARE, 1.0 - far)
    return np.where(vacancies.mode == WorkMode.REMOTE, 1.0, share)


def _wage(person: PersonProfile, vacancies: VacancyColumns) -> Share:
    """Full when the offer reaches the wish; nothing below 60 % of it."""
    if person.wage_rupiah is None or person.wage_rupiah <= 0:
        return np.ones(len(vacancies))
    offered = vacancies.wage / person.wage_rupiah
    return np.where(vacancies.wage < 0, UNKNOWN_SHARE, np.clip((offered - 0.6) / 0.4, 0.0, 1.0))


def _education(person: PersonProfile, vacancies: VacancyColumns) -> Share:
    """A level too low costs half, two levels cost all. Nobody is punished for knowing more than asked."""
    lacking = np.maximum(vacancies.education.astype(np.int64) - int(person.education), 0)
    return np.clip(1.0 - lacking / 2, 0.0, 1.0)


def _experience(person: PersonProfile, vacancies: VacancyColumns) -> Share:
    asked = np.maximum(vacancies.experience, 0)
    held = max(person.experience_months, 0)
    return np.where(asked > 0, np.minimum(held / np.maximum(asked, 1), 1.0), 1.0)


def _mode(person: PersonProfile, vacancies: VacancyColumns) -> Share:
    if not person.modes:
        return np.ones(len(vacancies))
    return np.isin(vacancies.mode, [int(mode) for mode in person.modes]).astype(np.float64)
