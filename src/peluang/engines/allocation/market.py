"""What an allocation starts from: classes with seats, seats kept for regencies, and people with wishes in order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

#: Points of a wish lie in 0..MOST_POINTS, so that points and ticket fit one number (see `keys`).
MOST_POINTS = 32_767
#: From so many wishes on what is compiled is used: before, compiling would take longer than computing.
WORTH_COMPILING = 200_000
_LINES = 1 << 16


class MarketError(ValueError):
    """A market that contradicts itself; the message says where."""


@dataclass(frozen=True)
class Market:
    """n people, m classes, w wishes, k reserves. Everything else follows from these arrays and the tickets.

    people, classes: ids (dtype S, unique). regency: int32[n]. seats: int32[m].
    first: int64[n + 1]: the wishes of person i are wish[first[i]:first[i + 1]], most wanted first; wish: int32[w],
    a class's position. points: int16[w], priority of this person at this class, more is better.
    reserve_class, reserve_regency, reserve_seats: int32[k]: seats of a class its regency's people get first.
    Raises MarketError.
    """

    people: NDArray[np.bytes_]
    regency: NDArray[np.int32]
    classes: NDArray[np.bytes_]
    seats: NDArray[np.int32]
    first: NDArray[np.int64]
    wish: NDArray[np.int32]
    points: NDArray[np.int16]
    reserve_class: NDArray[np.int32]
    reserve_regency: NDArray[np.int32]
    reserve_seats: NDArray[np.int32]

    def __post_init__(self) -> None:
        n, m = len(self.people), len(self.classes)
        _must(len(self.regency) == n and len(self.first) == n + 1, "people, regency and first differ in length")
        _must(len(self.seats) == m, "classes and seats differ in length")
        _must(len(self.wish) == len(self.points) == int(self.first[-1]), "wishes, points and first differ in length")
        _must(bool((np.diff(self.first) >= 0).all()) and int(self.first[0]) == 0, "first must rise from 0")
        _must(len(np.unique(self.people)) == n, "a person appears twice")
        _must(len(np.unique(self.classes)) == m, "a class appears twice")
        _must(bool((self.seats >= 0).all()), "a class has less than no seats")
        _must(_within(self.wish, 0, m), "a wish names no class")
        _must(_within(self.points, 0, MOST_POINTS + 1), f"points lie between 0 and {MOST_POINTS}")
        self._check_once()
        self._check_reserves()

    def __len__(self) -> int:
        return len(self.people)

    def _check_once(self) -> None:
        from .deferred import somebody_twice, somebody_twice_compiled

        twice = somebody_twice_compiled if len(self.wish) >= WORTH_COMPILING else somebody_twice
        _must(not twice(self.first, self.wish, len(self.classes)), "somebody names a class twice")

    def _check_reserves(self) -> None:
        k, m = len(self.reserve_class), len(self.classes)
        _must(len(self.reserve_regency) == len(self.reserve_seats) == k, "reserves differ in length")
        if not k:
            return
        _must(_within(self.reserve_class, 0, m), "a reserve names no class")
        _must(bool((self.reserve_seats > 0).all()), "a reserve keeps no seat")
        pairs = np.stack([self.reserve_class, self.reserve_regency])
        _must(np.unique(pairs, axis=1).shape[1] == k, "a class keeps seats twice for one regency")
        kept = np.bincount(self.reserve_class, weights=self.reserve_seats, minlength=m)
        _must(bool((kept <= self.seats).all()), "a class keeps more seats than it has")


def _must(holds: bool, otherwise: str) -> None:
    if not holds:
        raise MarketError(otherwise)


def _within(values: NDArray[np.integer], low: int, high: int) -> bool:
    return not len(values) or bool(values.min() >= low and values.max() < high)


def class_lines(market: Market) -> Iterator[bytes]:
    """class,seats"""
    for name, seats in zip(market.classes.tolist(), market.seats.tolist(), strict=True):
        yield b"%b,%d" % (name, seats)


def reserve_lines(market: Market) -> Iterator[bytes]:
    """class,regency,seats"""
    names = market.classes[market.reserve_class].tolist() if len(market.reserve_class) else []
    rows = zip(names, market.reserve_regency.tolist(), market.reserve_seats.tolist(), strict=True)
    for name, regency, seats in rows:
        yield b"%b,%d,%d" % (name, regency, seats)


def wish_lines(market: Market) -> Iterator[bytes]:
    """person,regency,rank,class,points"""
    for start in range(0, len(market), _LINES):
        stop = min(len(market), start + _LINES)
        low, high = int(market.first[start]), int(market.first[stop])
        count = np.diff(market.first[start : stop + 1])
        who = np.repeat(np.arange(start, stop), count)
        rank = np.arange(low, high) - np.repeat(market.first[start:stop], count) + 1
        columns = (
            market.people[who], market.regency[who], rank,
            market.classes[market.wish[low:high]], market.points[low:high],
        )  # fmt: skip
        for person, regency, place, name, points in zip(*(each.tolist() for each in columns), strict=True):
            yield b"%b,%d,%d,%b,%d" % (person, regency, place, name, points)


def digest_of(lines: Iterator[bytes] | list[bytes]) -> str:
    """SHA-256 of the sorted lines, each with its line feed: whoever sorts the published file gets the same."""
    return hashlib.sha256(b"".join(line + b"\n" for line in sorted(lines))).hexdigest()
