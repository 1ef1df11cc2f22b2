"""Union-find over what is surely the same, with what must and must not stand together.

What people said comes first. Then the surest pairs; two clusters join only if no pair across them is kept apart by a
guard or by people, and none leaves anything open, so a chain of small differences does not end in one heap. The order
depends on the readings alone, never on the order of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from .band import OPEN, Pair, judge, judged
from .blocks import candidates
from .readings import Reading, read


@dataclass(frozen=True, slots=True)
class Text:
    """What is known of one offering."""

    title: str
    description: str = ""


@dataclass(frozen=True)
class Clusters:
    """cluster: a number a row; equal numbers are the same training, numbered in the order of rows. ask: pairs in the
    review band, the best of each two clusters, best first. dropped: what people said that contradicts itself.
    """

    cluster: list[int]
    ask: list[Pair] = field(default_factory=list)
    dropped: list[tuple[int, int]] = field(default_factory=list)


def cluster(
    texts: Sequence[Text], *, same: Iterable[tuple[int, int]] = (), different: Iterable[tuple[int, int]] = ()
) -> Clusters:
    """same, different: pairs of places in `texts` that people decided; they outrank guards and scores. Where the two
    contradict each other through third rows, "different" holds and the "same" is dropped and reported.
    """
    groups, order = _groups([read(each.title, each.description) for each in texts])
    forest = _Forest(groups, order, different)
    dropped = [pair for pair in sorted(same) if not forest.join(*pair, said=True)]
    firsts = forest.gather_equals()
    judgements = [_judged(firsts, groups, one, other) for one, other in candidates(groups)]
    for pair in sorted((each for each in judgements if each.verdict == "same"), key=lambda each: _rank(each, order)):
        forest.join(pair.first, pair.second)
    return Clusters(forest.numbers(), _open_pairs(forest, judgements), dropped)


def _groups(readings: Sequence[Reading]) -> tuple[list[Reading], list[int]]:
    """One reading for all rows that read the same, in an order that depends on the readings alone, and the place of
    each row's. What one of their descriptions says counts for all.
    """
    signatures = [each.signature for each in readings]
    ranks = {signature: rank for rank, signature in enumerate(sorted(set(signatures), key=repr))}
    order = [ranks[signature] for signature in signatures]
    told: list[dict[str, float]] = [{} for _ in ranks]
    first: dict[int, Reading] = {}
    for rank, reading in sorted(zip(order, readings, strict=True), key=lambda each: (each[0], each[1].title)):
        first.setdefault(rank, reading)
        for code, weight in reading.told.items():
            told[rank][code] = max(weight, told[rank].get(code, 0.0))
    return [replace(first[rank], told=dict(sorted(told[rank].items()))) for rank in range(len(ranks))], order


def _judged(firsts: Sequence[int], groups: Sequence[Reading], one: int, other: int) -> Pair:
    """Of two readings, told of the first row of each."""
    if firsts[one] > firsts[other]:
        one, other = other, one
    return judged(firsts[one], firsts[other], groups[one], groups[other])


def _rank(pair: Pair, order: Sequence[int]) -> tuple[float, int, int]:
    """The surest first; of equals, in the order of readings."""
    low, high = sorted((order[pair.first], order[pair.second]))
    return (-pair.score, low, high)


class _Forest:
    def __init__(self, groups: Sequence[Reading], order: Sequence[int], different: Iterable[tuple[int, int]]) -> None:
        self._groups = groups
        #: Place of each row's reading in `groups`.
        self.order = order
        self._parent = list(range(len(order)))
        self._members = {place: [place] for place in range(len(order))}
        self._different: dict[int, set[int]] = {}
        for one, other in different:
            self._different.setdefault(one, set()).add(other)
            self._different.setdefault(other, set()).add(one)
        self._verdicts: dict[tuple[int, int], bool] = {}

    def find(self, place: int) -> int:
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place

    def join(self, one: int, other: int, *, said: bool = False) -> bool:
        """Puts two clusters together; False if something across them forbids it. said: people did, so guards don't."""
        one, other = self.find(one), self.find(other)
        if one == other:
            return True
        mine, theirs = self._members[one], self._members[other]
        if self._told_apart(mine, theirs) or not (said or self._fit(mine, theirs)):
            return False
        if len(mine) < len(theirs):
            one, other = other, one
        self._parent[other] = one
        self._members[one] = self._members[one] + self._members.pop(other)
        return True

    def gather_equals(self) -> list[int]:
        """Joins rows that read the same unless people parted them; returns one row of each reading, in their order."""
        first: dict[int, int] = {}
        for place, rank in enumerate(self.order):
            if first.setdefault(rank, place) != place:
                self.join(first[rank], place)
        return [first[rank] for rank in sorted(first)]

    def numbers(self) -> list[int]:
        numbered: dict[int, int] = {}
        return [numbered.setdefault(self.find(place), len(numbered)) for place in range(len(self._parent))]

    def kept_apart(self, one: int, other: int) -> bool:
        return self._told_apart(self._members[self.find(one)], self._members[self.find(other)])

    def _told_apart(self, mine: list[int], theirs: list[int]) -> bool:
        if not self._different:
            return False
        there = set(theirs)
        return any(self._different.get(place, set()) & there for place in mine)

    def _fit(self, mine: list[int], theirs: list[int]) -> bool:
        ours, others = {self.order[each]: each for each in mine}, {self.order[each]: each for each in theirs}
        return all(self._pair_fits(one, other) for one in ours.values() for other in others.values())

    def _pair_fits(self, one: int, other: int) -> bool:
        ranks = (min(self.order[one], self.order[other]), max(self.order[one], self.order[other]))
        if ranks[0] == ranks[1]:
            return True
        if ranks not in self._verdicts:
            value, _verdict, guard, opened = judge(self._groups[ranks[0]], self._groups[ranks[1]])
            self._verdicts[ranks] = not guard and not opened and value >= OPEN
        return self._verdicts[ranks]


def _open_pairs(forest: _Forest, judgements: Sequence[Pair]) -> list[Pair]:
    """The best open pair of each two clusters, unless people or a guard keep those apart."""
    best: dict[tuple[int, int], Pair] = {}
    for pair in judgements:
        one, other = sorted((forest.find(pair.first), forest.find(pair.second)))
        if pair.verdict == "apart" or one == other:
            continue
        known = best.get((one, other))
        if known is None or _rank(pair, forest.order) < _rank(known, forest.order):
            best[one, other] = pair
    open_pairs = [pair for pair in best.values() if not forest.kept_apart(pair.first, pair.second)]
    return sorted(open_pairs, key=lambda pair: _rank(pair, forest.order))
