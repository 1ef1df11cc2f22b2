"""From a market and a seed to who gets which class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peluang.engines.draw.tickets import tickets

from .desks import FIRST_RESERVE, KEPT, LAST_RESERVE, SEATS
from .market import MOST_POINTS, WORTH_COMPILING, Market


@dataclass(frozen=True)
class Allocation:
    """In the order of the market's people. rank: int32[n], 1 = first wish, 0 = none. given: int32[n], the class's
    position or -1. kept: bool[n], sits on a seat kept for the regency. ticket: uint64[n, 2] (high, low half).
    proposals: how often somebody was put before a class.
    """

    market: Market
    rank: NDArray[np.int32]
    given: NDArray[np.int32]
    kept: NDArray[np.bool_]
    ticket: NDArray[np.uint64]
    proposals: int

    @property
    def placed(self) -> int:
        return int((self.given >= 0).sum())


def allocate(market: Market, seed: bytes, *, name: str) -> Allocation:
    """The best stable result for the people: nobody could get a class they prefer without pushing out somebody who
    stands before them there. name: of the round, part of every ticket.

    Sources: Gale & Shapley (1962), deferred acceptance; Hafalir, Yenmez & Yildirim (2013), minimum guarantees: kept
    seats are filled first with the best of their regency, and are open to everyone when too few of them come. One
    ticket a person for all classes: with a ticket for each class more people would end with a lower wish.
    """
    drawn = tickets(seed, name, market.people)
    by_ticket = np.lexsort((drawn[:, 1], drawn[:, 0])).astype(np.int32)
    place = np.empty(len(market), np.int64)
    place[by_ticket] = np.arange(len(market))
    rank, proposals = _propose(market, by_ticket, place)
    given = np.full(len(market), -1, np.int32)
    has = rank >= 0
    given[has] = market.wish[market.first[:-1][has] + rank[has]]
    return Allocation(
        market=market, rank=rank + 1, given=given, kept=_kept(market, rank, given, place), ticket=drawn,
        proposals=int(proposals),
    )  # fmt: skip


def keys(points: NDArray[np.int16], place: NDArray[np.int64]) -> NDArray[np.int64]:
    """Who stands before whom: points first, then the ticket's place. Less is better."""
    return ((MOST_POINTS - points.astype(np.int64)) << 32) | place


def _propose(market: Market, by_ticket: NDArray[np.int32], place: NDArray[np.int64]) -> tuple[NDArray[np.int32], int]:
    from .deferred import compiled, propose  # numba takes half a second to load, and few processes need it

    order = _by_strength(market, by_ticket)
    arguments = arguments_for(market, by_ticket, place, order)
    in_order, proposals = (compiled if len(market.wish) >= WORTH_COMPILING else propose)(*arguments)
    rank = np.empty(len(market), np.int32)
    rank[order] = in_order
    return rank, proposals


def arguments_for(
    market: Market, by_ticket: NDArray[np.int32], place: NDArray[np.int64], order: NDArray[np.int32]
) -> tuple[Any, ...]:
    """What deferred.propose takes, people numbered by their place in `order`."""
    number = np.empty(len(market), np.int32)
    number[order] = np.arange(len(market))
    reserve_order = np.lexsort((market.reserve_regency, market.reserve_class))
    bounds = np.searchsorted(market.reserve_class[reserve_order], np.arange(len(market.classes) + 1))
    desks = np.zeros((len(market.classes), 8), np.int64)
    desks[:, SEATS], desks[:, FIRST_RESERVE], desks[:, LAST_RESERVE] = market.seats, bounds[:-1], bounds[1:]
    reserves = np.zeros((len(reserve_order), 4), np.int64)
    reserves[:, KEPT] = market.reserve_seats[reserve_order]
    return (
        number[by_ticket], place[order], market.regency[order], market.first[:-1][order], market.first[1:][order],
        market.wish, market.points, desks, market.reserve_regency[reserve_order], reserves, MOST_POINTS,
    )  # fmt: skip


def _by_strength(market: Market, by_ticket: NDArray[np.int32]) -> NDArray[np.int32]:
    """People in the order in which they displace each other least: most points anywhere, then ticket. The result is
    the same for any order."""
    strongest = np.zeros(len(market), np.int16)
    some = np.flatnonzero(np.diff(market.first))
    if len(some):
        strongest[some] = np.maximum.reduceat(market.points, market.first[:-1][some])
    by_points = np.argsort(-strongest[by_ticket].astype(np.int32), kind="stable")
    ordered: NDArray[np.int32] = by_ticket[by_points]
    return ordered


def _kept(
    market: Market, rank: NDArray[np.int32], given: NDArray[np.int32], place: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Of each regency with kept seats in a class, its best there, as many as seats are kept."""
    kept = np.zeros(len(market), bool)
    who = np.flatnonzero(given >= 0)
    if not len(market.reserve_class) or not len(who):
        return kept
    key = keys(market.points[market.first[:-1][who] + rank[who]], place[who])
    width = np.int64(max(market.regency.max(), market.reserve_regency.max())) + 1
    group = given[who].astype(np.int64) * width + market.regency[who]
    order = np.lexsort((key, group))
    sorted_group = group[order]
    start = np.searchsorted(sorted_group, sorted_group, side="left")
    position = np.arange(len(who)) - start
    cell = market.reserve_class.astype(np.int64) * width + market.reserve_regency
    by_cell = np.argsort(cell)
    found = np.searchsorted(cell[by_cell], sorted_group)
    inside = np.minimum(found, len(cell) - 1)
    is_cell = cell[by_cell][inside] == sorted_group
    seats = np.where(is_cell, market.reserve_seats[by_cell][inside], 0)
    kept[who[order]] = position < seats
    return kept
