"""Words the lexicon does not hold: one key for both languages' spelling of a loan word, and a dictionary learnt from
the two names of each skill and occupation (IBM model 1, Brown and others 1993).
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache

from peluang.engines.codes.tables import read_table
from peluang.engines.text import is_stop_word, normalise, stem_word

_SURE = 0.3
_TURNS = 8
#: English endings and letters → how Indonesian writes the same loan: communication, komunikasi.
_LOANS = [(re.compile(pattern), text) for pattern, text in (
    (r"ization$|isation$", "isasi"), (r"[ts]ion$", "si"), (r"ity$", "itas"), (r"ty$", "tas"), (r"ics?$", "ik"),
    (r"ism$", "isme"), (r"ive$", "if"), (r"([ae])nce$", r"\1ns"), (r"ist$", "is"), (r"ment$", "men"), (r"age$", "ase"),
    (r"ical$", "ik"), (r"ph", "f"), (r"th", "t"), (r"qu", "ku"), (r"ck", "k"), (r"x", "ks"), (r"c(?=[eiy])", "s"),
    (r"c(?!h)", "k"), (r"y$", "i"), (r"(?<=[a-z]{3})e$", ""), (r"([a-z])\1", r"\1"),
)]  # fmt: skip


@lru_cache(maxsize=1 << 16)
def key(word: str) -> str:
    """One key for a folded word in either language."""
    stem = stem_word(word)
    stem = translations().get(stem, stem)
    if any(sign.isdigit() for sign in stem):
        return stem
    # The loan's ending stands on the word as written; a stemmer may have taken half of it.
    loan = word if word.endswith(("tion", "sion", "ity", "ics", "asi", "itas")) else stem
    for pattern, text in _LOANS:
        loan = pattern.sub(text, loan)
    return loan


@cache
def translations() -> dict[str, str]:
    """English stem → Indonesian stem, where each is the other's likeliest."""
    pairs = []
    for table, names in (("skills", ("name_id", "name_en")), ("occupations", ("title_id", "title_en"))):
        for row in read_table(table):
            pairs.append((_stems(row[names[0]]), _stems(row[names[1]])))
    there, back = _aligned(pairs), _aligned([(english, indonesian) for indonesian, english in pairs])
    found = {}
    for english, options in there.items():
        indonesian, share = max(options.items(), key=lambda each: (each[1], each[0]))
        mutual = max(back[indonesian].items(), key=lambda each: (each[1], each[0]))[0] == english
        if mutual and share >= _SURE and english != indonesian:
            found[english] = indonesian
    return found


def _aligned(pairs: list[tuple[list[str], list[str]]]) -> dict[str, dict[str, float]]:
    """Probability of each word of the first language for a word of the second."""
    chance: dict[str, dict[str, float]] = {}
    for one, other in pairs:
        for word in other:
            chance.setdefault(word, {}).update(dict.fromkeys(one, 1.0))
    for _ in range(_TURNS):
        counted: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for one, other in pairs:
            for source in one:
                total = sum(chance[word][source] for word in other)
                for word in other:
                    counted[word][source] += chance[word][source] / total
        chance = {
            word: {source: value / total for source, value in row.items() if value / total > 0.01}
            for word, row in counted.items()
            if (total := sum(row.values()))
        }
        for one, other in pairs:
            for word in other:
                for source in one:
                    chance[word].setdefault(source, 1e-6)
    return chance


def _stems(text: str) -> list[str]:
    return [stem_word(word) for word in normalise(text).split() if not is_stop_word(word)]
