"""What keeps two offerings apart however alike they read: level, tool, number, language, object.

`compare` gives ("level", True) for a guard, ("level", False) where only one side says it and the other leaves it open:
then people decide, unless the other's description says the same.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

from .lexicon import lexicon
from .numbers import TELLING
from .readings import Facets, Level, Reading

HOURS = ("hour", "day", "week", "month", "meeting")


@dataclass(frozen=True, slots=True)
class Guarding:
    """guard: what keeps them apart, or "". open: what only one side says, so that nobody can be sure."""

    guard: str = ""
    open: frozenset[str] = frozenset()


def compare(one: Reading, other: Reading) -> Guarding:
    guarding = _facets(one.facets, one.told_facets, other.facets, other.told_facets)
    if not guarding.guard and _objects_apart(one, other):
        return Guarding("object", guarding.open)
    return guarding


@lru_cache(maxsize=1 << 18)
def _facets(one: Facets, one_told: Facets, other: Facets, other_told: Facets) -> Guarding:
    unsure: set[str] = set()
    for name, verdict in (
        ("language", _languages(one, other)),
        ("tool", _tools(one, one_told, other, other_told)),
        ("number", _numbers(one, one_told, other, other_told)),
        ("level", _levels(one, one_told, other, other_told)),
    ):
        if verdict is False:
            return Guarding(name)
        if verdict is None:
            unsure.add(name)
    return Guarding("", frozenset(unsure))


def _languages(one: Facets, other: Facets) -> bool | None:
    """Another language taught is another training; the language of the text counts nowhere."""
    if one.languages and other.languages:
        return one.languages == other.languages
    return True if one.languages == other.languages else None


def _tools(one: Facets, one_told: Facets, other: Facets, other_told: Facets) -> bool | None:
    if one.tools and other.tools:
        if one.tools == other.tools:
            return True
        # React is JavaScript, Laravel is PHP: named or not, it is the same tool.
        if _with_implied(one.tools) >= other.tools or _with_implied(other.tools) >= one.tools:
            return None
        return None if one.tools & other.tools else False
    if not one.tools and not other.tools:
        return _both_told(one_told.tools, other_told.tools)
    return _filled(one.tools or other.tools, other_told.tools if one.tools else one_told.tools)


def _with_implied(tools: frozenset[str]) -> frozenset[str]:
    return tools.union(*(lexicon().implied(tool) for tool in tools))


def _filled(said: frozenset[str], told: frozenset[str]) -> bool | None:
    """One title says it; does the other's description say the same (True), something else (False), or nothing?"""
    if not told:
        return None
    return True if told == said else (None if told & said else False)


def _both_told(one: Set[object], other: Set[object]) -> bool | None:
    """Titles are silent; descriptions that have nothing in common leave it open."""
    return None if one and other and one.isdisjoint(other) else True


def _numbers(one: Facets, one_told: Facets, other: Facets, other_told: Facets) -> bool | None:
    unsure = False
    for kind in sorted({kind for kind, _values in (*one.marks, *other.marks)}):
        said, heard = one.mark(kind), other.mark(kind)
        if said and heard:
            if said != heard:
                return False
        elif kind in TELLING:
            verdict = _filled(said or heard, (other_told if said else one_told).mark(kind))
            if verdict is False:
                return False
            unsure = unsure or verdict is None
    for kind in sorted(TELLING):
        if not one.mark(kind) and not other.mark(kind):
            unsure = unsure or _both_told(one_told.mark(kind), other_told.mark(kind)) is None
    return None if unsure else True


def _levels(one: Facets, one_told: Facets, other: Facets, other_told: Facets) -> bool | None:
    verdicts = []
    if one.levels and other.levels:
        verdicts = [_same_level(a, b) for a in one.levels for b in other.levels]
    elif one.levels or other.levels:
        said = one.levels or other.levels
        told = other_told.levels if one.levels else one_told.levels
        verdicts = [_same_level(a, b) for a in said for b in told] if told else [True if _whole(said) else None]
    else:
        return _both_told(one_told.levels, other_told.levels)
    if True in verdicts:
        return True if len(one.levels) <= 1 and len(other.levels) <= 1 else None
    return None if None in verdicts else False


def _whole(levels: frozenset[Level]) -> bool:
    """ "Lengkap" without a level on the other side says no more than that side does."""
    return levels == frozenset({("word", 0)})


def _same_level(one: Level, other: Level) -> bool | None:
    """From the basics to mastery is open beside each level; "level 2" is open beside "lanjutan" (of two or three)."""
    (scale, value), (other_scale, other_value) = one, other
    if scale == other_scale:
        if value == other_value:
            return True
        return None if scale == "word" and 0 in (value, other_value) else False
    word, step = (value, other_value) if scale == "word" else (other_value, value)
    if word == 0:
        return None
    if word == step:
        return True
    return None if word > 1 and step > 1 else False


def _objects_apart(one: Reading, other: Reading) -> bool:
    """Both say which of a group of things that exclude each other, and it is not the same (car, motorcycle)."""
    mine, theirs = _objects(one), _objects(other)
    return any(mine[group].isdisjoint(theirs[group]) for group in mine.keys() & theirs.keys())


def _objects(reading: Reading) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for code in reading.taught:
        entry = lexicon().entries.get(code)
        if entry and entry.group:
            found.setdefault(entry.group, set()).add(code)
    return found
