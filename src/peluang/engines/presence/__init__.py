"""Codes that change and prove when somebody was where, clocks that are wrong, and what scans add up to. Pure."""

from .clocks import Skew, skew_between
from .codes import (
    ALPHABET,
    BOARD,
    DIRECTIONS,
    LENGTH,
    MARGIN,
    TICKET,
    Found,
    Series,
    codes_of,
    parse_ticket,
    readable,
    table_of,
    ticket_text,
)
from .samples import sample_size
from .summary import Moment, Stay, stay_of

__all__ = [
    "ALPHABET", "BOARD", "DIRECTIONS", "LENGTH", "MARGIN", "TICKET", "Found", "Moment", "Series", "Skew", "Stay",
    "codes_of", "parse_ticket", "readable", "sample_size", "skew_between", "stay_of", "table_of", "ticket_text",
]  # fmt: skip
