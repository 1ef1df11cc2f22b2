"""Who teaches what: 147 institutions, their trainers, and up to 1,534 offerings of 181 training types."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peluang.engines.codes.tables import read_table

from .dice import Dice, Ids, shares, weighted
from .geography import Geography, table
from .names import one_name
from .timeline import Moments, Timeline, between

INSTITUTIONS = 147
OFFERINGS = 1_534
_KINDS = (("blk", 45), ("lkp", 72), ("online", 12), ("university", 10), ("polytechnic", 8))
MODES = {"o": "offline", "n": "online", "b": "blended"}
#: What the demo's own institution offers; the first is the class of today, the last is hardly ever chosen.
STAGE_TYPES = (
    "las-smaw-1g",
    "kayu-mebel",
    "finishing-mebel",
    "las-smaw-3g",
    "ukir-kayu",
    "servis-motor",
    "juru-gambar-las",
)
STAGE_NAME = "LKP Karya Las Jepara"


@dataclass
class Institutions:
    ids: Ids
    name: list[str]
    kind: list[str]
    regency: NDArray[np.int64]
    quality: NDArray[np.float64]
    since: Moments


@dataclass
class Trainers:
    ids: Ids
    name: list[str]
    institution: NDArray[np.int64]
    quality: NDArray[np.float64]
    years: NDArray[np.int64]
    occupation: list[str]


@dataclass
class Offerings:
    """type: place in `types`. price: rupiah. weight: how often chosen; 0 for about half. quality: standard normal,
    unknown to everyone; what becomes of participants depends on it."""

    ids: Ids
    type: NDArray[np.int64]
    institution: NDArray[np.int64]
    trainer: NDArray[np.int64]
    title: list[str]
    mode: list[str]
    share: NDArray[np.int64]
    regency: NDArray[np.int64]
    price: NDArray[np.int64]
    outside: NDArray[np.int64]
    theory: NDArray[np.int64]
    practice: NDArray[np.int64]
    weight: NDArray[np.float64]
    quality: NDArray[np.float64]
    published: Moments
    status: list[str]

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def offline(self) -> NDArray[np.bool_]:
        return self.share <= 50


@dataclass
class Catalogue:
    types: list[dict[str, str]]
    type_ids: Ids
    skills: list[list[str]]
    institutions: Institutions
    trainers: Trainers
    offerings: Offerings

    def occupation(self, offering: int) -> str:
        return self.types[int(self.offerings.type[offering])]["occupation"]


def plan_catalogue(dice: Dice, geo: Geography, line: Timeline, people: int) -> Catalogue:
    """Fewer than 8,000 people can't choose half of 1,534 offerings: a small country has a smaller catalogue."""
    types = table("training_types", ";")
    institutions = _institutions(dice, geo, line)
    count = min(OFFERINGS, max(150, people * OFFERINGS // 8_000))
    pairs = _who_teaches_what(dice.of("teaches"), types, institutions, count)
    trainers = _trainers(dice, geo, types, institutions, pairs)
    return Catalogue(
        types=types,
        type_ids=dice.ids("types", np.full(len(types), np.datetime64("2022-07-01T02:00", "s"))),
        skills=[taught_skills(each["code"], each["occupation"]) for each in types],
        institutions=institutions,
        trainers=trainers,
        offerings=_offerings(dice, geo, line, types, institutions, trainers, pairs),
    )


@lru_cache(maxsize=4)
def _words(name: str) -> dict[str, Any]:
    return tomllib.loads(files("peluang.demo").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))


def _institutions(dice: Dice, geo: Geography, line: Timeline) -> Institutions:
    """One at least in each province; names after the place (BLK) or of their own."""
    random, words = dice.of("institutions"), _words("institutions")
    kinds = [kind for kind, number in _KINDS for _ in range(number)]
    kinds.insert(0, kinds.pop(50))  # the stage's own is an LKP
    regency = weighted(random, geo.weight * np.where(geo.city, 2.0, 1.0), INSTITUTIONS)
    big = np.array([np.flatnonzero(geo.province == p)[np.argmax(geo.weight[geo.province == p])] for p in range(38)])
    regency[1:39] = big
    regency[39:45] = np.array([geo.regency(code) for code in ("33.74", "35.78", "32.73", "73.71", "12.71", "31.74")])
    regency[0] = geo.stage
    own = {kind: words[kind].split("|") for kind in ("lkp", "online", "university", "polytechnic")}
    used: dict[str, int] = {}
    names = []
    for place, kind in enumerate(kinds):
        where = geo.names[regency[place]]
        used[kind] = used.get(kind, 0) + 1
        if kind == "blk":
            name = f"Balai Latihan Kerja {where}"
        elif kind == "lkp":
            name = f"LKP {own['lkp'][used[kind] % len(own['lkp'])]} {where.split(' ', 1)[1]}"
        else:
            name = own[kind][(used[kind] - 1) % len(own[kind])]
        names.append(name if name not in names else f"{name} Unit 2")
    names[0] = STAGE_NAME
    since = between(random, np.datetime64("2022-05-01", "s"), np.datetime64("2022-07-15", "s"), INSTITUTIONS)
    quality = random.normal(0, 0.55, INSTITUTIONS)
    quality[0] = 0.4
    return Institutions(dice.ids("institutions", since), names, kinds, regency, quality, since)


def _who_teaches_what(
    random: np.random.Generator, types: list[dict[str, str]], institutions: Institutions, count: int
) -> list[tuple[int, int]]:
    """(institution, type) pairs, each once: every type at two institutions if there is room, the rest by weight."""
    teaches = _words("institutions")["teaches"]
    weight = np.array([float(each["weight"]) for each in types])
    allowed = [_allowed(random, teaches[kind].split(), kind, types) for kind in institutions.kind]
    number = {each["code"]: place for place, each in enumerate(types)}
    pairs = dict.fromkeys((0, number[code]) for code in STAGE_TYPES)
    for place in range(1, INSTITUTIONS):  # everyone offers something
        options = np.flatnonzero(allowed[place])
        pairs[place, int(options[weighted(random, weight[options], 1)[0]])] = None
    for turn in range(2):
        for place in random.permutation(len(types)).tolist():
            if len(pairs) + 1 > count * (turn + 2) // 4:
                break
            hosts = [host for host in range(1, INSTITUTIONS) if allowed[host][place]]
            pairs[hosts[int(random.integers(len(hosts)))], place] = None
    size = shares(count, np.exp(random.normal(0, 0.7, INSTITUTIONS)), least=0)
    while len(pairs) < count:
        host = int(weighted(random, size[1:].astype(float) + 0.3, 1)[0]) + 1
        options = np.flatnonzero(allowed[host])
        pairs[host, int(options[weighted(random, weight[options], 1)[0]])] = None
    return list(pairs)[:count]


def _allowed(
    random: np.random.Generator, categories: list[str], kind: str, types: list[dict[str, str]]
) -> NDArray[np.bool_]:
    """An LKP teaches in a few fields; online schools teach what can be taught online."""
    if kind == "lkp":
        categories = [categories[int(n)] for n in random.permutation(len(categories))[:5]]
    needs = {"online": {"n", "b"}}.get(kind, {"o", "b"})
    return np.array([each["category"] in categories and bool(needs & set(each["modes"].split())) for each in types])


def _trainers(
    dice: Dice, geo: Geography, types: list[dict[str, str]], institutions: Institutions, pairs: list[tuple[int, int]]
) -> Trainers:
    """One for about three offerings of an institution, with a name of the region."""
    random = dice.of("trainers")
    offered: dict[int, list[int]] = {}
    for host, kind in pairs:
        offered.setdefault(host, []).append(kind)
    host_of, names, occupations = [], [], []
    for host in sorted(offered):
        for turn in range(max(1, len(offered[host]) // 3)):
            mix = geo.culture[geo.province[institutions.regency[host]]]
            culture = geo.cultures[int(weighted(random, mix, 1)[0])]
            host_of.append(host)
            names.append(one_name(random, culture, bool(random.random() < 0.4)))
            occupations.append(types[offered[host][turn % len(offered[host])]]["occupation"])
    count = len(host_of)
    moments = np.full(count, np.datetime64("2022-07-16T02:00", "s"))
    return Trainers(
        dice.ids("trainers", moments), names, np.array(host_of), random.normal(0, 0.5, count),
        random.integers(2, 22, count), occupations,
    )  # fmt: skip


def _offerings(
    dice: Dice, geo: Geography, line: Timeline, types: list[dict[str, str]], institutions: Institutions,
    trainers: Trainers, pairs: list[tuple[int, int]],
) -> Offerings:  # fmt: skip
    random = dice.of("offerings")
    host, kind = np.array(pairs).T
    count = len(pairs)
    letters = [_mode(random, institutions.kind[h], types[k]["modes"].split()) for h, k in pairs]
    share = np.array([{"o": 0, "n": 100}.get(each, int(random.choice([30, 40, 50]))) for each in letters])
    minutes = np.array([int(types[k]["hours"]) * 60 for k in kind])
    practice = (minutes * np.where(share == 100, 0.5, 0.7)).astype(np.int64)
    cheap = np.array([0.8 if institutions.kind[h] == "blk" else 1.0 for h in host])
    price = np.array([float(types[k]["price"]) for k in kind]) * cheap * random.uniform(0.82, 1.05, count)
    price = (np.round(price / 10) * 10_000).astype(np.int64)
    trainer = np.array([random.choice(np.flatnonzero(trainers.institution == h)) for h in host])
    trainer[0] = np.flatnonzero(trainers.institution == 0)[0]
    quality = institutions.quality[host] + trainers.quality[trainer] + random.normal(0, 0.6, count)
    near = _compared(geo, types, kind, institutions, host)
    quality[[0, *near]] = (0.5, 1.3, -0.1, -1.0, 0.3)[: len(near) + 1]
    published = between(random, np.datetime64("2022-07-20", "s"), np.datetime64("2022-08-20", "s"), count)
    return Offerings(
        ids=dice.ids("offerings", published), type=kind, institution=host, trainer=trainer,
        title=[_title(random, types[k]["title_id"], institutions.kind[h]) for h, k in pairs],
        mode=[MODES[each] for each in letters], share=share, regency=institutions.regency[host], price=price,
        outside=(np.round(price * random.uniform(1.0, 1.2, count) / 10_000) * 10_000).astype(np.int64).clip(price),
        theory=minutes - practice, practice=practice, weight=_popularity(random, types, kind, institutions, host, near),
        quality=quality, published=published, status=["published"] * count,
    )  # fmt: skip


def _mode(random: np.random.Generator, institution: str, modes: list[str]) -> str:
    """Online only what the technology list allows (the types say so); a workshop teaches face to face first."""
    if institution == "online":
        return "n" if "n" in modes else "b"
    options = [each for each in modes if each != "n"]
    return options[0] if len(options) == 1 or random.random() < 0.7 else options[1]


def _title(random: np.random.Generator, title: str, institution: str) -> str:
    lower = title if title.split()[0].isupper() or title[1].isupper() else title[0].lower() + title[1:]
    forms = (title, title, f"Pelatihan {lower}", f"Kelas {lower}", f"{title}: kelas praktik", f"{title} untuk pemula")
    last = len(forms) - ("pemula" in title or "dasar" in title)
    return forms[int(random.integers(1 if institution == "blk" else last))]


def _popularity(
    random: np.random.Generator, types: list[dict[str, str]], kind: NDArray[np.int64], institutions: Institutions,
    host: NDArray[np.int64], near: list[int],
) -> NDArray[np.float64]:  # fmt: skip
    """A heavy tail, and about half never chosen: institution's policy, unknown names, crowded types."""
    weight = np.array([float(types[k]["weight"]) for k in kind])
    score = np.log(weight) + random.normal(0, 1.25, len(kind)) + 0.4 * institutions.quality[host]
    score[near] = np.quantile(score, 0.985)
    chosen = np.argsort(-score, kind="stable")[: round(len(kind) * 0.5)]
    found = np.zeros(len(kind))
    found[chosen] = np.exp(score[chosen] * 0.95)
    stage = len(STAGE_TYPES)
    found[: stage - 1] = np.maximum(found[: stage - 1], np.quantile(found[chosen], 0.8))
    found[stage - 1] = 0.0  # the one the office has a question about
    return found


def _compared(
    geo: Geography,
    types: list[dict[str, str]],
    kind: NDArray[np.int64],
    institutions: Institutions,
    host: NDArray[np.int64],
) -> list[int]:
    """The four offerings of the stage's first training that are nearest to it: known, taken by many, and different,
    so that the comparison page of that training has something to compare."""
    same = np.flatnonzero((kind == kind[0]) & (host != 0))
    return same[np.argsort(geo.km[geo.stage][institutions.regency[host[same]]], kind="stable")][:4].tolist()


@lru_cache(maxsize=1)
def _needed() -> dict[str, list[tuple[str, bool]]]:
    found: dict[str, list[tuple[str, bool]]] = {}
    for row in read_table("occupation_skills"):
        found.setdefault(row["occupation"], []).append((row["skill"], row["essential"] == "1"))
    return found


def occupation_skills(occupation: str) -> list[tuple[str, bool]]:
    """(skill, essential) pairs of a unit group, essential ones first."""
    return sorted(_needed().get(occupation, []), key=lambda pair: (not pair[1], pair[0]))


def taught_skills(code: str, occupation: str, most: int = 5) -> list[str]:
    """As data/taught_skills.toml says; else those of the occupation that share most words with the type's code."""
    known = _words("taught_skills").get(code)
    if known:
        return str(known).split()
    words = {word for word in code.split("-") if len(word) > 2}

    def near(pair: tuple[str, bool]) -> tuple[int, bool, str]:
        return (-min(2, len(words & set(pair[0].split("-")))), not pair[1], pair[0])

    return [skill for skill, _ in sorted(_needed()[occupation], key=near)[:most]]
