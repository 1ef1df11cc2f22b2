"""Which single change of a vacancy would bring how many more people over the line.

A change never costs anybody their place: who was on the list stays on it, even where a share of skills falls because a
skill they hold is no longer asked for. So a list only grows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from peluang.engines.matching.points import distances_km, points_of, totals
from peluang.engines.matching.profiles import Education, PersonProfile, VacancyProfile, vacancy_columns

_YEAR = 12
#: A wage is named in steps of this many rupiah.
_WAGE_STEP = 50_000


@dataclass(frozen=True)
class Change:
    """kind: skill_welcome, skill_dropped, wage, farther, education or experience. value: the skill's code, the wage in
    rupiah a month, the kilometres more, the level or the months now asked for. vacancy: as it would be.
    """

    kind: str
    value: str | int
    vacancy: VacancyProfile
    further_km: int = 0


@dataclass(frozen=True)
class Gain:
    """more: people on the list with the change and not without it."""

    change: Change
    more: int


def changes_of(people: Sequence[PersonProfile], vacancy: VacancyProfile, *, further_km: int = 25) -> list[Change]:
    """Every single change that makes sense for this vacancy. people: their wage wishes say which wage to try."""
    found = []
    for code, required in sorted(vacancy.skills.items()):
        if required:
            found.append(Change("skill_welcome", code, replace(vacancy, skills={**vacancy.skills, code: False})))
            rest = {other: needed for other, needed in vacancy.skills.items() if other != code}
            found.append(Change("skill_dropped", code, replace(vacancy, skills=rest)))
    wage = next_wage([each.wage_rupiah for each in people if each.wage_rupiah], vacancy.wage_rupiah)
    if wage is not None:
        found.append(Change("wage", wage, replace(vacancy, wage_rupiah=wage)))
    found.append(Change("farther", further_km, vacancy, further_km))
    if vacancy.education > Education.NONE:
        lower = Education(vacancy.education - 1)
        found.append(Change("education", int(lower), replace(vacancy, education=lower)))
    if vacancy.experience_months > 0:
        fewer = max(vacancy.experience_months - _YEAR, 0)
        found.append(Change("experience", fewer, replace(vacancy, experience_months=fewer)))
    return found


def next_wage(wishes: Sequence[int], offered: int | None) -> int | None:
    """The next quartile of the wishes above what is offered (rupiah a month, rounded up to a whole step); None where
    no wage is said, or nobody wishes for more.
    """
    if offered is None or not wishes:
        return None
    quartiles = np.quantile(np.array(wishes, dtype=np.float64), (0.25, 0.5, 0.75))
    above = [int(-(-float(each) // _WAGE_STEP) * _WAGE_STEP) for each in quartiles]
    return next((each for each in above if each > offered), None)


def widen(
    people: Sequence[PersonProfile], vacancy: VacancyProfile, changes: Sequence[Change], line: int
) -> tuple[int, list[Gain]]:
    """How many are on the list now, and what each change adds, the most first. On the list: `line` points of 100 or
    more, and no further away than they would travel.
    """
    lists = lists_of(people, vacancy, changes, line)
    now = lists[:, 0]
    gains = [Gain(each, int((lists[:, row] & ~now).sum())) for row, each in enumerate(changes, 1)]
    return int(now.sum()), sorted(gains, key=lambda each: (-each.more, each.change.kind, str(each.change.value)))


def lists_of(
    people: Sequence[PersonProfile], vacancy: VacancyProfile, changes: Sequence[Change], line: int
) -> NDArray[np.bool_]:
    """bool[people, 1 + changes]: who is on the list as it is (first column), and with each change."""
    sides = [vacancy, *(each.vacancy for each in changes)]
    # Columns come sorted by id: numbered, they stay in this order.
    columns = vacancy_columns([replace(each, vacancy_id=f"{row:04d}") for row, each in enumerate(sides)])
    further = np.array([0, *(each.further_km for each in changes)])
    found = np.zeros((len(people), len(sides)), dtype=bool)
    for row, person in enumerate(people):
        near = ~(distances_km(person, columns) > person.travel_km + further)
        found[row] = near & (totals(points_of(person, columns)) >= line)
    return found | found[:, :1]
