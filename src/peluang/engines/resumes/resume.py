"""What a curriculum vitae says, whatever file it stands in. Nothing here is believed: it is somebody's own word."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

#: A longer text is cut: nobody reads it, and a file must not fill the disk.
MOST_TEXT = 2_000
MOST_LINE = 200
#: Entries of one kind that are read; a usual profile has a tenth of it.
MOST_ENTRIES = 200
_DAY = re.compile(r"([12][0-9]{3})(?:-([01][0-9])(?:-([0-3][0-9]))?)?")


@dataclass(frozen=True, slots=True)
class Work:
    """ended None: still doing it, or not said."""

    title: str
    employer: str = ""
    started: datetime.date | None = None
    ended: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Skill:
    """level 1-4: heard of it, can with help, can alone, can teach; None: not said."""

    name: str
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Study:
    title: str
    institution: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """address: where anyone checks it."""

    name: str
    issuer: str = ""
    issued: datetime.date | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Resume:
    """label: the occupation somebody calls themselves by. city, region: names. about: their own words."""

    name: str = ""
    label: str = ""
    email: str = ""
    phone: str = ""
    city: str = ""
    region: str = ""
    about: str = ""
    works: tuple[Work, ...] = ()
    skills: tuple[Skill, ...] = ()
    studies: tuple[Study, ...] = ()
    certificates: tuple[Certificate, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """kind: "JSON Resume" or "Europass". left: parts of the file that are not read, by the file's own names."""

    resume: Resume
    kind: str
    left: tuple[str, ...] = field(default=())


def line(value: object) -> str:
    """One line of text without control characters, at most MOST_LINE letters; what is no text is empty."""
    return " ".join(_shown(value, " ").split())[:MOST_LINE].strip()


def text(value: object) -> str:
    """The same with its line breaks, at most MOST_TEXT letters."""
    rows = (" ".join(row.split()) for row in _shown(value, "\n").splitlines())
    return "\n".join(rows).strip()[:MOST_TEXT].strip()


def _shown(value: object, kept: str) -> str:
    if not isinstance(value, str):
        return ""
    return "".join(letter if letter.isprintable() or letter in kept else " " for letter in value)


def day(value: object) -> datetime.date | None:
    """ "2019", "2019-05", "2019-05-31" as a day. What is not said is the first: nobody's time of work grows by it."""
    found = _DAY.fullmatch(value.strip()[:10]) if isinstance(value, str) else None
    if found is None:
        return None
    year, month, number = (int(part or 1) for part in found.groups())
    try:
        return datetime.date(year, month, number)
    except ValueError:
        return None
