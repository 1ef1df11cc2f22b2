"""One vacancy of a feed in schema.org's words, read into values of ours."""

from __future__ import annotations

import datetime
import email.utils
import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any

from peluang.engines.text import normalise

from .errors import NotAPosting
from .plain import one_line, plain_text
from .salary import read_salary

_INDONESIA = {"", "id", "idn", "indonesia", "republik indonesia", "republic of indonesia"}
#: schema.org and Google's words first, then what people write.
_KINDS = (
    ("intern", re.compile(r"intern|magang|trainee|apprentice", re.I)),
    ("part", re.compile(r"part|paruh", re.I)),
    ("daily", re.compile(r"per_?diem|daily|harian", re.I)),
    ("contract", re.compile(r"contract|temporary|kontrak|pkwt|freelance|seasonal|lepas", re.I)),
    ("full", re.compile(r"full|penuh|tetap|permanent", re.I)),
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
#: A host with a dot, no user before it, nothing that could end an attribute.
_ADDRESS = re.compile(r"https?://[^\s<>\"'@/?#\\]+\.[^\s<>\"'@/?#\\]+([/?#][^\s<>\"']*)?", re.I)
_SCHOOLS = {
    "high school": "SMA", "associate degree": "D3", "bachelor degree": "S1", "professional certificate": "",
    "postgraduate degree": "S2",
}  # fmt: skip


@dataclass(frozen=True)
class Remark:
    """What was taken differently from what it says. code: "wage_unit", "currency", "wage_unread", "url_bad",
    "headcount_bad", "date_bad".
    """

    code: str
    value: str = ""


@dataclass(frozen=True)
class Posting:
    """reference: what it is found again by in its feed. wages: rupiah a month. kind: as jobs.WorkKind, "" unsaid.

    country: "ID", or what was written, with the licence of the agency that sends people there. digest: of everything
    that was read, so that what stays the same is known without comparing.
    """

    reference: str
    title: str
    employer: str
    locality: str
    region: str = ""
    street: str = ""
    postal_code: str = ""
    country: str = "ID"
    licence: str = ""
    description: str = ""
    requirements: str = ""
    kind: str = ""
    education: str = ""
    experience_months: int = 0
    headcount: int = 1
    wage_min: int | None = None
    wage_max: int | None = None
    posted: datetime.date | None = None
    closes: datetime.date | None = None
    url: str = ""
    remarks: tuple[Remark, ...] = field(default=(), compare=False)

    @property
    def digest(self) -> str:
        said = [getattr(self, name) for name in self.__dataclass_fields__ if name != "remarks"]
        return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()[:32]


def read_posting(said: dict[str, Any]) -> Posting:
    """Raises NotAPosting with the code of what can't be done without."""
    remarks: list[Remark] = []
    title = one_line(_text(said.get("title") or said.get("name")))[:300]
    employer = one_line(_named(said.get("hiringOrganization")))[:200]
    if not normalise(title):
        raise NotAPosting("no_title")
    if not normalise(employer):
        raise NotAPosting("no_employer")
    place = _place(said)
    country, licence = _country(place, said)
    if not place["addressLocality"] and not place["addressRegion"]:
        raise NotAPosting("no_place")
    url = _url(_text(said.get("url")), remarks)
    wage = read_salary(said)
    remarks += [Remark(*each) for each in wage.remarks]
    posted = _date(said, "datePosted", remarks) or _date(said, "updated", [])
    return Posting(
        reference=_reference(said, url, employer, title, place),
        title=title, employer=employer, locality=place["addressLocality"], region=place["addressRegion"],
        street=place["streetAddress"][:300], postal_code=place["postalCode"][:10], country=country, licence=licence,
        description=plain_text(_text(said.get("description") or said.get("summary"))),
        requirements=_requirements(said),
        kind=_kind(said.get("employmentType")), education=_education(said.get("educationRequirements")),
        experience_months=_months(said.get("experienceRequirements")),
        headcount=_headcount(said.get("totalJobOpenings"), remarks),
        wage_min=wage.low, wage_max=wage.high, posted=posted, closes=_date(said, "validThrough", remarks), url=url,
        remarks=tuple(remarks),
    )  # fmt: skip


def _text(value: Any) -> str:
    """Strings and numbers; of a list the first; of an object its value or name."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = next((value[name] for name in ("@value", "value", "name", "#text") if name in value), "")
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _named(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return _text(value.get("name") or value.get("legalName")) if isinstance(value, dict) else _text(value)


def _place(said: dict[str, Any]) -> dict[str, str]:
    """The first place of work that is named; fields of an address may also stand on the item itself."""
    names = ("streetAddress", "addressLocality", "addressRegion", "postalCode", "addressCountry")
    location = said.get("jobLocation")
    location = location[0] if isinstance(location, list) and location else location
    address: Any = location
    if isinstance(location, dict):
        address = location.get("address", location)
        address = address[0] if isinstance(address, list) and address else address
    if isinstance(address, str) and address.strip():
        return dict.fromkeys(names, "") | {"addressLocality": one_line(address)[:200]}
    inner = address if isinstance(address, dict) else said
    return {name: one_line(_text(inner.get(name) or said.get(name)))[:200] for name in names}


def _country(place: dict[str, str], said: dict[str, Any]) -> tuple[str, str]:
    """Raises NotAPosting("abroad") unless the licence of a placement agency stands beside it."""
    named = place["addressCountry"].strip()
    if named.lower() in _INDONESIA:
        return "ID", ""
    licence = one_line(_text(said.get("agencyLicence")))[:100]
    if not licence or not re.fullmatch(r"[A-Za-z]{2}", named):
        raise NotAPosting("abroad", named)
    return named.upper(), licence


def _reference(said: dict[str, Any], url: str, employer: str, title: str, place: dict[str, str]) -> str:
    """Its identifier, else its address, else who, what and where."""
    given = said.get("identifier")
    given = given[0] if isinstance(given, list) and given else given
    given = given.get("value") or given.get("@id") if isinstance(given, dict) else given
    text = _text(given)
    if text:
        return text if len(text) <= 100 else hashlib.sha256(text.encode()).hexdigest()[:32]
    known = url or "|".join(normalise(each) for each in (employer, title, place["addressLocality"]))
    return hashlib.sha256(known.encode()).hexdigest()[:32]


def _url(text: str, remarks: list[Remark]) -> str:
    """Only http and https: "javascript:" in a link would be run."""
    if not text:
        return ""
    whole = text if "://" in text[:10] else f"https://{text}"
    if len(whole) > 500 or not _ADDRESS.fullmatch(whole):
        remarks.append(Remark("url_bad", text[:60]))
        return ""
    return whole


def _kind(value: Any) -> str:
    text = " ".join(str(each) for each in value) if isinstance(value, list) else _text(value)
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), "")


def _requirements(said: dict[str, Any]) -> str:
    parts = []
    for name in ("qualifications", "experienceRequirements", "skills"):
        value = said.get(name)
        if isinstance(value, list):
            value = "\n".join(f"- {each}" for each in value if isinstance(each, str))
        if isinstance(value, str):
            parts.append(plain_text(value))
    return "\n".join(part for part in parts if part)[:8000]


def _education(value: Any) -> str:
    """In words that the reader of rows knows."""
    values = value if isinstance(value, list) else [value]
    texts = [_text(each.get("credentialCategory")) if isinstance(each, dict) else _text(each) for each in values]
    return "|".join(filter(None, (_SCHOOLS.get(text.lower(), text) for text in texts)))[:200]


def _months(value: Any) -> int:
    months = value.get("monthsOfExperience") if isinstance(value, dict) else None
    text = str(months) if months is not None else ""
    return min(int(float(text)), 600) if re.fullmatch(r"\d{1,4}(\.\d+)?", text) else 0


def _headcount(value: Any, remarks: list[Remark]) -> int:
    text = _text(value)
    if not text:
        return 1
    if re.fullmatch(r"0+", text):
        raise NotAPosting("no_places")
    if text.isdecimal() and 1 <= int(text[:9]) <= 100_000:
        return int(text)
    remarks.append(Remark("headcount_bad", text[:20]))
    return 1


def _date(said: dict[str, Any], name: str, remarks: list[Remark]) -> datetime.date | None:
    """ISO 8601, day/month/year, or the form of e-mail that RSS uses."""
    text = _text(said.get(name))
    if not text:
        return None
    try:
        if iso := _ISO.match(text):
            return datetime.date(*map(int, iso.groups()))
        if day_first := _DAY_FIRST.match(text):
            day, month, year = map(int, day_first.groups())
            return datetime.date(year, month, day)
        return email.utils.parsedate_to_datetime(text).date()
    except (ValueError, TypeError, OverflowError):
        remarks.append(Remark("date_bad", text[:40]))
        return None
