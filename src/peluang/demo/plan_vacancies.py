"""The demand for labour: employers of twenty-one lines of business and what they look for."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .dice import Dice, Ids, pick, weighted
from .geography import Geography, table
from .plan_catalogue import occupation_skills
from .timeline import Moments, Timeline, between, days

EMPLOYERS = 1_200
VACANCIES = 5_000
STAGE_EMPLOYER = "CV Jati Mukti Jepara"
#: What the stage's employer looks for: welders and furniture makers, so that the demo's people fit.
_STAGE_JOBS = (("7212", "Juru las rangka mebel", 1.1), ("7522", "Tukang mebel", 1.02),
    ("7522", "Tenaga finishing mebel", 1.0),
               ("4110", "Staf administrasi ekspor", 1.12))  # fmt: skip
OPEN, FILLED, CLOSED, WITHDRAWN, DRAFT = range(5)
STATUSES = ("open", "filled", "closed", "withdrawn", "draft")
_EDUCATION = {"1": "s1", "2": "s1", "3": "d3", "4": "sma", "5": "sma", "6": "", "7": "smp", "8": "smp", "9": ""}


@dataclass
class Employers:
    """The last ones are the sentra, in the order of data/sentra.csv. line: name of the line of business."""

    ids: Ids
    name: list[str]
    kind: list[str]
    regency: NDArray[np.int64]
    line: list[str]
    kbli: list[str]
    workers: NDArray[np.int64]
    status: list[str]
    since: Moments
    sentra: int

    def __len__(self) -> int:
        return len(self.ids)


@dataclass
class Vacancies:
    """skills: (code, essential) pairs. wage in rupiah a month. status: place in STATUSES."""

    ids: Ids
    employer: NDArray[np.int64]
    occupation: NDArray[np.object_]
    title: list[str]
    regency: NDArray[np.int64]
    wage_min: NDArray[np.int64]
    wage_max: NDArray[np.int64]
    kind: NDArray[np.object_]
    headcount: NDArray[np.int64]
    education: list[str]
    experience: NDArray[np.int64]
    skills: list[list[tuple[str, bool]]]
    posted: Moments
    until: NDArray[np.datetime64]
    status: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)


def plan_employers(dice: Dice, geo: Geography, people: int) -> Employers:
    """Where people are; many of them small (IKM). The clusters are employers too."""
    random = dice.of("employers")
    lines, sentra = _lines(), table("sentra", ";")
    count = min(EMPLOYERS, max(60 + len(sentra), people * EMPLOYERS // 8_000)) - len(sentra)
    words = list(lines)
    line = pick(random, words, [lines[word]["share"] for word in words], count).tolist()
    regency = weighted(random, geo.weight * np.where(geo.city, 1.6, 1.0), count)
    # Every province has employers.
    regency[1:39] = [np.flatnonzero(geo.province == p)[np.argmax(geo.weight[geo.province == p])] for p in range(38)]
    line[0], regency[0] = "mebel", geo.stage
    workers = np.array([_size(random, lines[each]["workers"]) for each in line])
    names = _names(random, geo, lines, line, regency)
    names[0] = STAGE_EMPLOYER
    since = between(random, np.datetime64("2022-07-01", "s"), np.datetime64("2022-08-30", "s"), count + len(sentra))
    return Employers(
        ids=dice.ids("employers", since), name=names + [each["name"] for each in sentra],
        kind=["ikm" if size < 20 else "employer" for size in workers] + ["sentra"] * len(sentra),
        regency=np.concatenate([regency, [geo.regency(each["regency"]) for each in sentra]]),
        line=line + ["kriya"] * len(sentra),
        kbli=[lines[each]["kbli"] for each in line] + [each["kbli"] for each in sentra],
        workers=np.concatenate([workers, [int(each["workers"]) for each in sentra]]),
        status=["verified" if chance < 0.9 or place == 0 else "proposed" for place,
            chance in enumerate(random.random(count))]
        + ["verified"] * len(sentra),
        since=since, sentra=len(sentra),
    )  # fmt: skip


def _lines() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("peluang.demo").joinpath("data", "employers.toml").read_text(encoding="utf-8"))


def _size(random: np.random.Generator, span: list[int]) -> int:
    low, high = np.log(span[0]), np.log(span[1])
    return int(np.exp(low + (high - low) * random.random() ** 1.6))


def _names(
    random: np.random.Generator,
    geo: Geography,
    lines: dict[str, dict[str, Any]],
    line: list[str],
    regency: NDArray[np.int64],
) -> list[str]:
    used: set[str] = set()
    found = []
    for word, where in zip(line, regency.tolist()):
        words = lines[word]["words"].split("|")
        legal = lines[word]["legal"].split("|")
        front = legal[int(random.integers(len(legal)))]
        place = geo.names[where].split(" ", 1)[1].removeprefix("Administrasi ")
        name = f"{front} {words[int(random.integers(len(words)))]} {place}".strip()
        number = 1
        while (name if number == 1 else f"{name} {number}") in used:
            number += 1
        found.append(name if number == 1 else f"{name} {number}")
        used.add(found[-1])
    return found


def plan_vacancies(
    dice: Dice, geo: Geography, line: Timeline, employers: Employers, people: int, wanted: int = VACANCIES
) -> Vacancies:
    """Large employers post more; the stage's employer has its four."""
    random, lines = dice.of("vacancies"), _lines()
    count = wanted if wanted != VACANCIES else min(VACANCIES, max(200, people * VACANCIES // 8_000))
    firms = len(employers) - employers.sentra
    employer = weighted(random, np.sqrt(employers.workers[:firms]) + 1, count)
    employer[: firms - 1 if count > firms else 60] = np.arange(1, firms if count > firms else 61)
    employer[: len(_STAGE_JOBS)] = 0
    jobs = [_job(random, lines[employers.line[firm]]["jobs"]) for firm in employer.tolist()]
    jobs[: len(_STAGE_JOBS)] = list(_STAGE_JOBS)
    occupation = np.array([job[0] for job in jobs], dtype=object)
    regency = employers.regency[employer]
    low = geo.wage[regency] * np.array([job[2] for job in jobs]) * random.uniform(0.98, 1.12, count)
    low = (np.round(low / 50_000) * 50_000).astype(np.int64)
    status = weighted(random, np.array([78, 8, 9, 3, 2]), count)
    status[: len(_STAGE_JOBS)] = OPEN
    posted = line.now - days(np.where(status == OPEN, random.uniform(0.5, 70, count), random.uniform(25, 110, count)))
    posted[: len(_STAGE_JOBS)] = line.ago(20)
    until = np.where(
        (status == OPEN) | (status == DRAFT), line.today + random.integers(6, 60, count).astype("timedelta64[D]"),
        posted.astype("datetime64[D]") + random.integers(20, 45, count).astype("timedelta64[D]"),
    )  # fmt: skip
    headcount = np.maximum(1, np.round(random.gamma(1.3, 1.6, count))).astype(np.int64)
    headcount[: len(_STAGE_JOBS)] = 3
    return Vacancies(
        ids=dice.ids("vacancies", posted), employer=employer, occupation=occupation, title=[job[1] for job in jobs],
        regency=regency, wage_min=low,
        wage_max=(np.round(low * random.uniform(1.05, 1.35, count) / 50_000) * 50_000).astype(np.int64),
        kind=pick(random, ("full", "contract", "part", "daily", "intern"), (62, 22, 7, 6, 3), count),
        headcount=headcount,
        education=[_EDUCATION[code[0]] if chance < 0.75 else "" for code,
            chance in zip(occupation, random.random(count))],
        experience=np.where(random.random(count) < 0.3, random.integers(1, 4, count), 0),
        skills=[_asked(random, code) for code in occupation.tolist()], posted=posted, until=until, status=status,
    )  # fmt: skip


def _job(random: np.random.Generator, jobs: list[str]) -> tuple[str, str, float]:
    rows = [each.split("|") for each in jobs]
    code, title, factor, _ = rows[int(weighted(random, np.array([float(row[3]) for row in rows]), 1)[0])]
    return code, title, float(factor)


def _asked(random: np.random.Generator, occupation: str) -> list[tuple[str, bool]]:
    """Two or three that are needed, perhaps some that are welcome."""
    essential = [code for code, needed in occupation_skills(occupation) if needed]
    welcome = [code for code, needed in occupation_skills(occupation) if not needed]
    first = random.permutation(len(essential))[: int(random.integers(2, 4))]
    more = random.permutation(len(welcome))[: int(random.integers(0, 3))]
    return [(essential[place], True) for place in first] + [(welcome[place], False) for place in more]
