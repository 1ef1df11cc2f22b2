"""Numbers, money and dates as people write them, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from peluang.doors.web.ui import formats

NB = "\u00a0"


@pytest.mark.parametrize(
    ("value", "lang", "expected"),
    [
        (3_500_000, "id", "Rp3.500.000"),
        (3_500_000, "en", "Rp3,500,000"),
        (0, "id", "Rp0"),
        (-50_000, "id", "−Rp50.000"),
    ],
)
def test_rupiah(value: int, lang: str, expected: str) -> None:
    assert formats.rupiah(value, lang) == expected


@pytest.mark.parametrize(
    ("value", "lang", "expected"),
    [
        (3_500_000, "id", f"Rp3,5{NB}jt"),
        (3_500_000, "en", "Rp3.5m"),
        (2_000_000, "id", f"Rp2{NB}jt"),
        (999_950, "id", f"Rp1{NB}jt"),
        (50_000, "id", f"Rp50{NB}rb"),
        (125_930_000_000, "id", f"Rp125,93{NB}miliar"),
        (20_000_000_000_000, "en", "Rp20tn"),
        (750, "id", "Rp750"),
    ],
)
def test_rupiah_short(value: int, lang: str, expected: str) -> None:
    assert formats.rupiah_short(value, lang) == expected


def test_a_range_writes_its_unit_once() -> None:
    assert formats.range_rupiah(2_900_000, 3_400_000, "id") == f"Rp2,9–3,4{NB}jt"
    assert formats.range_rupiah(900_000, 1_200_000, "id") == f"Rp900{NB}rb–Rp1,2{NB}jt"
    assert formats.range_rupiah(3_000_000, 3_000_000, "en") == "Rp3m"


def test_numbers_round_half_up_and_keep_their_decimals() -> None:
    assert formats.number_id(1534, lang="id") == "1.534"
    assert formats.number_id(2.5, lang="id") == "3"
    assert formats.number_id(0.125, 2, "id") == "0,13"
    assert formats.number_id(-1534.5, 1, "en") == "−1,534.5"


def test_percent_and_distance() -> None:
    assert formats.percent(0.714, lang="id") == "71%"
    assert formats.percent(0.714, 1, "id") == "71,4%"
    assert formats.km(4.24, "id") == f"4,2{NB}km"
    assert formats.km(31.4, "id") == f"31{NB}km"
    assert formats.km(0.847, "id") == f"850{NB}m"


def test_counts_need_no_plural_in_indonesian() -> None:
    assert formats.counted(4812, "lowongan", "vacancy", lang="id") == f"4.812{NB}lowongan"
    assert formats.counted(1, "lowongan", "vacancy", lang="en") == f"1{NB}vacancy"
    assert formats.counted(2, "lowongan", "vacancy", lang="en") == f"2{NB}vacancies"
    assert formats.counted(2, "orang", "person", "people", lang="en") == f"2{NB}people"


def test_dates() -> None:
    day = date(2026, 4, 12)
    assert formats.date_id(day, "id") == f"12{NB}Apr{NB}2026"
    assert formats.date_id(date(2026, 5, 4), "id", weekday=True) == f"Senin, 4{NB}Mei{NB}2026"
    assert formats.date_short(date(2026, 8, 17), "en") == f"17{NB}Aug"


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Asia/Jakarta", f"12{NB}Apr{NB}2026 23.30{NB}WIB"),
        ("Asia/Makassar", f"13{NB}Apr{NB}2026 00.30{NB}WITA"),
        ("Asia/Jayapura", f"13{NB}Apr{NB}2026 01.30{NB}WIT"),
    ],
)
def test_a_moment_in_three_zones(zone: str, expected: str) -> None:
    assert formats.datetime_id(datetime(2026, 4, 12, 16, 30, tzinfo=UTC), zone, "id") == expected


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        formats.datetime_id(datetime(2026, 4, 12, 16, 30))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "indonesian", "english"),
    [
        (12, "hari ini", "today"),
        (13, "besok", "tomorrow"),
        (14, "lusa", "in 2 days"),
        (11, "kemarin", "yesterday"),
        (15, "3 hari lagi", "in 3 days"),
        (7, "5 hari lalu", "5 days ago"),
    ],
)
def test_relative_days(day: int, indonesian: str, english: str) -> None:
    today = date(2026, 4, 12)
    assert formats.relative_day(date(2026, 4, day), today, "id") == indonesian
    assert formats.relative_day(date(2026, 4, day), today, "en") == english


def test_far_days_are_dates() -> None:
    assert formats.relative_day(date(2026, 7, 1), date(2026, 4, 12), "id") == f"1{NB}Jul{NB}2026"
