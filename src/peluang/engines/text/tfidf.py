"""TF-IDF vectors over any kind of feature, with rarity counted over groups of documents."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Float32 = NDArray[np.float32]


class Tfidf:
    """Turns lists of features into unit-length sparse rows."""

    def __init__(self, documents: Sequence[Sequence[str]], groups: Sequence[int]) -> None:
        """``groups``: which thing each document names. Rarity counts things, not documents, or a thing with
        fifty synonyms would make its own name common."""
        seen: dict[str, set[int]] = {}
        for features, group in zip(documents, groups, strict=True):
            for feature in features:
                seen.setdefault(feature, set()).add(group)
        self._column = {feature: column for column, feature in enumerate(seen)}
        total = len(set(groups))
        self._idf = [math.log((total + 1) / (len(who) + 1)) + 1 for who in seen.values()]
        # A word nobody knows is as telling as the rarest one: it must lower a score, not vanish.
        self._unknown = (math.log(total + 1) + 1) ** 2

    def vectors(self, documents: Iterable[Sequence[str]]) -> sparse.csr_matrix:
        """documents x features; unknown features lengthen the vector, so that a row then is shorter than 1."""
        data: list[float] = []
        columns: list[int] = []
        ends = [0]
        for features in documents:
            counted = Counter(features)
            known = [(self._column[f], n) for f, n in counted.items() if f in self._column]
            values = [(1 + math.log(n)) * self._idf[column] for column, n in known]
            unknown = (len(counted) - len(known)) * self._unknown
            length = math.sqrt(sum(value * value for value in values) + unknown) or 1.0
            data += [value / length for value in values]
            columns += [column for column, _ in known]
            ends.append(len(columns))
        shape = (len(ends) - 1, len(self._column))
        return sparse.csr_matrix((np.array(data, np.float32), columns, ends), shape=shape)
