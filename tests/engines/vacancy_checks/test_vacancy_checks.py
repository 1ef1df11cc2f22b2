"""Copies are found, other jobs are not; words that ask for money, lead away or shut people out, and their innocent kin."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.vacancy_checks import BANDS, bands, likeness, shingles, suspicious_words, whole

from .strangers import ASKS, FIRST_RUN, HARMLESS
from .texts import INNOCENT, SUSPICIOUS

TEXT = (
    "Kami mencari juru las untuk bengkel di Jepara. Mengelas rangka pagar dan kanopi, membaca gambar kerja, "
    "merawat alat, bekerja dalam tim kecil dari Senin sampai Sabtu. Makan siang disediakan bengkel."
)
OTHER = (
    "Penjahit kemeja untuk konveksi rumahan. Menjahit kerah dan lengan dengan mesin obras, memeriksa jahitan, "
    "melipat dan mengemas pesanan. Jam kerja pagi sampai sore, libur hari Minggu."
)


def test_most_of_what_asks_for_a_look_is_found_and_little_else():
    """Known to be missed: "modal awal" and "DM ig"; known to be taken wrongly: paying a fine."""
    found = [kind for kind, text in SUSPICIOUS if any(each.signal == kind for each in suspicious_words(text))]
    wrong = [text for text in INNOCENT if suspicious_words(text)]
    assert len(SUSPICIOUS) + len(INNOCENT) >= 80
    assert len(found) / len(SUSPICIOUS) >= 0.95
    assert len(found) / (len(found) + len(wrong)) >= 0.95, wrong


def test_strangers_sentences_are_told_apart_better_than_when_they_were_first_read():
    """First run 11 of 30 found and 8 of 30 taken wrongly; the patterns were then widened with these in sight, so this
    says what must not get worse, not how it does on sentences never seen. Known to be missed: "kontribusi peserta".
    """
    found = sum(any(each.signal == kind for each in suspicious_words(text)) for kind, text in ASKS)
    wrong = [text for text in HARMLESS if suspicious_words(text)]
    assert (len(ASKS), len(HARMLESS), FIRST_RUN) == (30, 30, (11, 8))
    assert found >= 29 and not wrong, wrong


@pytest.mark.parametrize(
    "text",
    [
        "Memasarkan produk secara online via WA dan memproses pesanan.",
        "Kemampuan digital selling: marketplace chat, WhatsApp commerce, kampanye promo.",
        "Membantu pengawasan uang muka, refund, atau pembayaran tertunda di kasir.",
    ],
)
def test_what_was_held_among_904_real_vacancies_though_innocent_is_not(text):
    """Five of them were held; the other two really ask for good looks."""
    assert suspicious_words(text) == []


@pytest.mark.parametrize("who", ["peserta", "pelamar", "calon karyawan", "oleh peserta"])
def test_what_applicants_bear_themselves_is_a_fee(who):
    assert [each.signal for each in suspicious_words(f"Biaya pelatihan ditanggung {who}.")] == ["fee"]
    assert suspicious_words("Biaya pelatihan ditanggung perusahaan.") == []


def test_the_words_are_given_back_as_they_stand():
    assert [each.words for each in suspicious_words("Siapkan b i a y a pendaftaran ya")] == ["b i a y a pendaftaran"]


def test_three_hundred_copies_with_other_numbers_are_one_text():
    copies = {shingles(f"{TEXT} Hubungi 0812{each:08d} atau hrd{each}@contoh.id") for each in range(300)}
    assert len(copies) == 1


@pytest.mark.parametrize(
    "change", [("Sabtu", "Jumat"), ("bengkel di Jepara", "pabrik di Kudus"), ("Makan siang", "Kopi")]
)
def test_a_copy_with_a_few_other_words_is_looked_up_by_a_band_and_alike(change):
    one, other = shingles(TEXT), shingles(TEXT.replace(*change))
    assert set(bands(one)) & set(bands(other))
    assert likeness(one, other) >= 0.6


def test_another_job_is_another_text():
    one, other = shingles(TEXT), shingles(OTHER)
    assert likeness(one, other) < 0.1
    assert not set(bands(one)) & set(bands(other))


@pytest.mark.parametrize("short", ["", "Dicari penjahit", "Juru las. Mengelas rangka.", "08123456789 " * 40])
def test_short_texts_prove_no_copy(short):
    assert bands(shingles(short)) == []


@given(st.text(max_size=400))
def test_any_text_gives_bigints_and_signals_that_stand_in_it(text):
    made = bands(shingles(text))
    assert len(made) in (0, BANDS)
    assert all(-(2**63) <= each < 2**63 for each in [*made, whole(text)])
    assert all(each.words in text for each in suspicious_words(text))


@pytest.mark.parametrize(
    "bad", ["biaya " * 5000, "b " * 20_000, "0 " * 20_000, "transfer a b c " * 3000, "x@" * 20_000]
)
def test_a_text_made_to_be_slow_is_not(bad):
    start = time.perf_counter()
    suspicious_words(bad)
    assert time.perf_counter() - start < 2
