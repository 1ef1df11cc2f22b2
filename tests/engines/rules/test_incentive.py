"""Incentives and surveys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.rules import (
    NORMAL_2023,
    PLAN_2021,
    SEMI_BANSOS_2020,
    IncentiveFacts,
    PaymentKind,
    SchemeParameters,
    incentive_due,
)

DONE = date(2021, 1, 31)
PROVEN = IncentiveFacts(
    training_number=1,
    completed_on=date(2021, 1, 20),
    certificate_on=date(2021, 1, 25),
    reviewed_on=date(2021, 1, 26),
    account_verified_on=DONE,
)


def test_four_monthly_payments() -> None:
    due = incentive_due(PROVEN, SEMI_BANSOS_2020, DONE)
    assert due.rupiah == 600_000
    assert [payment.due_on for payment in due.upcoming] == [
        date(2021, 2, 28),
        date(2021, 3, 31),
        date(2021, 4, 30),
    ]
    assert incentive_due(PROVEN, SEMI_BANSOS_2020, date(2021, 4, 30)).rupiah == 2_400_000


def test_what_was_paid_is_not_due_again() -> None:
    paid = replace(PROVEN, incentives_paid=4, surveys_paid=1, surveys_answered_on=(DONE, DONE))
    due = incentive_due(paid, SEMI_BANSOS_2020, date(2022, 1, 1))
    assert [(payment.kind, payment.number) for payment in due.payments] == [(PaymentKind.SURVEY, 2)]
    assert due.rupiah == 50_000


def test_more_answers_than_surveys_pay_nothing_more() -> None:
    eager = replace(PROVEN, surveys_answered_on=(DONE,) * 9)
    assert incentive_due(eager, NORMAL_2023, date(2023, 9, 1)).rupiah == 600_000 + 2 * 50_000


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"training_number": 2}, "NOT_FIRST_TRAINING"),
        ({"membership_revoked": True}, "MEMBERSHIP_REVOKED"),
        ({"completed_on": None}, "NOT_COMPLETED"),
        ({"certificate_on": None}, "NO_CERTIFICATE"),
        ({"reviewed_on": None}, "NOT_REVIEWED"),
        ({"account_verified_on": None}, "ACCOUNT_NOT_VERIFIED"),
        ({"account_verified_on": date(2021, 2, 1)}, "ACCOUNT_NOT_VERIFIED"),
    ],
)
def test_nothing_without_every_proof(change: dict[str, object], code: str) -> None:
    due = incentive_due(replace(PROVEN, **change), SEMI_BANSOS_2020, DONE)  # type: ignore[arg-type]
    assert due.rupiah == 0
    assert due.payments == ()
    assert [reason.code for reason in due.reasons] == [code]


def test_counts_that_cannot_be() -> None:
    with pytest.raises(ValueError, match="fit"):
        incentive_due(replace(PROVEN, incentives_paid=5), SEMI_BANSOS_2020, DONE)
    with pytest.raises(ValueError, match="numbered"):
        incentive_due(replace(PROVEN, training_number=0), SEMI_BANSOS_2020, DONE)


@given(
    st.sampled_from([SEMI_BANSOS_2020, PLAN_2021, NORMAL_2023]),
    st.lists(st.integers(0, 400), max_size=40),
    st.integers(0, 5),
)
def test_never_more_than_the_scheme_gives(scheme: SchemeParameters, steps: list[int], answers: int) -> None:
    """Whatever the days on which the payment run happens, the sum is the scheme's and no payment comes twice."""
    facts = replace(PROVEN, surveys_answered_on=(DONE,) * answers)
    day, total = DONE, 0
    for step in [*steps, 10_000]:
        day += timedelta(days=step)
        due = incentive_due(facts, scheme, day)
        total += due.rupiah
        kinds = [payment.kind for payment in due.payments]
        facts = replace(
            facts,
            incentives_paid=facts.incentives_paid + kinds.count(PaymentKind.INCENTIVE),
            surveys_paid=facts.surveys_paid + kinds.count(PaymentKind.SURVEY),
        )
        if day.year > 2200:
            break
    answered = min(answers, scheme.survey_count)
    assert total == scheme.incentive_total_rupiah + answered * scheme.survey_rupiah
