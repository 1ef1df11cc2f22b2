"""The simulation against an oracle that counts person by person in Decimal."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.rules import (
    NORMAL_2023,
    PLAN_2021,
    SCHEMES,
    SEMI_BANSOS_2020,
    Behaviour,
    SchemeParameters,
    SchemeResult,
    compare,
    people_affordable,
    simulate,
)

QUARTERS = 12
Person = tuple[int, int, int, int]


def behaviour_of(people: list[Person]) -> Behaviour:
    quarter, wish, proven, surveys = zip(*people, strict=True) if people else ((), (), (), ())
    return Behaviour(
        np.array(quarter, dtype=np.int16),
        np.array(wish, dtype=np.int64),
        np.array(proven, dtype=np.int16),
        np.array(surveys, dtype=np.int16),
    )


def oracle(people: list[Person], scheme: SchemeParameters, quarters: int, first: int) -> dict[str, list[Decimal]]:
    """Written from the words of the module, one person after the other."""
    names = ("granted", "spent", "returned", "incentives", "surveys")
    out = {name: [Decimal(0)] * (quarters + 1) for name in names}
    for quarter, wish, proven, surveys in people:
        spent = min(Decimal(wish), Decimal(scheme.training_rupiah))
        out["granted"][quarter] += scheme.training_rupiah
        out["spent"][quarter] += spent
        last_of_year = quarter
        while (first - 1 + last_of_year) % 4 != 3:
            last_of_year += 1
        back = last_of_year
        if spent == 0:
            back = min(last_of_year, quarter + -(-scheme.first_training_days // 90))
        out["returned"][min(back, quarters)] += scheme.training_rupiah - spent
        if proven < 0 or wish == 0:
            continue
        for number in range(scheme.incentive_count):
            when = quarter + (proven + number * scheme.incentive_interval_months) // 3
            out["incentives"][min(when, quarters)] += scheme.incentive_rupiah
        for number in range(min(surveys, scheme.survey_count)):
            out["surveys"][min(quarter + (proven + number + 1) // 3, quarters)] += scheme.survey_rupiah
    return out


person = st.tuples(
    st.integers(0, QUARTERS - 1),
    st.just(0) | st.integers(0, 9_000_000),
    st.integers(-1, 20),
    st.integers(0, 4),
)


@given(st.lists(person, max_size=40), st.sampled_from(sorted(SCHEMES)), st.integers(1, 4))
def test_exact_to_the_rupiah(people: list[Person], code: str, first: int) -> None:
    scheme = SCHEMES[code]
    result = simulate(behaviour_of(people), scheme, QUARTERS, first_quarter=first)
    expected = oracle(people, scheme, QUARTERS, first)
    for name, values in expected.items():
        assert [Decimal(v) for v in getattr(result, name).tolist()] == values[:QUARTERS], name
    assert result.left_rupiah == expected["returned"][QUARTERS]
    assert result.later_rupiah == expected["incentives"][QUARTERS] + expected["surveys"][QUARTERS]


def conserved(result: SchemeResult) -> bool:
    grant = int(result.granted.sum())
    return grant == int(result.spent.sum()) + int(result.returned.sum()) + result.left_rupiah


@given(st.lists(person, max_size=40), st.sampled_from(sorted(SCHEMES)))
def test_grant_is_spent_plus_returned_plus_left(people: list[Person], code: str) -> None:
    result = simulate(behaviour_of(people), SCHEMES[code], QUARTERS)
    assert conserved(result)
    assert result.left_rupiah >= 0


def test_sums_beyond_what_floats_can_count() -> None:
    """Odd prices for many people: a float sum would lose single rupiah."""
    n = 2_000_000
    prices = 4_999_996 + np.arange(n, dtype=np.int64) % 7
    zeros = np.zeros(n, dtype=np.int16)
    result = simulate(Behaviour(zeros, prices, zeros, zeros), PLAN_2021, 1)
    assert int(result.spent[0]) == sum(min(price, 5_000_000) for price in prices.tolist())


def test_comparing_the_reports_two_schemes() -> None:
    people: list[Person] = [(0, 10**9, 0, 0)] * 1000
    comparison = compare(behaviour_of(people), SEMI_BANSOS_2020, PLAN_2021, 4)
    assert comparison.first.total_rupiah == 1000 * 3_400_000
    assert comparison.second.total_rupiah == 1000 * 5_500_000
    assert comparison.difference_rupiah == 1000 * 2_100_000
    assert int(comparison.difference.sum()) == 1000 * 2_100_000


def test_how_many_a_budget_pays() -> None:
    assert people_affordable(4_200_000 * 10 + 1, NORMAL_2023) == 10
    with pytest.raises(ValueError, match="negative"):
        people_affordable(-1, NORMAL_2023)


@pytest.mark.parametrize("people", [[(12, 0, 0, 0)], [(-1, 0, 0, 0)], [(0, -5, 0, 0)]])
def test_what_cannot_be_simulated(people: list[Person]) -> None:
    with pytest.raises(ValueError, match=r"outside|less than nothing"):
        simulate(behaviour_of(people), NORMAL_2023, QUARTERS)
