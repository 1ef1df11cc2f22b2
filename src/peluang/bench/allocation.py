"""`peluang bench allocation`: a nation's scarce seats by wish and priority, with seats kept for regencies."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peluang.engines import allocation

REGENCIES, WISHES, PEOPLE_PER_CLASS = 514, 20, 20
Columns = dict[str, NDArray[Any]]


def measure(*, seed: int, size: int, say: Callable[[str], None]) -> dict[str, Any]:
    """size: people; a class for every twenty, twenty wishes each. seconds: from the columns on disk (read and checked)
    to the result on disk: tickets, order, proposals, kept seats. check_s: the independent count of blocking pairs.

    naive: the same people served first come first served, and by their first wish only; blocking pairs each.
    """
    begun = time.monotonic()
    say("making people, classes and wishes")
    columns = country(seed, size)
    secret = np.random.default_rng(seed).bytes(32)
    allocation.allocate(_market(country(seed, 20_000)), secret, name="warm")  # compiles, or reads what was compiled
    with tempfile.TemporaryDirectory() as folder:
        for name, values in columns.items():
            np.save(Path(folder) / f"{name}.npy", values)
        setup = time.monotonic() - begun
        say(f"allocating {int(columns['seats'].sum()):,} seats of {len(columns['seats']):,} classes to {size:,} people")
        begun, cpu = time.monotonic(), time.process_time()
        market = _market({name: np.load(Path(folder) / f"{name}.npy") for name in columns})
        read = time.monotonic() - begun
        result = allocation.allocate(market, secret, name="bench")
        np.savez(Path(folder) / "result.npz", person=market.people, given=result.given, rank=result.rank,
                 kept=result.kept)  # fmt: skip
        seconds, cpu_s = time.monotonic() - begun, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    say("checking")
    begun = time.monotonic()
    found = allocation.check(result, secret, name="bench")
    check_s = time.monotonic() - begun
    return {
        "setup_s": round(setup, 2), "seconds": round(seconds, 2), "cpu_s": round(cpu_s, 2), "read_s": round(read, 2),
        "check_s": round(check_s, 2), "peak_mb": peak, "blocking_pairs": found.blocking_pairs,
        "overfull": found.overfull, "unwished": found.unwished, "tickets_differ": found.tickets_differ,
        "people": size, "classes": len(market.classes), "wishes": len(market.wish), "seats": int(market.seats.sum()),
        "kept_seats": int(market.reserve_seats.sum()), "kept_used": int(result.kept.sum()), "placed": result.placed,
        "first_wish": int((result.rank == 1).sum()), "mean_rank": round(float(result.rank[result.rank > 0].mean()), 2),
        "proposals": result.proposals, "naive": _naive(result, secret, say),
    }  # fmt: skip


def country(seed: int, people: int) -> Columns:
    """People and classes unevenly over regencies; popular classes; nearly half of the wishes for the own regency.

    Every class keeps seats for its own regency, every second for another one too. Points: 0 to 7, by person and by
    whether the class is near.
    """
    source = np.random.default_rng(seed)
    classes = max(2, people // PEOPLE_PER_CLASS)
    weight = source.pareto(1.5, REGENCIES) + 0.3
    weight /= weight.sum()
    regency = source.choice(REGENCIES, people, p=weight).astype(np.int32)
    place = np.sort(source.choice(REGENCIES, classes, p=weight)).astype(np.int32)
    seats = np.maximum(0, np.round(source.exponential(1, classes) * 0.8 * people / classes)).astype(np.int32)
    wish, first = _wishes(source, people, classes, regency, place)
    who = np.repeat(np.arange(people), np.diff(first))
    person_points = source.choice(4, people, p=[0.55, 0.25, 0.15, 0.05]).astype(np.int16)
    points = (person_points[who] + 4 * (place[wish] == regency[who])).astype(np.int16)
    own = seats // 3
    other = np.where(np.arange(classes) % 2 == 0, seats // 6, 0)
    elsewhere = (place + 1 + source.integers(0, REGENCIES - 1, classes)) % REGENCIES
    number = np.arange(classes)
    return {
        "people": np.array([f"{each:012x}" for each in source.permutation(people)], dtype="S12"), "regency": regency,
        "classes": np.array([f"K{each:06d}" for each in range(classes)], dtype="S7"), "seats": seats, "first": first,
        "wish": wish, "points": points,
        "reserve_class": np.concatenate([number[own > 0], number[other > 0]]).astype(np.int32),
        "reserve_regency": np.concatenate([place[own > 0], elsewhere[other > 0]]).astype(np.int32),
        "reserve_seats": np.concatenate([own[own > 0], other[other > 0]]).astype(np.int32),
    }  # fmt: skip


def _wishes(
    source: np.random.Generator, people: int, classes: int, regency: NDArray[np.int32], place: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Distinct classes in order of liking; where a name fell twice the person has a wish less."""
    fame = source.pareto(1.5, classes) + 0.2
    anywhere = np.searchsorted(np.cumsum(fame) / fame.sum(), source.random((people, WISHES), dtype=np.float32))
    low, high = np.searchsorted(place, regency), np.searchsorted(place, regency, side="right")
    at_home = low[:, None] + (source.random((people, WISHES), dtype=np.float32) * (high - low)[:, None])
    near = (source.random((people, WISHES), dtype=np.float32) < 0.45) & (high > low)[:, None]
    wish = np.where(near, at_home, anywhere).astype(np.int32).clip(0, classes - 1)
    wish.sort(axis=1)
    twice = np.zeros(wish.shape, bool)
    twice[:, 1:] = wish[:, 1:] == wish[:, :-1]
    liking = source.random(wish.shape, dtype=np.float32)
    liking[twice] = 2.0
    order = np.argsort(liking, axis=1)
    kept = ~np.take_along_axis(twice, order, 1)
    first = np.concatenate([[0], np.cumsum(kept.sum(axis=1))]).astype(np.int64)
    return np.take_along_axis(wish, order, 1)[kept], first


def _market(columns: Columns) -> allocation.Market:
    return allocation.Market(**columns)


def _naive(result: allocation.Allocation, secret: bytes, say: Callable[[str], None]) -> dict[str, Any]:
    """What one does without an algorithm: the queue in the order of arrival, and only everybody's first wish."""
    market = result.market
    say("first come, first served")
    left = market.seats.tolist()
    wish, first = market.wish.tolist(), market.first.tolist()
    given, rank = np.full(len(market), -1, np.int32), np.zeros(len(market), np.int32)
    for person in np.random.default_rng(7).permutation(len(market)).tolist():
        for place in range(first[person], first[person + 1]):
            if left[wish[place]]:
                left[wish[place]] -= 1
                given[person], rank[person] = wish[place], place - first[person] + 1
                break
    queue = replace(result, given=given, rank=rank)
    only_first = np.where(rank == 1, rank, 0).astype(np.int32)
    firsts = replace(result, given=np.where(only_first == 1, given, -1).astype(np.int32), rank=only_first)
    return {
        name: {
            "blocking_pairs": allocation.check(each, secret, name="bench").blocking_pairs, "placed": each.placed,
        }
        for name, each in (("first_come", queue), ("first_wish_only", firsts))
    }  # fmt: skip
