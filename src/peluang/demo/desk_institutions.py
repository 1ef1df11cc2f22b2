"""Two institutions that ask to be admitted, one that is suspended, and a warning that waits for an answer."""

from __future__ import annotations

import datetime
from uuid import UUID

import numpy as np

from peluang.domain.catalogue.commands import (
    add_credential,
    add_trainer,
    add_venue,
    check_paper,
    describe_admission,
    hand_in_paper,
    plan_visit,
    start_admission,
    start_check,
    submit_admission,
)
from peluang.domain.catalogue.models import PaperKind
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.organisations.commands import (
    announce_sanction,
    answer_sanction,
    enforce_sanction,
    found_organisation,
    name_principal,
)
from peluang.engines.rules import local_date

from .desk_actors import Desk, a_paper

_NUMBERS = {PaperKind.DEED: "Akta 17", PaperKind.LICENCE: "563/LPK/2025", PaperKind.VENUE: "Sewa 4/2025"}


def admit_and_sanction(desk: Desk) -> None:
    _ask(desk, "LKP Batik Kartini Jepara", "Jalan Kartini No. 41, Jepara", "Batik", 7318, founded=6, turn=1)
    visited = _ask(desk, "LKP Bubut Muria Jaya", "Jalan Pemuda No. 108, Jepara", "Bubut", 7223, founded=16, turn=2)
    _plan_a_visit(desk, visited)
    _suspend(desk)
    announce_sanction(
        desk.office, organisation_id=desk.institution(0), kind="warning", rule="Permenaker 17/2016 pasal 30",
        reason="Dua kelas pada bulan lalu dimulai tanpa daftar keselamatan yang lengkap.", at=desk.ago(2),
    )  # fmt: skip


def _ask(desk: Desk, name: str, address: str, subject: str, occupation: int, *, founded: int, turn: int) -> UUID:
    """Founded and handed in by a neighbour; returns the admission."""
    at, person = desk.ago(founded), desk.next_person()
    regency = desk.country.geo.codes[desk.country.geo.stage]
    member = found_organisation(
        person, kind="provider", name=name, regency=regency, address=address, title="Pemilik", at=at
    )
    by = Actor(Role.PROVIDER, person.person, member.organisation_id)
    admission = start_admission(by, organisation_id=member.organisation_id, at=at)
    owner = "Sulastri Handayani" if turn == 1 else "Bambang Setyawan"
    name_principal(
        by, organisation_id=member.organisation_id, name=owner, role="owner", person_id=person.person, share=100, at=at
    )
    add_venue(
        by, organisation_id=member.organisation_id, name=f"Bengkel {subject.lower()}", regency=regency,
        address=address, capacity=16, directions="Masuk dari gerbang samping.",
        tools=[(f"Perlengkapan {subject.lower()}", 8)], safety=["exit", "extinguisher", "first_aid", "ventilation"],
        at=at,
    )  # fmt: skip
    trainer = add_trainer(
        by, organisation_id=member.organisation_id, name=("Nurul Hidayah", "Slamet Riyadi")[turn - 1],
        occupation=str(occupation), years=9, at=at,
    )  # fmt: skip
    add_credential(
        by, trainer_id=trainer.id, title=f"Pelatih {subject.lower()}", issuer="BNSP (demo)",
        number=f"BNSP-{800 + turn}",
        content=a_paper(f"Sertifikat pelatih {subject.lower()}", [trainer.name, f"BNSP-{800 + turn}"]),
        name="sertifikat.pdf", media_type="application/pdf", at=at,
    )  # fmt: skip
    describe_admission(
        by, admission_id=admission.id, licence_number="563/LPK/2025", licence_issuer="Disnaker Kabupaten Jepara",
        licence_until=local_date(desk.at) + datetime.timedelta(days=900), online_only=False, at=at,
    )  # fmt: skip
    for kind in PaperKind:
        number = _NUMBERS.get(kind) or (f"912000100{turn:04d}" if kind == PaperKind.NIB else f"031234567890{turn:04d}")
        hand_in_paper(
            by, admission_id=admission.id, kind=kind.value, number=number, name=f"{kind.value}.pdf",
            content=a_paper(str(kind.label), [name, f"Nomor {number}"]), media_type="application/pdf", at=at,
        )  # fmt: skip
    submit_admission(by, admission_id=admission.id, at=at)
    return admission.id


def _plan_a_visit(desk: Desk, admission: UUID) -> None:
    start_check(desk.office, admission_id=admission, at=desk.ago(12))
    for kind in PaperKind:
        check_paper(desk.office, admission_id=admission, kind=kind.value, ok=True, at=desk.ago(11))
    plan_visit(
        desk.office, admission_id=admission, visit_on=local_date(desk.at) + datetime.timedelta(days=2), at=desk.ago(9)
    )


def _suspend(desk: Desk) -> None:
    """One of the smaller institutions, far from the stage: announced, answered, in force since three days."""
    own = desk.country.catalogue
    offered = np.bincount(own.offerings.institution, minlength=len(own.institutions.ids))
    far = desk.country.geo.province[own.institutions.regency] != desk.country.geo.province[desk.country.geo.stage]
    few = np.flatnonzero(far & (offered > 0) & (offered <= np.quantile(offered[offered > 0], 0.4)))
    place = int(few[np.argmax(offered[few])])
    sanction = announce_sanction(
        desk.office, organisation_id=desk.institution(place), kind="suspension", rule="Permenaker 17/2016 pasal 31",
        reason="Kunjungan mendadak dua kali menemukan ruang kelas kosong pada jam pertemuan.", at=desk.ago(30),
    )  # fmt: skip
    answer_sanction(
        desk.manager_of(place), sanction_id=sanction.id, at=desk.ago(22),
        text="Kelas hari itu kami pindahkan ke gedung lain. Pemberitahuannya terlambat kami kirim.",
    )  # fmt: skip
    enforce_sanction(
        desk.office, sanction_id=sanction.id, until=local_date(desk.at) + datetime.timedelta(days=57), at=desk.ago(3),
        decision="Pemindahan kelas tidak dicatat dan pesertanya tidak diberi tahu. Kelas baru ditutup dua bulan.",
    )  # fmt: skip
