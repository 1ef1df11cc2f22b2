"""KBLI with its version, SKKNI unit codes in their three forms, KKNI levels, technology lists."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.codes.kbli import BATIK, KBLI_VERSIONS, KbliError, parse_kbli, section_of
from peluang.engines.codes.skkni import SkkniError, parse_kkni_level, parse_skkni
from peluang.engines.codes.technology import TECHNOLOGY_LISTS, is_technology, technology_list

KBLI_2025 = Path(__file__).resolve().parents[3].parent / "shared/data/kbji/kbli2025_titles.csv"


def test_batik_has_another_code_in_each_version() -> None:
    for version in KBLI_VERSIONS:
        assert parse_kbli(BATIK[version], version=version).section == "C"
    assert parse_kbli("13134", version="2020") != parse_kbli("13134", version="2025")
    assert str(parse_kbli("13133", version="2025")) == "KBLI 2025 13133"


def test_sections_move_between_versions() -> None:
    assert parse_kbli("62019", version="2020").section == "J"
    assert parse_kbli("62199", version="2025").section == "K"
    assert section_of("2020", "45") == "G"
    assert section_of("2025", "45") is None
    assert section_of("2025", "4") is None


@pytest.mark.parametrize(
    ("text", "version", "code"),
    [
        ("13134", "", "unknown_version"),
        ("13134", "2015", "unknown_version"),
        ("", "2020", "empty"),
        ("1313", "2020", "not_5_digits"),
        ("1313a", "2020", "letters"),
        ("45101", "2025", "unknown_division"),
        ("04111", "2020", "unknown_division"),
    ],
)
def test_kbli_failures(text: str, version: str, code: str) -> None:
    with pytest.raises(KbliError) as caught:
        parse_kbli(text, version=version)
    assert caught.value.code == code


def test_official_codes_of_2025_are_read() -> None:
    if not KBLI_2025.exists():
        pytest.skip(f"{KBLI_2025} is absent: official KBLI 2025 codes are not tried in this run")
    with KBLI_2025.open(encoding="utf-8") as file:
        codes = [row["code"] for row in csv.DictReader(file)]
    # Three lines are scraps of the source document; a few carry codes of divisions that 2025 gave up.
    official = [code for code in codes if len(code) == 5 and code.isdigit() and code[:2] != "45"]
    assert len(official) > 1500
    assert all(parse_kbli(code, version="2025").code == code for code in official)


@pytest.mark.parametrize(
    ("text", "form", "section", "field", "unit", "version"),
    [
        ("C.24LAS01.001.1", "field", "C", "24LAS01", "001", 1),
        ("J.620100.004.02", "kbli", "J", "620100", "004", 2),
        ("M.74100.001.02", "kbli", "M", "74100", "001", 2),
        ("LOG.OO05.001.01", "sector", "LOG", "OO05", "001", 1),
        (" j.620100.004.02 ", "kbli", "J", "620100", "004", 2),
        ("J 620100.004.02".replace(" ", "-"), "kbli", "J", "620100", "004", 2),
        ("C. 24LAS01 . 001 . 1", "field", "C", "24LAS01", "001", 1),
    ],
)
def test_unit_codes(text: str, form: str, section: str, field: str, unit: str, version: int) -> None:
    read = parse_skkni(text)
    assert (read.form, read.section, read.field, read.unit, read.version) == (
        form,
        section,
        field,
        unit,
        version,
    )
    assert read.warnings == ()


@given(
    st.sampled_from("CJMN"),
    st.integers(10, 99),
    st.from_regex("[A-Z]{3}[0-9]{2}|[0-9]{3,4}", fullmatch=True),
    st.integers(1, 999),
    st.integers(1, 99),
)
def test_unit_codes_read_back(section: str, division: int, rest: str, unit: int, version: int) -> None:
    text = f"{section}.{division}{rest}.{unit:03d}.{version:02d}"
    read = parse_skkni(text)
    assert (read.code, read.division, int(read.unit), read.version) == (text, str(division), unit, version)


def test_a_letter_of_another_section_is_a_warning() -> None:
    assert [each.code for each in parse_skkni("C.620100.004.02").warnings] == ["section_mismatch"]
    assert parse_skkni("K.621100.004.02").warnings == (), "the letter of KBLI 2025"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("620100.004.02", "no_section"),
        ("las", "wrong_parts"),
        ("J.620100.004", "wrong_parts"),
        ("J.62X.004.02", "wrong_field"),
        ("J.620100.4.02", "wrong_unit"),
        ("J.620100.004.x", "wrong_version"),
        ("J.٦٢٠١٠٠.004.02", "wrong_field"),
    ],
)
def test_skkni_failures_name_the_part(text: str, code: str) -> None:
    with pytest.raises(SkkniError) as caught:
        parse_skkni(text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "level"), [("3", 3), (9, 9), ("Level 4", 4), ("jenjang III", 3), ("KKNI Level: II", 2)]
)
def test_kkni_levels(text: str | int, level: int) -> None:
    assert parse_kkni_level(text) == level


@pytest.mark.parametrize("text", ["0", "10", "", "tinggi", 0, "-1"])
def test_kkni_levels_are_1_to_9(text: str | int) -> None:
    with pytest.raises(SkkniError):
        parse_kkni_level(text)


def test_technology_lists_follow_one_another() -> None:
    starts = [each.valid_from for each in TECHNOLOGY_LISTS]
    assert starts == sorted(set(starts))
    assert technology_list(date(2025, 12, 31)).version == "2020-1"
    assert technology_list(date(2026, 1, 1)).version == "2026-1"
    with pytest.raises(LookupError):
        technology_list(date(2019, 1, 1))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("2512", True),
        ("251201", True),
        ("3511", True),
        ("2166", True),
        ("7422", True),
        ("2", False),
        ("7212", False),
    ],
)
def test_technology_occupations(code: str, expected: bool) -> None:
    assert is_technology(code) is is_technology(code, date(2024, 5, 1)) is expected


def test_technology_industries_keep_their_version() -> None:
    software = parse_kbli("62199", version="2025")
    assert is_technology(software)
    assert not is_technology(software, date(2024, 1, 1)), "KBLI 2025 did not exist yet"
    assert is_technology(parse_kbli("62019", version="2020"), date(2024, 1, 1))
    assert not is_technology(parse_kbli("13134", version="2020"))
