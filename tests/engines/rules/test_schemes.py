"""Schemes as dated data."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from peluang.engines.rules import (
    NORMAL_2023,
    PLAN_2021,
    SCHEMES,
    SEMI_BANSOS_2020,
    SchemeError,
    extended,
    from_json,
    scheme_in_force,
    to_json,
)


def test_amounts_of_the_report() -> None:
    assert SEMI_BANSOS_2020.training_rupiah == 1_000_000
    assert SEMI_BANSOS_2020.incentive_total_rupiah == 2_400_000
    assert SEMI_BANSOS_2020.survey_total_rupiah == 150_000
    assert (PLAN_2021.training_rupiah, PLAN_2021.incentive_total_rupiah) == (5_000_000, 500_000)
    assert NORMAL_2023.ceiling_rupiah == 3_500_000 + 600_000 + 2 * 50_000
    assert (NORMAL_2023.first_training_days, NORMAL_2023.age_max) == (15, 64)


@pytest.mark.parametrize("code", sorted(SCHEMES))
def test_json_there_and_back(code: str) -> None:
    assert from_json(to_json(SCHEMES[code])) == SCHEMES[code]


def test_every_fault_is_named_at_once() -> None:
    data = to_json(NORMAL_2023) | {"training_rupiah": "3.5 juta", "valid_from": "1/1/2023", "colour": "red"}
    del data["survey_count"]
    with pytest.raises(SchemeError) as caught:
        from_json(data)
    assert caught.value.problems == [
        "There is no field called colour.",
        "survey_count is missing.",
        "training_rupiah must be a whole number.",
        'valid_from must be a date such as "2023-01-01".',
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("training_rupiah", -1),
        ("training_rupiah", True),
        ("online_share_percent", 101),
        ("age_max", 17),
        ("valid_until", "2020-01-01"),
        ("year_end_day", "15-12"),
        ("social_aid_excluded", 1),
        ("code", " "),
        ("family_limit", 0),
    ],
)
def test_values_that_cannot_be(field: str, value: object) -> None:
    with pytest.raises(SchemeError):
        from_json(to_json(NORMAL_2023) | {field: value})


def test_the_scheme_of_a_day() -> None:
    assert scheme_in_force(date(2020, 4, 10)) is None
    assert scheme_in_force(date(2020, 4, 11)) is SEMI_BANSOS_2020
    # 31 December 17:00 UTC is already the new year in Jakarta.
    assert scheme_in_force(datetime(2022, 12, 31, 17, tzinfo=UTC)) is NORMAL_2023
    with pytest.raises(ValueError, match="zone"):
        scheme_in_force(datetime(2022, 12, 31, 17))  # noqa: DTZ001 - what must be refused


def test_a_plan_is_never_in_force() -> None:
    assert not PLAN_2021.in_force(date(2021, 6, 1))


def test_extension_keeps_everything_else() -> None:
    longer = extended(
        SEMI_BANSOS_2020, until=date(2023, 3, 31), decision="Keputusan 5", decision_date=date(2022, 12, 1)
    )
    assert longer.valid_until == date(2023, 3, 31)
    assert longer.ceiling_rupiah == SEMI_BANSOS_2020.ceiling_rupiah
    with pytest.raises(SchemeError):
        extended(longer, until=date(2022, 1, 1), decision="x", decision_date=date(2022, 1, 1))
