"""Names as found in real vacancies and spreadsheets."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.codes.regions import (
    Ambiguous,
    Found,
    NotFound,
    Regency,
    find_regency,
    province,
    regencies,
    regency,
)

VACANCIES = Path(__file__).resolve().parents[3].parent / "shared/data/vacancies/national-internships.csv"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("KOTA ADM. JAKARTA SELATAN", "31.74"),
        ("Jakarta Selatan", "31.74"),
        ("Kab. Jepara", "33.20"),
        ("jepara", "33.20"),
        ("Kab.Jepara", "33.20"),
        ("KABUPATEN  JEPARA ", "33.20"),
        ("Jepara, Jawa Tengah", "33.20"),
        ("Kabupaten Administrasi Kepulauan Seribu", "31.01"),
        ("Kab. Adm. Kep. Seribu", "31.01"),
        ("Labuhan Batu", "12.10"),
        ("Labuhanbatu", "12.10"),
        ("Kab. Bandung", "32.04"),
        ("Kota Bandung", "32.73"),
        ("Bandung, Kota", "32.73"),
        ("Bogor (Kab.)", "32.01"),
        ("Kotamadya Bogor", "32.71"),
        ("Kota Baru", "63.02"),
        ("Kota Mobagu", "71.74"),
        ("Banjar, Kalimantan Selatan", "63.03"),
        ("Kota Banjar, Jabar", "32.79"),
        ("Solo", "33.72"),
        ("Tangsel", "36.74"),
        ("Toba Samosir", "12.12"),
        ("Padang Sidempuan", "12.77"),
        ("Bau-Bau", "74.72"),
        ("Fakfak", "92.03"),
        ("Siau Tagulandang Biaro", "71.09"),
        ("Cikarang", "32.16"),
    ],
)
def test_names_are_found(text: str, code: str) -> None:
    found = find_regency(text)
    assert isinstance(found, Found), found
    assert found.code == code
    assert found.explanation.id
    assert found.explanation.en


def test_a_name_shared_by_kabupaten_and_kota_is_not_guessed() -> None:
    found = find_regency("Bandung")
    assert isinstance(found, Ambiguous)
    assert found.code is None
    assert found.candidates == ("32.04", "32.73")
    assert "Kabupaten Bandung, Kota Bandung" in found.explanation.id


def test_jakarta_means_six_places() -> None:
    assert len(find_regency("Jakarta").candidates) == len(find_regency("DKI Jakarta").candidates) == 6


def test_wrong_kind_is_said() -> None:
    found = find_regency("Kota Jepara")
    assert found.code == "33.20"
    assert "Tidak ada kota" in found.explanation.id


def test_wrong_province_is_not_accepted() -> None:
    found = find_regency("Jepara, Jawa Timur")
    assert isinstance(found, NotFound)
    assert found.candidates == ("33.20",)
    assert "Jawa Tengah" in found.explanation.id


@pytest.mark.parametrize("text", ["Jawa Tengah", "Provinsi Papua"])
def test_province_names_are_explained(text: str) -> None:
    assert isinstance(find_regency(text), NotFound)
    assert find_regency("Jawa Tengah").explanation.en.startswith("This is the name of a province")


def test_misspelt_names_are_found_when_only_one_is_like_them() -> None:
    found = find_regency("Kab. Lima Puluh Koto")
    assert found.code == "13.07"
    assert "Ejaannya" in found.explanation.id
    assert isinstance(find_regency("Solor"), NotFound)


@pytest.mark.parametrize("text", ["", "   ", "Kuala Lumpur", "remote", "...", "x" * 5000])
def test_nonsense_is_not_found(text: str) -> None:
    assert isinstance(find_regency(text), NotFound)


@given(st.sampled_from(regencies()), st.sampled_from(["{}", "{}, {}", "{} ({})"]), st.booleans())
def test_every_official_name_finds_itself(place: Regency, form: str, upper: bool) -> None:
    text = form.format(place.name, province(place.province).name)
    assert find_regency(text.upper() if upper else text).code == place.code


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    answer = find_regency(text)
    assert answer.code is None or regency(answer.code)


def test_names_in_real_vacancies() -> None:
    if not VACANCIES.exists():
        pytest.skip(f"{VACANCIES} is absent: names in real vacancies are not tried in this run")
    with VACANCIES.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["regency_code_kemendagri"]]
    assert len(rows) > 800
    wrong = {
        (row["regency"], found.code)
        for row in rows
        if (found := find_regency(row["regency"])).code != regency(row["regency_code_kemendagri"]).code
    }
    assert wrong == set()
