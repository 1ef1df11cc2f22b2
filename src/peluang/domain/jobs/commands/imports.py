"""Vacancies from somebody else's file: checked row by row, written whole or not at all, twice the same as once."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append_many
from peluang.domain.files.imports import ImportReport, RowProblem, common_problems, read_or_refuse
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.organisations.imported import find_or_register, reference_of
from peluang.engines.tables import Column, Limits, Row
from peluang.engines.text import normalise

from ..coding import code_titles, skills_asked, text_of
from ..events import VACANCY_CHANGED, VACANCY_ENDED, VACANCY_POSTED
from ..imported_rows import Reading
from ..models import Vacancy, VacancySkill

COLUMNS = (
    Column("title", ("judul", "posisi", "jabatan", "lowongan"), needed=True),
    Column("employer", ("perusahaan", "pemberi kerja", "instansi", "company"), needed=True),
    Column("regency_code_kemendagri", ("kode wilayah", "kode kabupaten", "regency_code", "kode kemendagri")),
    Column("regency", ("kabupaten", "kota", "kabupaten kota", "lokasi", "penempatan")),
    Column("id", ("nomor", "ref", "kode lowongan")),
    Column("description", ("deskripsi", "uraian", "tugas")),
    Column("requirements", ("syarat", "persyaratan", "kualifikasi")),
    Column("study_programmes", ("program studi", "jurusan")),
    Column("education_levels", ("pendidikan", "jenjang", "jenjang pendidikan")),
    Column("headcount", ("jumlah", "kuota", "kebutuhan", "jumlah tenaga kerja")),
    Column("wage_min", ("upah minimum", "gaji minimum", "upah", "gaji")),
    Column("wage_max", ("upah maksimum", "gaji maksimum")),
    Column("address", ("alamat",)),
    Column("kind", ("jenis", "jenis pekerjaan", "tipe")),
    Column("posted_at", ("tanggal tayang", "tanggal pasang", "dipasang")),
    Column("closes_on", ("tanggal tutup", "batas lamaran", "valid_until", "berlaku sampai")),
    Column("url", ("tautan", "link")),
)


@dataclass
class _Posting:
    row: int
    employer: str
    reference: str
    values: dict[str, Any] = field(default_factory=dict)


@command
def import_vacancies(
    by: Actor,
    *,
    content: bytes,
    file_name: str,
    source: str,
    dry_run: bool = False,
    skip_bad: bool = False,
    at: datetime.datetime,
) -> ImportReport:
    """source: whose vacancies they are; with it and its id (or employer, title and place) a row is found again.

    Titles get an occupation code and skills, places their regency. A vacancy whose closing date has passed is
    taken in as closed. With a problem in any row nothing is written, unless skip_bad leaves those rows out.
    A row that says all the same again is folded, one under the same id that says something else is a problem.
    Raises NotYours for anyone but the offices, Refused for a file that is no table or has no rows.
    """
    if by.role not in (Role.SYSTEM, Role.PROGRAMME_OFFICE, Role.LABOUR_OFFICE):
        raise NotYours
    table = read_or_refuse(content, file_name, COLUMNS, Limits())
    if not table.rows:
        raise Refused("no_rows", _("Berkas ini hanya berisi judul kolom, tanpa satu lowongan pun."), field="file",
                      todo=_("Pilih berkas yang berisi lowongan."))  # fmt: skip
    report = ImportReport(rows=len(table.rows), problems=common_problems(table.rows))
    postings = _check(table.rows, report, at)
    before = {each.source_ref: each for each in Vacancy.objects.filter(source=source)}
    writing = not dry_run and (skip_bad or not report.problems)
    code_titles([each.values for each in postings])
    report.notes += [
        RowProblem(
            each.row, "title", "occupation_open", str(_("Pekerjaannya tidak dikenali dari judul; dibiarkan kosong."))
        )
        for each in postings
        if each.values["occupation_id"] is None
    ]
    employers = {}
    if writing:
        wanted = [(each.employer, each.values["regency_id"]) for each in postings]
        employers = find_or_register("employer", source, wanted, at=at)
    new, changed = [], []
    for posting in postings:
        vacancy = before.get(posting.reference)
        if vacancy is None:
            report.new += 1
            new.append(posting)
        elif _differs(vacancy, posting):
            report.changed += 1
            changed.append((vacancy, posting))
        else:
            report.same += 1
    if writing:
        _write(new, changed, source, employers, at)
        report.written = True
    return report


def _check(rows: list[Row], report: ImportReport, at: datetime.datetime) -> list[_Posting]:
    bad = {problem.row for problem in report.problems}
    postings: list[_Posting] = []
    seen: dict[str, _Posting] = {}
    for row in rows:
        if row.number in bad:
            continue
        reading = Reading(row, at)
        values = reading.values()
        posting = _Posting(row.number, reading.employer, _reference(row, values), values)
        first = seen.get(posting.reference)
        if first and not _given(row) and not _says_the_same(first, posting):
            posting.reference = _digest(f"{posting.reference}|{_words(posting)}")
            first = seen.get(posting.reference)
        if first and not reading.problems and not _says_the_same(first, posting):
            text = _("Nomor ini sudah dipakai lowongan lain di baris %(row)s.") % {"row": first.row}
            reading.problems.append(RowProblem(row.number, "id", "twice", str(text)))
        report.problems += reading.problems
        if reading.problems:
            continue
        if first:
            report.folded += 1
            report.notes.append(
                RowProblem(row.number, "", "copy", str(_("Sama dengan baris lain; dipakai satu kali.")))
            )
            continue
        report.notes += reading.notes
        seen[posting.reference] = posting
        postings.append(posting)
    return postings


def _given(row: Row) -> str:
    return row.values.get("id", "").strip()


def _words(posting: _Posting) -> str:
    """What a vacancy says, without spelling in capitals or the dates of showing it."""
    said = {name: value for name, value in posting.values.items() if name not in ("posted_at", "status", "ended_at")}
    return normalise(repr(sorted((name, str(value)) for name, value in said.items())))


def _says_the_same(one: _Posting, other: _Posting) -> bool:
    return reference_of(one.employer) == reference_of(other.employer) and _words(one) == _words(other)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _reference(row: Row, values: dict[str, Any]) -> str:
    """Its id; else who, what and where. Of several without id that differ in the rest, the first has this one."""
    given = _given(row)
    if given:
        return given if len(given) <= 100 else _digest(given)
    text = f"{reference_of(row.values['employer'])}|{normalise(row.values['title'])}|{values.get('regency_id')}"
    return _digest(text)


def _differs(vacancy: Vacancy, posting: _Posting) -> bool:
    return any(getattr(vacancy, name) != value for name, value in posting.values.items())


def _write(
    new: list[_Posting],
    changed: list[tuple[Vacancy, _Posting]],
    source: str,
    employers: dict[str, Any],
    at: datetime.datetime,
) -> None:
    made = [
        Vacancy(
            employer=employers[reference_of(each.employer)], source=source, source_ref=each.reference, **each.values
        )
        for each in new
    ]
    Vacancy.objects.bulk_create(made, batch_size=1000)
    for vacancy, posting in changed:
        for name, value in posting.values.items():
            setattr(vacancy, name, value)
    altered = [vacancy for vacancy, _posting in changed]
    if altered:
        Vacancy.objects.bulk_update(altered, list(changed[0][1].values), batch_size=500)
        VacancySkill.objects.filter(vacancy__in=altered).delete()
    texts = {
        each.reference: f"{each.values['title']}. {text_of(each.values)}"
        for each in [*new, *(posting for _v, posting in changed)]
    }
    told = [*made, *altered]
    VacancySkill.objects.bulk_create(skills_asked(told, [texts[each.source_ref] for each in told]), batch_size=2000)
    _tell(made, altered, at)


def _tell(made: list[Vacancy], altered: list[Vacancy], at: datetime.datetime) -> None:
    def ids(vacancies: list[Vacancy], status: str) -> list[UUID]:
        return [each.id for each in vacancies if each.status == status]

    append_many(VACANCY_POSTED, ids(made, "open"), at=at)
    append_many(VACANCY_CHANGED, ids(altered, "open"), at=at)
    append_many(VACANCY_ENDED, ids([*made, *altered], "closed"), at=at, status="closed")
