"""What the programme office does with a round: checks papers, visits, approves with an expiry, refuses, returns."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.organisations.commands import admit_organisation
from peluang.engines.rules import local_date

from .. import access
from ..admission_rules import latest_end, required_papers
from ..events import (
    ADMISSION_APPROVED,
    ADMISSION_CHECKING,
    ADMISSION_REFUSED,
    ADMISSION_RETURNED,
    PAPER_CHECKED,
    VISIT_PLANNED,
    VISIT_REPORTED,
)
from ..models import Admission, AdmissionPaper, PaperKind, Venue
from ..states import ADMISSION
from .admission import locked_admission

#: What a reason may be about besides a paper.
ABOUT = {
    "licence_terms": _("Nomor dan masa berlaku izin"),
    "principals": _("Pemilik dan pimpinan"),
    "places": _("Tempat belajar"),
    "trainer": _("Pelatih"),
    "other": _("Hal lain"),
}

Reason = tuple[str, str]


@command
def start_check(by: Actor, *, admission_id: UUID, at: datetime.datetime) -> Admission:
    """Takes the round from the queue. Raises Refused("related_party") for who has to do with the institution."""
    row = _reviewed(by, admission_id)
    ADMISSION.advance(row, "checking", by.role)
    row.checker = by.person
    row.save(update_fields=["status", "checker"])
    append(ADMISSION_CHECKING, row.id, at=at, organisation_id=row.organisation_id)
    return row


@command
def check_paper(
    by: Actor, *, admission_id: UUID, kind: str, ok: bool, note: str = "", at: datetime.datetime
) -> AdmissionPaper:
    """ok, or not with a note that the institution reads. May be said again until the round is decided."""
    row = _reviewed(by, admission_id)
    if row.status not in ("checking", "visit_planned"):
        raise Refused("wrong_state", _("Berkas diperiksa sesudah pemeriksaan dimulai dan sebelum diputuskan."))
    paper = AdmissionPaper.objects.filter(admission=row, kind=kind).first()
    if paper is None:
        raise NotYours()
    note = note.strip()
    if not ok and not note:
        raise Refused("note_missing", _("Tulis apa yang kurang: lembaga akan membacanya."), field="note")
    paper.ok, paper.note, paper.checked_at, paper.checked_by = ok, note, at, by.person
    paper.save()
    append(PAPER_CHECKED, row.id, at=at, kind=kind, ok=ok)
    return paper


@command
def return_admission(by: Actor, *, admission_id: UUID, reasons: Sequence[Reason], at: datetime.datetime) -> Admission:
    """Back to the institution, with each paper that is not right and the reasons given. reasons: (about, text)."""
    row = _reviewed(by, admission_id)
    ADMISSION.advance(row, "draft", by.role)
    row.reasons = _reasons(row, reasons)
    row.save(update_fields=["status", "reasons"])
    append(ADMISSION_RETURNED, row.id, at=at, organisation_id=row.organisation_id, about=_abouts(row))
    return row


@command
def plan_visit(by: Actor, *, admission_id: UUID, visit_on: datetime.date, at: datetime.datetime) -> Admission:
    """On a local day, when every paper was looked at; again moves the day. Raises Refused("nothing_to_visit")."""
    row = _reviewed(by, admission_id)
    if row.online_only:
        raise Refused("nothing_to_visit", _("Lembaga ini hanya mengajar daring: tidak ada tempat untuk dikunjungi."))
    if row.status != "visit_planned":
        ADMISSION.advance(row, "visit_planned", by.role)
    if row.papers.filter(ok__isnull=True).exists():
        raise Refused("papers_open", _("Periksa semua berkasnya dulu."), todo=_("Setiap berkas: cocok atau tidak."))
    if row.visit_passed is not None:
        raise Refused("visited_before", _("Kunjungannya sudah dilaporkan."))
    if visit_on < local_date(at):
        raise Refused("visit_past", _("Hari kunjungan tidak boleh sudah lewat."), field="visit_on")
    row.visit_on = visit_on
    row.save(update_fields=["status", "visit_on"])
    append(VISIT_PLANNED, row.id, at=at, organisation_id=row.organisation_id, visit_on=visit_on)
    return row


@command
def report_visit(by: Actor, *, admission_id: UUID, passed: bool, report: str, at: datetime.datetime) -> Admission:
    """What the visitor saw, on the planned day or later; the venues that stand then count as visited if it passed."""
    row = _reviewed(by, admission_id)
    if row.status != "visit_planned" or row.visit_on is None:
        raise Refused("no_visit_planned", _("Jadwalkan kunjungannya dulu."))
    if local_date(at) < row.visit_on:
        raise Refused("before_visit", _("Hari kunjungannya belum tiba."), field="report")
    if not report.strip():
        raise Refused("report_missing", _("Tulis apa yang dilihat di tempat itu."), field="report")
    row.visit_report, row.visit_passed, row.visited_by = report.strip(), passed, by.person
    row.save(update_fields=["visit_report", "visit_passed", "visited_by"])
    if passed:
        Venue.objects.filter(organisation=row.organisation, closed_at=None).update(checked_at=at, checked_by=by.person)
    append(VISIT_REPORTED, row.id, at=at, organisation_id=row.organisation_id, passed=passed)
    return row


@command
def approve_admission(by: Actor, *, admission_id: UUID, valid_until: datetime.date, at: datetime.datetime) -> Admission:
    """Until a local day: at most three years ahead and never beyond the licence. The organisation counts as checked.

    Raises Refused: papers_open, not_visited, end_past, end_too_late, sanctioned, related_party.
    """
    row = _reviewed(by, admission_id)
    ADMISSION.advance(row, "approved", by.role)
    good = set(row.papers.filter(ok=True).values_list("kind", flat=True))
    if set(required_papers(row)) - good or row.papers.exclude(ok=True).exists():
        raise Refused(
            "papers_open",
            _("Masih ada berkas yang belum diperiksa atau belum cocok."),
            todo=_("Periksa semuanya, atau kembalikan dengan alasan."),
        )
    if not row.online_only and not row.visit_passed:
        raise Refused("not_visited", _("Tempatnya belum dikunjungi, atau belum layak."))
    today = local_date(at)
    if valid_until <= today:
        raise Refused("end_past", _("Hari terakhirnya harus sesudah hari ini."), field="valid_until")
    if valid_until > latest_end(row, today):
        raise Refused(
            "end_too_late",
            _("Paling lama tiga tahun, dan tidak melewati masa berlaku izinnya."),
            todo=_("Pilih hari yang lebih awal."),
            field="valid_until",
        )
    row.valid_until, row.decided_at, row.decided_by, row.reasons = valid_until, at, by.person, []
    row.save()
    admit_organisation(by, organisation_id=row.organisation_id, at=at)
    append(ADMISSION_APPROVED, row.id, at=at, organisation_id=row.organisation_id, valid_until=valid_until)
    return row


@command
def refuse_admission(by: Actor, *, admission_id: UUID, reasons: Sequence[Reason], at: datetime.datetime) -> Admission:
    """Ends the round with reasons; the institution may begin a new one."""
    row = _reviewed(by, admission_id)
    ADMISSION.advance(row, "refused", by.role)
    row.reasons, row.decided_at, row.decided_by = _reasons(row, reasons), at, by.person
    row.save()
    append(ADMISSION_REFUSED, row.id, at=at, organisation_id=row.organisation_id, about=_abouts(row))
    return row


def _reviewed(by: Actor, admission_id: UUID) -> Admission:
    access.must_curate(by)
    row = locked_admission(admission_id)
    access.must_be_impartial(by, row.organisation)
    return row


def _reasons(row: Admission, given: Sequence[Reason]) -> list[dict[str, str]]:
    """The notes of papers that are not right, then what was written. Raises Refused when there is none."""
    said = [{"about": each.kind, "text": each.note} for each in row.papers.filter(ok=False).order_by("kind")]
    for about, text in given:
        if about not in ABOUT and about not in PaperKind.values:
            raise Refused("about_unknown", _("Pilih bagian mana yang dimaksud."), field="about")
        if text.strip():
            said.append({"about": about, "text": text.strip()})
    if not said:
        raise Refused("reason_missing", _("Tulis alasannya: lembaga akan membacanya."), field="text")
    return said


def _abouts(row: Admission) -> list[str]:
    return sorted({each["about"] for each in row.reasons})
