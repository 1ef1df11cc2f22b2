"""Titles judged by people beforehand: joined, kept apart, or left to people."""

from __future__ import annotations

import pytest

from peluang.engines.equivalence import BAND, judged, read

from . import held_out, pairs


def verdict(one: str, other: str, first_text: str = "", second_text: str = ""):
    return judged(0, 1, read(one, first_text), read(other, second_text))


@pytest.mark.parametrize(("one", "other"), pairs.SAME)
def test_the_same_training_in_other_words(one, other):
    assert verdict(one, other).verdict == "same"


@pytest.mark.parametrize(("one", "other"), pairs.APART + held_out.APART + held_out.APART_AGAIN)
def test_different_trainings_are_never_joined(one, other):
    assert verdict(one, other).verdict != "same"


@pytest.mark.parametrize(("one", "other"), pairs.ASK)
def test_what_one_side_leaves_open_is_not_decided_by_the_engine(one, other):
    assert verdict(one, other).verdict != "same"


def test_people_are_asked_about_most_of_what_is_open():
    assert sum(verdict(*each).verdict == "ask" for each in pairs.ASK) >= 8


def test_most_of_a_list_nobody_tuned_for_is_joined():
    assert sum(verdict(*each).verdict == "same" for each in held_out.SAME) >= 45
    assert sum(verdict(*each).verdict == "same" for each in held_out.SAME_AGAIN) >= 36


@pytest.mark.parametrize(
    ("one", "other", "guard"),
    [
        ("Las SMAW tingkat 1", "Las SMAW tingkat 2", "level"),
        ("Excel untuk Pemula", "Advanced Excel", "level"),
        ("Bahasa Inggris Lengkap Tingkat Menengah", "Bahasa Inggris Tingkat Pemula", "level"),
        ("Desain dengan Photoshop", "Desain dengan Illustrator", "tool"),
        ("Las SMAW", "Las GTAW", "tool"),
        ("Persiapan TOEFL 450", "Persiapan TOEFL 550", "number"),
        ("Las pipa SMAW 1G", "Las pipa SMAW 6G", "number"),
        ("Barista 6 jam", "Barista 24 jam", "number"),
        ("Bahasa Inggris", "Bahasa Jepang", "language"),
        ("Servis mobil", "Servis sepeda motor", "object"),
    ],
)
def test_each_guard_says_its_name(one, other, guard):
    found = verdict(one, other)
    assert (found.verdict, found.guard) == ("apart", guard)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Barista Batch 3", "Barista Batch 4"),
        ("Barista Angkatan I", "Barista Angkatan II"),
        ("Barista 2022", "Barista 2024"),
        ("Pelatihan Barista (Online)", "Barista tatap muka"),
        ("Pelatihan CNC in English", "Pelatihan CNC"),
    ],
)
def test_rounds_years_modes_and_the_medium_are_no_guards(one, other):
    assert verdict(one, other).verdict == "same"


def test_a_description_says_what_a_title_leaves_open():
    assert verdict("Las SMAW", "Las SMAW 3G").open == ("number",)
    assert verdict("Las SMAW", "Las SMAW 3G", "Posisi 3G pada pelat.").verdict == "same"
    assert verdict("Las SMAW", "Las SMAW 3G", "Posisi 1G pada pelat.").guard == "number"
    assert verdict("Excel", "Excel Lanjutan", "Untuk pemula.").guard == "level"
    assert verdict("Desain grafis", "Desain grafis dengan Photoshop", "Memakai Adobe Photoshop.").verdict == "same"
    assert verdict("Barista", "Barista", "Tingkat dasar", "Tingkat lanjut").open == ("level",)


def test_the_score_is_symmetric_and_whole_for_the_same_title():
    for one, other in pairs.SAME + pairs.APART:
        assert verdict(one, other).score == verdict(other, one).score
    assert verdict("Barista", "Barista").score == 1.0
    assert verdict("Barista", "Budidaya lele").score < BAND


def test_strange_titles_are_read_too():
    for title in ("!!!", "123", "🎓", "a", "untuk dan di", "x" * 5000, "Pelatihan", "مرحبا", "Batch 3"):
        assert read(title).taught
        assert verdict(title, title).verdict == "same"
    assert verdict("Pelatihan", "Barista").verdict == "apart"


def test_descriptions_that_mention_each_other_join_nothing():
    found = verdict("Latte art", "Manual brew kopi", "Bagian dari manual brew kopi.", "Juga latte art dan manual brew.")
    assert found.verdict != "same"
    found = verdict("Pijat bayi", "Spa", "Pijat bayi dan spa untuk ibu.", "Pijat bayi dan spa untuk ibu.")
    assert (found.verdict, found.open) == ("ask", ("topic",))
