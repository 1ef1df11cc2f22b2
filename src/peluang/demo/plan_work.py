"""From training to work: what became of people, the labour offices' cases, applications, referrals, employments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .accounts import ALUMNA, MIDWAY, cast
from .dice import Dice, Ids, rank_within, weighted
from .geography import Geography
from .plan_catalogue import Catalogue
from .plan_people import People
from .plan_profiles import Profiles
from .plan_training import COMPLETED, HEAD, Training
from .plan_vacancies import CLOSED, DRAFT, FILLED, OPEN, Vacancies
from .timeline import Moments, Timeline, between, days

APPLICATION = ("draft", "sent", "seen", "interview", "offer", "accepted", "refused", "withdrawn", "hired")
_APPLICATION_SHARE = (4, 26, 20, 11, 4, 2, 21, 4, 8)
HIRED_STATE, REFUSED_STATE = APPLICATION.index("hired"), APPLICATION.index("refused")
REASONS = ("skill", "experience", "distance", "wage", "filled", "absent", "other")
KINDS = ("hired", "own_business", "better_job")
CASE = ("opened", "interviewed", "referred", "placed", "own_business", "closed")
REFERRAL = ("proposed", "accepted", "declined")
NEVER = np.datetime64("NaT", "s")


@dataclass
class Works:
    """What really became of each completed enrolment (`row` of Enrolments). begins: NaT when nothing did yet."""

    row: NDArray[np.int64]
    begins: Moments
    kind: NDArray[np.int64]
    uses: NDArray[np.bool_]


@dataclass
class Cases:
    """One row a case; work: place in Works. referral: state in REFERRAL, -1 without one."""

    ids: Ids
    work: NDArray[np.int64]
    opened: Moments
    status: NDArray[np.int64]
    closed: Moments
    due: NDArray[np.datetime64]
    referral: NDArray[np.int64]
    vacancy: NDArray[np.int64]


@dataclass
class Applications:
    """case: place in Cases for those that came from a referral, else -1."""

    ids: Ids
    person: NDArray[np.int64]
    vacancy: NDArray[np.int64]
    status: NDArray[np.int64]
    reason: NDArray[np.int64]
    case: NDArray[np.int64]
    sent: Moments
    seen: Moments
    decided: Moments
    changed: Moments

    def __len__(self) -> int:
        return len(self.ids)


@dataclass
class Work:
    works: Works
    cases: Cases
    applications: Applications
    filled: NDArray[np.int64]  # places taken, of each vacancy
    vacancy_status: NDArray[np.int64]


def plan_work(
    dice: Dice, geo: Geography, line: Timeline, people: People, catalogue: Catalogue, training: Training,
    profiles: Profiles, vacancies: Vacancies,
) -> Work:  # fmt: skip
    works = _works(dice, line, people, catalogue, training)
    finder = Finder(dice.of("finder"), geo, people, profiles, vacancies)
    cases = _cases(dice, geo, line, people, catalogue, training, works, finder)
    applications = _applications(dice, line, people, vacancies, finder, training, works, cases)
    filled = np.bincount(applications.vacancy[applications.status == HIRED_STATE], minlength=len(vacancies))
    status = vacancies.status.copy()
    status[(filled == vacancies.headcount) & (status == OPEN)] = FILLED
    filled = np.where(status == FILLED, vacancies.headcount, filled)
    return Work(works, cases, applications, filled, status)


def _works(dice: Dice, line: Timeline, people: People, catalogue: Catalogue, training: Training) -> Works:
    """Better trainings lead to work more often and sooner; that is what the comparison pages find."""
    random, seats = dice.of("works"), training.enrolments
    row = np.flatnonzero(seats.status == COMPLETED)
    quality = catalogue.offerings.quality[seats.offering[row]]
    finds = random.random(len(row)) < 1 / (1 + np.exp(-(0.15 + 0.75 * quality)))
    wait = random.exponential(75, len(row)) * np.exp(-0.25 * quality) + 6
    person = seats.person[row]
    finds[person == cast(ALUMNA)], wait[person == cast(ALUMNA)] = True, 40
    finds &= person != cast(MIDWAY)
    begins = np.where(finds, seats.completed[row] + days(wait), NEVER)
    begins = np.where(begins > line.now - days(1.0), NEVER, begins)
    status = people.work_status[person]
    kind = np.select(
        [(status == "worker") & (random.random(len(row)) < 0.6),
            (status == "business_owner") | (random.random(len(row)) < 0.22)],
        [2, 1], default=0,
    )  # fmt: skip
    kind[person == cast(ALUMNA)] = 0
    return Works(row, begins, kind, random.random(len(row)) < 1 / (1 + np.exp(-(0.9 + 0.5 * quality))))


class Finder:
    """Finds a person a vacancy: of eight of the province the one that fits best, as people do."""

    def __init__(
        self, random: np.random.Generator, geo: Geography, people: People, profiles: Profiles, vacancies: Vacancies
    ) -> None:
        self.random, self.geo, self.people, self.profiles, self.vacancies = random, geo, people, profiles, vacancies
        self.codes = np.array([int(code) for code in profiles.codes])[profiles.occupation]
        self.asked = np.array([int(code) for code in vacancies.occupation])
        self.province = geo.province[vacancies.regency]

    def find(self, person: NDArray[np.int64], among: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Places of vacancies `among` which to look; those of the stage look around the stage first."""
        found = np.empty(len(person), dtype=np.int64)
        for place in np.unique(self.people.province[person]).tolist():
            rows = np.flatnonzero(self.people.province[person] == place)
            near = np.flatnonzero(among & (self.province == place))
            if not len(near):
                near = np.flatnonzero(among)
            found[rows] = self._best(person[rows], near)
        return found

    def _best(self, person: NDArray[np.int64], near: NDArray[np.int64]) -> NDArray[np.int64]:
        tried = near[self.random.integers(0, len(near), (len(person), 8))]
        stage = np.flatnonzero(self.vacancies.regency[near] == self.geo.stage)
        if len(stage):  # half of what people of the stage see is at home
            home = np.flatnonzero(self.people.regency[person] == self.geo.stage)
            tried[home, :4] = near[stage[self.random.integers(0, len(stage), (len(home), 4))]]
        mine, asked = self.codes[person][:, None], self.asked[tried]
        fit = 4.0 * (mine == asked) + 2.0 * (mine // 10 == asked // 10) + (mine // 100 == asked // 100)
        far = self.geo.km[self.people.regency[person][:, None], self.vacancies.regency[tried]]
        fit -= np.minimum(far, 400) / 120
        return tried[np.arange(len(person)), np.argmax(fit + self.random.random(fit.shape), axis=1)]


def _cases(
    dice: Dice, geo: Geography, line: Timeline, people: People, catalogue: Catalogue, training: Training, works: Works,
    finder: Finder,
) -> Cases:  # fmt: skip
    """One for each completed training face to face whose person wants help. What is old has ended."""
    random, seats = dice.of("cases"), training.enrolments
    work = np.flatnonzero(seats.wants_placement[works.row] & catalogue.offerings.offline[seats.offering[works.row]])
    row = works.row[work]
    opened = seats.completed[row] + np.timedelta64(1, "m")
    begins, age = works.begins[work], (line.now - opened) / np.timedelta64(86_400, "s")
    status = np.where(
        np.isnat(begins), np.where(age < 150, _running(random, age), 5), np.where(works.kind[work] == 1, 4, 3)
    )
    person = seats.person[row]
    told = person == cast(MIDWAY)
    status[told] = 2
    late = np.minimum(opened + days(random.uniform(60, 140, len(row))), line.now - np.timedelta64(1, "h"))
    closed = np.where(status < 3, NEVER, np.where(status == 5, late, np.where(np.isnat(begins), late, begins)))
    referral = np.where(status == 2, weighted(random, np.array([50, 30, 20]), len(row)), -1)
    referral[told] = 0
    vacancy = np.full(len(row), -1)
    referred = referral >= 0
    vacancy[referred] = finder.find(person[referred], finder.vacancies.status == OPEN)
    vacancy[told] = 0  # the welder's place at the stage's employer
    step = np.where(age < 4, opened, line.now - days(random.uniform(0, 9, len(row))))
    due: Any = np.where(np.isnat(closed), step, closed).astype("datetime64[D]") + np.timedelta64(7, "D")
    due[told] = line.today + np.timedelta64(5, "D")
    return Cases(dice.ids("cases", opened), work, opened, status, closed, due, referral, vacancy)


def _running(random: np.random.Generator, age: NDArray[Any]) -> NDArray[np.int64]:
    """Nobody has found work yet: where the case stands after so many days."""
    young = np.array([0, 1])[weighted(random, np.array([45, 55]), len(age))]
    older = np.array([0, 1, 2, 5])[weighted(random, np.array([15, 35, 35, 15]), len(age))]
    return np.select([age < 3, age < 10], [np.zeros(len(age), np.int64), young], default=older)


def _applications(
    dice: Dice, line: Timeline, people: People, vacancies: Vacancies, finder: Finder, training: Training, works: Works,
    cases: Cases,
) -> Applications:  # fmt: skip
    """Own ones of the last months, and those that came from a referral the person agreed to."""
    random = dice.of("applications")
    number = int(min(len(people) * 0.24, 20_000 + len(people) * 0.12))
    eager = np.where(finder.profiles.ready, 3.0, 1.0) * (people.registered < line.now - days(8.0)) * people.ordinary
    person = weighted(random, eager, number)
    vacancy = finder.find(person, vacancies.status != DRAFT)
    agreed = np.flatnonzero(cases.referral == 1)
    case = np.concatenate([np.full(len(agreed), -1) * 0 + agreed, np.full(number, -1)])
    person = np.concatenate([training.enrolments.person[works.row[cases.work[agreed]]], person])
    vacancy = np.concatenate([cases.vacancy[agreed], vacancy])
    _, unique = np.unique(person * 10_000_000 + vacancy, return_index=True)
    unique.sort()
    person, vacancy, case = person[unique], vacancy[unique], case[unique]
    status, reason = _states(random, vacancies, vacancy, case)
    earliest = np.maximum(vacancies.posted[vacancy], people.registered[person] + np.timedelta64(2, "h"))
    of_case = case >= 0
    earliest[of_case] = np.maximum(earliest[of_case], cases.opened[case[of_case]] + days(2.0))
    end = np.where(vacancies.status[vacancy] == OPEN, line.now, vacancies.posted[vacancy] + days(20.0))
    sent = between(random, earliest, np.minimum(np.maximum(end, earliest), line.now), len(person))
    seen = np.where(np.isin(status, (0, 1, 7)), NEVER, _later(random, line, sent, 4))
    decided = np.where(
        np.isin(status, (4, 5, 6, 8)), _later(random, line, np.where(np.isnat(seen), sent, seen), 9), NEVER
    )
    changed = np.where(np.isnat(decided), np.where(np.isnat(seen), sent, seen), decided)
    return Applications(
        dice.ids("applications", sent), person, vacancy, status, reason, case, np.where(status == 0, NEVER, sent), seen,
        decided, changed,
    )  # fmt: skip


def _later(random: np.random.Generator, line: Timeline, moments: Moments, most: float) -> Moments:
    """Some days later, never after now."""
    found: Moments = np.minimum(moments + days(random.uniform(0.2, most, len(moments))), line.now)
    return found


def _states(
    random: np.random.Generator, vacancies: Vacancies, vacancy: NDArray[np.int64], case: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """No more hires than places; the vacancies of the stage show every state."""
    status = weighted(random, np.array(_APPLICATION_SHARE, dtype=float), len(vacancy))
    status = np.where(case >= 0, np.array([1, 2, 3])[status % 3], status)
    status[(vacancies.status[vacancy] == CLOSED) & (status < 6)] = REFUSED_STATE
    hired = np.flatnonzero(status == HIRED_STATE)
    beyond = rank_within(vacancy[hired]) >= vacancies.headcount[vacancy[hired]]
    status[hired[beyond]] = REFUSED_STATE
    reason = np.where(status == REFUSED_STATE, weighted(random, np.array([34, 20, 12, 8, 14, 6, 6]), len(vacancy)), -1)
    reason[hired[beyond]] = REASONS.index("filled")
    return status, reason


def employed(works: Works) -> NDArray[np.bool_]:
    return ~np.isnat(works.begins)


__all__ = ["APPLICATION", "CASE", "HEAD", "KINDS", "REASONS", "REFERRAL", "Applications", "Cases", "Work", "Works",
           "employed", "plan_work"]  # fmt: skip
