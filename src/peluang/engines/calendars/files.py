"""One event as a file: escaping, folding, versions."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

#: RFC 5545 section 3.1: a line has at most 75 octets without its break.
_OCTETS = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None, "\x00": None})


@dataclass(frozen=True)
class Event:
    """uid: the same for every version of one event. sequence: rises with each change. written_at: DTSTAMP.

    starts_at, ends_at, written_at: aware datetimes.
    """

    uid: str
    sequence: int
    written_at: datetime.datetime
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    summary: str
    location: str = ""
    url: str = ""
    cancelled: bool = False


def event_file(event: Event) -> bytes:
    """UTF-8 with CRLF. Raises ValueError for times without a zone, or an end that is not after the start."""
    if event.ends_at <= event.starts_at:
        raise ValueError("an event ends after it starts")
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Peluang//Wawancara//ID",
        f"METHOD:{'CANCEL' if event.cancelled else 'PUBLISH'}", "BEGIN:VEVENT", f"UID:{event.uid}",
        f"SEQUENCE:{event.sequence}", f"DTSTAMP:{_utc(event.written_at)}", f"DTSTART:{_utc(event.starts_at)}",
        f"DTEND:{_utc(event.ends_at)}", f"SUMMARY:{_text(event.summary)}",
        f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
    ]  # fmt: skip
    if event.location:
        lines.append(f"LOCATION:{_text(event.location)}")
    if event.url:
        lines.append(f"URL:{_uri(event.url)}")
    lines += ["END:VEVENT", "END:VCALENDAR"]
    return b"".join(_folded(line) for line in lines)


def _utc(moment: datetime.datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a time needs its zone")
    return f"{moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    return words.replace("\r\n", "\n").translate(_ESCAPES)


def _uri(address: str) -> str:
    """A URI is not escaped; a break in it would begin a line of somebody else's."""
    return "".join(address.split())


def _folded(line: str) -> bytes:
    """At most 75 octets a line, never cut inside a character; what goes on begins with a space."""
    rows: list[bytes] = []
    row = b""
    for sign in line:
        octets = sign.encode()
        if len(row) + len(octets) > _OCTETS:
            rows.append(row)
            row = b" "
        row += octets
    return b"\r\n".join([*rows, row]) + b"\r\n"
