"""A wage beside the minimum wage of its place."""

import pytest

from peluang.engines.vacancy_checks import WageVerdict, is_micro_or_small, judge_wage


@pytest.mark.parametrize(
    ("low", "high", "minimum", "exempt", "verdict"),
    [
        (2_610_224, None, 2_610_224, False, WageVerdict.FINE),
        (2_610_223, None, 2_610_224, False, WageVerdict.BELOW),
        (2_000_000, 4_000_000, 2_610_224, False, WageVerdict.BELOW),  # the lowest counts
        (2_000_000, None, 2_610_224, True, WageVerdict.EXEMPT),
        (35, None, 2_610_224, True, WageVerdict.TOO_SMALL),
        (0, None, None, False, WageVerdict.TOO_SMALL),
        (2_900_000, 290_000_000_000, 2_610_224, False, WageVerdict.TOO_LARGE),
        (3_000_000, 2_000_000, 2_610_224, False, WageVerdict.FALLS),
        (None, None, 2_610_224, False, WageVerdict.UNKNOWN),
        (2_000_000, None, None, False, WageVerdict.UNKNOWN),
    ],
)
def test_what_a_wage_says(low, high, minimum, exempt, verdict):
    assert judge_wage(low, high, minimum, exempt=exempt) == verdict


def test_sales_decide_where_they_are_known():
    assert is_micro_or_small(200, 15_000_000_000)
    assert not is_micro_or_small(5, 15_000_000_001)
    assert is_micro_or_small(19, None)
    assert not is_micro_or_small(20, None)
    assert not is_micro_or_small(None, None)
