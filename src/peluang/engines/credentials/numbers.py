"""Certificate numbers that survive handwriting and the telephone: PLG-2026-0000123-06.

The last two digits check the year and the serial (ISO 7064, MOD 97-10): every single wrong digit and every
swap of two digits shows. All of it is decimal on purpose: letters that look like digits (O, I, S, B) can then
only mean the digit, so reading them generously costs no certainty.
"""

from __future__ import annotations

import re

PREFIX = "PLG"
_LOOKALIKE = str.maketrans({"O": "0", "Q": "0", "I": "1", "L": "1", "S": "5", "B": "8", "Z": "2"})
_SERIAL_DIGITS, _MOST_DIGITS = 7, 9


def certificate_number(sequence: int, year: int) -> str:
    """``sequence`` counts from 1, in seven digits and more when they run out, up to 999,999,999; ``year`` 2000..2999.
    Raises ValueError outside."""
    if not 1 <= sequence < 10**_MOST_DIGITS or not 2000 <= year <= 2999:
        raise ValueError("the sequence must be 1 to 999999999 and the year 2000 to 2999")
    serial = f"{sequence:0{_SERIAL_DIGITS}d}"
    return f"{PREFIX}-{year}-{serial}-{check_digits(f'{year}{serial}')}"


def check_digits(digits: str) -> str:
    """ISO 7064 MOD 97-10: two digits that make the whole number leave 1 when divided by 97."""
    return f"{98 - int(digits) * 100 % 97:02d}"


def check_number(text: str) -> str | None:
    """The tidy number, or None if it is not one. Spaces, dashes, case and look-alikes (O for 0, I for 1 ...)
    do not matter."""
    bare = re.sub(r"[^0-9A-Z]", "", text.upper()).translate(_LOOKALIKE)
    body = bare.removeprefix(PREFIX.translate(_LOOKALIKE))
    digits = len(body) - 4 - 2
    if len(bare) != len(PREFIX) + len(body) or not _SERIAL_DIGITS <= digits <= _MOST_DIGITS:
        return None
    if digits > _SERIAL_DIGITS and body[4] == "0":
        return None
    if not body.isdecimal() or check_digits(body[:-2]) != body[-2:]:
        return None
    try:
        return certificate_number(int(body[4:-2]), int(body[:4]))
    except ValueError:
        return None
