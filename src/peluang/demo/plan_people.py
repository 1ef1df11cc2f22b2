"""Who lives in the demo country: arrays, one row a person; the demo accounts' people stand first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peluang.domain.people import identity_vault

from .accounts import CAST, CHOOSING, MIDWAY, NOT_DRAWN, cast
from .dice import Dice, Ids, pick, rank_within, weighted
from .geography import Geography
from .names import full_names
from .timeline import Moments, Timeline, between

EDUCATION = ("none", "sd", "smp", "sma", "smk", "d3", "s1", "s2")
_EDUCATION_SHARE = (0.02, 0.09, 0.16, 0.31, 0.2, 0.07, 0.14, 0.01)
WORK_STATUS = ("job_seeker", "laid_off", "worker", "business_owner", "not_working")
_WORK_SHARE = (0.47, 0.14, 0.22, 0.11, 0.06)
_EXCLUDED = (
    "",
    "civil_servant",
    "village_official",
    "army",
    "police",
    "council_member",
    "state_official",
    "soe_director",
)
_EXCLUDED_SHARE = (0.985, 0.006, 0.004, 0.0015, 0.0015, 0.001, 0.0005, 0.0005)


@dataclass
class People:
    """n people. regency, province: places in Geography. family: number of the family card."""

    ids: Ids
    name: NDArray[np.object_]
    woman: NDArray[np.bool_]
    born: NDArray[np.datetime64]
    regency: NDArray[np.int64]
    province: NDArray[np.int64]
    district: NDArray[np.int64]
    education: NDArray[np.object_]
    work_status: NDArray[np.object_]
    excluded: NDArray[np.object_]
    citizen: NDArray[np.bool_]
    in_education: NDArray[np.bool_]
    social_aid: NDArray[np.bool_]
    disability: NDArray[np.bool_]
    identity: NDArray[np.object_]
    registered: Moments
    family: NDArray[np.int64]
    nik: NDArray[np.object_]
    kk: NDArray[np.object_]
    nik_digest: list[bytes]
    kk_digest: list[bytes]
    region: NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def ordinary(self) -> NDArray[np.bool_]:
        """Everyone but the demo accounts' people, whose stories are told by hand."""
        return np.arange(len(self)) >= len(CAST)


def plan_people(dice: Dice, geo: Geography, line: Timeline, count: int) -> People:
    if count < 200:
        raise ValueError("a demo country needs at least 200 people")
    random = dice.of("people")
    regency = weighted(random, geo.weight, count)
    # Every province has people, also in a small country.
    regency[len(CAST) : len(CAST) + 3 * 38] = _three_a_province(geo)
    registered = _registered(random, line, count)
    age = np.clip(random.gamma(5.2, 5.0, count) + 9, 16.2, 72)
    woman = random.random(count) < 0.49
    born = (line.now - (age * 365.2425 * 86_400).astype("timedelta64[s]")).astype("datetime64[D]")
    _cast_facts(regency, woman, born, registered, geo, line)
    mix = np.cumsum(geo.culture, axis=1)[geo.province[regency]]
    culture = np.minimum((random.random(count)[:, None] > mix).sum(axis=1), len(geo.cultures) - 1)
    name = full_names(random, culture, geo.cultures, woman)
    name[: len(CAST)] = [each.name for each in CAST]
    family = _families(random, regency)
    districts = geo.district_start[regency] + (random.random(count) * np.diff(geo.district_start)[regency]).astype(
        np.int64
    )
    nik = _nik(geo.districts[districts], born, woman)
    kk = _kk(random, geo.districts[districts], family)
    plain = np.arange(count) < len(CAST)
    return People(
        ids=dice.ids("people", registered), name=name, woman=woman, born=born, regency=regency,
        province=geo.province[regency], district=districts,
        education=_schooling(random, geo.city[regency], count),
        work_status=_or_plain(pick(random, WORK_STATUS, _WORK_SHARE, count), plain, "job_seeker"),
        excluded=_or_plain(pick(random, _EXCLUDED, _EXCLUDED_SHARE, count), plain, ""),
        citizen=(random.random(count) < 0.999) | plain, in_education=(random.random(count) < 0.04) & ~plain,
        social_aid=(random.random(count) < 0.11) & ~plain, disability=(random.random(count) < 0.025) & ~plain,
        identity=_or_plain(pick(random, ("verified", "declared", "mismatch"), (0.91, 0.08, 0.01), count), plain,
            "verified"),
        registered=registered, family=family, nik=nik, kk=kk,
        nik_digest=[identity_vault.digest(each) for each in nik.tolist()], kk_digest=_digests(kk),
        region=np.array(geo.codes, dtype=object)[regency],
    )  # fmt: skip


def _three_a_province(geo: Geography) -> NDArray[np.int64]:
    return np.array([
        np.flatnonzero(geo.province == place)[turn % int((geo.province == place).sum())]
        for turn in range(3)
        for place in range(len(geo.province_codes))
    ])  # fmt: skip


def _registered(random: np.random.Generator, line: Timeline, count: int) -> Moments:
    """In rising order: the rush of the first wave, a quiet time, the second wave's, and those of these days."""
    parts = (random.multinomial(count, (0.42, 0.13, 0.35, 0.1))).tolist()
    spans = (
        (np.datetime64("2022-07-20T00:00", "s"), line.first.closes), (line.first.closes, line.second.opens),
        (line.second.opens, line.second.closes), (line.second.closes, line.now),
    )  # fmt: skip
    return np.sort(np.concatenate([between(random, a, b, part) for (a, b), part in zip(spans, parts)]))


def _cast_facts(
    regency: NDArray[np.int64], woman: NDArray[np.bool_], born: NDArray[Any], registered: Moments,
    geo: Geography, line: Timeline,
) -> None:  # fmt: skip
    places = range(len(CAST))
    regency[: len(CAST)] = geo.stage
    woman[: len(CAST)] = [each.woman for each in CAST]
    born[: len(CAST)] = np.array([each.born for each in CAST], dtype="datetime64[D]")
    new = {cast(CHOOSING), cast(MIDWAY), cast(NOT_DRAWN)}
    registered[: len(CAST)] = [
        (line.second.opens if place in new else np.datetime64("2022-07-20T00", "s")) + np.timedelta64(3 + place, "h")
        for place in places
    ]


def _or_plain(values: NDArray[np.object_], plain: NDArray[np.bool_], word: str) -> NDArray[np.object_]:
    values[plain] = word
    return values


def _schooling(random: np.random.Generator, city: NDArray[np.bool_], count: int) -> NDArray[np.object_]:
    found = pick(random, EDUCATION, _EDUCATION_SHARE, count)
    higher = pick(random, EDUCATION[3:7], (0.35, 0.25, 0.13, 0.27), count)
    found = np.where(city & (random.random(count) < 0.35), higher, found)
    found[: len(CAST)] = "smk"
    return found


def _families(random: np.random.Generator, regency: NDArray[np.int64]) -> NDArray[np.int64]:
    """Neighbours in the order of regencies share a card, one to four people."""
    order = np.argsort(regency, kind="stable")
    starts = random.random(len(regency)) < 0.55
    starts |= np.concatenate([[True], np.diff(regency[order]) != 0])
    family = np.empty(len(regency), dtype=np.int64)
    family[order] = np.cumsum(starts) - 1
    family[: len(CAST)] = family.max() + 1 + np.arange(len(CAST))
    return family


def _nik(district: NDArray[np.int64], born: NDArray[np.datetime64], woman: NDArray[np.bool_]) -> NDArray[np.object_]:
    """As engines.codes.compose_nik, for arrays: district, birth date (women: day + 40), a serial that runs."""
    year, month, day = _date_parts(born)
    front = district * 1_000_000 + (day + 40 * woman) * 10_000 + month * 100 + year % 100
    serial = rank_within(front) + 1
    return (front * 10_000 + serial).astype(str).astype(object)


def _kk(random: np.random.Generator, district: NDArray[np.int64], family: NDArray[np.int64]) -> NDArray[np.object_]:
    """One number a card: the first member's district, a date of recording in 2010–2022, a serial that runs."""
    _, first, of_family = np.unique(family, return_index=True, return_inverse=True)
    recorded = np.datetime64("2010-01-01", "D") + random.integers(0, 4500, len(first)).astype("timedelta64[D]")
    year, month, day = _date_parts(recorded)
    front = district[first] * 1_000_000 + day * 10_000 + month * 100 + year % 100
    return (front * 10_000 + rank_within(front) + 1).astype(str).astype(object)[of_family]


def _date_parts(dates: NDArray[np.datetime64]) -> tuple[Any, Any, Any]:
    months = dates.astype("datetime64[M]")
    day = (dates - months.astype("datetime64[D]")).astype(np.int64) + 1
    number = months.astype(np.int64)
    return 1970 + number // 12, number % 12 + 1, day


def _digests(numbers: NDArray[np.object_]) -> list[bytes]:
    """Digests, each card once."""
    known = {each: identity_vault.digest(each) for each in set(numbers.tolist())}
    return [known[each] for each in numbers.tolist()]
