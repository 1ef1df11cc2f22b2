"""Amounts as people type them."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.codes.rupiah import (
    CEILING,
    RupiahError,
    Wage,
    format_rupiah,
    parse_rupiah,
    parse_wage,
    short_rupiah,
)

amounts = st.integers(0, CEILING)
wages = st.integers(1_000, 1_000_000_000)


@given(amounts, st.sampled_from(["{}", "{},-", " {} ", "{},00"]))
def test_formatted_amounts_read_back(amount: int, form: str) -> None:
    assert parse_rupiah(form.format(format_rupiah(amount))) == amount


@given(amounts)
def test_plain_digits_read_back(amount: int) -> None:
    assert parse_rupiah(str(amount)) == amount


@given(amounts)
def test_short_form_stays_within_5_percent(amount: int) -> None:
    assert abs(parse_rupiah(short_rupiah(amount)) - amount) <= amount * 0.05


@given(wages, wages, st.sampled_from([" - ", "-", " – ", " s/d ", " sampai ", " hingga "]))
def test_ranges_read_back(first: int, second: int, between: str) -> None:
    low, high = sorted((first, second))
    assert parse_wage(f"{format_rupiah(low)}{between}{format_rupiah(high)}") == Wage(low, high)


@given(st.text())
def test_any_text_is_read_or_explained(text: str) -> None:
    # Nothing but RupiahError may come out, whatever is typed.
    for read in (parse_rupiah, parse_wage):
        with contextlib.suppress(RupiahError):
            read(text)


def test_forms() -> None:
    assert format_rupiah(3_500_000) == "Rp3.500.000"
    assert short_rupiah(3_500_000) == "Rp3,5 jt"
    assert short_rupiah(999_999) == "Rp1 jt"


@pytest.mark.parametrize(
    ("text", "wage"),
    [
        ("3,5 jt", Wage(3_500_000, 3_500_000)),
        ("Rp3,5 jt", Wage(3_500_000, 3_500_000)),
        ("3.5 juta", Wage(3_500_000, 3_500_000)),
        ("Rp 3.500.000,-", Wage(3_500_000, 3_500_000)),
        ("3500000", Wage(3_500_000, 3_500_000)),
        ("2-3 juta", Wage(2_000_000, 3_000_000)),
        ("2,5 s/d 3 jt", Wage(2_500_000, 3_000_000)),
        ("Rp2.500.000 - Rp3.000.000", Wage(2_500_000, 3_000_000)),
        ("3.500.000,- s.d. 4.000.000,-", Wage(3_500_000, 4_000_000)),
        ("1.500.000-2 juta", Wage(1_500_000, 2_000_000)),
        ("500 ribu - 1 juta", Wage(500_000, 1_000_000)),
        ("100rb/hari", Wage(100_000, 100_000, "day")),
        ("Rp 4.000.000,- / bulan", Wage(4_000_000, 4_000_000, "month")),
        ("1,5 juta sebulan", Wage(1_500_000, 1_500_000, "month")),
        ("2jt - 3jt/bln", Wage(2_000_000, 3_000_000, "month")),
        ("sekitar 2jt-an per bulan", Wage(2_000_000, 2_000_000, "month", True)),
        ("sejuta setengah", Wage(1_500_000, 1_500_000)),
    ],
)
def test_wages_as_typed(text: str, wage: Wage) -> None:
    assert parse_wage(text) == wage


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("nego", "not_an_amount"),
        ("UMR", "not_an_amount"),
        ("1e12", "not_an_amount"),
        ("1-2-3 juta", "not_an_amount"),
        ("-3 juta", "negative"),
        ("Rp -3.000.000", "negative"),
        ("3,5", "not_whole"),
        ("35", "too_small"),
        ("900-1 juta", "unclear_range"),
        ("4 juta - 3 juta", "unclear_range"),
        ("3500 juta", "too_large"),
        ("9" * 70, "too_large"),
        ("9" * 100, "too_long"),
    ],
)
def test_wage_failures(text: str, code: str) -> None:
    with pytest.raises(RupiahError) as caught:
        parse_wage(text)
    assert caught.value.code == code


def test_ceiling_is_the_callers() -> None:
    assert parse_rupiah("5 juta", ceiling=5_000_000) == 5_000_000
    with pytest.raises(RupiahError) as caught:
        parse_rupiah("5.000.001", ceiling=5_000_000)
    assert "Rp5.000.000" in caught.value.message_id
