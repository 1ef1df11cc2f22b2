"""Skills named in a text: names and synonyms of several words as sequences of stems, the longest first; names
of one word as that word.

All longer names stand in one trie, so a text is read once whatever the number of names. Single words are
compared as written, because stems of single words collide too often: "terkait" (related) is not "kait"
(hook).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from peluang.engines.codes.tables import read_table
from peluang.engines.text.normalise import Word, is_stop_word, stem_word, words

# A skill's own name is surer evidence than a synonym.
_NAME_SCORE = 1.0
_SYNONYM_SCORE = 0.9
# A single everyday word ("komunikasi") is thinner evidence than a phrase.
_SINGLE_WORD_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class FoundSkill:
    """A skill and the best place where it is named: characters of the original text, end excluded. ``score``
    0..1; ``times``: how often it is named."""

    code: str
    score: float
    start: int
    end: int
    times: int


@dataclass(slots=True)
class _Node:
    """``ends``: skill code -> score, for names that end here."""

    next: dict[str, _Node] = field(default_factory=dict)
    ends: dict[str, float] = field(default_factory=dict)


def extract_skills(text: str, *, limit: int | None = None) -> list[FoundSkill]:
    """Skills named in a text of either language, best first, equal scores in the order of the text.

    A longer name hides the shorter ones inside it: "analisis data penjualan" does not also count as
    "penjualan".
    """
    found: dict[str, FoundSkill] = {}
    for code, score, start, end in _matches(words(text)):
        known = found.get(code)
        times = 1 if known is None else known.times + 1
        if known is None or score > known.score:
            found[code] = FoundSkill(code, score, start, end, times)
        else:
            found[code] = FoundSkill(code, known.score, known.start, known.end, times)
    ranked = sorted(found.values(), key=lambda skill: (-skill.score, skill.start, skill.code))
    return ranked if limit is None else ranked[:limit]


def _matches(read: list[Word]) -> Iterable[tuple[str, float, int, int]]:
    """code, score, start, end of the longest names, left to right, without overlap."""
    meant = [word for word in read if not is_stop_word(word.text)]
    stems = [stem_word(word.text) for word in meant]
    place = 0
    while place < len(stems):
        length, ends = _longest(stems, place)
        if not length:
            length, ends = 1, _single_words().get(_uninflected(meant[place].text), {})
        for code, score in ends.items():
            yield code, score, meant[place].start, meant[place + length - 1].end
        place += length


def _longest(stems: list[str], place: int) -> tuple[int, dict[str, float]]:
    """Number of stems and skills of the longest name that starts here; (0, {}) if none does."""
    node = _trie()
    best: tuple[int, dict[str, float]] = (0, {})
    for length, stem in enumerate(stems[place:], start=1):
        following = node.next.get(stem)
        if following is None:
            break
        node = following
        if node.ends:
            best = (length, node.ends)
    return best


@lru_cache(maxsize=1)
def _trie() -> _Node:
    """Names of two words and more, built at the first use."""
    root = _Node()
    for text, codes in _names().items():
        stems = _stems(text)
        if len(stems) < 2:
            continue
        node = root
        for stem in stems:
            node = node.next.setdefault(stem, _Node())
        for code, score in _shared(codes).items():
            node.ends[code] = max(node.ends.get(code, 0.0), score)
    return root


@lru_cache(maxsize=1)
def _single_words() -> dict[str, dict[str, float]]:
    """Names of one word, as written."""
    found: dict[str, dict[str, float]] = {}
    for text, codes in _names().items():
        meant = [word.text for word in words(text) if not is_stop_word(word.text)]
        if len(meant) != 1:
            continue
        ends = found.setdefault(_uninflected(meant[0]), {})
        for code, score in _shared(codes).items():
            ends[code] = max(ends.get(code, 0.0), round(score * _SINGLE_WORD_SHARE, 4))
    return found


def _shared(codes: dict[str, float]) -> dict[str, float]:
    """A name of many skills says less about each."""
    return {code: round(score / math.sqrt(len(codes)), 4) for code, score in codes.items()}


def _uninflected(word: str) -> str:
    """Without the Indonesian "-nya" and the English plural."""
    if len(word) > 5 and word.endswith("nya"):
        return word[:-3]
    if len(word) > 3 and word.endswith("s") and word[-2] not in "aiuos":
        return word[:-1]
    return word


def _names() -> dict[str, dict[str, float]]:
    """Name -> skill codes with the score of that name."""
    names: dict[str, dict[str, float]] = {}
    for row in read_table("skills"):
        for text in (row["name_id"], row["name_en"]):
            names.setdefault(text, {})[row["code"]] = _NAME_SCORE
    for row in read_table("skill_synonyms"):
        names.setdefault(row["text"], {}).setdefault(row["code"], _SYNONYM_SCORE)
    return names


def _stems(text: str) -> list[str]:
    return [stem_word(word.text) for word in words(text) if not is_stop_word(word.text)]
