"""What is written is read back by the rules of RFC 5545: unfolded, unescaped, in UTC."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.calendars import Event, event_file

NINE = datetime.datetime(2026, 11, 26, 9, 0, tzinfo=ZoneInfo("Asia/Jayapura"))
EVENT = Event(
    uid="lamaran-1@peluang", sequence=2, written_at=NINE, starts_at=NINE, ends_at=NINE + datetime.timedelta(minutes=30),
    summary="Wawancara: Juru las", location="Jl. Pemuda 1; lantai 2, Jepara", url="https://meet.example/abc",
)  # fmt: skip


def parsed(content: bytes) -> dict[str, str]:
    """The properties of the one event in the file."""
    assert content.endswith(b"\r\n")
    rows = content.split(b"\r\n")
    assert all(len(row) <= 75 and b"\n" not in row and b"\r" not in row for row in rows)
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    found = dict(line.split(":", 1) for line in lines[:-1] if not line.startswith(("BEGIN", "END")))
    plain = {"\\n": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\"}
    return {
        name: re.sub(r"\\[n,;\\]", lambda each: plain[each.group()], value)
        if name in ("SUMMARY", "LOCATION")
        else value
        for name, value in found.items()
    }


def test_an_event_is_read_back_in_utc():
    found = parsed(event_file(EVENT))
    assert found["VERSION"] == "2.0"
    assert (found["DTSTART"], found["DTEND"]) == ("20261126T000000Z", "20261126T003000Z")
    assert (found["UID"], found["SEQUENCE"], found["METHOD"], found["STATUS"]) == (
        "lamaran-1@peluang", "2", "PUBLISH", "CONFIRMED",
    )  # fmt: skip
    assert found["LOCATION"] == EVENT.location
    assert found["URL"] == EVENT.url


def test_a_cancelled_one_has_the_same_uid_and_says_so():
    found = parsed(event_file(replace(EVENT, sequence=3, cancelled=True)))
    assert (found["UID"], found["METHOD"], found["STATUS"]) == ("lamaran-1@peluang", "CANCEL", "CANCELLED")


@given(st.text(alphabet=st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"]), max_size=300))
def test_any_words_come_back_and_add_no_line_of_their_own(words):
    found = parsed(event_file(replace(EVENT, summary=words, location="x" + words)))
    assert (found["SUMMARY"], found["LOCATION"]) == (words, "x" + words)


def test_a_break_in_a_link_adds_no_line():
    assert "ATTENDEE" not in parsed(event_file(replace(EVENT, url="https://a.example/\r\nATTENDEE:mailto:x@y.z")))


def test_times_that_cannot_be_are_refused():
    for wrong in (replace(EVENT, ends_at=NINE), replace(EVENT, written_at=datetime.datetime(2026, 1, 1))):  # noqa: DTZ001
        with pytest.raises(ValueError, match=r"event ends|zone"):
            event_file(wrong)
