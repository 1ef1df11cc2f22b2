"""A number divided over several messages: its completing part is hidden, and numbers of other kinds are not."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from peluang.engines.contacts import Kind, found, masked

WORDS = dict.fromkeys(Kind, "[disembunyikan]")
PHONES = st.builds(lambda start, rest: start + rest, st.sampled_from(["08", "628", "+628"]),
                   st.text("0123456789", min_size=8, max_size=10))  # fmt: skip


def read(messages, agreed=False):
    return [masked(text, WORDS, agreed=agreed, before=messages[:place]) for place, text in enumerate(messages)]


@given(
    number=PHONES, cuts=st.sets(st.integers(1, 9), min_size=1, max_size=3), begins=st.sampled_from(["", "nomor saya "])
)
def test_a_divided_phone_number_is_never_shown_whole(number, cuts, begins):
    places = [0, *sorted(cuts), len(number)]
    parts = [number[start:end] for start, end in itertools.pairwise(places)]
    shown = read([begins + parts[0], *parts[1:]])
    assert shown[-1] == "[disembunyikan]"


NIKS = st.builds(
    lambda place, day, woman, month, rest: f"{place}{day + 40 * woman:02}{month:02}{rest:06}",
    st.sampled_from(["332001", "110101", "917103"]), st.integers(1, 31), st.booleans(), st.integers(1, 12),
    st.integers(0, 999_999),
)  # fmt: skip


@example(number="3320010201000000", cut=6)
@given(number=NIKS, cut=st.integers(2, 14))
def test_a_divided_identity_number_is_hidden_after_consent_too(number, cut):
    shown = read([f"NIK saya {number[:cut]}", number[cut:]], agreed=True)
    assert shown[0] == f"NIK saya {number[:cut]}" and number[cut:] not in shown[1]


@pytest.mark.parametrize(
    "messages",
    [
        ["Umur saya 25", "3.500.000"], ["2019", "2024", "3500000"], ["Mulai 08.00", "16.00 selesai"],
        ["Gaji Rp 3.500.000", "08.00-16.00 jam kerjanya"], ["08.00", "24-11-2026 09.00"], ["0812", "Baik, terima kasih"],
        ["Kode pos 59411", "12 orang"], ["Ada 3 mes", "2 kamar", "4 orang"],
    ],
)  # fmt: skip
def test_numbers_that_reach_nobody_stay(messages):
    assert read(messages) == messages


def test_another_number_before_it_hides_nothing_from_the_filter():
    assert read(["25", "0812", "3456", "7890 ya"]) == ["25", "0812", "3456", "[disembunyikan] ya"]
    assert read(["nol delapan satu dua", "tiga empat lima enam tujuh"])[1] == "[disembunyikan]"
    assert found("7890") == ()
