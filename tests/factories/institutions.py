"""Rounds of admission, venues, certificates of trainers, sanctions.

`an_admission("submitted")` belongs to an institution that is complete: papers with files, a venue, a trainer, a director.
`an_approved_institution()` is checked and approved for a year. `a_sanction("in_force", kind="suspension")`.
"""

from __future__ import annotations

import datetime
import itertools
from typing import Any

from peluang.domain.catalogue.models import Admission, AdmissionPaper, PaperKind, Trainer, TrainerCredential, Venue
from peluang.domain.files.commands import store_file
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.kernel.keys import new_id
from peluang.domain.organisations.models import CLOSING, Organisation, Principal, Sanction
from tests.conftest import NOW

from .catalogue import a_trainer
from .organisations import an_organisation
from .people import JEPARA

_numbers = itertools.count(1)
TODAY = datetime.date(2026, 11, 24)
PDF = b"%PDF-1.4 contoh"
PNG = b"\x89PNG\r\n\x1a\ncontoh"


def an_npwp() -> str:
    """A new one in the form of a firm: 0 and 15 digits."""
    return f"0{312345678000000 + next(_numbers):015d}"


def a_nib() -> str:
    return f"{9120001000000 + next(_numbers):013d}"


def a_venue(*, organisation: Organisation | None = None, **fields: Any) -> Venue:
    values: dict[str, Any] = {
        "name": "Bengkel las", "regency_id": JEPARA, "capacity": 20,
        "address": f"Jalan Kartini No. {next(_numbers)}, Jepara",
        "tools": [{"name": "Mesin las", "count": 10}], "safety": {"exit": True, "extinguisher": True},
    }  # fmt: skip
    return Venue.objects.create(organisation=organisation or an_organisation("provider"), **values | fields)


def a_principal(organisation: Organisation, *, name: str = "Rudi Hartono", **fields: Any) -> Principal:
    return Principal.objects.create(organisation=organisation, name=name, **{"role": "director", "since": NOW} | fields)


def a_credential(trainer: Trainer | None = None, *, verified: bool = False, **fields: Any) -> TrainerCredential:
    values: dict[str, Any] = {"title": "Juru las SMAW 3G", "number": f"BNSP-{next(_numbers)}", "issuer": "BNSP"}
    if verified:
        values |= {"verified_at": NOW, "verified_by": new_id()}
    return TrainerCredential.objects.create(trainer=trainer or a_trainer(), **values | fields)


def a_paper(admission: Admission, kind: str, **fields: Any) -> AdmissionPaper:
    number = {PaperKind.NIB: a_nib, PaperKind.NPWP: an_npwp}.get(PaperKind(kind), lambda: f"{kind}/{next(_numbers)}")()
    stored = store_file(
        PROGRAM, content=PDF, name=f"{kind}.pdf", media_type="application/pdf", purpose="admission",
        organisation_id=admission.organisation_id, at=NOW,
    )  # fmt: skip
    return AdmissionPaper.objects.create(admission=admission, kind=kind, **{"number": number, "file": stored} | fields)


def an_admission(
    status: str = "draft",
    *,
    organisation: Organisation | None = None,
    complete: bool = True,
    checked: bool | None = None,
    visited: bool | None = None,
    **fields: Any,
) -> Admission:
    """complete: everything is there. checked, visited: as approval needs it (from the state unless said)."""
    organisation = organisation or an_organisation(
        "provider", status="proposed", verified_at=None, address=f"Jalan Pemuda No. {next(_numbers)}, Jepara"
    )
    checked = status in ("visit_planned", "approved") if checked is None else checked
    visited = status == "approved" if visited is None else visited
    values: dict[str, Any] = {
        "status": status, "licence_number": "563/VIN/2025", "licence_issuer": "Disnaker Jepara",
        "licence_until": TODAY + datetime.timedelta(days=730),
    }  # fmt: skip
    if status != "draft":
        values |= {"submitted_at": NOW, "due_on": TODAY + datetime.timedelta(days=14)}
    if status == "visit_planned":
        values["visit_on"] = TODAY
    if visited:
        values |= {"visit_on": TODAY, "visit_passed": True, "visit_report": "Alat lengkap.", "visited_by": new_id()}
    if status == "approved":
        values |= {"valid_until": TODAY + datetime.timedelta(days=365), "decided_at": NOW, "decided_by": new_id()}
    row = Admission.objects.create(organisation=organisation, **values | fields)
    if complete:
        for kind in PaperKind.values:
            a_paper(row, kind, ok=True if checked else None)
        if not Venue.objects.filter(organisation=organisation).exists():
            a_venue(organisation=organisation)
        if not Trainer.objects.filter(organisation=organisation).exists():
            a_trainer(organisation=organisation)
        if not Principal.objects.filter(organisation=organisation).exists():
            a_principal(organisation, name=f"Direktur {next(_numbers)}")
    return row


def an_approved_institution(**fields: Any) -> Organisation:
    organisation = an_organisation("provider", address=f"Jalan Pahlawan No. {next(_numbers)}", **fields)
    an_admission("approved", organisation=organisation)
    return organisation


def a_sanction(
    status: str = "announced", *, organisation: Organisation | None = None, kind: str = "suspension", **fields: Any
) -> Sanction:
    """In force it has its effect on the organisation, decided by somebody who is nobody else."""
    organisation = organisation or an_organisation("provider")
    values: dict[str, Any] = {
        "kind": kind, "status": status, "reason": "Kelas LAS-7 tidak pernah diadakan.", "rule": "Permenaker 17/2016",
        "announced_at": NOW, "announced_by": new_id(), "answer_due": TODAY + datetime.timedelta(days=14),
    }  # fmt: skip
    if status not in ("announced", "lifted"):
        values |= {"answer": "Kelasnya pindah hari.", "answered_at": NOW}
    if status in ("in_force", "appealed", "ended"):
        values |= {
            "decision": "Jawabannya tidak membuktikan apa-apa.", "decided_at": NOW, "decided_by": new_id(),
            "starts_on": TODAY, "appeal_due": TODAY + datetime.timedelta(days=30),
        }  # fmt: skip
    if status == "appealed":
        values |= {"appeal": "Kami punya daftar hadirnya.", "appealed_at": NOW}
    row = Sanction.objects.create(organisation=organisation, **values | fields)
    if status in ("in_force", "appealed") and kind in CLOSING:
        organisation.status, organisation.status_reason = "suspended", row.decision
        organisation.save(update_fields=["status", "status_reason"])
    return row
