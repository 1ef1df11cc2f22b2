"""What people can do, want and have done: their occupations, declared skills, wages and experience."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .accounts import MIDWAY, cast
from .dice import Dice, weighted
from .geography import Geography
from .plan_catalogue import Catalogue, occupation_skills
from .plan_people import People
from .plan_training import COMPLETED, Training
from .plan_vacancies import Vacancies
from .timeline import Timeline


@dataclass
class Profiles:
    """occupation: place in `codes` of what each person looks for. wage: rupiah a month, radius: km.

    worked_from, worked_to: days; NaT without experience (from) or while it lasts (to).
    """

    codes: list[str]
    occupation: NDArray[np.int64]
    skill_start: NDArray[np.int64]
    skill_count: NDArray[np.int64]
    skills_of_code: list[list[str]]
    wage: NDArray[np.int64]
    radius: NDArray[np.int64]
    wishes: NDArray[np.bool_]
    ready: NDArray[np.bool_]
    worked_from: NDArray[np.datetime64]
    worked_to: NDArray[np.datetime64]

    def occupation_of(self, person: int) -> str:
        return self.codes[int(self.occupation[person])]

    def skills_of(self, person: int) -> list[str]:
        """What the person says they can do: a few skills of their occupation."""
        skills = self.skills_of_code[int(self.occupation[person])]
        start, count = int(self.skill_start[person]), int(self.skill_count[person])
        return [skills[(start + 3 * place) % len(skills)] for place in range(min(count, _distinct(len(skills))))]


def _distinct(length: int) -> int:
    """How many steps of three go round a list before meeting the first again."""
    return length if length % 3 else length // 3


def plan_profiles(
    dice: Dice, geo: Geography, line: Timeline, people: People, catalogue: Catalogue, training: Training,
    vacancies: Vacancies,
) -> Profiles:  # fmt: skip
    """Those who trained look for work in it; the others for what is asked for in their province."""
    random, count = dice.of("profiles"), len(people)
    of_type = [each["occupation"] for each in catalogue.types]
    codes = sorted(set(of_type) | set(vacancies.occupation.tolist()))
    number = {code: place for place, code in enumerate(codes)}
    asked = np.array([number[code] for code in vacancies.occupation])
    occupation = np.empty(count, dtype=np.int64)
    province = geo.province[vacancies.regency]
    for place in range(len(geo.province_codes)):
        rows, here = np.flatnonzero(people.province == place), np.flatnonzero(province == place)
        occupation[rows] = (
            asked[here[random.integers(0, len(here), len(rows))]] if len(here) else asked[rows % len(asked)]
        )
    seats = training.enrolments
    trained = np.array([number[code] for code in of_type])[catalogue.offerings.type[seats.offering]]
    keep = (random.random(len(seats)) < 0.8) | (seats.person < 20)
    occupation[seats.person[keep]] = trained[keep]
    worked = random.random(count) < 0.46
    worked[cast(MIDWAY)] = True
    started = line.today - random.integers(400, 3000, count).astype("timedelta64[D]")
    ended = started + random.integers(120, 1500, count).astype("timedelta64[D]")
    never = np.datetime64("NaT", "D")
    finished = np.zeros(count, dtype=bool)
    finished[seats.person[seats.status == COMPLETED]] = True
    return Profiles(
        codes=codes, occupation=occupation, skill_start=random.integers(0, 1000, count),
        skill_count=weighted(random, np.array([10, 25, 30, 22, 13]), count),
        skills_of_code=[[skill for skill, _ in occupation_skills(code)] for code in codes],
        wage=(np.round(geo.wage[people.regency] * random.uniform(0.85, 1.15,
            count) / 50_000) * 50_000).astype(np.int64),
        radius=np.array([10, 25, 50, 100, 1000])[weighted(random, np.array([18, 42, 24, 12, 4]), count)],
        wishes=(random.random(count) < 0.88) | ~people.ordinary,
        ready=np.where(finished, random.random(count) < 0.72, random.random(count) < 0.3),
        worked_from=np.where(worked, started, never), worked_to=np.where(ended < line.today, ended, never),
    )  # fmt: skip
