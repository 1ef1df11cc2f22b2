"""Folding and tokens for Indonesian and English, the same for what is indexed and what is asked.

The language of a single word is guessed from its ending alone, never from the words around it: a query of one
word must fold as the word did inside a long text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import snowballstemmer

from peluang.engines.text.vocabulary import SLANG, STOP_EN, STOP_ID

Language = Literal["id", "en"]

# Names that would lose what makes them names if their signs were dropped.
_SIGNED = {
    "c++": "cpp",
    "c#": "csharp",
    "f#": "fsharp",
    ".net": "dotnet",
    "asp.net": "aspnet",
    "vb.net": "vbnet",
    "node.js": "nodejs",
    "vue.js": "vuejs",
    "react.js": "reactjs",
    "next.js": "nextjs",
    "express.js": "expressjs",
}
_SIGNED_PATTERN = "|".join(re.escape(name) for name in sorted(_SIGNED, key=len, reverse=True))
_WORD = re.compile(
    rf"(?<![^\W_])(?:{_SIGNED_PATTERN})(?![^\W_+#])"
    r"|(?<![^\W_])e-(?=[a-z])[^\W_]+"
    r"|[^\W_](?:[^\W_]|[\u0300-\u036f]|['\u2019](?=[^\W_]))*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\W_]+")
# Endings that Indonesian words do not get from Indonesian grammar.
_ENGLISH = re.compile(
    r"(?:tion|sion|ment|ness|ity|ing|er|tor|sor|ist|ive|ous|able|ible|ance|ence|ics|ship|ure|ies|es|cian"
    r"|(?:it|ic|on|in|ur|er|ion)al|[bcdfghklmnprtvwxyz]s|[bcdfglmnprtvz]ed|[cfjqvwxy]|[cs]h|ght|ck|[ncsr]t|[rn]d)s?$"
)
# Roots of one syllable take "menge-": mengelas, pengecatan. The stemmer knows "meng-" only and would leave
# "elas".
_ONE_SYLLABLE = re.compile(
    r"(?:di|me|pe)?nge(las|cat|bor|cek|rem|tes|cor|lem|lap|pel|tik|klik|print|scan|pak|pres|rol|bom)(?:an|kan|i)?$"
)
_STEMMERS = {"id": snowballstemmer.stemmer("indonesian"), "en": snowballstemmer.stemmer("english")}


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and where it stands in the original text (characters, end excluded)."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Folded words in order. One written word may give several ("dll" -> dan, lain, lain) with the same
    place."""
    return [Word(part, match.start(), match.end()) for match in _WORD.finditer(text) for part in _folded(match.group())]


def normalise(text: str) -> str:
    """Folded words with single spaces: lower case, no accents or punctuation, slang written out. Folding
    twice changes nothing."""
    return " ".join(part for match in _WORD.finditer(text) for part in _folded(match.group()))


@lru_cache(maxsize=1 << 16)
def _folded(written: str) -> tuple[str, ...]:
    """The words that one written word stands for."""
    lowered = written.lower()
    if lowered in _SIGNED:
        return (_SIGNED[lowered],)
    if lowered.startswith("e-"):
        lowered = "e" + lowered[2:]
    plain = unicodedata.normalize("NFKD", lowered.replace("'", "").replace("\u2019", ""))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
    parts = _BETWEEN.sub(" ", plain).split()
    return tuple(word for part in parts for word in SLANG.get(part, part).split())


def tokens(text: str, language: Language | None = None, *, stem: bool = True, stop_words: bool = True) -> list[str]:
    """Words for an index or a query. ``language`` None: both languages, each word by its own ending.

    ``stop_words`` True drops words without meaning, unless nothing would be left. Use the same arguments on
    both sides.
    """
    found = normalise(text).split()
    if stop_words:
        found = [word for word in found if not is_stop_word(word, language)] or found
    return [stem_word(word, language) for word in found] if stem else found


def is_stop_word(word: str, language: Language | None = None) -> bool:
    """Is this folded word one without meaning of its own?"""
    return (language != "en" and word in STOP_ID) or (language != "id" and word in STOP_EN)


@lru_cache(maxsize=1 << 17)
def stem_word(word: str, language: Language | None = None) -> str:
    """The stem of a folded word. Words with digits stay: "3g", "k3" and "b2b" are names."""
    if any(sign.isdigit() for sign in word):
        return word
    if language != "en" and (short := _ONE_SYLLABLE.match(word)):
        return short.group(1)
    chosen = language or ("en" if _ENGLISH.search(word) else "id")
    stemmed: str = _STEMMERS[chosen].stemWord(word)
    return stemmed
