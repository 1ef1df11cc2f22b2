"""Putting an identity right, and saying that it is right."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused

from .. import access, identity_vault
from ..enums import IdentityStatus
from ..events import IDENTITY_CORRECTED, IDENTITY_VERIFIED
from ..identity_check import check_birth_date, check_identity
from ..models import Identity, NikClaim, Person
from .registration import check_choices, claim_nik, clean_name, sealed


@command
def correct_identity(
    by: Actor,
    *,
    person_id: UUID,
    nik: str | None = None,
    kk: str | None = None,
    full_name: str | None = None,
    birth_date: datetime.date | None = None,
    sex: str | None = None,
    at: datetime.datetime,
) -> Person:
    """What is given replaces what was declared (UU PDP 27/2022 art. 6: the right to correct).

    A verified identity is corrected by an office alone, which sees the card again; the result is declared,
    not verified. Raises Refused like registration.
    """
    person = lock_person(person_id)
    access.may_change(by, person)
    identity = Identity.objects.select_for_update().get(person=person)
    office = access.is_office_of(by, person.home_region_id) and by.person != person.id
    if identity.status == IdentityStatus.VERIFIED and not office and by.role != Role.SYSTEM:
        raise Refused(
            "identity_verified",
            _("Data KTP-mu sudah dicocokkan, jadi tidak bisa diubah di sini."),
            todo=_("Datanglah ke Disnaker dengan KTP dan KK; petugas membetulkannya."),
        )
    if full_name is not None:
        person.full_name = clean_name(full_name)
    if birth_date is not None:
        check_birth_date(birth_date, at=at)
        person.birth_date = birth_date
    if sex is not None:
        check_choices(sex=sex)
        person.sex = sex
    numbers = check_identity(
        nik or identity_vault.decrypt(identity.nik_cipher, identity.key_version),
        kk or identity_vault.decrypt(identity.kk_cipher, identity.key_version),
        birth_date=person.birth_date,
        sex=person.sex,
        card_seen=office,
        at=at,
    )
    if identity_vault.digest(numbers.nik) != bytes(identity.nik_digest):
        NikClaim.objects.filter(person=person).delete()
        claim_nik(person, numbers, at=at)
    for column, value in sealed(numbers).items():
        setattr(identity, column, value)
    identity.status, identity.declared_at = IdentityStatus.DECLARED, at
    identity.verified_at = identity.verified_by = None
    identity.save()
    person.changed_at = at
    person.save()
    given = {"nik": nik, "kk": kk, "full_name": full_name, "birth_date": birth_date, "sex": sex}
    append(
        IDENTITY_CORRECTED,
        person.id,
        at=at,
        what=[name for name, value in given.items() if value is not None],
    )
    return person


@command
def verify_identity(by: Actor, *, person_id: UUID, matches: bool = True, at: datetime.datetime) -> Identity:
    """An office saw the card, or the population registry answered. matches=False: it says otherwise."""
    person = lock_person(person_id)
    access.may_verify(by, person)
    identity = Identity.objects.select_for_update().get(person=person)
    identity.status = IdentityStatus.VERIFIED if matches else IdentityStatus.MISMATCH
    identity.verified_at, identity.verified_by = at, by.person
    identity.save(update_fields=["status", "verified_at", "verified_by"])
    append(IDENTITY_VERIFIED, person.id, at=at, status=str(identity.status))
    return identity


def lock_person(person_id: UUID) -> Person:
    """The person's row, locked. Raises NotYours when there is none."""
    person = Person.objects.select_for_update().filter(id=person_id).first()
    if person is None:
        raise NotYours
    return person
