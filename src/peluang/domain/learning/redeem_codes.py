"""How a redeem code looks: eight signs that nobody confuses when reading them aloud. Pure: no database."""

from __future__ import annotations

import re

#: No 0/O, 1/I/L, no U and V beside each other in ear or eye.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTWXYZ"
LENGTH = 8
_SHAPE = re.compile(rf"(?<![0-9A-Z])([{ALPHABET}]{{4}})[ -]?([{ALPHABET}]{{4}})(?![0-9A-Z])")


def shown(code: str) -> str:
    """ "K7PMX2QA" → "K7PM-X2QA"."""
    return f"{code[:4]}-{code[4:]}"


def tidy(text: str) -> str:
    """As stored, however it was typed: "k7pm x2qa" → "K7PMX2QA"."""
    return re.sub(r"[^0-9A-Z]", "", text.upper())


def codes_in(text: str) -> list[str]:
    """Every code that stands in a line of a webinar's log ("Siti K7PM-X2QA (tamu)"), as stored."""
    return [first + second for first, second in _SHAPE.findall(text.upper())]
