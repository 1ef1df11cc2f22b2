"""JSON Resume 1.0.0 (https://jsonresume.org/schema, github.com/jsonresume/resume-schema, tag v1.0.0), out and in.

Every part of the schema is optional and its objects are open, so reading takes what has the schema's shape and leaves
the rest. Levels of skills are free words there; ours are the four that people use most.
"""

from __future__ import annotations

import datetime
import json
from typing import Any

from .problems import ResumeError
from .resume import MOST_ENTRIES, Certificate, Reading, Resume, Skill, Study, Work, day, line, text

KIND = "JSON Resume"
SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
LEVELS = {1: "Beginner", 2: "Intermediate", 3: "Advanced", 4: "Expert"}
_LEVEL_OF = {name.casefold(): level for level, name in LEVELS.items()} | {"master": 4, "novice": 1, "proficient": 3}
_SECTIONS = (
    "basics", "work", "volunteer", "education", "awards", "certificates", "publications", "skills", "languages",
    "interests", "references", "projects",
)  # fmt: skip
_READ = {"basics", "work", "education", "certificates", "skills"}
_READ_BASICS = {"name", "label", "email", "phone", "summary", "location"}


def write_json_resume(resume: Resume) -> str:
    """Parts that are empty are left out. Read again it gives the same content."""
    location = _said(city=resume.city, region=resume.region)
    if location:
        location["countryCode"] = "ID"
    basics = _said(
        name=resume.name, label=resume.label, email=resume.email, phone=resume.phone, summary=resume.about,
        location=location,
    )  # fmt: skip
    work = [
        _said(name=each.employer, position=each.title, startDate=_iso(each.started), endDate=_iso(each.ended))
        for each in resume.works
    ]
    whole = {
        "$schema": SCHEMA,
        "basics": basics,
        "work": work,
        "education": [_said(institution=each.institution, studyType=each.title) for each in resume.studies],
        "certificates": [
            _said(name=each.name, date=_iso(each.issued), url=each.address, issuer=each.issuer)
            for each in resume.certificates
        ],
        "skills": [_said(name=each.name, level=LEVELS.get(each.level or 0, "")) for each in resume.skills],
        "meta": {"version": "v1.0.0"},
    }
    said = {name: part for name, part in whole.items() if part or name == "basics"}
    return json.dumps(said, ensure_ascii=False, indent=2)


def _said(**parts: Any) -> dict[str, Any]:
    return {name: value for name, value in parts.items() if value}


def _iso(value: datetime.date | None) -> str:
    return value.isoformat() if value else ""


def read_json_resume(content: bytes) -> Reading:
    """Raises ResumeError. What has another shape than the schema's is left."""
    try:
        whole = json.loads(content.decode("utf-8-sig"))
    except RecursionError as error:
        raise ResumeError("too_deep") from error
    except UnicodeDecodeError as error:
        raise ResumeError("broken_json", content.count(b"\n", 0, error.start) + 1) from error
    except json.JSONDecodeError as error:
        raise ResumeError("broken_json", error.lineno) from error
    except ValueError as error:  # a number of thousands of digits
        raise ResumeError("broken_json", 1) from error
    if not isinstance(whole, dict) or not any(section in whole for section in _SECTIONS):
        raise ResumeError("not_a_resume")
    basics = whole["basics"] if isinstance(whole.get("basics"), dict) else {}
    location = basics["location"] if isinstance(basics.get("location"), dict) else {}
    resume = Resume(
        name=line(basics.get("name")), label=line(basics.get("label")), email=line(basics.get("email")),
        phone=line(basics.get("phone")), city=line(location.get("city")), region=line(location.get("region")),
        about=text(basics.get("summary")),
        works=tuple(_work(each) for each in _entries(whole, "work") if line(each.get("position"))),
        skills=tuple(_skills(_entries(whole, "skills"))),
        studies=tuple(
            Study(title, line(each.get("institution")))
            for each in _entries(whole, "education") if (title := _study(each))
        ),
        certificates=tuple(_certificate(each) for each in _entries(whole, "certificates") if line(each.get("name"))),
    )  # fmt: skip
    return Reading(resume, KIND, tuple(_left(whole, basics)))


def _entries(whole: dict[str, Any], section: str) -> list[dict[str, Any]]:
    rows = whole.get(section)
    return [row for row in rows[:MOST_ENTRIES] if isinstance(row, dict)] if isinstance(rows, list) else []


def _work(row: dict[str, Any]) -> Work:
    return Work(line(row.get("position")), line(row.get("name")), day(row.get("startDate")), day(row.get("endDate")))


def _study(row: dict[str, Any]) -> str:
    """ "SMK, Teknik Las" """
    return line(", ".join(part for part in (line(row.get("studyType")), line(row.get("area"))) if part))


def _certificate(row: dict[str, Any]) -> Certificate:
    return Certificate(line(row.get("name")), line(row.get("issuer")), day(row.get("date")), line(row.get("url")))


def _skills(rows: list[dict[str, Any]]) -> list[Skill]:
    """A skill, then its keywords: people group theirs ("Las": SMAW, GTAW). The level is said for the group."""
    found: list[Skill] = []
    for row in rows:
        level = _LEVEL_OF.get(line(row.get("level")).casefold())
        words = row.get("keywords")
        names = [row.get("name"), *(words[:MOST_ENTRIES] if isinstance(words, list) else [])]
        found += [Skill(name, level) for name in map(line, names) if name]
    return found[:MOST_ENTRIES]


def _left(whole: dict[str, Any], basics: dict[str, Any]) -> list[str]:
    """Sections and facts with something in them that are not taken over, in the schema's order."""
    left = [f"basics.{line(name)}" for name, value in basics.items() if value and name not in _READ_BASICS]
    left += [name for name in _SECTIONS if whole.get(name) and name not in _READ]
    left += [f"work[{place}]" for place, row in enumerate(_raw(whole, "work")) if not _is_work(row)]
    return left[:MOST_ENTRIES]


def _raw(whole: dict[str, Any], section: str) -> list[Any]:
    rows = whole.get(section)
    return rows if isinstance(rows, list) else []


def _is_work(row: Any) -> bool:
    return isinstance(row, dict) and bool(line(row.get("position")))
