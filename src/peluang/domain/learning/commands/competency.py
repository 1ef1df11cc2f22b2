"""Competency certificates: somebody else assessed what a person can do; here it is claimed, checked, ended.

They are records apart from our own certificates and outweigh them: an LSP assesses against SKKNI units, whoever taught
(Perpres 8/2012; BNSP Regulation 2/BNSP/VIII/2017). Only the issuer or the programme office says that one is genuine.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.files.commands import store_file
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.commands import write
from peluang.domain.organisations.commands import disclose, end_disclosure
from peluang.domain.organisations.models import Kind, Organisation
from peluang.domain.people.commands import add_skill, withdraw_evidence
from peluang.domain.people.models import Person
from peluang.domain.skills.models import Skill
from peluang.engines.codes.explain import CodeError
from peluang.engines.codes.skkni import parse_kkni_level, parse_skkni
from peluang.engines.credentials import check_number
from peluang.engines.rules import local_date

from .. import access
from ..events import COMPETENCY_CLAIMED, COMPETENCY_REFUSED, COMPETENCY_REVOKED, COMPETENCY_VERIFIED
from ..models import Certificate, CompetencyCertificate
from ..states import COMPETENCY

#: Certificates of BNSP run three years, some five; what is said to run longer is more likely a slip of the pen.
LONGEST_YEARS = 5
REMIND_DAYS = 60
MOST_CLAIMS, MOST_UNITS = 30, 40
_LEVEL = 3  # "can alone": what an assessment against a competency standard shows
_BATCH = 500
FILE_KINDS = ("application/pdf", "image/jpeg", "image/png", "image/webp")


@command
def claim_competency(
    by: Actor,
    *,
    person_id: UUID,
    issuer_id: UUID | None = None,
    issuer_name: str = "",
    number: str,
    title: str,
    units: Sequence[str],
    level: str = "",
    skill: str | None = None,
    issued_on: datetime.date,
    expires_on: datetime.date,
    content: bytes,
    file_name: str,
    media_type: str,
    at: datetime.datetime,
) -> CompetencyCertificate:
    """The person shows a certificate of an LSP; its issuer checks it (or the office, when the issuer is not here).

    units: SKKNI unit codes. level: KKNI, "" for none. content: the scanned certificate. Raises Refused with the field.
    """
    access.must_be_person(by, person_id)
    person = Person.objects.select_for_update(no_key=True).filter(id=person_id).first()
    if person is None:
        raise NotYours()
    if CompetencyCertificate.objects.filter(person=person).exclude(status="refused").count() >= MOST_CLAIMS:
        raise Refused("too_many_claims", _("Sudah %(count)s sertifikat kompetensi.") % {"count": MOST_CLAIMS})
    issuer, name = _issuer(issuer_id, issuer_name)
    said = _read(
        number=number, title=title, units=units, level=level, skill=skill, issued_on=issued_on, expires_on=expires_on,
        at=at,
    )  # fmt: skip
    if media_type not in FILE_KINDS:
        raise Refused(
            "file_kind", _("Jenis berkas ini tidak bisa diterima."), todo=_("Pakai PDF, JPG, atau PNG."), field="file"
        )
    stored = store_file(
        by, content=content, name=file_name, media_type=media_type, purpose="competency", person_id=person_id, at=at
    )
    row = _create(
        person=person, home_region=person.home_region_id, issuer=issuer, issuer_name=name, file=stored, claimed_at=at,
        **said,
    )  # fmt: skip
    if issuer is not None:
        disclose(by, organisation_id=issuer.id, person_id=person.id, purpose="competency", subject=row.id, at=at)
    append(COMPETENCY_CLAIMED, row.id, at=at, person_id=person.id, issuer_id=row.issuer_id, units=row.units)
    return row


@command
def issue_competency(
    by: Actor,
    *,
    certificate_number: str,
    full_name: str,
    number: str,
    title: str,
    units: Sequence[str],
    level: str = "",
    skill: str | None = None,
    issued_on: datetime.date,
    expires_on: datetime.date,
    at: datetime.datetime,
) -> CompetencyCertificate:
    """An LSP writes down whom it found competent: checked from the start, since the issuer says so itself.

    The person is named by the number of a training certificate and their whole name, which only those two have who sat
    in one room: a number alone can be counted up, and a name alone fits many.
    """
    if by.role != Role.ASSESSOR or by.organisation is None:
        raise NotYours()
    issuer = _verified_issuer(by.organisation)
    if issuer is None:
        raise Refused("issuer_not_verified", _("Lembaga Anda belum diperiksa; sesudah itu Anda bisa menerbitkan."))
    person = _named_person(certificate_number, full_name)
    if person.id == by.person:
        raise Refused("own_certificate", _("Anda tidak bisa menerbitkan sertifikat untuk diri sendiri."))
    said = _read(
        number=number, title=title, units=units, level=level, skill=skill, issued_on=issued_on, expires_on=expires_on,
        at=at,
    )  # fmt: skip
    row = _create(
        person=person, home_region=person.home_region_id, issuer=issuer, issuer_name=issuer.name, claimed_at=at, **said
    )
    disclose(by, organisation_id=issuer.id, person_id=person.id, purpose="competency", subject=row.id, at=at)
    append(COMPETENCY_CLAIMED, row.id, at=at, person_id=person.id, issuer_id=row.issuer_id, units=row.units)
    return _verify(by, row, at)


@command
def verify_competency(
    by: Actor, *, competency_id: UUID, skill: str | None = None, at: datetime.datetime
) -> CompetencyCertificate:
    """Its issuer or the office says that it is genuine; from now on it counts. skill: what it proves, when the person
    did not say or said it wrongly."""
    row = _locked(by, competency_id)
    if row.expires_on < local_date(at):
        raise Refused(
            "expired", _("Masa berlaku sertifikat ini sudah habis."), todo=_("Tolak, dan minta sertifikat yang baru.")
        )
    if skill:
        row.skill_id = _known_skill(skill)
    return _verify(by, row, at)


@command
def refuse_competency(by: Actor, *, competency_id: UUID, reason: str, at: datetime.datetime) -> CompetencyCertificate:
    """Not genuine, or not to be read. The person sees the reason and may claim again."""
    row = _locked(by, competency_id)
    COMPETENCY.advance(row, "refused", by.role)
    row.reason = _reason(reason)
    row.decided_at, row.decided_by = at, by.person
    row.save(update_fields=["status", "reason", "decided_at", "decided_by"])
    end_disclosure(by, subject=row.id, at=at)
    append(COMPETENCY_REFUSED, row.id, at=at, person_id=row.person_id, issuer_id=row.issuer_id)
    _tell(by, row, "learning.competency_refused", at)
    return row


@command
def revoke_competency(by: Actor, *, competency_id: UUID, reason: str, at: datetime.datetime) -> CompetencyCertificate:
    """Its issuer takes it back, for good. The reason and the date are public; what it proved goes with it."""
    row = _locked(by, competency_id)
    COMPETENCY.advance(row, "revoked", by.role)
    row.reason, row.revoked_at = _reason(reason), at
    row.save(update_fields=["status", "reason", "revoked_at"])
    _withdraw(by, row, at)
    append(COMPETENCY_REVOKED, row.id, at=at, person_id=row.person_id, issuer_id=row.issuer_id)
    _tell(by, row, "learning.competency_revoked", at)
    return row


@command
def remind_of_expiry(by: Actor, *, at: datetime.datetime) -> int:
    """By the worker: holders hear REMIND_DAYS before the end, and what an ended certificate proved is taken back.

    Returns how many rows were touched; at most a batch of each a run.
    """
    today = local_date(at)
    verified = CompetencyCertificate.objects.select_for_update(no_key=True, skip_locked=True).filter(
        status="verified", expired_at__isnull=True
    )
    soon = today + datetime.timedelta(days=REMIND_DAYS)
    ending = list(
        verified.filter(reminded_at__isnull=True, expires_on__gte=today, expires_on__lte=soon).order_by("expires_on")[
            :_BATCH
        ]
    )
    for row in ending:
        _tell(by, row, "learning.competency_expiring", at, expires_on=row.expires_on)
    CompetencyCertificate.objects.filter(id__in=[row.id for row in ending]).update(reminded_at=at)
    ended = list(verified.filter(expires_on__lt=today).order_by("expires_on")[:_BATCH])
    CompetencyCertificate.objects.filter(id__in=[row.id for row in ended]).update(expired_at=at)
    for row in ended:
        _withdraw(by, row, at)
    return len(ending) + len(ended)


def _verify(by: Actor, row: CompetencyCertificate, at: datetime.datetime) -> CompetencyCertificate:
    COMPETENCY.advance(row, "verified", by.role)
    row.decided_at, row.decided_by, row.reason = at, by.person, ""
    row.save(update_fields=["status", "decided_at", "decided_by", "reason", "skill_id"])
    if row.skill_id:
        add_skill(
            by, person_id=row.person_id, skill=row.skill_id, level=_LEVEL, source="competency", evidence=row.id, at=at
        )
    append(
        COMPETENCY_VERIFIED, row.id, at=at, person_id=row.person_id, issuer_id=row.issuer_id, expires_on=row.expires_on
    )
    _tell(by, row, "learning.competency_verified", at, expires_on=row.expires_on)
    return row


def _withdraw(by: Actor, row: CompetencyCertificate, at: datetime.datetime) -> None:
    """Another certificate that proves the same skill takes its place."""
    gone = withdraw_evidence(by, person_id=row.person_id, evidence=row.id, at=at)
    others = CompetencyCertificate.objects.filter(
        person_id=row.person_id, status="verified", skill_id__in=gone, expires_on__gte=local_date(at)
    )
    for other in others.exclude(id=row.id).order_by(F("expires_on").desc()):
        add_skill(
            by, person_id=row.person_id, skill=str(other.skill_id), level=_LEVEL, source="competency",
            evidence=other.id, at=at,
        )  # fmt: skip


def _tell(by: Actor, row: CompetencyCertificate, template: str, at: datetime.datetime, **more: Any) -> None:
    write(
        by, person_id=row.person_id, template=template, at=at, once=f"{template}:{row.id}",
        context={"competency_id": row.id, **more},
    )  # fmt: skip


def _locked(by: Actor, competency_id: UUID) -> CompetencyCertificate:
    row = CompetencyCertificate.objects.select_for_update(no_key=True, of=("self",)).filter(id=competency_id).first()
    if row is None:
        raise NotYours()
    access.must_judge(by, row)
    return row


def _create(**fields: Any) -> CompetencyCertificate:
    try:
        with transaction.atomic():
            return CompetencyCertificate.objects.create(**fields)
    except IntegrityError as error:
        raise Refused(
            "number_taken",
            _("Nomor sertifikat ini sudah tercatat untuk lembaga itu."),
            todo=_("Periksa nomornya. Kalau benar, hubungi lembaga penerbitnya: mungkin orang lain memakainya."),
            field="number",
        ) from error


def _issuer(issuer_id: UUID | None, issuer_name: str) -> tuple[Organisation | None, str]:
    if issuer_id is not None:
        issuer = _verified_issuer(issuer_id)
        if issuer is None:
            raise Refused("issuer_unknown", _("Lembaga ini tidak ada di daftar LSP."), field="issuer")
        return issuer, issuer.name
    name = " ".join(issuer_name.split())
    if not 3 <= len(name) <= 200:
        raise Refused("issuer_missing", _("Pilih LSP dari daftar, atau tulis namanya."), field="issuer_name")
    return None, name


def _verified_issuer(organisation_id: UUID) -> Organisation | None:
    return Organisation.objects.filter(id=organisation_id, kind=Kind.ASSESSOR, status="verified").first()


def _named_person(certificate_number: str, full_name: str) -> Person:
    number = check_number(certificate_number)
    row = Certificate.objects.select_related("person").filter(number=number or "").first()
    same = row is not None and _plain(row.person.full_name) == _plain(full_name)
    if row is None or not same:
        raise Refused(
            "person_not_found",
            _("Nomor sertifikat pelatihan dan nama ini tidak cocok."),
            todo=_("Salin keduanya dari sertifikat pelatihan peserta."),
            field="certificate_number",
        )
    return row.person


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _read(
    *, number: str, title: str, units: Sequence[str], level: str, skill: str | None, issued_on: datetime.date,
    expires_on: datetime.date, at: datetime.datetime,
) -> dict[str, Any]:  # fmt: skip
    number, title = " ".join(number.split()).upper(), " ".join(title.split())
    if not 3 <= len(number) <= 80:
        raise Refused("number_missing", _("Salin nomor sertifikatnya."), field="number")
    if not 3 <= len(title) <= 200:
        raise Refused("title_missing", _("Tulis nama skema atau jabatan di sertifikat."), field="title")
    today = local_date(at)
    if issued_on > today:
        raise Refused("issued_later", _("Tanggal terbitnya belum lewat."), field="issued_on")
    if expires_on <= issued_on:
        raise Refused("expires_earlier", _("Masa berlaku harus berakhir sesudah terbit."), field="expires_on")
    if expires_on < today:
        raise Refused("expired", _("Masa berlaku sertifikat ini sudah habis."), field="expires_on")
    if expires_on > issued_on + datetime.timedelta(days=366 * LONGEST_YEARS):
        raise Refused(
            "expires_late", _("Sertifikat kompetensi berlaku paling lama %(years)s tahun.") % {"years": LONGEST_YEARS},
            todo=_("Salin tanggalnya dari sertifikat."), field="expires_on",
        )  # fmt: skip
    return {
        "number": number, "title": title, "units": _units(units), "level": _kkni(level),
        "skill_id": _known_skill(skill) if skill else None, "issued_on": issued_on, "expires_on": expires_on,
    }  # fmt: skip


def _units(units: Sequence[str]) -> list[str]:
    try:
        found = list(dict.fromkeys(parse_skkni(each).code for each in units if each.strip()))
    except CodeError as error:
        raise _code_refused("units", error) from error
    if not 1 <= len(found) <= MOST_UNITS:
        raise Refused(
            "units_missing", _("Tulis kode unit SKKNI yang diuji, satu baris satu kode."), field="units",
            todo=_("Kodenya ada di lembar kedua sertifikat."),
        )  # fmt: skip
    return found


def _kkni(level: str) -> int | None:
    try:
        return parse_kkni_level(level) if level.strip() else None
    except CodeError as error:
        raise _code_refused("level", error) from error


def _code_refused(field: str, error: CodeError) -> Refused:
    english = (get_language() or "id").startswith("en")
    return Refused(f"{field}_{error.code}", error.message_en if english else error.message_id, field=field)


def _known_skill(skill: str) -> str:
    if not Skill.objects.filter(code=skill).exists():
        raise Refused("skill_unknown", _("Keahlian ini belum ada di daftar."), field="skill")
    return skill


def _reason(reason: str) -> str:
    reason = " ".join(reason.split())
    if not 5 <= len(reason) <= 500:
        raise Refused("reason_missing", _("Tulis alasannya dalam satu kalimat."), field="reason")
    return reason
