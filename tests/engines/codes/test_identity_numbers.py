"""NIK, KK, NPWP and NIB: round trips over valid numbers, and one plain reason per failure."""

from __future__ import annotations

import contextlib
from datetime import date

import lokal
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.codes.explain import CodeError
from peluang.engines.codes.kk import Kk, KkError, parse_kk
from peluang.engines.codes.nib import NibError, parse_nib
from peluang.engines.codes.nik import NikError, Sex, compose_nik, mask, matches, parse_nik
from peluang.engines.codes.npwp import NpwpError, parse_npwp
from peluang.engines.codes.regions import RegionError, districts, regencies

TODAY = date(2026, 11, 24)
JEPARA_WOMAN = "3320015708950003"

any_district = st.sampled_from([each.code for each in districts()])
birth_dates = st.dates(date(1927, 1, 1), TODAY)
sexes = st.sampled_from(Sex)
serials = st.integers(1, 9999)
separators = st.sampled_from(["", " ", ".", "-", "\u00a0", "\u2013"])


@given(any_district, birth_dates, sexes, serials)
def test_a_composed_nik_reads_back(area: str, born: date, sex: Sex, serial: int) -> None:
    nik = parse_nik(compose_nik(area, born, sex, serial), today=TODAY)
    assert (nik.birth_date, nik.sex, int(nik.serial), nik.regency) == (born, sex, serial, area[:5])
    assert nik.prefix == area.replace(".", "")
    assert nik.warnings == ()
    assert matches(nik, born, sex) == []


@given(any_district, birth_dates, serials)
def test_women_add_40_to_the_day(area: str, born: date, serial: int) -> None:
    man, woman = (compose_nik(area, born, sex, serial) for sex in (Sex.MALE, Sex.FEMALE))
    assert int(woman[6:8]) - int(man[6:8]) == 40
    assert woman[:6] + woman[8:] == man[:6] + man[8:]


@given(any_district, birth_dates, sexes, serials, separators)
def test_separators_do_not_count(area: str, born: date, sex: Sex, serial: int, mark: str) -> None:
    digits = compose_nik(area, born, sex, serial)
    typed = mark.join([digits[:6], digits[6:12], digits[12:]])
    assert parse_nik(f" '{typed} ", today=TODAY).digits == digits


@given(st.from_regex("[0-9]{16}", fullmatch=True))
def test_what_is_valid_agrees_with_lokal(digits: str) -> None:
    try:
        parse_nik(digits, today=TODAY)
        ours = True
    except NikError as error:
        # A birth date after today is the one thing lokal lets through.
        ours = error.code == "future_date"
    theirs = lokal.parse_nik(digits, reference_date=TODAY)
    assert ours == theirs.valid or (not ours and digits[12:] == "0000")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" - ", "empty"),
        ("332001570895000", "not_16_digits"),
        ("33200157089500031", "not_16_digits"),
        ("33200157O8950003", "letters"),
        ("٣٣٢٠٠١٥٧٠٨٩٥٠٠٠٣", "letters"),
        ("3,32002E+15", "spreadsheet_number"),
        ("3.32002e15", "spreadsheet_number"),
        ("0020015708950003", "unknown_province"),
        ("9920015708950003", "unknown_province"),
        ("3300015708950003", "region_zero"),
        ("3320003008950003", "region_zero"),
        ("3320013002950003", "impossible_date"),
        ("3320010000950003", "impossible_date"),
        ("3320017208950003", "impossible_date"),
        ("3320014013950003", "impossible_date"),
        ("3320012902950003", "impossible_date"),
        ("3320012512260003", "future_date"),
        ("3320015708950000", "serial_zero"),
    ],
)
def test_each_failure_has_its_reason(text: str, code: str) -> None:
    with pytest.raises(NikError) as caught:
        parse_nik(text, today=TODAY)
    error = caught.value
    assert error.code == code
    assert "" != error.message_id != error.message_en != ""
    assert not text.strip(" -") or text not in str(error), "an error must not carry the number into a log"


def test_the_count_of_digits_is_told() -> None:
    with pytest.raises(NikError) as caught:
        parse_nik("33200157089500", today=TODAY)
    assert caught.value.message_id == "NIK harus 16 angka, yang diketik 14 angka."


def test_century_depends_on_today() -> None:
    assert parse_nik("3320010101260001", today=TODAY).birth_date == date(2026, 1, 1)
    assert parse_nik("3320010101260001", today=date(2025, 12, 31)).birth_date == date(1926, 1, 1)
    assert parse_nik("3320012902000001", today=TODAY).birth_date == date(2000, 2, 29)


def test_old_region_codes_are_tolerated_with_a_warning() -> None:
    merauke = parse_nik("9101011708950003", today=TODAY)
    assert (merauke.regency, [each.code for each in merauke.warnings]) == ("93.01", ["former_regency"])
    gone = parse_nik("3398011708950003", today=TODAY)
    assert (gone.regency, [each.code for each in gone.warnings]) == (None, ["unknown_region"])
    old_district = parse_nik("3320991708950003", today=TODAY)
    assert (old_district.regency, len(old_district.warnings)) == ("33.20", 1)


def test_mismatches_are_listed() -> None:
    nik = parse_nik(JEPARA_WOMAN, today=TODAY)
    assert matches(nik, date(1995, 8, 17), Sex.FEMALE) == []
    assert matches(nik, date(1895, 8, 17), Sex.FEMALE) == [], "the number has no century"
    assert matches(nik, date(1995, 8, 18), Sex.FEMALE) == ["birth_date"]
    assert matches(nik, date(1995, 8, 18), Sex.MALE) == ["birth_date", "sex"]


def test_mask_shows_four_and_two() -> None:
    assert mask(JEPARA_WOMAN) == "3320••••••••••03"
    assert mask("33.20.01 570895 0003") == "3320••••••••••03"
    assert mask("123456") == "••••••"
    assert mask("") == ""


@given(st.text())
def test_mask_never_shows_more_than_six(text: str) -> None:
    assert sum(character != "•" for character in mask(text.replace("•", ""))) <= 6


def test_numbers_stay_out_of_repr() -> None:
    assert "5708950" not in repr(parse_nik(JEPARA_WOMAN, today=TODAY))
    assert "1207190" not in repr(parse_kk("3320011207190004", today=TODAY))
    assert "5708950" not in repr(parse_npwp(JEPARA_WOMAN, today=TODAY))


def test_compose_refuses_what_cannot_be() -> None:
    with pytest.raises(ValueError):
        compose_nik("33.20.01", date(1995, 8, 17), Sex.MALE, 0)
    with pytest.raises(RegionError):
        compose_nik("33.20.99", date(1995, 8, 17), Sex.MALE, 1)


@given(any_district, st.dates(date(2000, 1, 1), TODAY), serials)
def test_kk_reads_back(area: str, issued: date, serial: int) -> None:
    kk = parse_kk(f"{area}.{issued:%d%m%y}.{serial:04d}", today=TODAY)
    assert (kk.regency, kk.issued_on, int(kk.serial)) == (area[:5], issued, serial)
    assert isinstance(kk, Kk)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("33200112071900", "not_16_digits"),
        ("332001120719000x", "letters"),
        ("9920011207190004", "unknown_province"),
        ("3320003207190004", "region_zero"),
        (JEPARA_WOMAN, "looks_like_nik"),
        ("3320013202190004", "impossible_date"),
        ("3320011708950003", "future_date"),
        ("3320011207190000", "serial_zero"),
    ],
)
def test_kk_failures(text: str, code: str) -> None:
    with pytest.raises(KkError) as caught:
        parse_kk(text, today=TODAY)
    assert caught.value.code == code


def test_npwp_of_both_lengths() -> None:
    old = parse_npwp("01.234.567.8-901.000", today=TODAY)
    assert (old.kind, old.npwp16, old.formatted15) == ("npwp15", "0012345678901000", "01.234.567.8-901.000")
    assert parse_npwp("0012345678901000", today=TODAY).formatted15 == old.formatted15
    citizen = parse_npwp(JEPARA_WOMAN, today=TODAY)
    assert citizen.kind == "nik"
    assert citizen.nik == parse_nik(JEPARA_WOMAN, today=TODAY)


@given(st.from_regex("[0-9]{15}", fullmatch=True).filter(lambda digits: digits.strip("0")))
def test_npwp_forms_are_one_number(digits: str) -> None:
    old = parse_npwp(digits, today=TODAY)
    assert parse_npwp(old.npwp16, today=TODAY).npwp16 == old.npwp16
    assert parse_npwp(old.formatted15 or "", today=TODAY) == old


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("123", "not_15_or_16_digits"),
        ("01.234.567.8-901.00x", "letters"),
        ("000000000000000", "zero"),
        ("3320013002950003", "not_a_nik"),
        ("1,2E+14", "spreadsheet_number"),
    ],
)
def test_npwp_failures(text: str, code: str) -> None:
    with pytest.raises(NpwpError) as caught:
        parse_npwp(text, today=TODAY)
    assert caught.value.code == code


def test_nib() -> None:
    assert parse_nib("9120 0012 34567").digits == "9120001234567"
    for text, code in [("", "empty"), ("912000123456", "not_13_digits"), ("91200012345x7", "letters")]:
        with pytest.raises(NibError) as caught:
            parse_nib(text)
        assert caught.value.code == code
    with pytest.raises(NibError):
        parse_nib("0" * 13)


@given(st.text())
def test_any_text_is_read_or_explained(text: str) -> None:
    # Nothing but CodeError may come out, whatever is typed.
    for read in (parse_nik, parse_kk, parse_npwp):
        with contextlib.suppress(CodeError):
            read(text, today=TODAY)


def test_every_regency_can_be_in_a_nik() -> None:
    for place in regencies():
        prefix = place.code.replace(".", "")
        assert parse_nik(f"{prefix}011708950003", today=TODAY).regency == place.code
