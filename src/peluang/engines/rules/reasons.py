"""One shape for every "no": the rule, its date, both languages, and what the person can do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

# Deadlines of the programme are local dates of the programme office, which sits in Jakarta.
OFFICE_ZONE = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is refused.

    ``code``: stable, upper case, for machines. ``rule``: law and article, or the decision. ``rule_date``:
    first day on which the programme applies the rule under this scheme. ``remedy_*``: what can be done; never
    empty, because "nothing" is an answer a person is owed as well.
    """

    code: str
    rule: str
    rule_date: date
    text_id: str
    text_en: str
    remedy_id: str
    remedy_en: str


def local_date(at: date | datetime) -> date:
    """The office's calendar day of a moment. Raises ValueError for a datetime without a zone."""
    if isinstance(at, datetime):
        if at.tzinfo is None:
            raise ValueError("a moment needs a time zone: pass an aware datetime or a date")
        return at.astimezone(OFFICE_ZONE).date()
    return at


def rupiah_id(amount: int) -> str:
    """1250000 -> "Rp1.250.000"."""
    return "Rp" + f"{amount:,}".replace(",", ".")


def rupiah_en(amount: int) -> str:
    """1250000 -> "Rp1,250,000"."""
    return f"Rp{amount:,}"
