"""Where people live, what they earn there and which names are given there: round figures of our own, for a demo."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peluang.engines.codes.regions import districts, provinces, regencies
from peluang.engines.codes.regions.distances import distance_matrix

#: The demo's main stage: its labour office, institution, employer and sentra have accounts, so more people live here.
STAGE = "33.20"
_STAGE_BOOST = 6.0


def table(name: str, delimiter: str = ",") -> list[dict[str, str]]:
    """Rows of data/<name>.csv."""
    text = files("peluang.demo").joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=delimiter))


@dataclass(frozen=True)
class Geography:
    """Arrays over the 514 regencies (`codes`) and 38 provinces. wage: rupiah a month, about the local minimum wage.

    weight: share of the people. culture: [province, culture] shares. districts: code digits of each regency's
    districts, flat, those of regency r at district_start[r]:district_start[r + 1].
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    province_codes: tuple[str, ...]
    province: NDArray[np.int64]
    city: NDArray[np.bool_]
    weight: NDArray[np.float64]
    wage: NDArray[np.int64]
    cultures: tuple[str, ...]
    culture: NDArray[np.float64]
    districts: NDArray[np.int64]
    district_codes: tuple[str, ...]
    district_start: NDArray[np.int64]
    km: NDArray[np.float64]
    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    zone: tuple[str, ...]
    province_names: tuple[str, ...]

    def regency(self, code: str) -> int:
        return self.codes.index(code)

    @property
    def stage(self) -> int:
        return self.regency(STAGE)

    def people_of_province(self) -> NDArray[np.float64]:
        found: NDArray[np.float64] = np.zeros(len(self.province_codes))
        np.add.at(found, self.province, self.weight)
        return found


@lru_cache(maxsize=1)
def geography() -> Geography:
    rows = {row["code"]: row for row in table("provinces")}
    places, homes = regencies(), provinces()
    number = {each.code: place for place, each in enumerate(homes)}
    province = np.array([number[each.province] for each in places])
    city = np.array([each.kind == "kota" for each in places])
    flat: list[Any] = [each for place in places for each in districts(place.code)]
    counts = np.array([len(districts(each.code)) for each in places])
    cultures = sorted({pair.split(":")[0] for row in rows.values() for pair in row["cultures"].split()})
    mix = np.zeros((len(homes), len(cultures)))
    for place, each in enumerate(homes):
        for pair in rows[each.code]["cultures"].split():
            name, share = pair.split(":")
            mix[place, cultures.index(name)] = float(share)
    return Geography(
        codes=tuple(each.code for each in places),
        names=tuple(each.name for each in places),
        province_codes=tuple(each.code for each in homes),
        province=province,
        city=city,
        weight=_weights(rows, [each.code for each in homes], province, city, counts, [each.code for each in places]),
        wage=_wages(rows, [each.code for each in homes], province, city, [each.code for each in places]),
        cultures=tuple(cultures),
        culture=mix / mix.sum(axis=1, keepdims=True),
        districts=np.array([int(each.code.replace(".", "")) for each in flat]),
        district_codes=tuple(each.code for each in flat),
        district_start=np.concatenate([[0], np.cumsum(counts)]),
        km=distance_matrix(),
        latitude=np.array([each.latitude for each in places]),
        longitude=np.array([each.longitude for each in places]),
        zone=tuple(each.timezone for each in places),
        province_names=tuple(each.name for each in homes),
    )


def _weights(
    rows: dict[str, dict[str, str]], homes: list[str], province: NDArray[np.int64], city: NDArray[np.bool_],
    counts: NDArray[np.int64], codes: list[str],
) -> NDArray[np.float64]:  # fmt: skip
    """A province's people over its regencies: more districts, more people; a city's district holds more."""
    people = np.array([float(rows[code]["people"]) for code in homes])
    crowd = counts.astype(np.float64) ** 0.9 * np.where(city, 2.2, 1.0)
    weight: NDArray[np.float64] = people[province] * crowd / np.bincount(province, weights=crowd)[province]
    weight[codes.index(STAGE)] *= _STAGE_BOOST
    return weight / weight.sum()


def _wages(
    rows: dict[str, dict[str, str]],
    homes: list[str],
    province: NDArray[np.int64],
    city: NDArray[np.bool_],
    codes: list[str],
) -> NDArray[np.int64]:
    """Thousands of rupiah in the tables: the province's level, cities a little above, known exceptions by name."""
    wage: NDArray[Any] = np.array([float(rows[code]["wage"]) for code in homes])[province] * np.where(city, 1.06, 1.0)
    for row in table("regency_wages"):
        wage[codes.index(row["code"])] = float(row["wage"])
    return (np.round(wage / 10) * 10_000).astype(np.int64)
