"""Copied vacancies: texts as sets of three words in a row, found again by a few numbers (Broder 1997, MinHash; banding
after Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, ch. 3.4).
"""

from __future__ import annotations

import re
from hashlib import blake2b

import numpy as np

from peluang.engines.text import normalise

#: Numbers by which a text is looked up; two texts that share 60 % of their shingles miss each other in all of them once
#: in 1,200, those that share 80 % practically never.
BANDS = 16
_ROWS = 2
#: Fewer folded words than this are alike by chance ("Dicari penjahit"), so they prove no copy.
LEAST_WORDS = 12
_SHINGLE = 3
#: What a copyist changes first: links, addresses, numbers. They don't count as another text.
_CHANGED_FIRST = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|\d[\d.,\-\s]*")
_SEEDS = np.array(
    [int.from_bytes(blake2b(b"row %d" % row, digest_size=8).digest(), "big") for row in range(BANDS * _ROWS)],
    dtype=np.uint64,
)


def folded_words(*texts: str) -> list[str]:
    """Words of the texts without contacts and numbers, lower case."""
    return normalise(_CHANGED_FIRST.sub(" ", " ".join(texts))).split()


def shingles(*texts: str) -> frozenset[int]:
    """Every three words in a row as an unsigned 64-bit number; empty for texts too short to prove anything."""
    words = folded_words(*texts)
    if len(words) < LEAST_WORDS:
        return frozenset()
    rows = (" ".join(words[place : place + _SHINGLE]) for place in range(len(words) - _SHINGLE + 1))
    return frozenset(int.from_bytes(blake2b(row.encode(), digest_size=8).digest(), "big") for row in rows)


def bands(found: frozenset[int]) -> list[int]:
    """BANDS signed 64-bit numbers (PostgreSQL's bigint); near copies share at least one. Empty for no shingles."""
    if not found:
        return []
    mixed = _mix(np.array(sorted(found), dtype=np.uint64)[:, None] ^ _SEEDS[None, :])
    lowest = mixed.min(axis=0).reshape(BANDS, _ROWS)
    place = np.arange(BANDS, dtype=np.uint64)
    joined = _mix(lowest[:, 0] ^ _mix(lowest[:, 1] + place))
    return [int(each) for each in joined.astype(np.int64)]


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """Jaccard: the share of all shingles that both have; 0 where either has none."""
    return len(one & other) / len(one | other) if one and other else 0.0


def whole(*texts: str) -> int:
    """One signed 64-bit number of the texts as they are, but for case and spaces."""
    text = "\x1f".join(" ".join(each.lower().split()) for each in texts)
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def _mix(numbers: np.ndarray) -> np.ndarray:
    """splitmix64's finaliser: every bit of the answer hangs on every bit asked."""
    mixed = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(mixed ^ (mixed >> np.uint64(31)))
