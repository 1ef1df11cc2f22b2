"""One posting of a feed as values of a vacancy: places, dates and schooling are read as in files of vacancies."""

from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import dataclass, field
from typing import Any

from peluang.domain.organisations.imported import reference_of
from peluang.engines.codes import regions
from peluang.engines.feeds import Posting
from peluang.engines.tables import Row
from peluang.engines.text import normalise

from .imported_rows import Reading
from .terms import HIGHEST_PLAUSIBLE_WAGE, LOWEST_PLAUSIBLE_WAGE

#: First two figures of a postal code → regency, where people write "Jakarta" alone.
_JAKARTA = {"10": "31.71", "11": "31.73", "12": "31.74", "13": "31.75", "14": "31.72"}
_MOST_YEARS = 50


@dataclass
class Said:
    """code, what it was said of, words where they come from elsewhere. Shown by feed_texts.words."""

    code: str
    value: str = ""
    text: str = ""


@dataclass
class Read:
    """values: fields of Vacancy; meaningless with a problem."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Said] = field(default_factory=list)
    notes: list[Said] = field(default_factory=list)


def read_values(posting: Posting, number: int, at: datetime.datetime) -> Read:
    """number: of the item. What can't be a vacancy here is a problem, what is taken differently a note."""
    read = Read(notes=[Said(each.code, each.value) for each in posting.remarks])
    regency = _regency(posting, read)
    if regency is None:
        return read
    low, high = _plausible(posting, read)
    row = {
        "title": posting.title, "employer": posting.employer, "description": posting.description,
        "requirements": posting.requirements, "regency_code_kemendagri": regency, "address": posting.street,
        "kind": posting.kind, "headcount": str(posting.headcount), "education_levels": posting.education,
        "url": posting.url, "posted_at": posting.posted.isoformat() if posting.posted else "",
        "closes_on": posting.closes.isoformat() if posting.closes else "",
    }  # fmt: skip
    reading = Reading(Row(number, row), at)
    read.values = reading.values() | {
        "wage_min": low, "wage_max": high, "experience_years": min(posting.experience_months // 12, _MOST_YEARS),
    }  # fmt: skip
    read.problems += [Said(each.code, text=each.text) for each in reading.problems]
    read.notes += [Said(each.code, text=each.text) for each in reading.notes]
    return read


def likeness(employer: str, title: str, regency: str) -> str:
    """employer: a key of who it is. Equal where the same work of the same employer is sought in the same place."""
    return hashlib.sha256(f"{employer}|{normalise(title)}|{regency}".encode()).hexdigest()[:32]


def employer_key(posting: Posting) -> str:
    return reference_of(posting.employer)


def _plausible(posting: Posting, read: Read) -> tuple[int | None, int | None]:
    """A wage of 1 or of a billion is no wage: left out, so that nobody is misled, and noted."""
    wages = [posting.wage_min, posting.wage_max]
    strange = [each for each in wages if each and not LOWEST_PLAUSIBLE_WAGE <= each <= HIGHEST_PLAUSIBLE_WAGE]
    if strange:
        read.notes.append(Said("wage_implausible", str(strange[0])))
        return None, None
    return posting.wage_min, posting.wage_max


def _regency(posting: Posting, read: Read) -> str | None:
    """With the province's help; of a Kabupaten and a Kota of one name the Kota, as portals mean it, with a note."""
    place = posting.locality or posting.region
    found = regions.find_regency(f"{place}, {posting.region}") if posting.region and posting.locality else None
    if found is None or found.code is None:
        alone = regions.find_regency(place)
        found = alone if found is None or alone.code or not found.candidates else found
    if found.code:
        return str(found.code)
    if re.search(r"\bjakarta\b", place, re.I) and posting.postal_code[:2] in _JAKARTA:
        return _JAKARTA[posting.postal_code[:2]]
    towns = [each for each in found.candidates if regions.regency(each).kind == "kota"]
    if len(towns) == 1 and len(found.candidates) == 2 and _same_name(found.candidates):
        name = regions.regency(towns[0]).name
        read.notes.append(Said("place_kota", name))
        return str(towns[0])
    read.problems.append(Said("place_unclear", place[:60]))
    return None


def _same_name(codes: tuple[str, ...]) -> bool:
    return len({regions.regency(each).short_name for each in codes}) == 1
