"""What an institution must show, and when it may publish and schedule. Our own rule, "peluang/lembaga 1".

The law asks for a licensed training institution with a competent trainer and a place to train (Permenaker 17/2016);
how long an approval lasts, how fast it is given and what a paper is checked for is our own rule.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.refusal import Refused
from peluang.domain.organisations.models import Organisation, Principal
from peluang.engines.rules import local_date

from .models import Admission, AdmissionPaper, PaperKind, Trainer, Venue

RULE = "peluang/lembaga 1"
CHECK_DAYS = 14  # from handing in until people have decided
LONGEST_YEARS = 3
REMIND_DAYS = (60, 14)  # before an approval ends
#: Institutions that were checked, or taken over with their catalogue, before there were admissions count as admitted
#: until this day; then they need an approval like everybody.
TRANSITION_UNTIL = datetime.date(2027, 12, 31)


class Standing(StrEnum):
    """May it hand in trainings and schedule classes? ADMITTED and TRANSITIONAL may."""

    ADMITTED = "admitted"
    TRANSITIONAL = "transitional"
    NOT_ADMITTED = "not_admitted"
    SUSPENDED = "suspended"


WORDS = {
    Standing.ADMITTED: _("Disetujui"),
    Standing.TRANSITIONAL: _("Masa peralihan"),
    Standing.NOT_ADMITTED: _("Belum disetujui"),
    Standing.SUSPENDED: _("Ditangguhkan"),
}


def standing(organisation: Organisation, at: datetime.datetime) -> Standing:
    """1 statement. An approval counts through its last local day, also while the next round is checked."""
    if organisation.status in ("suspended", "closed"):
        return Standing.SUSPENDED
    today, decided = local_date(at), False
    rounds = Admission.objects.filter(organisation=organisation).values_list("status", "valid_until", "decided_at")
    for status, valid_until, decided_at in rounds:
        if status == "approved" and valid_until is not None and valid_until >= today:
            return Standing.ADMITTED
        decided = decided or decided_at is not None
    known_before = organisation.verified_at is not None or organisation.source != "own"
    if not decided and known_before and today <= TRANSITION_UNTIL:
        return Standing.TRANSITIONAL
    return Standing.NOT_ADMITTED


def must_be_admitted(organisation: Organisation, at: datetime.datetime) -> None:
    """Before a training is handed in or a class is scheduled. Raises Refused: not_admitted, institution_suspended."""
    found = standing(organisation, at)
    if found == Standing.SUSPENDED:
        raise Refused(
            "institution_suspended",
            _("Lembaga ini sedang ditangguhkan: tidak ada pelatihan atau kelas baru."),
            todo=_("Buka halaman Sanksi untuk menjawab atau mengajukan banding."),
        )
    if found == Standing.NOT_ADMITTED:
        raise Refused(
            "not_admitted",
            _("Lembaga ini belum punya persetujuan yang berlaku."),
            todo=_("Lengkapi pendaftaran lembaga dan ajukan; kelas yang sudah dibuka tetap berjalan."),
        )


@dataclass(frozen=True)
class Missing:
    """about: what it belongs to (a PaperKind, "licence_terms", "principals", "places", "trainer", "address")."""

    about: str
    text: str


def required_papers(admission: Admission) -> list[PaperKind]:
    """All kinds; without a room there is no place to prove."""
    return [each for each in PaperKind if each != PaperKind.VENUE or not admission.online_only]


def missing(admission: Admission, at: datetime.datetime) -> list[Missing]:
    """What keeps it from being handed in, in the order of the page (2 statements)."""
    organisation = admission.organisation
    papers = {each.kind: each for each in admission.papers.all()}
    found = [] if organisation.address else [Missing("address", str(_("Alamat lembaga belum diisi.")))]
    for kind in required_papers(admission):
        found += _missing_paper(kind, papers.get(kind))
    found += _missing_licence(admission, local_date(at))
    principals, venues, trainers = _there(organisation)
    if not principals:
        found.append(Missing("principals", str(_("Pemilik dan pimpinan belum disebut."))))
    if not admission.online_only and not venues:
        found.append(Missing("places", str(_("Belum ada tempat belajar."))))
    if not trainers:
        found.append(Missing("trainer", str(_("Belum ada pelatih."))))
    return found


def _there(organisation: Organisation) -> tuple[bool, bool, bool]:
    """Whether it has a principal, an open venue, a trainer (1 statement)."""
    rows: list[tuple[bool, bool, bool]] = list(
        Organisation.objects.filter(id=organisation.id).values_list(
            Exists(Principal.objects.filter(organisation=OuterRef("id"), until__isnull=True)),
            Exists(Venue.objects.filter(organisation=OuterRef("id"), closed_at=None)),
            Exists(Trainer.objects.filter(organisation=OuterRef("id"))),
        )
    )
    return rows[0]


def _missing_paper(kind: PaperKind, paper: AdmissionPaper | None) -> list[Missing]:
    if paper is None or paper.file_id is None:
        return [Missing(kind, str(_("%(paper)s belum diunggah.") % {"paper": kind.label}))]
    if paper.ok is False:
        return [Missing(kind, str(_("%(paper)s belum diganti sejak dikembalikan.") % {"paper": kind.label}))]
    return []


def _missing_licence(admission: Admission, today: datetime.date) -> list[Missing]:
    if not (admission.licence_number and admission.licence_issuer and admission.licence_until):
        return [Missing("licence_terms", str(_("Nomor, penerbit, dan masa berlaku izin belum lengkap.")))]
    if admission.licence_until <= today:
        return [Missing("licence_terms", str(_("Izinnya sudah habis masa berlaku.")))]
    return []


def latest_end(admission: Admission, today: datetime.date) -> datetime.date:
    """The last day an approval of today may last: three years, and never beyond the licence."""
    try:
        longest = today.replace(year=today.year + LONGEST_YEARS)
    except ValueError:  # 29 February
        longest = today.replace(year=today.year + LONGEST_YEARS, day=28)
    return min(longest, admission.licence_until) if admission.licence_until else longest
