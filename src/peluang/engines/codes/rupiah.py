"""Rupiah as people read and type it. Money is int rupiah, without sen.

Reading single amounts wraps `lokal` ("3,5 jt", "50rb", "sejuta setengah"); ranges, periods, limits and
reasons are ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import lokal

from peluang.engines.codes.explain import CodeError

Period = Literal["hour", "day", "week", "month", "year"]

CEILING = 50_000_000_000_000
"""Largest amount read, Rp50 triliun: `lokal` counts hundredths in a float, exact to about Rp90 triliun."""

WAGE_CEILING = 1_000_000_000
WAGE_FLOOR = 1_000
"""A typed wage below Rp1.000 has lost its unit ("3,5" for 3,5 juta)."""

_LONGEST = 80
_RANGE = re.compile(r"\s*(?:-|–|—|\bs\s*[/.]\s*d\b\.?|\bsd\b|\bsampai(?:\s+dengan)?\b|\bhingga\b|\bto\b)\s*")
_UNIT = re.compile(r"(ribu|rebu|rbu|rb|k|juta|jt|miliar|milyar|m|triliun|t)(-?an)?$")
_PERIODS: tuple[tuple[Period, str], ...] = (
    ("hour", "jam|hour"),
    ("day", "hari|hr|day"),
    ("week", "minggu|pekan|mgg|week"),
    ("month", "bulan|bln|bl|month"),
    ("year", "tahun|thn|th|year"),
)


class RupiahError(CodeError):
    """Why a text is no amount.

    `code` is empty, too_long, not_an_amount, negative, not_whole, too_small, too_large or unclear_range.
    """


@dataclass(frozen=True, slots=True)
class Wage:
    """A typed wage: rupiah from `low` to `high` (equal when one amount was typed), per period if that was
    said.
    """

    low: int
    high: int
    period: Period | None = None
    approximate: bool = False


def format_rupiah(amount: int) -> str:
    """3500000 → "Rp3.500.000". Negative amounts start with a minus."""
    return lokal.format_rupiah(amount)


def short_rupiah(amount: int) -> str:
    """3500000 → "Rp3,5 jt": one decimal, in rb, jt, M or T. For overviews: up to 5 % is lost."""
    return lokal.format_rupiah_short(amount)


def _not_an_amount() -> RupiahError:
    return RupiahError(
        "not_an_amount",
        "Ini bukan jumlah uang. Contoh: 3500000, Rp3.500.000, 3,5 juta, 2-3 juta.",
        "This is not an amount of money. Examples: 3500000, Rp3.500.000, 3,5 juta, 2-3 juta.",
    )


def _too_large(ceiling: int) -> RupiahError:
    limit = format_rupiah(ceiling)
    return RupiahError(
        "too_large",
        f"Jumlah ini lebih dari {limit}. Periksa banyaknya angka nol.",
        f"This amount is above {limit}. Check the number of zeros.",
    )


def _clean(text: str) -> str:
    if len(text) > _LONGEST:
        raise RupiahError("too_long", "Tulisan ini terlalu panjang untuk jumlah uang.", "Too long for an amount.")
    lowered = re.sub(r"\s+", " ", text.lower()).strip()
    if not lowered:
        raise RupiahError("empty", "Jumlah uang belum diisi.", "The amount is empty.")
    # ",-" closes an amount on Indonesian receipts and must not be taken for a minus or a range.
    lowered = re.sub(r"[,.]\s?(-|–|—|=)+(?=\s|$|/|p)", " ", lowered).strip()
    if re.match(r"(rp\.?|idr)?\s*[-–−]\s*(rp\.?|idr)?\s*\d", lowered):
        raise RupiahError("negative", "Jumlah uang tidak boleh kurang dari nol.", "An amount cannot be below zero.")
    return lowered


def _read(text: str, ceiling: int) -> tuple[int, bool]:
    """One amount and whether it was said to be approximate."""
    try:
        parsed = lokal.parse_rupiah(text) if text else None
    except ArithmeticError as flood:
        # More digits than lokal's decimal arithmetic holds; nobody means such an amount.
        raise _too_large(ceiling) from flood
    if parsed is None:
        raise _not_an_amount()
    if parsed.amount > ceiling:
        raise _too_large(ceiling)
    if parsed.amount != int(parsed.amount):
        raise RupiahError(
            "not_whole",
            "Tulis rupiah utuh tanpa sen, atau tambahkan satuan: 3,5 juta.",
            "Write whole rupiah without cents, or add the unit: 3,5 juta.",
        )
    return int(parsed.amount), parsed.approximate


def parse_rupiah(text: str, *, ceiling: int = CEILING) -> int:
    """Reads one amount in rupiah, from 0 to `ceiling`. Raises RupiahError with the plain reason."""
    return _read(_clean(text), ceiling)[0]


def _take_period(text: str) -> tuple[str, Period | None]:
    for period, words in _PERIODS:
        found = re.search(rf"\s*(?:/|\bper\b|\btiap\b|\bse(?=\w))\s*(?:{words})\.?\s*$", text)
        if found:
            return text[: found.start()].strip(), period
    return text, None


def _split_range(text: str) -> list[str]:
    # "50rb-an" and "2jt-an" mean "about"; their hyphen opens no range.
    guarded = re.sub(r"-an\b", "an", text)
    return [part for part in _RANGE.split(guarded) if part]


def _with_unit_of(left: str, right: str) -> str:
    """Gives "2" the unit of "3 juta" in "2-3 juta". Numbers of a thousand and more stand by themselves."""
    unit = _UNIT.search(right)
    bare = re.sub(r"^(rp\.?|idr)\s*", "", left)
    is_small = re.fullmatch(r"\d{1,3}([.,]\d{1,2})?", bare) is not None
    return f"{left} {unit[1]}" if unit and is_small else left


def parse_wage(text: str, *, ceiling: int = WAGE_CEILING) -> Wage:
    """Reads a wage or a range of wages: "3,5 jt", "Rp 3.500.000,- / bulan", "2-3 juta", "100rb per hari".

    Amounts go from Rp1.000 to `ceiling`. Raises RupiahError with the plain reason, unclear_range when the
    first amount is above the second.
    """
    amounts, period = _take_period(_clean(text))
    parts = _split_range(amounts)
    if len(parts) not in (1, 2):
        raise _not_an_amount()
    if len(parts) == 2:
        parts[0] = _with_unit_of(parts[0], parts[1])
    read = [_read(part, ceiling) for part in parts]
    low, high = read[0][0], read[-1][0]
    if low > high:
        raise RupiahError(
            "unclear_range",
            "Jumlah pertama lebih besar dari jumlah kedua. Tulis dari yang kecil, misalnya 900 ribu - 1 juta.",
            "The first amount is above the second. Start with the smaller one, for example 900 ribu - 1 juta.",
        )
    if low < WAGE_FLOOR:
        raise RupiahError(
            "too_small",
            "Jumlah ini kurang dari Rp1.000. Mungkin satuannya belum ditulis, misalnya 3,5 juta.",
            "This is below Rp1.000. The unit may be missing, for example 3,5 juta.",
        )
    return Wage(low, high, period, any(approximate for _, approximate in read))
