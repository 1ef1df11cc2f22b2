"""Collective registration: a labour office hands in a spreadsheet with a signed handover record
(Permenaker 17/2020). A dry run tells, row by row, what would be refused and why; nothing is written then.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.events.journal import append
from peluang.domain.files.models import StoredFile
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import NotYours, Refused

from ..enums import Education, Purpose, Sex, WorkStatus
from ..events import PEOPLE_HANDED_OVER
from .registration import register_person

MOST_ROWS = 5000
HANDOVER = "handover"
#: Column names as people write them in spreadsheets → ours.
COLUMNS = {
    "nama": "full_name",
    "nama lengkap": "full_name",
    "tanggal lahir": "birth_date",
    "tgl lahir": "birth_date",
    "jenis kelamin": "sex",
    "nik": "nik",
    "kk": "kk",
    "no kk": "kk",
    "nomor kk": "kk",
    "kode kabupaten": "regency",
    "kabupaten": "regency",
    "pendidikan": "education",
    "status kerja": "work_status",
    "hp": "phone",
    "no hp": "phone",
}
_REQUIRED = ("full_name", "birth_date", "sex", "nik", "kk", "regency", "education", "work_status")
_SEXES = {"l": "m", "laki-laki": "m", "m": "m", "p": "f", "perempuan": "f", "f": "f"}


@dataclass(frozen=True)
class RowRefusal:
    """row: as in the spreadsheet, where the header is row 1."""

    row: int
    field: str
    code: str
    text: str


@dataclass
class CollectiveReport:
    """registered: rows that are (in a dry run: would be) registered. known: rows registered before."""

    dry_run: bool
    registered: list[UUID] = field(default_factory=list)
    known: int = 0
    refused: list[RowRefusal] = field(default_factory=list)


class _DryRun(Exception):
    pass


@command
def register_collectively(
    by: Actor,
    *,
    rows: Sequence[dict[str, Any]],
    handover_file_id: UUID,
    dry_run: bool = False,
    at: datetime.datetime,
) -> CollectiveReport:
    """rows: dicts with our names or the spreadsheet's Indonesian ones (COLUMNS). All rows or none: with a
    refused row nothing is written, so that the corrected file can be handed in whole. A row whose NIK is
    registered already counts as known, so handing in the same file twice changes nothing.

    Raises NotYours unless a labour or province office acts; Refused without the signed handover record.
    """
    if by.role not in (Role.LABOUR_OFFICE, Role.PROVINCE_OFFICE, Role.SYSTEM):
        raise NotYours
    _check_handover(handover_file_id)
    if not 1 <= len(rows) <= MOST_ROWS:
        raise Refused("rows_count", gettext_lazy("Satu berkas memuat 1 sampai %(most)s orang.") % {"most": MOST_ROWS})
    report = CollectiveReport(dry_run)
    try:
        with transaction.atomic():
            for number, row in enumerate(rows, 2):
                _register_row(by, number, row, report, at)
            if dry_run or report.refused:
                raise _DryRun
    except _DryRun:
        report.registered = report.registered if dry_run else []
        return report
    if report.registered:
        append(
            PEOPLE_HANDED_OVER,
            new_id(),
            at=at,
            file_id=handover_file_id,
            people=len(report.registered),
            refused=0,
            digest=_digest(report.registered),
        )
    return report


def _check_handover(file_id: UUID) -> None:
    if not StoredFile.objects.filter(id=file_id, purpose=HANDOVER).exists():
        raise Refused(
            "handover_missing",
            gettext_lazy("Berita acara serah terima yang ditandatangani belum diunggah."),
            todo=gettext_lazy("Unggah dulu berita acaranya, lalu berkas pesertanya."),
            field="handover_file_id",
        )


def _register_row(by: Actor, number: int, row: dict[str, Any], report: CollectiveReport, at: datetime.datetime) -> None:
    try:
        values = _read_row(row)
        person = register_person(by, account_id=None, consents=[Purpose.PROGRAMME.value], at=at, **values)
    except Refused as refusal:
        if refusal.code == "nik_taken" and not _seen_in_file(row, report):
            report.known += 1
            return
        where = refusal.field or ""
        text = _("Tidak termasuk wilayah kantor ini.") if isinstance(refusal, NotYours) else str(refusal)
        code = "other_region" if isinstance(refusal, NotYours) else refusal.code
        report.refused.append(RowRefusal(number, where, code, text))
    else:
        report.registered.append(person.id)


def _seen_in_file(row: dict[str, Any], report: CollectiveReport) -> bool:
    """Whether the NIK was taken by an earlier row of this very file."""
    from .. import identity_vault
    from ..models import NikClaim

    nik = str(_renamed(row).get("nik", ""))
    return NikClaim.objects.filter(nik_digest=identity_vault.digest(nik), person_id__in=report.registered).exists()


def _renamed(row: dict[str, Any]) -> dict[str, Any]:
    return {COLUMNS.get(str(key).strip().lower(), str(key).strip().lower()): value for key, value in row.items()}


def _read_row(row: dict[str, Any]) -> dict[str, Any]:
    """Values for register_person. Raises Refused at the first cell that cannot be read."""
    given = _renamed(row)
    values: dict[str, Any] = {name: str(given.get(name) or "").strip() for name in (*_REQUIRED, "phone")}
    for name in _REQUIRED:
        if not values[name]:
            raise Refused("cell_empty", gettext_lazy("Kolom ini kosong."), field=name)
    values["birth_date"] = _read_date(given["birth_date"])
    values["sex"] = _SEXES.get(values["sex"].lower(), values["sex"])
    values["education"] = _read_choice(values["education"], Education)
    values["work_status"] = _read_choice(values["work_status"], WorkStatus)
    values["sex"] = _read_choice(values["sex"], Sex)
    return values


def _read_choice(text: str, choices: Any) -> str:
    """The code or the label, in any case."""
    for value, label in choices.choices:
        if text.lower() in (value, str(label).lower()):
            return str(value)
    return text  # register_person refuses it at its field


def _read_date(value: Any) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            return datetime.datetime.strptime(str(value).strip(), form).date()  # noqa: DTZ007 (a date without a zone)
        except ValueError:
            continue
    raise Refused(
        "date_unreadable",
        gettext_lazy("Tanggal lahir tidak terbaca."),
        todo=gettext_lazy("Tulis seperti 31-12-1999."),
        field="birth_date",
    )


def _digest(people: Sequence[UUID]) -> str:
    return hashlib.sha256("".join(sorted(str(each) for each in people)).encode()).hexdigest()
