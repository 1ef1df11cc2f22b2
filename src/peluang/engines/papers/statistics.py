"""What answers tell about questions: how hard they are, and whether those who know more get them right.

Difficulty is the mean credit (the classical p-value). Discrimination is the correlation of a question's credit with the
score on the rest of the paper (point-biserial for credits of 0 and 1, corrected for the question's own part).
Source: F. M. Lord and M. R. Novick, Statistical Theories of Mental Test Scores (1968), chapter 15.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

#: Fewer answers than this say nothing yet.
LEAST_TO_JUDGE = 20
_EASY, _HARD, _WEAK = 0.95, 0.2, 0.1


@dataclass(frozen=True)
class Sat:
    """One question in one paper. credit: 0..1. rest: 0..1, share of the points of the paper's other questions; None
    when it has no other."""

    question: str
    credit: float
    rest: float | None


@dataclass(frozen=True)
class ItemStatistics:
    """n: papers it stood in. difficulty: mean credit 0..1. discrimination: -1..1; None while all earned the same."""

    n: int
    difficulty: float
    discrimination: float | None

    @property
    def verdict(self) -> str:
        """One of few, easy, hard, weak, fine, and against: who knows more gets it wrong, so the key may be wrong."""
        if self.n < LEAST_TO_JUDGE:
            return "few"
        if self.discrimination is not None and self.discrimination < 0:
            return "against"
        if self.difficulty > _EASY:
            return "easy"
        if self.difficulty < _HARD:
            return "hard"
        if self.discrimination is not None and self.discrimination < _WEAK:
            return "weak"
        return "fine"


def item_statistics(sittings: Iterable[Sat]) -> dict[str, ItemStatistics]:
    """By question, in one pass."""
    found: dict[str, list[Sat]] = defaultdict(list)
    for each in sittings:
        found[each.question].append(each)
    return {key: _of(rows) for key, rows in found.items()}


def _of(rows: list[Sat]) -> ItemStatistics:
    n = len(rows)
    pairs = [(each.credit, each.rest) for each in rows if each.rest is not None]
    return ItemStatistics(n, sum(each.credit for each in rows) / n, _correlation(pairs))


def _correlation(pairs: list[tuple[float, float]]) -> float | None:
    if len(pairs) < 2:
        return None
    mean_x = sum(x for x, _y in pairs) / len(pairs)
    mean_y = sum(y for _x, y in pairs) / len(pairs)
    spread_x = math.fsum((x - mean_x) ** 2 for x, _y in pairs)
    spread_y = math.fsum((y - mean_y) ** 2 for _x, y in pairs)
    if spread_x < 1e-12 or spread_y < 1e-12:
        return None
    together = math.fsum((x - mean_x) * (y - mean_y) for x, y in pairs)
    return max(-1.0, min(1.0, together / math.sqrt(spread_x * spread_y)))
