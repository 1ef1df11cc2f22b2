from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.domain.readings.starting import ACTIVITIES, occupations_told, propose, understood
from peluang.domain.skills.models import Occupation
from tests.conftest import NOW
from tests.statements import at_most


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("gue biasanya ngelas pager sm teralis", "7212"), ("nyopir truk ke surabaya", "8332"),
        ("gue biasanya bantuin ngelas pager sm teralis", "7212"), ("momong anak tetangga", "5311"), ("aku suka masak buat orang banyak", "5120"), ("servis hp dan laptop", "7422"),
        ("saya dulu jahit baju di konveksi 3 tahun, bantu ibu jualan gorengan juga", "5212"), ("ngojek online", "8321"),
        ("saya dulu jahit baju di konveksi 3 tahun, bantu ibu jualan gorengan juga", "8153"),
    ],
)  # fmt: skip
def test_everyday_sentences_become_occupations(words: str, code: str) -> None:
    assert code in occupations_told(words)


@pytest.mark.parametrize("words", ["", "   ", "nganggur", "wkwkwk gatau", "asdf qwer", "halo", "😀", "a " * 3000])
def test_nonsense_proposes_nothing(words: str) -> None:
    assert occupations_told(words) == []
    assert not understood([], words)


@given(st.text(max_size=80))
def test_any_text_is_taken(words: str) -> None:
    assert len(occupations_told(words)) <= 15


@pytest.mark.django_db
def test_every_activity_has_its_occupation_and_skills() -> None:
    for key, (_label, code) in ACTIVITIES.items():
        assert Occupation.objects.filter(code=code, level=4).exists()
        with at_most(4):
            found = propose(did=[key], words="", likes=[], regency="33.20", at=NOW)
        assert [each.code for each in found.did] == [code]
        assert found.skills, key


@pytest.mark.django_db
def test_what_was_told_in_so_many_words_is_named_and_stands_first() -> None:
    found = propose(did=["jaga-toko"], words="ngelas teralis", likes=["ngawur"], regency="33.20", at=NOW)
    assert found.named and {each.code for each in found.skills[: len(found.named)]} == found.named
    assert not found.wanted
