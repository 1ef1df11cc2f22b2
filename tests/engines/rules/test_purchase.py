"""What may be bought from a balance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.rules import (
    NORMAL_2023,
    PLAN_2021,
    SEMI_BANSOS_2020,
    PurchaseFacts,
    SchemeParameters,
    counts_as_online,
    first_training_deadline,
    may_publish_online,
    may_purchase,
)

DECREE = date(2021, 6, 1)
WELDING = PurchaseFacts(
    price_rupiah=900_000,
    balance_rupiah=1_000_000,
    decree_date=DECREE,
    online_minutes=0,
    offline_minutes=2400,
    occupation_code="7212",
)


def codes(facts: PurchaseFacts, scheme: SchemeParameters = SEMI_BANSOS_2020, day: date = DECREE) -> list[str]:
    return [reason.code for reason in may_purchase(facts, scheme, day).reasons]


def test_a_first_training_in_time() -> None:
    assert may_purchase(WELDING, SEMI_BANSOS_2020, DECREE).allowed


def test_the_deadline_day_itself_counts() -> None:
    last = first_training_deadline(DECREE, SEMI_BANSOS_2020)
    assert last == date(2021, 7, 1)
    assert codes(WELDING, day=last) == []
    assert codes(WELDING, day=date(2021, 7, 2)) == ["FIRST_TRAINING_LATE"]
    assert first_training_deadline(date(2023, 6, 1), NORMAL_2023) == date(2023, 6, 16)


def test_price_above_the_balance() -> None:
    decision = may_purchase(replace(WELDING, price_rupiah=1_250_000), SEMI_BANSOS_2020, DECREE)
    assert [reason.code for reason in decision.reasons] == ["BALANCE_TOO_SMALL"]
    assert "kurang Rp250.000" in decision.reasons[0].text_id


def test_the_next_training_waits_for_the_last() -> None:
    second = replace(WELDING, trainings_bought=1)
    assert codes(second) == ["PREVIOUS_NOT_FINISHED"]
    assert codes(replace(second, previous_finished=True)) == ["PREVIOUS_NOT_REVIEWED"]
    assert codes(replace(second, previous_finished=True, previous_reviewed=True), day=date(2021, 10, 1)) == []


def test_year_end() -> None:
    bought = replace(WELDING, trainings_bought=1, previous_finished=True, previous_reviewed=True)
    assert codes(bought, day=date(2021, 12, 15)) == []
    assert codes(bought, day=date(2021, 12, 16)) == ["YEAR_CLOSED"]


def test_ended_membership_says_so() -> None:
    assert codes(replace(WELDING, membership_ended=True)) == ["MEMBERSHIP_ENDED"]


def test_online_only_for_technology() -> None:
    online = replace(WELDING, online_minutes=1500, offline_minutes=0)
    assert codes(online, PLAN_2021) == ["ONLINE_NOT_ALLOWED"]
    assert codes(replace(online, occupation_code="2512"), PLAN_2021) == []
    assert codes(online, SEMI_BANSOS_2020) == []
    assert codes(online, PLAN_2021, date(2021, 3, 31)) == []  # the rule starts on 1 April 2021


def test_half_online_is_offline() -> None:
    assert not counts_as_online(600, 600, PLAN_2021)
    assert counts_as_online(601, 600, PLAN_2021)
    with pytest.raises(ValueError, match="duration"):
        counts_as_online(0, 0, PLAN_2021)


def test_publication_only_if_no_open_scheme_allows_it() -> None:
    day = date(2021, 6, 1)
    assert not may_publish_online("7212", None, [PLAN_2021], day)
    assert may_publish_online("7212", None, [PLAN_2021, SEMI_BANSOS_2020], day)
    assert may_publish_online("3511", None, [PLAN_2021], day)
    assert may_publish_online("7212", None, [], day)


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.sampled_from([SEMI_BANSOS_2020, PLAN_2021]))
def test_nothing_is_allowed_above_the_balance(price: int, balance: int, scheme: SchemeParameters) -> None:
    facts = replace(WELDING, price_rupiah=price, balance_rupiah=balance)
    assert may_purchase(facts, scheme, DECREE).allowed == (price <= balance)


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_an_online_non_technology_training_is_never_bought_from_a_forbidding_scheme(online: int, offline: int) -> None:
    facts = replace(WELDING, online_minutes=online, offline_minutes=offline)
    decision = may_purchase(facts, PLAN_2021, DECREE)
    assert decision.allowed == (not decision.is_online) == (online <= offline)


def test_impossible_amounts_are_faults() -> None:
    with pytest.raises(ValueError, match="negative"):
        may_purchase(replace(WELDING, balance_rupiah=-1), SEMI_BANSOS_2020, DECREE)
