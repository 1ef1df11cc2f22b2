"""Which pairs are worth comparing: offerings that share meanings weighty enough to be the same at all.

Exact: with rows of weight shares, the product of two rows bounds what their titles can share, so no pair whose titles
alone reach the floor is left out. Works in slices, so memory grows with the rows, not with their square.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from .lexicon import lexicon
from .readings import Reading

_SLICE = 512
#: A pair needs this much of the weaker side in common, implied and told meanings counted, to come near the band.
FLOOR = 0.3


def candidates(readings: Sequence[Reading]) -> Iterator[tuple[int, int]]:
    """Pairs of places (first < second) in order."""
    if len(readings) < 2:
        return
    taught, offered = _tables(readings)
    there = offered.T.tocsc()
    for start in range(0, len(readings), _SLICE):
        # taught @ offered.T: the share of the row's own weight that the column's meanings answer.
        part = (taught[start : start + _SLICE] @ there).tocoo()
        forward = (part.data >= FLOOR) & (part.row + start != part.col)
        rows, columns = part.row[forward] + start, part.col[forward]
        low, high = np.minimum(rows, columns), np.maximum(rows, columns)
        mine = low == rows  # each pair once, from its first row; the mirror image comes with the other slice
        pairs = np.unique(low[mine].astype(np.int64) * len(readings) + high[mine])
        yield from zip((pairs // len(readings)).tolist(), (pairs % len(readings)).tolist(), strict=True)


def _tables(readings: Sequence[Reading]) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """taught: share of each meaning in its title. offered: 1 for whatever a title or description says or implies."""
    columns: dict[str, int] = {}
    shares: list[tuple[int, int, float]] = []
    said: list[tuple[int, int, float]] = []
    for row, reading in enumerate(readings):
        total = sum(reading.taught.values())
        for code, weight in reading.taught.items():
            shares.append((row, columns.setdefault(code, len(columns)), weight / total))
        codes = set(reading.taught) | set(reading.told) | set(reading.aside)
        for code in list(codes):
            codes |= lexicon().implied(code)
        said += [(row, columns.setdefault(code, len(columns)), 1.0) for code in codes]
    shape = (len(readings), len(columns))
    return _csr(shares, shape), _csr(said, shape)


def _csr(cells: list[tuple[int, int, float]], shape: tuple[int, int]) -> sparse.csr_matrix:
    rows, columns, values = (np.array(each) for each in zip(*cells, strict=True))
    data: NDArray[np.float32] = values.astype(np.float32)
    return sparse.csr_matrix((data, (rows.astype(np.int64), columns.astype(np.int64))), shape=shape)
