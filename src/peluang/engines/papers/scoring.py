"""What an answer is worth. Exact fractions until the last step."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

CHOICE, SEVERAL, NUMBER = "choice", "several", "number"
_NUMBER = re.compile(r"^[+-]?[0-9][0-9.,]{0,29}$")


@dataclass(frozen=True)
class Keyed:
    """A question with its key. right: codes of the right options, or [number, tolerance] as text or number.
    options: all codes. points: its weight in the paper."""

    key: str
    kind: str
    options: tuple[str, ...]
    right: tuple[Any, ...]
    points: int = 1


def credit(question: Keyed, answer: Any) -> Fraction:
    """From 0 to 1. One right answer: all or nothing. Several: the share of the right ones ticked less the share of the
    wrong ones ticked, so that ticking everything is worth as little as ticking nothing. A number: within the tolerance.
    """
    if question.kind == NUMBER:
        return Fraction(_within(question.right, answer))
    chosen = set(answer) & set(question.options) if isinstance(answer, list | tuple | set) else set()
    right = set(question.right)
    if question.kind == CHOICE:
        return Fraction(len(chosen) == 1 and chosen <= right)
    wrong = set(question.options) - right
    share = Fraction(len(chosen & right), len(right))
    if wrong:
        share -= Fraction(len(chosen & wrong), len(wrong))
    return max(Fraction(0), share)


def score(questions: Sequence[Keyed], answers: Mapping[str, Any]) -> int:
    """Points of 100, rounded down: 59.9 is not 60. What was not answered is worth nothing. Raises ValueError without
    questions."""
    possible = sum(each.points for each in questions)
    if possible < 1:
        raise ValueError("a paper without questions has no score")
    got = sum((credit(each, answers.get(each.key)) * each.points for each in questions), Fraction(0))
    return int(got * 100 / possible)


def readings(text: str) -> frozenset[Decimal]:
    """The numbers a typed text may mean; empty when it is none. "2,5" and "2.5" are the same; "1.500" is 1500 as
    Indonesia writes and 1.5 as phones type, so it means either."""
    plain = re.sub(r"\s", "", text)
    if not _NUMBER.match(plain):
        return frozenset()
    marks = re.findall(r"[.,]", plain)
    found = {_decimal(plain, "")} if _is_grouped(plain, marks) else set()
    if marks and plain.count(marks[-1]) == 1:
        found.add(_decimal(plain, marks[-1]))
    if not marks:
        found.add(Decimal(plain))
    return frozenset(found)


def _is_grouped(plain: str, marks: list[str]) -> bool:
    """Every mark of one kind, and three digits behind each: thousands."""
    return bool(marks) and len(set(marks)) == 1 and bool(re.match(r"^[+-]?\d{1,3}([.,]\d{3})+$", plain))


def _decimal(plain: str, mark: str) -> Decimal:
    whole, _mark, rest = plain.rpartition(mark) if mark else (plain, "", "")
    return Decimal(re.sub(r"[.,]", "", whole) + (f".{rest}" if rest else ""))


def _within(right: Sequence[Any], answer: Any) -> bool:
    if not isinstance(answer, str):
        return False
    value, tolerance = Decimal(str(right[0])), Decimal(str(right[1]))
    return any(abs(each - value) <= tolerance for each in readings(answer))
