"""Distances: the properties of a metric, known pairs, and the vectorised radius against plain arithmetic."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.codes.regions import (
    RegionError,
    distance_km,
    distance_matrix,
    regencies,
    regencies_within,
)

codes = st.sampled_from([each.code for each in regencies()])
points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
places = codes | points


@given(places, places)
def test_distance_is_symmetric_and_never_negative(a: str | tuple[float, float], b: str | tuple[float, float]) -> None:
    assert distance_km(a, b) == pytest.approx(distance_km(b, a), abs=1e-6)
    assert 0 <= distance_km(a, b) <= 20_016


@given(places)
def test_distance_to_itself_is_zero(a: str | tuple[float, float]) -> None:
    assert distance_km(a, a) == 0


@given(places, places, places)
def test_no_detour_is_shorter(
    a: str | tuple[float, float], b: str | tuple[float, float], c: str | tuple[float, float]
) -> None:
    assert distance_km(a, c) <= distance_km(a, b) + distance_km(b, c) + 1e-6


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [("31.71", "35.78", 663), ("33.74", "33.20", 52), ("11.71", "93.01", 5230), ("32.73", "32.77", 7)],
)
def test_known_distances(a: str, b: str, km: int) -> None:
    assert distance_km(a, b) == pytest.approx(km, rel=0.05, abs=3)


def test_one_degree_of_latitude_is_111_km() -> None:
    assert distance_km((0.0, 110.0), (1.0, 110.0)) == pytest.approx(111.195, abs=0.001)


@given(codes, st.floats(0, 600))
def test_radius_finds_exactly_the_regencies_inside(code: str, km: float) -> None:
    found = regencies_within(code, km)
    by_hand = {each.code for each in regencies() if distance_km(code, each.code) <= km - 1e-6}
    assert by_hand <= {other for other, _ in found}
    assert all(away <= km for _, away in found)
    assert [away for _, away in found] == sorted(away for _, away in found)
    assert found[0] == (code, 0.0)


@given(codes, codes)
def test_matrix_agrees_with_single_distances(a: str, b: str) -> None:
    order = [each.code for each in regencies()]
    assert distance_matrix()[order.index(a), order.index(b)] == pytest.approx(distance_km(a, b), abs=1e-6)


def test_matrix_is_shared_and_cannot_be_changed() -> None:
    assert distance_matrix().shape == (514, 514)
    with pytest.raises(ValueError):
        distance_matrix()[0, 0] = 1
    assert np.array_equal(distance_matrix(), distance_matrix().T)


def test_wrong_input_is_refused() -> None:
    with pytest.raises(ValueError):
        regencies_within("33.20", -1)
    with pytest.raises(ValueError):
        regencies_within("33.20", float("nan"))
    with pytest.raises(RegionError):
        regencies_within("33.99", 10)
