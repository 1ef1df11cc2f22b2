"""How an institution asks to be admitted: it fills a round with papers, and hands it in."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.files.commands import store_file
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.organisations.commands import read_nib, read_npwp, record_codes
from peluang.domain.organisations.models import Kind, Organisation
from peluang.engines.rules import local_date

from .. import access
from ..admission_rules import CHECK_DAYS, missing
from ..events import ADMISSION_DESCRIBED, ADMISSION_STARTED, ADMISSION_SUBMITTED, PAPER_HANDED_IN
from ..models import Admission, AdmissionPaper, PaperKind
from ..states import ADMISSION


@command
def start_admission(by: Actor, *, organisation_id: UUID, at: datetime.datetime) -> Admission:
    """The first round, or a new one after an approval, a refusal or an expiry; an open one is returned as it is.

    A new round begins with what the last one said: its papers are looked at again. The old round stays as it was.
    """
    access.must_own(by, organisation_id)
    # The organisation is held, not the last round: an officer who decides holds the round and then the organisation.
    organisation = Organisation.objects.select_for_update(no_key=True).filter(id=organisation_id).first()
    if organisation is None or organisation.kind != Kind.PROVIDER:
        raise NotYours()
    last = Admission.objects.filter(organisation=organisation, current=True).first()
    if last is not None and last.status not in ("approved", "refused", "expired"):
        return last
    if last is not None:
        ADMISSION.check(last.status, "draft", by.role)
        last.current = False
        last.save(update_fields=["current"])
    made = _next_round(organisation, last)
    append(ADMISSION_STARTED, made.id, at=at, organisation_id=organisation.id, round=made.round)
    return made


def _next_round(organisation: Organisation, last: Admission | None) -> Admission:
    if last is None:
        return Admission.objects.create(organisation=organisation)
    made = Admission.objects.create(
        organisation=organisation, round=last.round + 1, online_only=last.online_only,
        licence_number=last.licence_number, licence_issuer=last.licence_issuer, licence_until=last.licence_until,
    )  # fmt: skip
    AdmissionPaper.objects.bulk_create(
        AdmissionPaper(admission=made, kind=each.kind, number=each.number, file_id=each.file_id)
        for each in last.papers.all()
        if each.ok is not False
    )
    return made


@command
def describe_admission(
    by: Actor,
    *,
    admission_id: UUID,
    licence_number: str,
    licence_issuer: str,
    licence_until: datetime.date | None,
    online_only: bool,
    at: datetime.datetime,
) -> Admission:
    """The licence, and whether it holds classes in rooms. licence_until: its last local day, in the future."""
    row = _own_draft(by, admission_id)
    if licence_until is not None and licence_until <= local_date(at):
        raise Refused(
            "licence_over",
            _("Izin ini sudah habis masa berlakunya."),
            todo=_("Perpanjang dulu, lalu isi tanggal yang baru."),
            field="licence_until",
        )
    row.licence_number, row.licence_issuer = licence_number.strip(), licence_issuer.strip()
    row.licence_until, row.online_only = licence_until, online_only
    row.save(update_fields=["licence_number", "licence_issuer", "licence_until", "online_only"])
    append(ADMISSION_DESCRIBED, row.id, at=at, online_only=online_only)
    return row


@command
def hand_in_paper(
    by: Actor,
    *,
    admission_id: UUID,
    kind: str,
    number: str,
    content: bytes | None = None,
    name: str = "",
    media_type: str = "",
    at: datetime.datetime,
) -> AdmissionPaper:
    """A paper with its number; the same kind again replaces it and is checked anew. content: None keeps the file.

    NIB and NPWP are read by their rules and kept in one form. Raises Refused with the field at fault.
    """
    row = _own_draft(by, admission_id)
    if kind not in PaperKind.values:
        raise Refused("paper_unknown", _("Pilih berkasnya dari daftar."), field="kind")
    number = _number(kind, number, at)
    paper = AdmissionPaper.objects.filter(admission=row, kind=kind).first() or AdmissionPaper(admission=row, kind=kind)
    if content is None and paper.file_id is None:
        raise Refused("file_missing", _("Pilih berkas yang diunggah: PDF atau foto."), field="file")
    if content is not None:
        if media_type == "text/csv" or "sheet" in media_type:
            raise Refused("file_kind", _("Berkas ini harus PDF atau foto."), field="file")
        paper.file = store_file(
            by, content=content, name=name, media_type=media_type, purpose="admission",
            organisation_id=row.organisation_id, at=at,
        )  # fmt: skip
    paper.number, paper.ok, paper.note, paper.checked_at, paper.checked_by = number, None, "", None, None
    paper.save()
    append(PAPER_HANDED_IN, row.id, at=at, kind=kind, file_id=paper.file_id)
    return paper


def _number(kind: str, number: str, at: datetime.datetime) -> str:
    number = " ".join(number.split())
    if not number:
        raise Refused("number_missing", _("Isi nomor yang tertulis di berkas ini."), field="number")
    try:
        if kind == PaperKind.NIB:
            return read_nib(number)
        return read_npwp(number, at) if kind == PaperKind.NPWP else number
    except Refused as refusal:
        raise Refused(refusal.code, refusal.text, field="number") from refusal


@command
def submit_admission(by: Actor, *, admission_id: UUID, at: datetime.datetime) -> Admission:
    """Hands the round in; people decide within two weeks. Raises Refused("incomplete") with everything missing."""
    row = _own_draft(by, admission_id)
    ADMISSION.advance(row, "submitted", by.role)
    lacking = missing(row, at)
    if lacking:
        raise Refused(
            "incomplete",
            _("Pendaftaran ini belum lengkap, jadi belum diajukan."),
            todo=_("Lengkapi yang tertulis di bawah; semua isian Anda tersimpan."),
            reasons=tuple((each.text, each.about) for each in lacking),
        )
    row.submitted_at, row.due_on = at, local_date(at) + datetime.timedelta(days=CHECK_DAYS)
    row.reasons, row.checker, row.visit_on, row.visited_by = [], None, None, None
    row.visit_report, row.visit_passed = "", None
    row.save()
    numbers = dict(row.papers.values_list("kind", "number"))
    record_codes(
        by, organisation_id=row.organisation_id, nib=numbers[PaperKind.NIB], npwp=numbers[PaperKind.NPWP], at=at
    )
    append(ADMISSION_SUBMITTED, row.id, at=at, organisation_id=row.organisation_id, due_on=row.due_on)
    return row


def locked_admission(admission_id: UUID) -> Admission:
    """Held until the transaction ends: of two officers who decide at once the second reads what the first decided."""
    row = (
        Admission.objects.select_for_update(of=("self",)).select_related("organisation").filter(id=admission_id).first()
    )
    if row is None:
        raise NotYours()
    return row


def _own_draft(by: Actor, admission_id: UUID) -> Admission:
    row = locked_admission(admission_id)
    access.must_own(by, row.organisation_id)
    if row.status != "draft":
        raise Refused(
            "not_a_draft",
            _("Pendaftaran ini sedang diperiksa, jadi tidak bisa diubah."),
            todo=_("Tunggu kabar dari kantor program."),
        )
    return row
