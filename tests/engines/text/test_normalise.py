"""Folding and tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.text import normalise, tokens, words
from peluang.engines.text.vocabulary import SLANG


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Dicari TUKANG las, yg bisa!", "dicari tukang las yang bisa"),
        ("utk org dgn krj krn dll.", "untuk orang dengan kerja karena dan lain lain"),
        ("Teknisi 3G/4G & K3", "teknisi 3g 4g k3"),
        ("C++ , C# dan .NET; Node.js", "cpp csharp dan dotnet nodejs"),
        ("e-commerce, E-mail", "ecommerce email"),
        ("Jum'at di Café", "jumat di cafe"),
        ("mesin-mesin_berat", "mesin mesin berat"),
        ("", ""),
        ("!!! ... ---", ""),
    ],
)
def test_folding(written: str, folded: str) -> None:
    assert normalise(written) == folded


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(max_size=80))
def test_words_stand_where_they_say(text: str) -> None:
    found = words(text)
    assert " ".join(word.text for word in found) == normalise(text)
    for word in found:
        assert 0 <= word.start < word.end <= len(text)
    assert [word.start for word in found] == sorted(word.start for word in found)


def test_no_slang_leads_to_slang() -> None:
    for key, value in SLANG.items():
        assert not set(value.split()) & SLANG.keys(), key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pengelasan", "mengelas"),
        ("pengelasan", "las"),
        ("penjahit", "menjahit"),
        ("welders", "welder"),
        ("technicians", "technician"),
        ("managers", "manager"),
        ("kasirnya", "kasir"),
        ("mechanics", "mechanic"),
        ("pelatihan", "melatih"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    assert tokens(one) == tokens(other)


@pytest.mark.parametrize(("one", "other"), [("director", "rector"), ("3g", "4g"), ("las", "kelas"), ("c++", "c#")])
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert tokens(one) != tokens(other)


def test_stop_words_go_unless_nothing_is_left() -> None:
    assert tokens("kerja yang baik untuk kamu", stem=False) == ["kerja", "baik"]
    assert tokens("yang untuk", stem=False) == ["yang", "untuk"]
    assert tokens("IT support", stem=False) == ["it", "support"]


@given(st.lists(st.sampled_from(["welder", "pelatihan", "sales", "kasir", "di", "for", "3G"]), max_size=6))
def test_a_word_folds_alone_as_among_others(found: list[str]) -> None:
    meant = [word for word in found if word not in {"di", "for"}]
    assert tokens(" ".join(found)) == [tokens(word)[0] for word in meant or found]


def test_a_language_can_be_told() -> None:
    assert tokens("the person", "en", stem=False) == ["person"]
    assert tokens("the person", "id", stem=False) == ["the", "person"]
