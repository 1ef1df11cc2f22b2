"""Codes of attendance: one for each window of time, so that the time comes from the code and not from a phone's clock.

A code is the beginning of HMAC-SHA256(key, session, holder, direction, window), written in 32 letters and digits that
nobody confuses (Crockford's base 32: no I, L, O, U). 8 of them are 40 bits: of a session's few thousand codes one guess
in a hundred million hits any. The key stays on the server; a phone gets the codes of one session and can make no other.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
DIRECTIONS = ("in", "out")
#: A ticket only says that somebody was there; whether they came or left, the phone that read it says.
_EITHER = "any"
#: Codes exist this long before and after a session: people come early and leave late.
MARGIN = datetime.timedelta(minutes=30)
#: Beyond this no session goes on; it bounds how many codes anybody can ask for.
_LONGEST = datetime.timedelta(hours=24)
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_TICKET = re.compile(r"^(\d{1,4})([" + ALPHABET + r"]{" + str(LENGTH) + r"})$")


@dataclass(frozen=True)
class Series:
    """kind: "board" (one for all, on the trainer's phone) or "ticket" (one's own). width: seconds of a window."""

    kind: str
    width: int
    directions: tuple[str, ...]


BOARD = Series("board", 60, DIRECTIONS)
TICKET = Series("ticket", 300, (_EITHER,))


@dataclass(frozen=True)
class Found:
    """What a code says. holder: the seat's enrolment, None for the board. direction: "in", "out", of a ticket "any".
    begins, ends: its window."""

    series: Series
    holder: UUID | None
    direction: str
    begins: datetime.datetime
    ends: datetime.datetime

    def moment(self, direction: str) -> datetime.datetime:
        """Who comes gets the beginning of the window, who leaves its end: nobody loses minutes to its width."""
        return self.begins if direction == "in" else self.ends


def windows_of(series: Series, starts_at: datetime.datetime, ends_at: datetime.datetime) -> range:
    """Numbers of the windows of a session, 30 minutes wider on both sides (window n begins n * width s after 1970)."""
    first = int((starts_at - MARGIN).timestamp() // series.width)
    last = int((min(ends_at, starts_at + _LONGEST) + MARGIN).timestamp() // series.width)
    return range(first, last + 1)


def derive(key: bytes, series: Series, session: UUID, holder: UUID | None, direction: str, window: int) -> str:
    """The code of one window: 8 characters of ALPHABET."""
    told = f"{series.kind}:{session}:{holder or 'board'}:{direction}:{window}".encode()
    number = int.from_bytes(hmac.digest(key, told, hashlib.sha256)[:5], "big")
    return "".join(ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))


def codes_of(
    key: bytes,
    series: Series,
    session: UUID,
    holder: UUID | None,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
) -> Mapping[str, str]:
    """A sheet: direction → the codes of all windows in order, one after the other without a space."""
    windows = windows_of(series, starts_at, ends_at)
    return {
        direction: "".join(derive(key, series, session, holder, direction, window) for window in windows)
        for direction in series.directions
    }


def table_of(
    key: bytes,
    series: Series,
    session: UUID,
    holders: Iterable[UUID | None],
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
) -> dict[tuple[UUID | None, str], Found]:
    """(holder, code) → what it says, for every code of a session that counts. A code that is not in it is no code."""
    found = {}
    for holder in holders:
        for direction in series.directions:
            for window in windows_of(series, starts_at, ends_at):
                begins = datetime.datetime.fromtimestamp(window * series.width, datetime.UTC)
                found[holder, derive(key, series, session, holder, direction, window)] = Found(
                    series, holder, direction, begins, begins + datetime.timedelta(seconds=series.width)
                )
    return found


def readable(text: str) -> str:
    """What was typed or read, in the alphabet's own letters: capitals, no spaces or dashes, o→0, i and l→1."""
    return re.sub(r"[\s\-.:]", "", text[:200]).upper().translate(_ALIKE)


def ticket_text(seat: int, code: str) -> str:
    """What a ticket shows: the seat in plain, so that a phone without network knows whose it is ("7-ABCD2345")."""
    return f"{seat}-{code}"


def parse_ticket(text: str) -> tuple[int, str] | None:
    """(seat, code) of a ticket however it was typed; None when it is none."""
    seat, dash, code = text.strip().partition("-")
    if dash and seat.strip().isascii() and seat.strip().isdigit():
        code = readable(code)
        if len(seat.strip()) <= 4 and len(code) == LENGTH and set(code) <= set(ALPHABET):
            return int(seat), code
    matched = _TICKET.match(readable(text))
    return (int(matched[1]), matched[2]) if matched else None
