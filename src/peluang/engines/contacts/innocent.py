"""Long rows of digits that reach nobody: wages, dates, hours, years."""

from __future__ import annotations

import re

_DATE = (
    r"(?:(?:0?[1-9]|[12]\d|3[01])(?P<{0}>[-/.])(?:0?[1-9]|1[0-2])(?P={0})20[2-3]\d"
    r"|20[2-3]\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))"
)
_HOUR = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_HOURS = rf"{_HOUR}(?:\s*[-–]\s*{_HOUR})?"
_YEAR = r"(?:19|20)\d\d"
#: Thousands in groups, at most nine digits; without "Rp" only round sums.
_RUPIAH = r"(?:(?:Rp|IDR)\.?\s*[1-9]\d{0,2}(?:[.,]\d{3}){1,2}(?:,00|,-)?|[1-9]\d{0,2}(?:\.\d{3}){0,1}\.\d00)"
_TO = r"\s*(?:-|–|/|sampai|hingga|s/d)\s*"
_INNOCENT = re.compile(
    "|".join(
        [
            rf"{_DATE.format('a')}(?:{_TO}{_DATE.format('b')})?(?:[\s,;]+{_HOURS})?",
            rf"{_HOURS}[\s,;]+{_DATE.format('c')}",
            rf"{_HOURS}(?:\s*[,;/]\s*{_HOURS})?(?!\d)",
            rf"{_RUPIAH}(?:{_TO}{_RUPIAH})?",
            rf"{_YEAR}\s*[-–/]\s*{_YEAR}(?:\s*[,;]\s*{_YEAR}\s*[-–/]\s*{_YEAR})*",
        ]
    ),
    re.IGNORECASE,
)
_PREFIX = re.compile(r"(?:Rp|IDR)\.?\s*$", re.IGNORECASE)


def reaches_nobody(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is nothing but wages, dates, hours or years."""
    prefix = _PREFIX.search(text, max(0, start - 6), start)
    return bool(_INNOCENT.fullmatch(text, prefix.start() if prefix else start, end))
