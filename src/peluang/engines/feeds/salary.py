"""Salaries of feeds as rupiah a month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from peluang.engines.codes import rupiah

#: Times a unit in a month: 173 hours (PP 35/2021, art. 37: a month's wage is 173 hours), 25 days, 52 weeks a year.
_IN_MONTH: dict[str, tuple[int, int]] = {
    "hour": (173, 1), "day": (25, 1), "week": (52, 12), "month": (1, 1), "year": (1, 12),
}  # fmt: skip
_UNITS = {
    "hour": re.compile(r"hour|jam|^hr$", re.I), "day": re.compile(r"day|hari", re.I),
    "week": re.compile(r"week|minggu|pekan", re.I), "year": re.compile(r"year|annual|tahun|^p\.?a", re.I),
    "month": re.compile(r"month|bulan|^mon", re.I),
}  # fmt: skip
_CURRENCY = re.compile(r"\b(USD|SGD|MYR|EUR|JPY|AUD|GBP|TWD|KRW|SAR|HKD)\b|[$€£¥]", re.I)
_MOST = 1_000_000_000  # rupiah a month; above it a unit was wrong


@dataclass(frozen=True)
class Salary:
    """remarks: (code, value)."""

    low: int | None = None
    high: int | None = None
    remarks: tuple[tuple[str, str], ...] = ()


def read_salary(said: dict[str, Any]) -> Salary:
    """baseSalary of schema.org, salaryMin and salaryMax, or a text such as "Rp3-4 juta per bulan". Never raises: what
    can't be read is left out with a remark.
    """
    base = said.get("baseSalary")
    base = base[0] if isinstance(base, list) and base else base
    if isinstance(base, dict):
        return _structured(base, said)
    if "salaryMin" in said or "salaryMax" in said:
        value = {"minValue": said.get("salaryMin"), "maxValue": said.get("salaryMax")}
        return _structured({"value": value, "currency": said.get("salaryCurrency", "IDR")}, said)
    text = base if isinstance(base, str | int | float) and not isinstance(base, bool) else said.get("salary", "")
    return _written(str(text or "").strip(), said)


def _structured(base: dict[str, Any], said: dict[str, Any]) -> Salary:
    currency = str(base.get("currency") or said.get("salaryCurrency") or "IDR").strip().upper()
    value = base.get("value", base)
    value = value[0] if isinstance(value, list) and value else value
    if not isinstance(value, dict):
        value = {"value": value}
    low, high = (_amount(value.get(name, value.get("value"))) for name in ("minValue", "maxValue"))
    unit = str(value.get("unitText") or base.get("unitText") or said.get("salaryUnit") or "MONTH")
    if low is None and high is None:
        given = value.get("minValue") or value.get("maxValue") or value.get("value")
        return Salary(remarks=(("wage_unread", str(given)[:40]),)) if given not in (None, "", 0, "0", "-") else Salary()
    if currency not in ("IDR", "RP", "RUPIAH"):
        return Salary(remarks=(("currency", currency[:10]),))
    return _monthly(low, high, _unit(unit))


def _written(text: str, said: dict[str, Any]) -> Salary:
    if not text or text in ("-", "0"):
        return Salary()
    currency = str(said.get("salaryCurrency") or "IDR").upper()
    foreign = _CURRENCY.search(text)
    if foreign or currency not in ("IDR", "RP"):
        return Salary(remarks=(("currency", foreign.group() if foreign else currency[:10]),))
    try:
        wage = rupiah.parse_wage(text[:80])
    except ValueError:
        return Salary(remarks=(("wage_unread", text[:40]),))
    unit = wage.period
    if unit is None and said.get("salaryUnit"):
        named = str(said["salaryUnit"])
        return _monthly(wage.low, wage.high, _unit(named))
    return _monthly(wage.low, wage.high, unit or "month")


def _unit(text: str) -> str:
    """A month where nothing else is named."""
    return next((name for name, pattern in _UNITS.items() if pattern.search(text)), "month")


def _amount(value: Any) -> int | None:
    """3500000, "3500000.00", "3.500.000"; None for anything else."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return int(value) if 0 < value < 1e13 else None
    text = str(value).strip().removeprefix("Rp").strip()
    if re.fullmatch(r"\d{1,13}(\.\d{1,2})?", text):
        return int(float(text)) or None
    digits = re.sub(r"[.,\s]", "", text)
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", text):
        return int(digits) or None
    try:
        return rupiah.parse_wage(text[:80]).low
    except ValueError:
        return None


def _monthly(low: int | None, high: int | None, unit: str) -> Salary:
    times, by = _IN_MONTH[unit]
    found = [None if each is None else each * times // by for each in (low, high)]
    if any(each is not None and not 1 <= each <= _MOST for each in found):
        return Salary(remarks=(("wage_unread", f"{low or ''}-{high or ''}"),))
    least, most = found
    if least is not None and most is not None and most < least:
        least, most = most, least
    return Salary(least, most, () if unit == "month" else (("wage_unit", unit),))
