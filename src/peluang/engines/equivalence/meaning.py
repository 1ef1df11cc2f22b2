"""Near meanings of words the lexicon does not hold: words that name the same skill or occupation in our vocabulary.

Near is not the same ("tomat" and "semangka" both name the growing of field crops): it can bring a pair before people,
never join it. Vectors of latent semantic analysis were tried here and gave tomato and watermelon a likeness of 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from peluang.engines.codes.tables import read_table
from peluang.engines.text import normalise, stem_word

from .foreign import key
from .lexicon import known_words, lexicon, without_meaning

NEAR = 0.6
#: Lighter meanings only accompany what a name is about.
_LIGHT = 0.6


@lru_cache(maxsize=1 << 18)
def nearness(one: str, other: str) -> float:
    """1 for the same, NEAR for two names of one thing, else 0. Two meanings of the lexicon were told apart by us: 0."""
    if one == other:
        return 1.0
    if not (one.startswith("?") or other.startswith("?")):
        return 0.0
    things = _things()
    return NEAR if things.get(one, frozenset()) & things.get(other, frozenset()) else 0.0


@cache
def ordinary() -> frozenset[str]:
    """Meanings of the words that our vocabulary uses, whatever it names with them."""
    return frozenset(f"?{key(word)}" for word in known_words())


@cache
def _things() -> dict[str, frozenset[str]]:
    """Meaning → skills and occupations with a name that says this meaning and nothing else of weight."""
    found: dict[str, set[str]] = {}
    for thing, name in _names():
        heavy = set(_heavy(name))
        if len(heavy) == 1:
            found.setdefault(heavy.pop(), set()).add(thing)
    return {meaning: frozenset(things) for meaning, things in found.items()}


def _names() -> Iterator[tuple[str, str]]:
    for table, columns in (("skill", ("name_id", "name_en")), ("occupation", ("title_id", "title_en"))):
        for row in read_table(f"{table}s"):
            yield from ((f"{table}:{row['code']}", row[column]) for column in columns)
        yield from ((f"{table}:{row['code']}", row["text"]) for row in read_table(f"{table}_synonyms"))


def _heavy(name: str) -> Iterator[str]:
    words = [word for word in normalise(name).split() if not without_meaning(word)]
    stems = [stem_word(word) for word in words]
    book, place = lexicon(), 0
    while place < len(words):
        hit = book.longest(words, stems, place)
        if hit is None:
            yield f"?{key(words[place])}"
        elif hit[0].kind in ("concept", "tool") and hit[0].weight > _LIGHT:
            yield hit[0].code
        place += hit[1] if hit else 1
