"""Chance with a memory: every purpose has its own stream, so that one more question to one changes no other."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Moments = NDArray[np.datetime64]
Ids = NDArray[np.bytes_]

_HEX = np.frombuffer(b"".join(b"%02x" % value for value in range(256)), dtype=np.uint8).reshape(256, 2)
#: Where the 32 hex digits stand in the 36 characters of a written uuid.
_PLACES = np.array([place for place in range(36) if place not in (8, 13, 18, 23)])


class Dice:
    """seed: the whole country follows from it (and from the number of people and the moment it is made for)."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def of(self, purpose: str) -> np.random.Generator:
        return np.random.Generator(np.random.PCG64([self.seed, zlib.crc32(purpose.encode())]))

    def ids(self, purpose: str, moments: Moments) -> Ids:
        """uuid7-shaped keys (S36) whose times are `moments` (datetime64, UTC): same seed, same keys."""
        return ids(self.of(f"ids {purpose}"), moments)

    def octets(self, purpose: str, count: int) -> bytes:
        return self.of(f"bytes {purpose}").bytes(count)


def ids(random: np.random.Generator, moments: Moments) -> Ids:
    """Written uuid7s: 48 bits of milliseconds, then 74 bits of chance around version and variant."""
    count = len(moments)
    octets = np.frombuffer(random.bytes(16 * count), dtype=np.uint8).reshape(count, 16).copy()
    milliseconds = moments.astype("datetime64[ms]").astype(np.int64)
    for place in range(6):
        octets[:, place] = (milliseconds >> (8 * (5 - place))) & 0xFF
    octets[:, 6] = 0x70 | (octets[:, 6] & 0x0F)
    octets[:, 8] = 0x80 | (octets[:, 8] & 0x3F)
    written = np.full((count, 36), ord("-"), dtype=np.uint8)
    written[:, _PLACES] = _HEX[octets].reshape(count, 32)
    return written.view("S36").reshape(count)


def weighted(random: np.random.Generator, weights: NDArray[Any], count: int) -> NDArray[np.int64]:
    """`count` places of `weights`, each as likely as its weight."""
    edges = np.cumsum(weights, dtype=np.float64)
    return np.minimum(np.searchsorted(edges, random.random(count) * edges[-1], side="right"), len(edges) - 1).astype(
        np.int64
    )


def pick(random: np.random.Generator, choices: Sequence[Any], weights: Sequence[float], count: int) -> NDArray[Any]:
    """`count` of `choices` by weight, as an array."""
    return np.array(choices, dtype=object)[weighted(random, np.array(weights), count)]


def rank_within(groups: NDArray[Any]) -> NDArray[np.int64]:
    """0, 1, 2 … within each group, in the order in which the rows stand."""
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])) if len(groups) else np.array([], int)
    lengths = np.diff(np.concatenate([starts, [len(groups)]]))
    rank = np.empty(len(groups), dtype=np.int64)
    rank[order] = np.arange(len(groups)) - np.repeat(starts, lengths)
    return rank


def shares(total: int, weights: NDArray[Any], least: int = 0) -> NDArray[np.int64]:
    """Whole numbers that add up to `total` in proportion to `weights`, at least `least` each (largest remainder)."""
    spare = total - least * len(weights)
    if spare < 0:
        raise ValueError("the least share times the number of shares exceeds the total")
    exact = np.asarray(weights, dtype=np.float64) / np.sum(weights) * spare
    whole = np.floor(exact).astype(np.int64)
    left = spare - int(whole.sum())
    whole[np.argsort(-(exact - whole), kind="stable")[:left]] += 1
    return whole + least
