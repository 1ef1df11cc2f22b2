"""The skills vocabulary is complete and consistent: skills, synonyms, skills of occupations."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files

import pytest

KINDS = {"technical", "knowledge", "tool", "language", "basic"}
KINDS_WITHOUT_OCCUPATION = {"language", "basic"}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
WELDING = "7212"
TEXTILE_CRAFT = "7318"  # batik stands in no official title; this is its unit group

Row = dict[str, str]


def read(name: str, header: list[str]) -> list[Row]:
    path = files("peluang.engines.codes") / "data" / name
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        assert reader.fieldnames == header
        return list(reader)


@pytest.fixture(scope="module")
def skills() -> list[Row]:
    return read("skills.csv", ["code", "name_id", "name_en", "kind"])


@pytest.fixture(scope="module")
def synonyms() -> list[Row]:
    return read("skill_synonyms.csv", ["code", "language", "text"])


@pytest.fixture(scope="module")
def occupation_skills() -> list[Row]:
    return read("occupation_skills.csv", ["occupation", "skill", "essential"])


@pytest.fixture(scope="module")
def by_occupation(occupation_skills: list[Row]) -> dict[str, dict[str, str]]:
    units: dict[str, dict[str, str]] = defaultdict(dict)
    for row in occupation_skills:
        units[row["occupation"]][row["skill"]] = row["essential"]
    return units


def texts(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        yield from row.values()


def test_there_are_enough_of_each(
    skills: list[Row], synonyms: list[Row], by_occupation: dict[str, dict[str, str]]
) -> None:
    assert len(skills) >= 700
    assert len(synonyms) >= 1500
    assert len(by_occupation) >= 60


def test_no_cell_is_empty_or_padded(skills: list[Row], synonyms: list[Row], occupation_skills: list[Row]) -> None:
    for rows in (skills, synonyms, occupation_skills):
        assert [text for text in texts(rows) if not text or text != text.strip()] == []


@pytest.mark.parametrize("column", ["code", "name_id", "name_en"])
def test_codes_and_names_are_unique(skills: list[Row], column: str) -> None:
    values = [row[column].lower() for row in skills]
    assert len(set(values)) == len(values)


def test_codes_are_slugs(skills: list[Row]) -> None:
    codes = [row["code"] for row in skills]
    assert [code for code in codes if not SLUG.fullmatch(code) or len(code) > 60] == []


def test_kinds_are_known(skills: list[Row]) -> None:
    assert {row["kind"] for row in skills} == KINDS


def test_synonyms_point_to_skills(skills: list[Row], synonyms: list[Row]) -> None:
    assert {row["code"] for row in synonyms} <= {row["code"] for row in skills}


def test_a_synonym_is_lower_case_and_means_one_skill(synonyms: list[Row]) -> None:
    assert {row["language"] for row in synonyms} == {"id", "en"}
    assert [row["text"] for row in synonyms if row["text"] != row["text"].lower()] == []
    keys = [(row["language"], row["text"]) for row in synonyms]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_synonym_repeats_no_name(skills: list[Row], synonyms: list[Row], language: str) -> None:
    names = {row[f"name_{language}"].lower() for row in skills}
    assert [row["text"] for row in synonyms if row["language"] == language and row["text"] in names] == []


def test_occupations_are_unit_groups(by_occupation: dict[str, dict[str, str]]) -> None:
    assert [unit for unit in by_occupation if not re.fullmatch(r"[1-9][0-9]{3}", unit)] == []


def test_a_skill_stands_once_in_an_occupation(occupation_skills: list[Row]) -> None:
    pairs = [(row["occupation"], row["skill"]) for row in occupation_skills]
    assert len(set(pairs)) == len(pairs)


def test_occupations_point_to_skills(skills: list[Row], occupation_skills: list[Row]) -> None:
    assert {row["skill"] for row in occupation_skills} <= {row["code"] for row in skills}


def test_each_occupation_has_enough_skills(by_occupation: dict[str, dict[str, str]]) -> None:
    assert {mark for unit in by_occupation.values() for mark in unit.values()} == {"0", "1"}
    sizes = {unit: len(wanted) for unit, wanted in by_occupation.items()}
    assert {unit: size for unit, size in sizes.items() if not 6 <= size <= 20} == {}
    essential = {unit: list(wanted.values()).count("1") for unit, wanted in by_occupation.items()}
    assert {unit: count for unit, count in essential.items() if count < 3} == {}


def test_each_skill_of_a_trade_has_an_occupation(skills: list[Row], occupation_skills: list[Row]) -> None:
    of_a_trade = {row["code"] for row in skills if row["kind"] not in KINDS_WITHOUT_OCCUPATION}
    assert of_a_trade - {row["skill"] for row in occupation_skills} == set()


@pytest.mark.parametrize("unit", [WELDING, TEXTILE_CRAFT])
def test_welding_and_batik_are_covered(by_occupation: dict[str, dict[str, str]], unit: str) -> None:
    assert len(by_occupation[unit]) >= 12


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("id", "ngelas", "las-smaw"),
        ("id", "las listrik", "las-smaw"),
        ("id", "smaw 3g", "las-smaw-posisi-3g"),
        ("id", "canting", "mencanting"),
        ("id", "mbatik", "mencanting"),
        ("id", "ngecap", "batik-cap"),
        ("id", "nglorod", "pelorodan-batik"),
        ("id", "ms excel", "aplikasi-lembar-sebar"),
        ("id", "ngoding", "dasar-pemrograman"),
        ("id", "copywriting", "menulis-naskah-iklan"),
        ("en", "stick welding", "las-smaw"),
    ],
)
def test_everyday_words_lead_to_the_skill(synonyms: list[Row], language: str, text: str, code: str) -> None:
    assert {"code": code, "language": language, "text": text} in synonyms
