"""Wilson intervals: known values, and what must hold for any numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.evaluation import wilson


def test_known_value():
    found = wilson(43, 61)
    assert found is not None
    assert (round(found.point, 3), round(found.low, 3), round(found.high, 3)) == (0.705, 0.581, 0.804)


def test_nobody_asked_says_nothing():
    assert wilson(0, 0) is None


def test_impossible_counts_are_refused():
    with pytest.raises(ValueError):
        wilson(3, 2)


@given(st.integers(1, 5000), st.data())
def test_the_interval_holds_the_share_and_stays_a_share(n, data):
    found = wilson(data.draw(st.integers(0, n)), n)
    assert found is not None
    assert 0 <= found.low <= found.point + 1e-12 <= found.high + 2e-12 <= 1 + 3e-12


@given(st.integers(1, 200), st.integers(2, 50))
def test_more_people_make_it_narrower(n, times):
    few, many = wilson(n // 2, n), wilson(n // 2 * times, n * times)
    assert few is not None
    assert many is not None
    assert many.high - many.low < few.high - few.low
