"""Working days of Indonesian offices, for legal and our own deadlines.

National holidays and joint leave (cuti bersama) from the yearly decree of three ministers as `lokal` carries it; for
years that it does not carry, the national holidays that `holidays` computes. Offices rest on Saturday and Sunday.
"""

from __future__ import annotations

import datetime
from functools import lru_cache

import holidays as computed
import lokal
from lokal.holidays import HOLIDAY_YEARS


@lru_cache(maxsize=64)
def _days_off(year: int) -> frozenset[datetime.date]:
    if year in HOLIDAY_YEARS:
        return frozenset(datetime.date.fromisoformat(each.date) for each in lokal.get_holidays(year).holidays)
    return frozenset(computed.country_holidays("ID", years=year))


def is_working_day(day: datetime.date) -> bool:
    return day.weekday() < 5 and day not in _days_off(day.year)


def add_working_days(day: datetime.date, count: int) -> datetime.date:
    """The `count`-th working day after `day`; the day itself does not count. Raises ValueError for a negative count."""
    if count < 0:
        raise ValueError("working days are counted forward")
    while count:
        day += datetime.timedelta(days=1)
        count -= is_working_day(day)
    return day
