"""A mean with its range, against Student's table and simulation."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from peluang.engines.evaluation import mean_interval
from peluang.engines.evaluation.intervals import student_t


@given(st.integers(1, 5000))
def test_students_t(degrees):
    assert student_t(degrees) == pytest.approx(stats.t.ppf(0.975, degrees), rel=2e-3)


@given(st.floats(-50, 50), st.floats(0, 40), st.integers(1, 1000))
def test_it_holds_the_mean_and_stays_on_the_scale(mean, deviation, n):
    found = mean_interval(mean, deviation, n, low=-100, high=100)
    assert -100 <= found.low <= mean <= found.high <= 100


def test_one_value_says_nothing_of_the_spread():
    found = mean_interval(3, 0, 1, low=1, high=5)
    assert (found.low, found.high) == (1, 5)
    assert mean_interval(3, 0, 1).high == math.inf
    with pytest.raises(ValueError, match="at least one"):
        mean_interval(3, 0, 0)


def test_nineteen_of_twenty_hold_the_truth():
    random = np.random.default_rng(7)
    held = 0
    for _ in range(2000):
        values = random.normal(20, 9, 6)
        found = mean_interval(values.mean(), values.std(ddof=1), 6)
        held += found.low <= 20 <= found.high
    assert 0.935 <= held / 2000 <= 0.965
