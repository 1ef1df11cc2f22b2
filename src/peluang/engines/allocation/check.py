"""Is the result right? Sorted and counted anew from wishes, seats and tickets; it shares no step with the computing.

A pair of a person and a class blocks when the person prefers the class to what they got and the class, choosing again
among its people and this one, would take this one. The class chooses: for each regency with kept seats its best, as
many as seats are kept; then the best of all the others for the seats that are left.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peluang.engines.draw.tickets import tickets

from .allocating import Allocation
from .market import MOST_POINTS, Market

_CHUNK = 1 << 18  # people looked at together
_NEVER = np.int64(-1)
_ANYBODY = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Check:
    """blocking_pairs: (person, class). overfull: classes with more people than seats. unwished: people with a class
    they did not name, or at another rank than is said. tickets_differ: tickets that don't follow from the seed.
    first_pairs: the first few blocking pairs, as (person, class) ids, to look at."""

    blocking_pairs: int
    overfull: int
    unwished: int
    tickets_differ: int
    first_pairs: tuple[tuple[str, str], ...] = ()

    @property
    def holds(self) -> bool:
        return not (self.blocking_pairs or self.overfull or self.unwished or self.tickets_differ)


@dataclass(frozen=True)
class _Bar:
    """What a newcomer has to beat, as keys. open_bar: per class; anybody below it is taken (ANYBODY: a seat is free;
    NEVER: nobody through an open seat). cells: sorted class * width + regency of each reserve; cell_bar: its bar."""

    open_bar: NDArray[np.int64]
    cells: NDArray[np.int64]
    cell_bar: NDArray[np.int64]
    width: np.int64


def check(result: Allocation, seed: bytes, *, name: str) -> Check:
    market = result.market
    drawn = tickets(seed, name, market.people)
    place = np.empty(len(market), np.int64)
    place[np.lexsort((drawn[:, 1], drawn[:, 0]))] = np.arange(len(market))
    bar = _bars(market, result.given, result.rank, place)
    blocking, pairs = _count(market, result.rank, place, bar)
    has = result.rank > 0
    right = np.zeros(len(market), bool)
    right[~has] = result.given[~has] < 0
    inside = result.rank <= np.diff(market.first)
    named = has & inside
    right[named] = market.wish[market.first[:-1][named] + result.rank[named] - 1] == result.given[named]
    counts = np.bincount(result.given[result.given >= 0], minlength=len(market.classes))
    return Check(
        blocking_pairs=blocking, overfull=int((counts > market.seats).sum()), unwished=int((~right).sum()),
        tickets_differ=int((drawn != result.ticket).any(axis=1).sum()), first_pairs=pairs,
    )  # fmt: skip


def _bars(market: Market, given: NDArray[np.int32], rank: NDArray[np.int32], place: NDArray[np.int64]) -> _Bar:
    who = np.flatnonzero(given >= 0)
    at = np.minimum(market.first[:-1][who] + rank[who] - 1, max(0, len(market.wish) - 1))
    key = ((MOST_POINTS - market.points[at].astype(np.int64)) << 32) | place[who]
    home, regency = given[who].astype(np.int64), market.regency[who].astype(np.int64)
    width = np.int64(max(market.regency.max(initial=0), market.reserve_regency.max(initial=0))) + 1
    cells = market.reserve_class.astype(np.int64) * width + market.reserve_regency
    by_cell = np.argsort(cells)
    cells, kept_seats = cells[by_cell], market.reserve_seats[by_cell]
    order = np.lexsort((key, home * width + regency))
    own_cell = (home * width + regency)[order]
    begins = np.searchsorted(own_cell, cells, side="left")
    members = np.searchsorted(own_cell, cells, side="right") - begins
    # A regency with fewer people than kept seats takes any of its people; else the last of its kept ones is the bar.
    last = np.minimum(begins + kept_seats - 1, max(0, len(order) - 1))
    cell_bar = np.where(members < kept_seats, _ANYBODY, key[order][last] if len(order) else _ANYBODY)
    protected = _protected(own_cell, cells, kept_seats)
    open_bar = np.full(len(market.classes), _NEVER)
    unprotected = order[~protected]
    np.maximum.at(open_bar, home[unprotected], key[unprotected])
    counts = np.bincount(given[who], minlength=len(market.classes))
    open_bar[counts < market.seats] = _ANYBODY
    no_seat = market.seats == 0
    open_bar[no_seat] = _NEVER
    return _Bar(open_bar, cells, cell_bar, width)


def _protected(own_cell: NDArray[np.int64], cells: NDArray[np.int64], seats: NDArray[np.int32]) -> NDArray[np.bool_]:
    """For people sorted by cell and key: does a kept seat of theirs hold them?"""
    if not len(cells):
        return np.zeros(len(own_cell), bool)
    position = np.arange(len(own_cell)) - np.searchsorted(own_cell, own_cell, side="left")
    found = np.minimum(np.searchsorted(cells, own_cell), len(cells) - 1)
    return np.asarray((cells[found] == own_cell) & (position < seats[found]))


def _count(
    market: Market, rank: NDArray[np.int32], place: NDArray[np.int64], bar: _Bar
) -> tuple[int, tuple[tuple[str, str], ...]]:
    total = 0
    shown: list[tuple[str, str]] = []
    for start in range(0, len(market), _CHUNK):
        stop = min(len(market), start + _CHUNK)
        low, high = int(market.first[start]), int(market.first[stop])
        count = np.diff(market.first[start : stop + 1])
        who = np.repeat(np.arange(start, stop), count)
        wished = np.arange(low, high) - np.repeat(market.first[start:stop], count) + 1
        better = (rank[who] == 0) | (wished < rank[who])
        who, at = who[better], np.arange(low, high)[better]
        home = market.wish[at]
        key = ((MOST_POINTS - market.points[at].astype(np.int64)) << 32) | place[who]
        blocks = key < bar.open_bar[home]
        if len(bar.cells):
            cell = home.astype(np.int64) * bar.width + market.regency[who]
            found = np.minimum(np.searchsorted(bar.cells, cell), len(bar.cells) - 1)
            blocks |= (bar.cells[found] == cell) & (key < bar.cell_bar[found])
        total += int(blocks.sum())
        for each in np.flatnonzero(blocks)[: 5 - len(shown)]:
            shown.append((market.people[who[each]].decode(), market.classes[home[each]].decode()))
    return total, tuple(shown)
