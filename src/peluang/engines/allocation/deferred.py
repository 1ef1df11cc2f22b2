"""Deferred acceptance, person-proposing, with seats kept for regencies. Compiled by numba for large markets, the same
functions in plain Python for small ones (compiling takes seconds, a round of a regency milliseconds).

Each class holds heaps of keys, the weakest on top: one for each of its reserves, one for its open seats. A key is
(MOST_POINTS - points) << 32 | position of the ticket, so that less is better and no two people have the same.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numba.extending import register_jitable

from .desks import FIRST_RESERVE, HELD, KEPT, KEPT_START, LAST_RESERVE, OPEN, OPEN_START, SEATS, USED

_LOW = 0xFFFFFFFF


@register_jitable
def _push(heap: Any, start: int, size: int, key: int) -> None:
    """Adds `key` to the heap at start of `size` entries, the greatest on top."""
    i = size
    while i > 0:
        parent = (i - 1) >> 1
        if heap[start + parent] >= key:
            break
        heap[start + i] = heap[start + parent]
        i = parent
    heap[start + i] = key


@register_jitable
def _replace(heap: Any, start: int, size: int, key: int) -> None:
    """Puts `key` in place of the top."""
    i = 0
    while True:
        child = 2 * i + 1
        if child >= size:
            break
        if child + 1 < size and heap[start + child + 1] > heap[start + child]:
            child += 1
        if heap[start + child] <= key:
            break
        heap[start + i] = heap[start + child]
        i = child
    heap[start + i] = key


@register_jitable
def _reserve_of(regency: int, low: int, high: int, reserve_regency: Any) -> int:
    """Position of the class's reserve for this regency among low..high (sorted by regency), or -1."""
    end = high
    while low < high:
        middle = (low + high) >> 1
        if reserve_regency[middle] < regency:
            low = middle + 1
        else:
            high = middle
    if low < end and reserve_regency[low] == regency:
        return low
    return -1


@register_jitable
def _offer(key: int, desk: Any, reserve: Any, heap: Any) -> int:
    """The class takes `key` into account; returns the key it turns away, or -1. reserve: the person's row, or empty.

    Kept seats first: the best of the regency sit there; whoever they displace competes for the open seats.
    """
    if len(reserve):
        if reserve[USED] < reserve[KEPT]:
            _push(heap, reserve[KEPT_START], reserve[USED], key)
            reserve[USED] += 1
            if desk[HELD] < desk[SEATS]:
                desk[HELD] += 1
                return -1
            # A kept seat that others used while nobody claimed it goes back: the weakest of the open ones leaves.
            weakest = heap[desk[OPEN_START]]
            desk[OPEN] -= 1
            if desk[OPEN] > 0:
                _replace(heap, desk[OPEN_START], desk[OPEN], heap[desk[OPEN_START] + desk[OPEN]])
            return weakest
        if key < heap[reserve[KEPT_START]]:
            displaced = heap[reserve[KEPT_START]]
            _replace(heap, reserve[KEPT_START], reserve[KEPT], key)
            key = displaced
    if desk[HELD] < desk[SEATS]:
        _push(heap, desk[OPEN_START], desk[OPEN], key)
        desk[OPEN] += 1
        desk[HELD] += 1
        return -1
    if desk[OPEN] == 0 or key > heap[desk[OPEN_START]]:
        return key
    weakest = heap[desk[OPEN_START]]
    _replace(heap, desk[OPEN_START], desk[OPEN], key)
    return weakest


def propose(by_ticket: Any, place: Any, regency: Any, first: Any, last: Any, wish: Any, points: Any, desks: Any,
            reserve_regency: Any, reserves: Any, most: int) -> tuple[Any, int]:  # fmt: skip
    """rank[i]: 0 for the first wish of person i, -1 for none; and the number of proposals.

    People propose in the order they are given in: any order gives the same result, by strength it displaces least and
    reads memory in order. Their wishes are wish[first[i]:last[i]]. by_ticket: person of each ticket place; place: its
    inverse. desks, reserves: the columns above, changed in place.
    """
    end = 0
    for c in range(len(desks)):
        desks[c, OPEN_START] = end
        end += desks[c, SEATS]
    for g in range(len(reserves)):
        reserves[g, KEPT_START] = end
        end += reserves[g, KEPT]
    heap = np.empty(end, np.int64)
    nobody = reserves[:0].reshape(-1)
    rank = np.full(len(regency), -1, np.int32)
    proposals = 0
    for person in range(len(regency)):
        a = person
        while a >= 0 and first[a] + rank[a] + 1 < last[a]:
            rank[a] += 1
            at = first[a] + rank[a]
            desk = desks[wish[at]]
            proposals += 1
            if desk[SEATS] == 0:
                continue
            key = ((most - np.int64(points[at])) << 32) | place[a]
            g = _reserve_of(regency[a], desk[FIRST_RESERVE], desk[LAST_RESERVE], reserve_regency)
            away = _offer(key, desk, reserves[g] if g >= 0 else nobody, heap)
            a = by_ticket[away & _LOW] if away >= 0 else -1
        if a >= 0:
            rank[a] = last[a] - first[a]  # turned away by every wish
    for i in range(len(regency)):
        if rank[i] >= last[i] - first[i]:
            rank[i] = -1
    return rank, proposals


def somebody_twice(first: Any, wish: Any, classes: int) -> bool:
    """Does anybody name a class twice?"""
    named_by = np.full(classes, -1, np.int64)
    for i in range(len(first) - 1):
        for at in range(first[i], first[i + 1]):
            if named_by[wish[at]] == i:
                return True
            named_by[wish[at]] = i
    return False


compiled = njit(cache=True)(propose)
somebody_twice_compiled = njit(cache=True)(somebody_twice)
