"""Europass XML, version 3.4 (SkillsPassport), out and in.

Schema: Cedefop, EuropassSchema.xsd v3.4.0 (EUPL), as published in github.com/europass/ewa-cedefop under
services/core/src/main/resources/schema/v3.4.0; the order of elements is the schema's. Europass closed that interface in
2020 and publishes no schema of the profiles it keeps since, so newer files are not claimed to be read. Older 3.x files
have the same names where it matters and are read too.

An Indonesian name has no family name: it stands whole in FirstName, and Surname, which the schema asks for, is empty.
One headline fits: what somebody says of themselves, else the occupation they look for.
"""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as Plain

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as Guarded

from .json_resume import LEVELS
from .problems import ResumeError
from .resume import MOST_ENTRIES, Certificate, Reading, Resume, Skill, Study, Work, day, line, text

KIND = "Europass"
NAMESPACE = "http://europass.cedefop.europa.eu/Europass"
SCHEMA = "http://europass.cedefop.europa.eu/xml/v3.4.0/EuropassSchema.xsd"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_SKILL_PARTS = ("Communication", "Organisational", "JobRelated", "Computer", "Other")
_WITH_LEVEL = re.compile(r"(.+) \((" + "|".join(LEVELS.values()) + r")\)")
_ISSUER, _ISSUED, _ADDRESS = "Issuer: ", "Issued: ", "Check: "
_LEFT = (
    "Identification/Demographics", "Identification/Photo", "Identification/Signature", "Skills/Linguistic",
    "Skills/Driving", "Documentation",
)  # fmt: skip


def write_europass(resume: Resume, *, at: datetime.datetime, language: str = "id") -> str:
    """Read again it gives the same content, except: the label beside an `about`, an end without a start (a period has
    a start in the schema)."""
    root = Plain.Element("SkillsPassport", {"xmlns": NAMESPACE, "xmlns:xsi": _INSTANCE, "locale": language})
    root.set("xsi:schemaLocation", f"{NAMESPACE} {SCHEMA}")
    stamp = at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    info = Plain.SubElement(root, "DocumentInfo")
    for name, value in (
        ("DocumentType", "ECV"), ("CreationDate", stamp), ("LastUpdateDate", stamp), ("XSDVersion", "V3.4"),
        ("Generator", "Peluang"),
    ):  # fmt: skip
        _put(info, name, value)
    learner = Plain.SubElement(root, "LearnerInfo")
    _identify(learner, resume)
    _headline(learner, resume)
    _works(learner, resume)
    _studies(learner, resume)
    if resume.skills:
        rows = (f"<li>{html.escape(_skill_line(each), quote=False)}</li>" for each in resume.skills)
        _put(learner, "Skills/JobRelated/Description", f"<ul>{''.join(rows)}</ul>")
    _certificates(learner, resume)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Plain.tostring(root, encoding="unicode")


def _put(parent: Plain.Element, path: str, value: str) -> None:
    """Makes what is missing of the path below the parent; the last element is always a new one."""
    *way, last = path.split("/")
    for name in way:
        found = parent.find(name)
        parent = Plain.SubElement(parent, name) if found is None else found
    Plain.SubElement(parent, last).text = value


def _rich(value: str) -> str:
    return html.escape(value, quote=False)


def _identify(learner: Plain.Element, resume: Resume) -> None:
    person = Plain.SubElement(learner, "Identification")
    _put(person, "PersonName/FirstName", line(resume.name))
    _put(person, "PersonName/Surname", "")
    place = ", ".join(part for part in (line(resume.city), line(resume.region)) if part)
    if place:
        _put(person, "ContactInfo/Address/Contact/Municipality", place)
        _put(person, "ContactInfo/Address/Contact/Country/Code", "ID")
    if "@" in resume.email:
        _put(person, "ContactInfo/Email/Contact", line(resume.email))
    if resume.phone:
        _put(person, "ContactInfo/TelephoneList/Telephone/Contact", line(resume.phone))
        _put(person, "ContactInfo/TelephoneList/Telephone/Use/Code", "mobile")


def _headline(learner: Plain.Element, resume: Resume) -> None:
    if resume.about:
        _put(learner, "Headline/Type/Code", "personal_statement")
        _put(learner, "Headline/Description/Label", _rich(text(resume.about)))
    elif resume.label:
        _put(learner, "Headline/Type/Code", "preferred_job")
        _put(learner, "Headline/Description/Label", _rich(line(resume.label)))


def _works(learner: Plain.Element, resume: Resume) -> None:
    if not resume.works:
        return
    rows = Plain.SubElement(learner, "WorkExperienceList")
    for each in resume.works:
        row = Plain.SubElement(rows, "WorkExperience")
        if each.started:
            period = Plain.SubElement(row, "Period")
            _date(period, "From", each.started)
            if each.ended:
                _date(period, "To", each.ended)
            else:
                _put(period, "Current", "true")
        _put(row, "Position/Label", line(each.title))
        if each.employer:
            _put(row, "Employer/Name", line(each.employer))


def _date(period: Plain.Element, name: str, value: datetime.date) -> None:
    """xsd:gYear, gMonth and gDay, as the schema writes them."""
    parts = {"year": f"{value.year:04d}", "month": f"--{value.month:02d}", "day": f"---{value.day:02d}"}
    Plain.SubElement(period, name, parts)


def _studies(learner: Plain.Element, resume: Resume) -> None:
    if not resume.studies:
        return
    rows = Plain.SubElement(learner, "EducationList")
    for each in resume.studies:
        row = Plain.SubElement(rows, "Education")
        _put(row, "Title", line(each.title))
        if each.institution:
            _put(row, "Organisation/Name", line(each.institution))


def _skill_line(skill: Skill) -> str:
    return line(skill.name) + (f" ({LEVELS[skill.level]})" if skill.level in LEVELS else "")


def _certificates(learner: Plain.Element, resume: Resume) -> None:
    if not resume.certificates:
        return
    rows = Plain.SubElement(learner, "AchievementList")
    for each in resume.certificates:
        row = Plain.SubElement(rows, "Achievement")
        _put(row, "Title/Code", "certifications")
        issued = each.issued.isoformat() if each.issued else ""
        facts = ((_ISSUER, line(each.issuer)), (_ISSUED, issued), (_ADDRESS, line(each.address)))
        said = [line(each.name), *(mark + fact for mark, fact in facts if fact)]
        _put(row, "Description", _rich("\n".join(said)))


def read_europass(content: bytes) -> Reading:
    """Raises ResumeError; a DTD, an entity or a reference outside is refused before anything is read."""
    try:
        root = Guarded.fromstring(content, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise ResumeError("dangerous_xml") from error
    except Plain.ParseError as error:
        raise ResumeError("broken_xml", error.position[0]) from error
    except (ValueError, LookupError) as error:  # an encoding that nobody knows
        raise ResumeError("broken_xml", 1) from error
    learner = _Part(root).part("LearnerInfo")
    if _local(root) != "SkillsPassport" or learner is None:
        raise ResumeError("not_europass")
    person = learner.part("Identification") or _Part(None)
    about = learner.said("Headline/Type/Code") == "personal_statement"
    headline = _lines(learner.said("Headline/Description/Label"))
    resume = Resume(
        name=line(f"{person.said('PersonName/FirstName')} {person.said('PersonName/Surname')}"),
        label="" if about else line(" ".join(headline)),
        email=line(person.said("ContactInfo/Email/Contact")),
        phone=line(person.said("ContactInfo/TelephoneList/Telephone/Contact")),
        city=line(person.said("ContactInfo/Address/Contact/Municipality")),
        about=text("\n".join(headline)) if about else "",
        works=tuple(_work(each) for each in learner.parts("WorkExperienceList", "WorkExperience") if _title(each)),
        skills=tuple(_skills(learner))[:MOST_ENTRIES],
        studies=tuple(
            Study(title, line(each.said("Organisation/Name")))
            for each in learner.parts("EducationList", "Education") if (title := line(each.said("Title")))
        ),
        certificates=tuple(_read_certificates(learner)),
    )  # fmt: skip
    return Reading(resume, KIND, tuple(_left(root, learner)))


def _local(element: Plain.Element) -> str:
    return str(element.tag).rpartition("}")[2]


class _Part:
    """An element by the names below it, whatever its namespace: files of 3.0 to 3.4 differ only there."""

    def __init__(self, element: Any) -> None:
        self.element = element

    def part(self, path: str) -> _Part | None:
        found: Any = self.element
        for name in path.split("/"):
            found = None if found is None else next((each for each in found if _local(each) == name), None)
        return None if found is None else _Part(found)

    def parts(self, path: str, name: str) -> list[_Part]:
        holder = self.part(path)
        rows = [] if holder is None else [_Part(each) for each in holder.element if _local(each) == name]
        return rows[:MOST_ENTRIES]

    def said(self, path: str) -> str:
        found = self.part(path)
        return "" if found is None else str(found.element.text or "")

    def day(self, path: str) -> datetime.date | None:
        found = self.part(path)
        if found is None:
            return None
        year, month, number = (found.element.get(name, "").strip("-Z") for name in ("year", "month", "day"))
        return day("-".join(part for part in (year, month, number if month else "") if part))


def _title(row: _Part) -> str:
    return line(row.said("Position/Label"))


def _work(row: _Part) -> Work:
    return Work(_title(row), line(row.said("Employer/Name")), row.day("Period/From"), row.day("Period/To"))


def _skills(learner: _Part) -> Iterator[Skill]:
    for name in _SKILL_PARTS:
        for said in _lines(learner.said(f"Skills/{name}/Description")):
            found = _WITH_LEVEL.fullmatch(said)
            level = next((number for number, word in LEVELS.items() if found and word == found.group(2)), None)
            if shown := line(found.group(1) if found else said):
                yield Skill(shown, level)


def _read_certificates(learner: _Part) -> Iterator[Certificate]:
    for row in learner.parts("AchievementList", "Achievement"):
        name, *facts = _lines(row.said("Description")) or [""]
        if row.said("Title/Code").strip() == "certifications" and line(name):
            said = {mark: fact[len(mark) :] for mark in (_ISSUER, _ISSUED, _ADDRESS) for fact in facts
                    if fact.startswith(mark)}  # fmt: skip
            yield Certificate(line(name), line(said.get(_ISSUER)), day(said.get(_ISSUED)), line(said.get(_ADDRESS)))


def _left(root: Plain.Element, learner: _Part) -> list[str]:
    left = [path for path in _LEFT if learner.part(path) is not None]
    left += [
        "WorkExperience/Activities"
        for row in learner.parts("WorkExperienceList", "WorkExperience") if row.said("Activities").strip()
    ][:1]  # fmt: skip
    rows = learner.parts("AchievementList", "Achievement")
    left += ["Achievement" for row in rows if row.said("Title/Code").strip() != "certifications"][:1]
    return left + [_local(each) for each in root if _local(each) in ("AttachmentList", "CoverLetter")]


class _Words(HTMLParser):
    """The words of a rich text: blocks are lines, scripts and styles are nothing."""

    _blocks = frozenset({"p", "li", "ul", "ol", "br", "div", "tr", "h1", "h2", "h3", "h4"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.silent = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.silent = tag in ("script", "style")
        if tag in self._blocks:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent = False
        if tag in self._blocks:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


def _lines(rich: str) -> list[str]:
    reader = _Words()
    reader.feed(rich)
    reader.close()
    rows = (" ".join(row.split()) for row in "".join(reader.words).splitlines())
    return [row for row in rows if row][:MOST_ENTRIES]
