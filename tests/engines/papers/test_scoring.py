"""Right is 100, nothing is 0, more right is never less."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.papers import CHOICE, NUMBER, SEVERAL, Keyed, credit, readings, score

CODES = ("a", "b", "c", "d", "e")


@st.composite
def questions(draw):
    kind = draw(st.sampled_from([CHOICE, SEVERAL, NUMBER]))
    points = draw(st.integers(1, 5))
    key = draw(st.uuids()).hex
    if kind == NUMBER:
        return Keyed(key, kind, (), (str(draw(st.integers(-1000, 1000))), "0.5"), points)
    options = CODES[: draw(st.integers(2, 5))]
    most = 1 if kind == CHOICE else len(options) - 1
    right = draw(st.lists(st.sampled_from(options), min_size=1, max_size=most, unique=True))
    return Keyed(key, kind, options, tuple(right), points)


def right_answer(question):
    return str(question.right[0]) if question.kind == NUMBER else list(question.right)


ANYTHING = st.one_of(
    st.none(), st.text(max_size=12), st.lists(st.sampled_from([*CODES, "z"]), max_size=7), st.integers(), st.just({})
)
PAPERS = st.lists(questions(), min_size=1, max_size=12, unique_by=lambda each: each.key)


@given(PAPERS)
def test_all_right_is_a_hundred_and_nothing_is_none(paper):
    assert score(paper, {each.key: right_answer(each) for each in paper}) == 100
    assert score(paper, {}) == 0


@given(PAPERS, st.data())
def test_whatever_is_answered_lies_between_and_one_more_right_never_costs(paper, data):
    answers = {each.key: data.draw(ANYTHING) for each in paper}
    before = score(paper, answers)
    lucky = data.draw(st.sampled_from(paper))
    assert 0 <= before <= score(paper, answers | {lucky.key: right_answer(lucky)}) <= 100


@given(st.sets(st.sampled_from(CODES), min_size=1, max_size=4), st.sets(st.sampled_from(CODES)))
def test_of_several_each_right_tick_adds_and_each_wrong_one_takes(right, chosen):
    question = Keyed("q", SEVERAL, CODES, tuple(sorted(right)))
    here = credit(question, sorted(chosen))
    for code in set(CODES) - chosen:
        there = credit(question, sorted(chosen | {code}))
        assert there >= here if code in right else there <= here
    assert credit(question, list(CODES)) == 0  # ticking everything is worth nothing


@pytest.mark.parametrize(("chosen", "expected"), [
    ("ab", Fraction(1)), ("a", Fraction(1, 2)), ("abc", Fraction(2, 3)), ("ac", Fraction(1, 6)), ("c", Fraction(0)),
    ("", Fraction(0)), ("abcde", Fraction(0)), ("aabb", Fraction(1)),
])  # fmt: skip
def test_a_part_of_several(chosen, expected):
    assert credit(Keyed("q", SEVERAL, CODES, ("a", "b")), list(chosen)) == expected


def test_one_of_many_is_all_or_nothing():
    question = Keyed("q", CHOICE, CODES, ("b",))
    assert [credit(question, each) for each in (["b"], ["a"], ["a", "b"], [], None, "b")] == [1, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(("text", "expected"), [
    ("2,5", ["2.5"]), ("2.5", ["2.5"]), (" 12 ", ["12"]), ("1.500", ["1500", "1.5"]), ("1.500,25", ["1500.25"]),
    ("1,500.25", ["1500.25"]), ("-0,5", ["-0.5"]), ("1.500.000", ["1500000"]), ("10 000", ["10000"]), ("", []),
    ("dua", []), ("1e9", []), ("NaN", []), ("Infinity", []), ("--2", []), ("1,2,3", []), ("٣", []), ("9" * 40, []),
    ("5,", ["5"]),
])  # fmt: skip
def test_what_a_typed_number_may_mean(text, expected):
    assert readings(text) == {Decimal(each) for each in expected}


@pytest.mark.parametrize(("answer", "expected"), [
    ("2,4", 1), ("2.6", 1), ("2,39", 0), ("2,61", 0), ("2,5 mm", 0), (None, 0), (["2,5"], 0), ("", 0)
])  # fmt: skip
def test_a_number_counts_within_its_tolerance(answer, expected):
    assert credit(Keyed("q", NUMBER, (), ("2.5", "0.1")), answer) == expected


def test_marks_are_rounded_down_and_weighted():
    three = [Keyed(key, CHOICE, CODES, ("a",)) for key in "xyz"]
    assert score(three, {"x": ["a"], "y": ["a"]}) == 66
    heavy = [Keyed("x", CHOICE, CODES, ("a",), 3), Keyed("y", CHOICE, CODES, ("a",), 1)]
    assert score(heavy, {"x": ["a"]}) == 75
    with pytest.raises(ValueError, match="no score"):
        score([], {})
