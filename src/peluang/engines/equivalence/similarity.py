"""How alike two offerings are in what they teach: 0–1, the same for a pair whatever else stands in the catalogue.

Each meaning of one title looks for itself in the other: in the title (whole), among what the other's meanings imply
(barista: coffee), in the description (three quarters), or as a near meaning of the vocabulary. The weaker of the two
sides counts most, so a training that teaches one thing more is not the same.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from .lexicon import lexicon
from .meaning import nearness, ordinary
from .readings import Reading

IMPLIED, IMPLIED_APART, TOLD = 0.95, 0.4, 0.75
#: A meaning of this weight that the other side lacks leaves it to people; a trade of this weight says for whom.
_HEAVY, _TRADE = 0.7, 0.5
_DECORATION = 0.45
#: Descriptions decide among pairs whose titles leave it open.
_TEXT_SHARE, _TEXT_LIKE = 0.5, 0.3


def score(one: Reading, other: Reading) -> float:
    """Symmetric."""
    # Photoshop implies both retouching and layout: where each side names a use of its own, they are two uses.
    implied = IMPLIED_APART if _only_implied(one, other) and _only_implied(other, one) else IMPLIED
    decoration = not (_strange(one, other) and _strange(other, one))
    mine, theirs = _covered(one, other, implied, decoration), _covered(other, one, implied, decoration)
    value = 0.55 * min(mine, theirs) + 0.225 * (mine + theirs)
    if 0.4 <= value < 1 and one.told and other.told:
        like = _cosine(one.told, other.told)
        value += (1 - value) * _TEXT_SHARE * max(0.0, like - _TEXT_LIKE)
    return round(min(1.0, value), 4)


def apart_in_part(one: Reading, other: Reading) -> frozenset[str]:
    """ "topic": a meaning of weight that one title has and the other lacks. "audience": each says for whom, and it is
    not the same. Both leave it to people, however high the score.
    """
    found = set()
    if any(_lacks(each, another) for each, another in ((one, other), (other, one))):
        found.add("topic")
    if _only_told(one, other) and _only_told(other, one):
        found.add("topic")  # each title names what only the other's description mentions: barista, latte art
    if _trades(one) and _trades(other) and not _meets(one.aside, other) and not _meets(other.aside, one):
        found.add("audience")
    return frozenset(found)


def _lacks(one: Reading, other: Reading) -> bool:
    return any(
        weight >= _HEAVY and not code.startswith("?") and _found(code, other, IMPLIED) < TOLD
        for code, weight in one.taught.items()
    )


def _only_told(one: Reading, other: Reading) -> bool:
    return any(weight >= _HEAVY and _found(code, other, IMPLIED) == TOLD for code, weight in one.taught.items())


def _trades(reading: Reading) -> bool:
    """Does it name a trade it is for? Firms' sizes, job seekers and the like are none."""
    entries = lexicon().entries
    return any(code in entries and entries[code].weight >= _TRADE for code in reading.aside if code != "usaha")


def shared(one: Reading, other: Reading) -> list[str]:
    """Codes of the meanings both titles have, the weightiest first: what the engine shows to people."""
    both = one.taught.keys() & other.taught.keys()
    return sorted(both, key=lambda code: (-one.taught[code] - other.taught[code], code))


def only_here(one: Reading, other: Reading) -> list[str]:
    """Codes that only the title of `one` says, the weightiest first."""
    alone = one.taught.keys() - other.taught.keys() - _said_along(frozenset(other.taught))
    return sorted(alone, key=lambda code: (-one.taught[code], code))


def _covered(one: Reading, other: Reading, implied: float, decoration: bool) -> float:
    """Share of what `one` teaches that is found in `other`. decoration: ordinary words outside the lexicon weigh less
    when only one side has any; a word seen nowhere before may be the very thing ("rias venom") and keeps its weight.
    """
    total = matched = 0.0
    for code, weight in one.taught.items():
        answer = _found(code, other, implied)
        if decoration and not answer and code in ordinary() and len(one.taught) > 1:
            weight *= _DECORATION
        total += weight
        matched += weight * answer
    return matched / total


def _strange(one: Reading, other: Reading) -> bool:
    """Has `one` a word outside the lexicon that `other` lacks? One such word more is decoration ("AC split"); one on
    each side are two things ("Membuat tempe", "Membuat oncom").
    """
    return any(code.startswith("?") and not _found(code, other, IMPLIED) for code in one.taught)


@lru_cache(maxsize=1 << 18)
def _said_along(taught: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*(lexicon().implied(code) for code in taught))


def _only_implied(one: Reading, other: Reading) -> bool:
    """Does `one` name a use that `other` has only through a meaning they share, and that is no wider or narrower word
    for something `other` names itself?
    """
    along = _said_along(frozenset(one.taught.keys() & other.taught.keys()))
    own = frozenset(other.taught.keys() - one.taught.keys())
    nearer = _said_along(own)
    return any(
        code in along and code not in other.taught and code not in other.aside
        and code not in nearer and not (lexicon().implied(code) & own)
        for code in one.taught
    )  # fmt: skip


def _found(code: str, other: Reading, implied: float) -> float:
    if code in other.taught:
        return 1.0
    if code in _said_along(frozenset(other.taught)):
        return implied
    best = TOLD if code in other.told else 0.35 if code in other.aside else 0.0
    if best < TOLD:
        best = max(best, max((nearness(code, each) for each in other.taught), default=0.0))
    return best


def _meets(aside: Mapping[str, float], other: Reading) -> bool:
    """Is any of whom it is for named on the other side, or implied there?"""
    along = _said_along(frozenset(other.taught) | frozenset(other.aside))
    return any(code in other.aside or code in other.taught or code in other.told or code in along for code in aside)


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    both = sum(weight * other[code] for code, weight in one.items() if code in other)
    return both / math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
