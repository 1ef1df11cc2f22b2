"""Checks of the two occupation files shipped with the codes engine."""

import csv
import re
from collections import Counter
from importlib.resources import files

import pytest

DATA = files("peluang.engines.codes") / "data"
GROUPS_PER_LEVEL = {1: 10, 2: 43, 3: 130, 4: 436}
TITLE_COLUMNS = ("title_id", "title_en")
SYNONYM_TEXT = re.compile(r"[a-z0-9.][a-z0-9 &/'.+#-]*")


def read(name: str, header: list[str]) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == header
        rows = list(reader)
    assert all(None not in row and None not in row.values() for row in rows)
    return rows


@pytest.fixture(scope="module")
def occupations() -> list[dict[str, str]]:
    return read("occupations.csv", ["code", "title_id", "title_en"])


@pytest.fixture(scope="module")
def synonyms() -> list[dict[str, str]]:
    return read("occupation_synonyms.csv", ["code", "language", "text"])


def has_clean_spacing(text: str) -> bool:
    return text == " ".join(text.split()) and text.isprintable()


def test_every_level_is_complete(occupations):
    assert Counter(len(row["code"]) for row in occupations) == GROUPS_PER_LEVEL


def test_codes_are_distinct_digits_in_tree_order(occupations):
    codes = [row["code"] for row in occupations]
    assert all(re.fullmatch(r"[0-9]{1,4}", code) for code in codes)
    assert len(set(codes)) == len(codes)
    assert codes == sorted(codes)


def test_every_parent_and_every_child_exists(occupations):
    codes = {row["code"] for row in occupations}
    parents = {code[:-1] for code in codes if len(code) > 1}
    assert parents == {code for code in codes if len(code) < 4}


@pytest.mark.parametrize("column", TITLE_COLUMNS)
def test_titles_are_well_formed(occupations, column):
    for row in occupations:
        title = row[column]
        assert title, row
        assert title[0].isupper(), row
        assert has_clean_spacing(title), row
        assert not title.endswith((".", ",")), row


@pytest.mark.parametrize("column", TITLE_COLUMNS)
@pytest.mark.parametrize("level", GROUPS_PER_LEVEL)
def test_no_title_is_repeated_inside_a_level(occupations, level, column):
    titles = Counter(row[column].casefold() for row in occupations if len(row["code"]) == level)
    assert [title for title, count in titles.items() if count > 1] == []


def test_known_units_have_their_titles(occupations):
    titles = {row["code"]: row["title_id"] for row in occupations}
    assert titles["7212"] == "Juru las dan pemotong logam"
    assert titles["7318"] == "Perajin tekstil, kulit, dan sejenisnya"


def test_synonyms_are_plenty(synonyms):
    assert len(synonyms) >= 1200
    assert len({row["code"] for row in synonyms}) >= 250
    assert {row["language"] for row in synonyms} == {"id", "en"}


def test_synonyms_belong_to_unit_groups(synonyms, occupations):
    units = {row["code"] for row in occupations if len(row["code"]) == 4}
    assert {row["code"] for row in synonyms} <= units


def test_synonyms_are_lower_case_and_clean(synonyms):
    for row in synonyms:
        assert SYNONYM_TEXT.fullmatch(row["text"]), row
        assert has_clean_spacing(row["text"]), row


def test_no_synonym_is_listed_twice(synonyms):
    listed = Counter((row["language"], row["text"]) for row in synonyms)
    assert [key for key, count in listed.items() if count > 1] == []


def test_a_synonym_means_one_unit_in_both_languages(synonyms):
    units: dict[str, set[str]] = {}
    for row in synonyms:
        units.setdefault(row["text"], set()).add(row["code"])
    assert {text: codes for text, codes in units.items() if len(codes) > 1} == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("staf admin", "4110"),
        ("kasir", "5230"),
        ("spg", "5242"),
        ("satpam", "5414"),
        ("kurir", "9621"),
        ("driver", "8322"),
        ("ojol", "8321"),
        ("barista", "5132"),
        ("tukang las", "7212"),
        ("welder", "7212"),
        ("pembatik", "7318"),
        ("hrd", "2423"),
        ("software engineer", "2512"),
        ("operator cnc", "7223"),
        ("art", "9111"),
        ("petani cabai", "6111"),
        ("teknisi ac", "7127"),
        ("perawat", "2221"),
    ],
)
def test_everyday_words_lead_to_their_unit(synonyms, text, code):
    assert {row["code"] for row in synonyms if row["text"] == text} == {code}
