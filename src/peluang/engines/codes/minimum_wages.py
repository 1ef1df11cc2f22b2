"""Minimum wages by place and day.

data/minimum_wages.csv holds 2025 alone: all 38 provinces and 27 of the 35 regencies of Jawa Tengah. None of its rows
was read in its decree, so all of them are provisional: `read_in` names the newspaper it was read in, and is empty where
it was written from memory. A start until an official list is taken in; what was not known is absent and answers None.
Fractions are rounded down: whoever pays the announced figure is not below it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from .tables import read_table


@dataclass(frozen=True, slots=True)
class MinimumWage:
    """region: regency "33.20" or province "33". amount: rupiah a month, from `valid_from` until a newer row.

    provisional: not read in the decree itself. read_in: where else it was read, "" for nowhere.
    """

    region: str
    valid_from: datetime.date
    amount: int
    decree: str
    provisional: bool = False
    read_in: str = ""


@cache
def known_minimum_wages() -> tuple[MinimumWage, ...]:
    """Rows of data/minimum_wages.csv, all of them provisional."""
    return tuple(
        MinimumWage(
            row["region"], datetime.date.fromisoformat(row["valid_from"]), int(row["amount"]), row["decree"],
            provisional=True, read_in=row["read_in"],
        )
        for row in read_table("minimum_wages")
    )  # fmt: skip


def minimum_wage(regency: str, day: datetime.date, further: Iterable[MinimumWage] = ()) -> MinimumWage | None:
    """What holds in a regency (or a province) on a day, or None where no row is known.

    The newest row of the regency and the newest of its province; the higher one of the two, since a regency's wage
    lies above its province's (PP 36/2021 art. 30) and an old list of regencies must not undo a new one of provinces.
    `further` outranks our own file for the same region and day.
    """
    found: list[MinimumWage] = []
    rows = [*further, *known_minimum_wages()]
    for region in dict.fromkeys((regency, regency[:2])):
        valid = [each for each in rows if each.region == region and each.valid_from <= day]
        if valid:
            found.append(max(valid, key=lambda each: each.valid_from))  # the first of equals: `further` stands first
    return max(found, key=lambda each: each.amount) if found else None
