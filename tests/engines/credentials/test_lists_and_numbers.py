"""Status lists and certificate numbers."""

from __future__ import annotations

import base64
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.credentials import StatusList, StatusListProblem, certificate_number, check_number


@given(st.sets(st.integers(0, 131_071), max_size=30))
def test_lists_there_and_back(revoked: set[int]) -> None:
    listed = StatusList()
    listed.revoke_all(revoked)
    again = StatusList.decode(listed.encode())
    assert again == listed
    assert all(again.revoked(index) for index in revoked)
    near = {index + 1 for index in revoked if index < 131_071} - revoked
    assert not any(again.revoked(index) for index in near)


def test_the_first_bit_is_the_left_one() -> None:
    listed = StatusList()
    listed.revoke(0)
    raw = gzip.decompress(base64.urlsafe_b64decode(listed.encode()[1:] + "=="))
    assert (raw[0], len(raw)) == (0x80, 16_384)
    assert len(StatusList().encode()) < 100


@pytest.mark.parametrize(
    "text",
    [
        "",
        "zabc",
        "u!!!",
        "uabcd",
        "u" + base64.urlsafe_b64encode(gzip.compress(b"\0" * 100)).decode().rstrip("="),
        "u" + base64.urlsafe_b64encode(gzip.compress(b"\0" * (1 << 22))).decode().rstrip("="),
        "u" + base64.urlsafe_b64encode(gzip.compress(b"\0" * 16_384)[:-9]).decode().rstrip("="),
    ],
    ids=["empty", "no prefix", "no base64", "no gzip", "too short", "too long", "torn"],
)
def test_lists_that_cannot_be_read(text: str) -> None:
    with pytest.raises(StatusListProblem):
        StatusList.decode(text)


def test_borders_of_a_list() -> None:
    with pytest.raises(StatusListProblem):
        StatusList(100)
    for index in (-1, 131_072):
        with pytest.raises(StatusListProblem):
            StatusList().revoked(index)


sequences = st.integers(1, 9_999_999)
years = st.integers(2000, 2999)


@given(sequences, years)
def test_numbers_there_and_back(sequence: int, year: int) -> None:
    number = certificate_number(sequence, year)
    assert check_number(number) == number
    sloppy = number.lower().replace("-", " ").replace("0", "o").replace("1", "I").replace("5", "s")
    assert check_number(f"  {sloppy} ") == number


@given(sequences, years, st.integers(0, 12), st.integers(1, 9))
def test_every_wrong_digit_shows(sequence: int, year: int, place: int, change: int) -> None:
    number = certificate_number(sequence, year)
    places = [at for at, sign in enumerate(number) if sign.isdigit()]
    at = places[place]
    wrong = number[:at] + str((int(number[at]) + change) % 10) + number[at + 1 :]
    assert check_number(wrong) is None


@given(sequences, years, st.integers(0, 11))
def test_every_swap_of_neighbours_shows(sequence: int, year: int, place: int) -> None:
    digits = [sign for sign in certificate_number(sequence, year) if sign.isdigit()]
    swapped = digits.copy()
    swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
    assert check_number("PLG" + "".join(swapped)) is None or swapped == digits


@pytest.mark.parametrize(
    "text", ["", "PLG", "ABC-2026-0000123-06", "PLG-2026-123-06", "2026000012306", "PLG-2026-٠٠٠٠١٢٣-06"]
)
def test_what_is_no_number(text: str) -> None:
    assert check_number(text) is None


@pytest.mark.parametrize(("sequence", "year"), [(0, 2026), (1_000_000_000, 2026), (1, 1999), (1, 3000)])
def test_numbers_out_of_range(sequence: int, year: int) -> None:
    with pytest.raises(ValueError, match="sequence"):
        certificate_number(sequence, year)


def test_numbers_grow_when_seven_digits_run_out() -> None:
    number = certificate_number(20_000_001, 2026)
    assert number.startswith("PLG-2026-20000001-")
    assert check_number(number.lower()) == number
    assert check_number(number.replace("-20000001-", "-020000001-")) is None
