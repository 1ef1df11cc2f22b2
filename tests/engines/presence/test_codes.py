"""Codes: each window has its own, nobody else's; a sheet makes no other code."""

from __future__ import annotations

import datetime
import uuid

from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.presence import (
    ALPHABET,
    BOARD,
    LENGTH,
    MARGIN,
    TICKET,
    codes_of,
    parse_ticket,
    readable,
    table_of,
    ticket_text,
)
from peluang.engines.presence.codes import derive, windows_of

KEY = b"k" * 32
START = datetime.datetime(2026, 11, 24, 1, tzinfo=datetime.UTC)
END = START + datetime.timedelta(hours=2)
SESSION, SEAT = uuid.UUID(int=1), uuid.UUID(int=2)
SERIES = st.sampled_from([BOARD, TICKET])


def cut(codes: str) -> list[str]:
    return [codes[n : n + LENGTH] for n in range(0, len(codes), LENGTH)]


@given(series=SERIES, minute=st.integers(-30, 149))
def test_a_code_says_its_own_window_and_no_other(series, minute):
    moment = START + datetime.timedelta(minutes=minute)
    window = int(moment.timestamp() // series.width)
    holder = None if series is BOARD else SEAT
    direction = series.directions[-1]
    found = table_of(KEY, series, SESSION, [holder], START, END)[
        holder, derive(KEY, series, SESSION, holder, direction, window)
    ]
    assert found.begins <= moment < found.ends
    assert (found.ends - found.begins).total_seconds() == series.width
    assert found.moment("in") == found.begins
    assert found.moment("out") == found.ends


def test_no_two_codes_of_a_session_are_alike():
    seats = [uuid.UUID(int=n) for n in range(2, 32)]
    table = {**table_of(KEY, BOARD, SESSION, [None], START, END), **table_of(KEY, TICKET, SESSION, seats, START, END)}
    codes = [code for _holder, code in table]
    assert len(set(codes)) == len(codes) > 1000


@given(other=st.sampled_from(["session", "seat", "day", "key", "direction"]), n=st.integers(0, 20))
def test_a_code_of_another_session_seat_day_or_key_is_no_code(other, n):
    day = datetime.timedelta(days=1) if other == "day" else datetime.timedelta()
    foreign = codes_of(
        b"j" * 32 if other == "key" else KEY, TICKET, uuid.UUID(int=9) if other == "session" else SESSION,
        uuid.UUID(int=8) if other == "seat" else SEAT, START + day, END + day,
    )["any"]  # fmt: skip
    code = foreign[n * LENGTH : (n + 1) * LENGTH]
    mine = table_of(KEY, TICKET, SESSION, [SEAT], START, END)
    assert ((SEAT, code) in mine) == (other == "direction")


def test_a_sheet_holds_the_codes_of_its_session_and_no_key():
    sheet = codes_of(KEY, BOARD, SESSION, None, START, END)
    assert set(sheet) == {"in", "out"}
    tomorrow = codes_of(KEY, BOARD, SESSION, None, START + datetime.timedelta(days=1), END + datetime.timedelta(days=1))
    assert not set(cut(sheet["in"])) & set(cut(tomorrow["in"]))
    assert KEY.hex() not in str(sheet) and KEY.decode() not in str(sheet)
    windows = windows_of(BOARD, START, END)
    assert len(sheet["in"]) == LENGTH * len(windows)
    assert windows[0] * 60 == (START - MARGIN).timestamp()


def test_a_session_without_end_does_not_give_codes_without_end():
    long = codes_of(KEY, BOARD, SESSION, None, START, START + datetime.timedelta(days=90))
    assert len(long["in"]) == LENGTH * (25 * 60 + 1)


@given(seat=st.integers(1, 9999), code=st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH), small=st.booleans())
def test_a_ticket_is_read_however_it_was_typed(seat, code, small):
    text = ticket_text(seat, code)
    typed = text.lower() if small else text
    for each in (typed, f" {typed} ", typed.replace("-", " "), typed.replace("-", ""), typed.replace("0", "o")):
        assert parse_ticket(each) == (seat, code)


@given(st.text(max_size=30))
def test_anything_else_is_no_ticket_and_breaks_nothing(text):
    read = parse_ticket(text)
    assert read is None or (0 <= read[0] <= 9999 and len(read[1]) == LENGTH and set(read[1]) <= set(ALPHABET))
    assert len(readable(text)) <= 200
