"""Skills in a text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peluang.engines.codes.tables import read_table
from peluang.engines.text import extract_skills


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kami mencari yang menguasai Adobe Photoshop.", "adobe-photoshop"),
        ("Bisa bahasa jepang dasar", "bahasa-jepang"),
        ("digital marketing", "pemasaran-digital"),
        ("UI/UX", "desain-antarmuka-dan-pengalaman-pengguna"),
    ],
)
def test_named_skills_are_found(text: str, code: str) -> None:
    assert code in [skill.code for skill in extract_skills(text)]


def test_every_skill_is_found_by_its_own_names() -> None:
    rows = read_table("skills")
    for language in ("name_id", "name_en"):
        missed = [row["code"] for row in rows if row["code"] not in [s.code for s in extract_skills(row[language])]]
        assert len(missed) <= 0.01 * len(rows), missed


def test_the_place_is_that_of_the_original() -> None:
    text = "Syarat: paham  ADOBE-Photoshop, jujur"
    (skill,) = [skill for skill in extract_skills(text) if skill.code == "adobe-photoshop"]
    assert text[skill.start : skill.end] == "ADOBE-Photoshop"


def test_a_longer_name_hides_the_shorter_inside_it() -> None:
    codes = [skill.code for skill in extract_skills("skoring musik untuk film")]
    assert codes == ["skoring-musik-film"]


def test_single_words_are_not_matched_by_stem() -> None:
    """ "terkait" (related) shares a stem with "kait" (hook), "tunai" (cash) with "tuna"."""
    assert extract_skills("terkait pembayaran tunai yang saling") == []


def test_repetition_is_counted_once() -> None:
    (skill,) = extract_skills("Adobe Photoshop, adobe photoshop")
    assert skill.times == 2


@settings(max_examples=200)
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["las", "pipa", "excel", "sql", "bahasa", "inggris", "dan", "yang"])).map(" ".join)
)
def test_places_and_scores_hold_for_any_text(text: str) -> None:
    found = extract_skills(text)
    assert len({skill.code for skill in found}) == len(found)
    for skill in found:
        assert 0 <= skill.start < skill.end <= len(text)
        assert 0 < skill.score <= 1
    assert extract_skills(text, limit=1) == found[:1]
