"""First in, last out, whatever the order; clocks that are wrong; how many seats a visit draws."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.presence import Moment, Stay, sample_size, skew_between, stay_of

EIGHT = datetime.datetime(2026, 11, 24, 1, tzinfo=datetime.UTC)


def at(minute: int) -> datetime.datetime:
    return EIGHT + datetime.timedelta(minutes=minute)


MOMENTS = st.lists(
    st.builds(Moment, st.sampled_from(["in", "out"]), st.integers(0, 480).map(at), st.booleans()), max_size=12
)


@given(moments=MOMENTS, data=st.data())
def test_order_and_repetition_change_nothing(moments, data):
    again = data.draw(
        st.permutations(moments + data.draw(st.lists(st.sampled_from(moments)) if moments else st.just([])))
    )
    assert stay_of(again) == stay_of(moments)


@given(MOMENTS)
def test_a_stay_begins_with_coming_and_never_ends_before(moments):
    stay = stay_of(moments)
    came = [each.at for each in moments if each.direction == "in"]
    if not came:
        assert stay is None
        return
    assert stay is not None
    assert stay.arrived_at == min(came)
    assert stay.left_at is None or stay.left_at >= stay.arrived_at


def test_codes_at_both_ends_are_what_makes_it_proven():
    came, went = Moment("in", at(0), True), Moment("out", at(60), True)
    assert stay_of([came, went]) == Stay(at(0), at(60), True)
    assert stay_of([came]) == Stay(at(0), None, True)
    assert stay_of([came, Moment("out", at(60), False)]) == Stay(at(0), at(60), False)
    assert stay_of([came, went, Moment("in", at(0), False)]) == Stay(at(0), at(60), True)
    assert stay_of([went]) is None


def test_what_was_written_by_hand_goes_before_scans():
    came, went = Moment("in", at(0), True), Moment("out", at(60), True)
    assert stay_of([came, went], arrived_at=at(10)) == Stay(at(10), at(60), False)
    assert stay_of([came, went], arrived_at=at(10), left_at=at(50)) == Stay(at(10), at(50), False)
    assert stay_of([came, went], arrived_at=at(70)) == Stay(at(70), None, False)
    assert stay_of([came, went], left_at=at(90)) == Stay(at(0), at(90), False)


@given(ahead=st.integers(-86_400, 86_400), seconds=st.integers(0, 36_000))
def test_a_constant_skew_is_taken_out_to_the_second(ahead, seconds):
    wrong = datetime.timedelta(seconds=ahead)
    true = at(0)
    sent = true + datetime.timedelta(seconds=seconds)
    assert skew_between(sent + wrong, sent).true_time(true + wrong) == true


@pytest.mark.parametrize("year", [1970, 9999])
def test_a_clock_from_another_age_breaks_nothing(year):
    assert abs(skew_between(datetime.datetime(year, 1, 1, tzinfo=datetime.UTC), EIGHT).seconds) == 3650 * 86_400


@pytest.mark.parametrize(
    ("seats", "drawn"), [(0, 0), (1, 1), (5, 5), (16, 5), (25, 5), (26, 6), (40, 8), (150, 30)]
)  # fmt: skip
def test_how_many_seats_a_visit_draws(seats, drawn):
    assert sample_size(seats) == drawn
