"""Organisations come to be, are checked, name their members; and people are shown to them for a purpose."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.people.models import Person
from peluang.domain.places.models import Province, Regency
from peluang.engines.codes import nib as nib_code
from peluang.engines.codes import npwp as npwp_code
from peluang.engines.codes.explain import CodeError

from . import access
from .events import (
    DISCLOSURE_ENDED,
    MEMBER_ADDED,
    MEMBERSHIP_ENDED,
    ORGANISATION_REGISTERED,
    ORGANISATION_STATUS_CHANGED,
    PERSON_DISCLOSED,
)
from .models import Disclosure, Kind, Membership, MembershipRole, Organisation
from .states import ORGANISATION

#: Which roles a member may have in which kind of organisation.
ROLES_OF_KIND: dict[str, frozenset[str]] = {
    Kind.PROVIDER: frozenset({MembershipRole.PROVIDER, MembershipRole.TRAINER}),
    Kind.PLATFORM: frozenset({MembershipRole.PLATFORM}),
    Kind.PAYMENT: frozenset({MembershipRole.PAYMENT}),
    Kind.ASSESSOR: frozenset({MembershipRole.ASSESSOR}),
    Kind.EMPLOYER: frozenset({MembershipRole.EMPLOYER}),
    Kind.IKM: frozenset({MembershipRole.EMPLOYER}),
    Kind.SENTRA: frozenset({MembershipRole.SENTRA, MembershipRole.EMPLOYER}),
    Kind.LABOUR_OFFICE: frozenset({MembershipRole.LABOUR_OFFICE}),
    Kind.PROVINCE_OFFICE: frozenset({MembershipRole.PROVINCE_OFFICE}),
    Kind.PROGRAMME_OFFICE: frozenset({MembershipRole.PROGRAMME_OFFICE, MembershipRole.HELP_DESK}),
    Kind.MINISTRY: frozenset({MembershipRole.MINISTRY}),
    Kind.CHAPTER: frozenset({MembershipRole.CHAPTER}),
    Kind.AUDITOR: frozenset({MembershipRole.AUDITOR}),
}
_FURTHER = frozenset({"about", "website", "kbli", "kbli_version", "workers", "yearly_sales", "source", "source_ref"})


@command
def register_organisation(
    by: Actor,
    *,
    kind: str,
    name: str,
    regency: str | None = None,
    province: str | None = None,
    nib: str = "",
    npwp: str = "",
    address: str = "",
    at: datetime.datetime,
    **further: Any,
) -> Organisation:
    """Waits to be checked (state "proposed"). regency, province: codes; neither for a national one.

    further: about, website, kbli with kbli_version, workers, yearly_sales (rupiah), source and source_ref.
    Raises Refused with the plain reason; NotYours for a kind that only the programme sets up.
    """
    if unknown := set(further) - _FURTHER:
        raise ValueError(f"an organisation has no {sorted(unknown)}")
    if kind not in Kind.values:
        raise Refused("kind_unknown", _("Pilih jenis lembaga dari daftar."), field="kind")
    access.may_register(by, kind)
    name = " ".join(name.split())
    if not name:
        raise Refused("name_empty", _("Isi nama lembaga atau usaha."), field="name")
    region = _region(regency, province)
    try:
        with transaction.atomic():
            row = Organisation.objects.create(
                kind=kind,
                name=name,
                nib=_read_nib(nib),
                npwp=_read_npwp(npwp, at),
                address=address.strip(),
                registered_at=at,
                **region,
                **further,
            )
    except IntegrityError as error:
        raise Refused(
            "organisation_there",
            _("Lembaga ini sudah terdaftar."),
            todo=_("Cari namanya, lalu minta pengelolanya menambahkan Anda."),
        ) from error
    append(ORGANISATION_REGISTERED, row.id, at=at, kind=str(kind), region=row.region_code)
    return row


def _region(regency: str | None, province: str | None) -> dict[str, Any]:
    found: dict[str, Any] = {"regency": None, "province": None}
    if regency:
        found["regency"] = Regency.objects.filter(code=regency).first()
        if found["regency"] is None:
            raise Refused("regency_unknown", _("Kabupaten atau kota ini tidak ada di daftar."), field="regency")
    elif province:
        found["province"] = Province.objects.filter(code=province).first()
        if found["province"] is None:
            raise Refused("province_unknown", _("Provinsi ini tidak ada di daftar."), field="province")
    return found


def _read_nib(text: str) -> str:
    try:
        return nib_code.parse_nib(text).digits if text.strip() else ""
    except CodeError as error:
        raise _code_refused("nib", error) from error


def _read_npwp(text: str, at: datetime.datetime) -> str:
    try:
        return npwp_code.parse_npwp(text, today=at.date()).npwp16 if text.strip() else ""
    except CodeError as error:
        raise _code_refused("npwp", error) from error


def _code_refused(field: str, error: CodeError) -> Refused:
    english = (get_language() or "id").startswith("en")
    return Refused(f"{field}_{error.code}", error.message_en if english else error.message_id, field=field)


@command
def set_status(
    by: Actor, *, organisation_id: UUID, status: str, reason: str = "", at: datetime.datetime
) -> Organisation:
    """Verified, suspended or closed. Suspending and closing need a reason, which the organisation reads."""
    row = _lock(organisation_id)
    access.may_check(by, row)
    reason = reason.strip()
    if status in ("suspended", "closed") and not reason:
        raise Refused("reason_missing", _("Tulis alasannya."), todo=_("Lembaga itu akan membacanya."), field="reason")
    ORGANISATION.advance(row, status, by.role)
    row.status_reason = reason
    if status == "verified":
        row.verified_at = at
    row.save(update_fields=["status", "status_reason", "verified_at"])
    append(ORGANISATION_STATUS_CHANGED, row.id, at=at, status=status)
    return row


@command
def add_member(
    by: Actor, *, organisation_id: UUID, person_id: UUID, role: str, title: str = "", at: datetime.datetime
) -> Membership:
    """A person may act for the organisation from now on. Idempotent. The first member of an organisation that
    a person registered is that person.
    """
    row = _lock(organisation_id)
    founder = by.person == person_id and not Membership.objects.filter(organisation=row).exists()
    if not (founder and row.kind in access.OPEN_KINDS):
        access.may_appoint(by, row)
    if role not in ROLES_OF_KIND.get(row.kind, frozenset()):
        raise Refused("role_unfit", _("Peran ini tidak ada di lembaga jenis itu."), field="role")
    if row.status == "closed":
        raise Refused("organisation_closed", _("Lembaga ini sudah ditutup."))
    if not Person.objects.filter(id=person_id).exists():
        raise NotYours
    known = Membership.objects.filter(organisation=row, person_id=person_id, role=role, until__isnull=True).first()
    if known:
        return known
    made = Membership.objects.create(organisation=row, person_id=person_id, role=role, title=title.strip(), since=at)
    append(MEMBER_ADDED, made.id, at=at, organisation_id=row.id, person_id=person_id, role=role)
    return made


@command
def end_membership(by: Actor, *, membership_id: UUID, at: datetime.datetime) -> Membership:
    """By the organisation, its office, or the member. From the next request on the person acts no more."""
    made = Membership.objects.select_for_update().filter(id=membership_id).first()
    if made is None:
        raise NotYours
    if by.person != made.person_id:
        access.may_appoint(by, _lock(made.organisation_id))
    if made.until is None:
        made.until = at
        made.save(update_fields=["until"])
        append(
            MEMBERSHIP_ENDED,
            made.id,
            at=at,
            organisation_id=made.organisation_id,
            person_id=made.person_id,
            role=made.role,
        )
    return made


@command
def disclose(
    by: Actor, *, organisation_id: UUID, person_id: UUID, purpose: str, subject: UUID, at: datetime.datetime
) -> Disclosure:
    """The organisation may see the person while this stands. Idempotent by subject; an ended one stands again.

    Called by the commands of other apps, which know the ground (an application, a class, a consent). purpose:
    "application", "class", "case", … or a consent's purpose, and then it ends with that consent.
    """
    row, made = Disclosure.objects.get_or_create(
        organisation_id=organisation_id,
        person_id=person_id,
        subject=subject,
        defaults={"purpose": purpose, "given_at": at},
    )
    if not made and row.ended_at is None:
        return row
    if not made:
        row.purpose, row.given_at, row.ended_at = purpose, at, None
        row.save(update_fields=["purpose", "given_at", "ended_at"])
    append(
        PERSON_DISCLOSED,
        row.id,
        at=at,
        organisation_id=organisation_id,
        person_id=person_id,
        purpose=purpose,
        subject=subject,
    )
    return row


@command
def end_disclosure(by: Actor, *, subject: UUID, at: datetime.datetime) -> int:
    """What rested on this subject (an application withdrawn, a class finished) is seen no more."""
    return end_disclosures(Q(subject=subject), at=at)


def end_disclosures(which: Q, *, at: datetime.datetime) -> int:
    """Inside a command or handler: ends the disclosures that match, one event each."""
    rows = list(Disclosure.objects.select_for_update().filter(which, ended_at__isnull=True))
    Disclosure.objects.filter(id__in=[row.id for row in rows]).update(ended_at=at)
    for row in rows:
        append(DISCLOSURE_ENDED, row.id, at=at, organisation_id=row.organisation_id, person_id=row.person_id)
    return len(rows)


def _lock(organisation_id: UUID) -> Organisation:
    row = Organisation.objects.select_for_update().filter(id=organisation_id).first()
    if row is None:
        raise NotYours
    return row


@command
def change_organisation(by: Actor, *, organisation_id: UUID, at: datetime.datetime, **fields: Any) -> Organisation:
    """What an organisation says of itself: name, address, about, website, workers."""
    row = _lock(organisation_id)
    access.may_change(by, row)
    if unknown := set(fields) - {"name", "address", "about", "website", "workers"}:
        raise ValueError(f"an organisation cannot change {sorted(unknown)}")
    if "name" in fields and not fields["name"].strip():
        raise Refused("name_empty", _("Isi nama lembaga atau usaha."), field="name")
    # A new name needs a new look: what was checked was the old one.
    if fields.get("name", row.name) != row.name and row.status == "verified" and by.role != Role.SYSTEM:
        row.status = "proposed"
        append(ORGANISATION_STATUS_CHANGED, row.id, at=at, status="proposed")
    for name, value in fields.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.save()
    return row
