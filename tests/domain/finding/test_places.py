"""Places as people type them."""

from __future__ import annotations

import time

import pytest

from peluang.domain.finding.places import lookup_regency, place_label, resolve_place


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Jepara", "33.20"), ("Kabupaten Jepara", "33.20"), ("33.20", "33.20"), ("33", "33"), ("kota surabaya", "35.78"),
        ("Provinsi Jawa Tengah", "33"), ("jawa tengah", "33"), ("", None), ("Atlantis", None), ("99.99", None), ("99", None),
    ],
)  # fmt: skip
def test_a_place_is_understood_or_not_guessed(typed, code):
    assert resolve_place(typed) == code


def test_suggestions_begin_with_what_was_typed():
    found = lookup_regency("jep")
    assert (found[0].code, found[0].label, found[0].note) == ("33.20", "Kabupaten Jepara", "Jawa Tengah")
    assert {each.code for each in lookup_regency("bandung")} >= {"32.04", "32.73"}
    assert lookup_regency("selatan", most=3)
    assert lookup_regency("") == lookup_regency("zzz") == []


def test_suggestions_come_within_twenty_milliseconds():
    lookup_regency("a")
    started = time.perf_counter()
    for text in ("k", "kota b", "ja", "sumba"):
        lookup_regency(text)
    assert (time.perf_counter() - started) / 4 < 0.02


def test_labels():
    assert place_label("33.20") == "Kabupaten Jepara"
    assert place_label("33") == "Provinsi Jawa Tengah"
