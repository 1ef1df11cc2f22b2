"""Whether two portals tell the same text: one shortens it, another adds its own advertisement."""

from __future__ import annotations

from peluang.engines.text import normalise

#: Below so many words a text says too little to tell two vacancies apart; title, employer and place then decide.
_FEW_WORDS = 8
_SHARED = 0.6


def same_text(one: str, other: str) -> bool:
    """At least 60 % of the shorter text's different words stand in the longer one too."""
    words, others = set(normalise(one).split()), set(normalise(other).split())
    least = min(len(words), len(others))
    return least < _FEW_WORDS or len(words & others) >= _SHARED * least
