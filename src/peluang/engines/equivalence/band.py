"""Where the engine is sure, where people decide, and where two offerings are simply different."""

from __future__ import annotations

from dataclasses import dataclass

from .guards import compare
from .readings import Reading
from .similarity import apart_in_part, score, shared

#: From SURE on the engine joins, from BAND on people are asked; with something left open only from OPEN on.
SURE, BAND, OPEN = 0.76, 0.64, 0.74


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places in the input, the first smaller. verdict: "same", "ask" or "apart". guard: what keeps them apart.
    open: what only one side says. shared: codes of the meanings both teach.
    """

    first: int
    second: int
    score: float
    verdict: str
    guard: str = ""
    open: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()


def judge(one: Reading, other: Reading) -> tuple[float, str, str, tuple[str, ...]]:
    """(score, verdict, guard, open). A guard decides whatever the score."""
    value = score(one, other)
    guarding = compare(one, other)
    if guarding.guard:
        return value, "apart", guarding.guard, ()
    opened = tuple(sorted(guarding.open | (apart_in_part(one, other) if value >= BAND else frozenset())))
    if value >= SURE and not opened:
        return value, "same", "", ()
    # What only one side says makes the other wider: with half-alike titles that is another training.
    return value, "ask" if value >= (OPEN if guarding.open else BAND) else "apart", "", opened


def judged(first: int, second: int, one: Reading, other: Reading) -> Pair:
    value, verdict, guard, opened = judge(one, other)
    return Pair(first, second, value, verdict, guard, opened, tuple(shared(one, other)))
