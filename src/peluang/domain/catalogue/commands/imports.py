"""A catalogue from somebody else's file: checked row by row, written whole or not at all, twice the same as once."""

from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append_many
from peluang.domain.files.imports import ImportReport, RowProblem, common_problems, read_or_refuse
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.organisations.imported import find_or_register, reference_of
from peluang.engines.codes import rupiah
from peluang.engines.equivalence import Text
from peluang.engines.tables import Column, Limits, Row
from peluang.engines.text import code_occupations, extract_skills, normalise

from .. import access
from ..equivalents import types_of_new
from ..events import OFFERING_CHANGED, OFFERING_PUBLISHED
from ..models import Mode, Offering, OfferingSkill, TrainingType

COLUMNS = (
    Column("institution", ("lembaga", "lembaga pelatihan", "penyelenggara", "provider"), needed=True),
    Column("title", ("judul", "judul pelatihan", "nama pelatihan", "pelatihan"), needed=True),
    Column("category", ("kategori", "bidang")),
    Column("mode", ("moda", "cara", "metode", "jenis")),
    Column("url", ("tautan", "link", "alamat")),
    Column("description", ("deskripsi", "keterangan", "uraian")),
    Column("price", ("harga", "biaya")),
)
_MODES = (
    (re.compile(r"blend|bauran|hybrid|campur", re.I), Mode.BLENDED),
    (re.compile(r"offline|luring|tatap muka|kelas langsung|workshop", re.I), Mode.OFFLINE),
    (re.compile(r"online|daring|webinar|lms|jarak jauh", re.I), Mode.ONLINE),
)
_SURE = 0.15  # below this likeness a title's occupation is left open rather than guessed


@dataclass(frozen=True)
class _Course:
    row: int
    institution: str
    title: str
    category: str
    mode: str
    url: str
    description: str
    price: int

    @property
    def reference(self) -> str:
        """The same institution and title is the same offering, however it is spelt."""
        text = f"{reference_of(self.institution)}|{normalise(self.title)}"
        return hashlib.sha256(text.encode()).hexdigest()[:24]


@command
def import_catalogue(
    by: Actor,
    *,
    content: bytes,
    file_name: str,
    source: str,
    dry_run: bool = False,
    skip_bad: bool = False,
    at: datetime.datetime,
) -> ImportReport:
    """source: whose catalogue it is; with it and the reference a row is found again. Titles get an occupation
    code and skills. With a problem in any row nothing is written, unless skip_bad leaves those rows out.

    Raises NotYours for anyone but the office, Refused for a file that is no table.
    """
    access.must_curate(by)
    table = read_or_refuse(content, file_name, COLUMNS, Limits())
    report = ImportReport(rows=len(table.rows), problems=common_problems(table.rows))
    courses = _check(table.rows, report)
    before = {each.source_ref: each for each in Offering.objects.filter(source=source)}
    if report.problems and not skip_bad:
        dry_run = True
    coded = _occupations(courses)
    report.notes += [
        RowProblem(
            each.row, "title", "occupation_open", str(_("Pekerjaannya tidak dikenali dari judul; dibiarkan kosong."))
        )
        for each in courses
        if coded[each.row] is None
    ]
    providers, types = {}, {}
    if not dry_run:
        providers = find_or_register("provider", source, [(each.institution, None) for each in courses], at=at)
        types = _types([each for each in courses if each.reference not in before], coded)
    new, changed = [], []
    for course in courses:
        values = _values(course, coded[course.row])
        offering = before.get(course.reference)
        if offering is None:
            report.new += 1
            if not dry_run:
                new.append(_offering(course, values, source, providers[reference_of(course.institution)].id,
                                     types[_type_code(course)], at))  # fmt: skip
        elif any(getattr(offering, name) != value for name, value in values.items()):
            report.changed += 1
            for name, value in values.items():
                setattr(offering, name, value)
            changed.append(offering)
        else:
            report.same += 1
    if not dry_run:
        _write(new, changed, courses, at)
        report.written = True
    return report


def _check(rows: list[Row], report: ImportReport) -> list[_Course]:
    """The rows that can be taken; the others' reasons go into the report."""
    bad = {problem.row for problem in report.problems}
    courses: list[_Course] = []
    seen: dict[str, int] = {}
    for row in rows:
        if row.number in bad:
            continue
        problems, course = _course(row)
        if course and course.reference in seen:
            text = _("Lembaga dan judul yang sama sudah ada di baris %(row)s.") % {"row": seen[course.reference]}
            problems.append(RowProblem(row.number, "title", "twice", str(text)))
        report.problems += problems
        if not problems and course:
            seen[course.reference] = row.number
            courses.append(course)
    return courses


def _course(row: Row) -> tuple[list[RowProblem], _Course | None]:
    values = {name: row.values.get(name, "").strip() for name in (column.name for column in COLUMNS)}
    problems = []

    def wrong(column: str, code: str, text: object) -> None:
        problems.append(RowProblem(row.number, column, code, str(text)))

    for name, text in (("institution", _("Nama lembaga kosong.")), ("title", _("Judul kosong."))):
        if not normalise(values[name]):
            wrong(name, f"{name}_empty", text)
    mode = next((mode for pattern, mode in _MODES if pattern.search(values["mode"])), None)
    if values["mode"] and mode is None:
        wrong(
            "mode",
            "mode_unknown",
            _("Cara belajar “%(mode)s” tidak dikenal: tulis luring, daring, atau bauran.")
            % {"mode": values["mode"][:40]},
        )
    url = values["url"]
    if url and "://" not in url:
        url = f"https://{url}"
    if url and (urlsplit(url).scheme not in ("http", "https") or "." not in urlsplit(url).netloc or " " in url):
        wrong("url", "url_bad", _("Alamat situs tidak benar. Contoh: https://contoh.id/kelas"))
    price = 0
    if values["price"]:
        try:
            price = rupiah.parse_rupiah(values["price"])
        except ValueError:
            wrong("price", "price_bad", _("Harga tidak terbaca. Contoh: 1500000"))
    if problems:
        return problems, None
    return [], _Course(
        row.number, values["institution"], " ".join(values["title"].split()), values["category"] or "Lainnya",
        mode or Mode.ONLINE, url[:500], values["description"], price,
    )  # fmt: skip


def _occupations(courses: list[_Course]) -> dict[int, str | None]:
    ranked = code_occupations([each.title for each in courses], [each.description for each in courses], limit=1)
    return {
        course.row: best[0].code if best and best[0].score >= _SURE else None for course, best in zip(courses, ranked)
    }


def _type_code(course: _Course) -> str:
    return slugify(normalise(course.title))[:72] or course.reference[:16]


def _types(courses: list[_Course], coded: dict[int, str | None]) -> dict[str, TrainingType]:
    """A training type for each title that has none yet: one that exists if the engine is sure, else a new one for all
    titles of this file that are surely the same. The first row names it, so the same file always makes the same types.
    """
    wanted = {_type_code(course): course for course in reversed(courses)}
    wanted = dict(reversed(wanted.items()))
    found = {each.code: each for each in TrainingType.objects.filter(code__in=list(wanted))}
    open_codes = [code for code in wanted if code not in found]
    texts = [Text(wanted[code].title, wanted[code].description) for code in open_codes]
    existing, numbers = types_of_new(texts) if texts else ([], [])
    made: dict[int, TrainingType] = {}
    for code, known, number in zip(open_codes, existing, numbers, strict=True):
        course = wanted[code]
        found[code] = known or made.setdefault(
            number,
            TrainingType(code=code, title_id=course.title, title_en=course.title, category=course.category,
                         occupation_id=coded[course.row]),
        )  # fmt: skip
    TrainingType.objects.bulk_create(made.values(), batch_size=1000)
    return found


def _values(course: _Course, occupation: str | None) -> dict[str, Any]:
    share = {Mode.ONLINE: 100, Mode.OFFLINE: 0, Mode.BLENDED: 50}
    return {
        "title": course.title, "description": course.description, "mode": str(course.mode),
        "online_share": share[Mode(course.mode)], "occupation_id": occupation, "price": course.price,
        "source_url": course.url,
    }  # fmt: skip


def _offering(
    course: _Course, values: dict[str, Any], source: str, provider: UUID, kind: TrainingType, at: datetime.datetime
) -> Offering:
    return Offering(
        training_type=kind, provider_id=provider, status="published", published_at=at, standard="",
        source=source, source_ref=course.reference, **values,
    )  # fmt: skip


def _write(new: list[Offering], changed: list[Offering], courses: list[_Course], at: datetime.datetime) -> None:
    Offering.objects.bulk_create(new, batch_size=1000)
    Offering.objects.bulk_update(
        changed,
        ["title", "description", "mode", "online_share", "occupation_id", "price", "source_url"],
        batch_size=500,
    )
    texts = {each.reference: f"{each.title}. {each.description}" for each in courses}
    touched = [*new, *changed]
    OfferingSkill.objects.filter(offering__in=changed).delete()
    OfferingSkill.objects.bulk_create(
        [
            OfferingSkill(offering=offering, skill_id=found.code)
            for offering in touched
            for found in extract_skills(texts[offering.source_ref], limit=12)
        ],
        batch_size=2000,
    )
    append_many(OFFERING_PUBLISHED, [each.id for each in new], at=at)
    append_many(OFFERING_CHANGED, [each.id for each in changed], at=at)
