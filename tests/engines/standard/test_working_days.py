"""Working days: weekends, national holidays and joint leave do not count."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.standard import add_working_days, is_working_day


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-11-24", 10, "2026-12-08"),
        ("2026-11-27", 1, "2026-11-30"),  # a Friday
        ("2026-12-23", 1, "2026-12-28"),  # joint leave, Christmas, weekend
        ("2026-12-31", 1, "2027-01-04"),
        ("2028-08-16", 1, "2028-08-18"),  # a year whose decree is not known yet: Independence Day still is
        ("2026-11-24", 0, "2026-11-24"),
    ],
)
def test_the_days_that_offices_work(start, count, end):
    assert add_working_days(day(start), count) == day(end)


@given(st.dates(datetime.date(2020, 1, 1), datetime.date(2035, 1, 1)), st.integers(1, 40))
def test_it_ends_on_a_working_day_after_exactly_so_many(start, count):
    end = add_working_days(start, count)
    between = [start + datetime.timedelta(days=each) for each in range(1, (end - start).days + 1)]
    assert is_working_day(end)
    assert sum(map(is_working_day, between)) == count


def test_working_days_go_forward():
    with pytest.raises(ValueError, match="forward"):
        add_working_days(day("2026-11-24"), -1)
