"""Completion is computed: each requirement at its edge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.domain.learning.completion import Evidence, missing, requirements

FULL = {"attended_minutes": 480, "taught_minutes": 480, "post": 80, "practical": 80, "practical_needed": True}


@pytest.mark.parametrize(("changes", "lacking"), [
    ({}, []),
    ({"attended_minutes": 384}, []),
    ({"attended_minutes": 383}, ["ATTENDANCE"]),
    ({"post": 60}, []),
    ({"post": 59}, ["POST_TEST"]),
    ({"post": None}, ["POST_TEST"]),
    ({"practical": 70}, []),
    ({"practical": 69}, ["PRACTICAL"]),
    ({"practical": None}, ["PRACTICAL"]),
    ({"practical": None, "practical_needed": False}, []),
    ({"taught_minutes": 0, "attended_minutes": 0}, ["ATTENDANCE"]),
])  # fmt: skip
def test_edges(changes, lacking):
    assert [each.code for each in missing(Evidence(**FULL | changes))] == lacking


@given(st.integers(0, 600), st.integers(0, 100), st.integers(0, 100))
def test_more_evidence_never_loses_a_pass(minutes, post, practical):
    evidence = Evidence(minutes, 600, post, practical, True)
    better = Evidence(min(600, minutes + 10), 600, min(100, post + 1), min(100, practical + 1), True)
    assert {each.code for each in missing(better)} <= {each.code for each in missing(evidence)}


def test_every_requirement_says_how_far_it_is():
    assert all(str(each.text) and str(each.now) for each in requirements(Evidence(**FULL)))
