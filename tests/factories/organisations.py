"""Organisations, memberships, actors and disclosures.

`an_actor("provider")` brings a verified organisation and a member who acts for it.
"""

from __future__ import annotations

import itertools
from typing import Any
from uuid import UUID

from peluang.domain.kernel.context import PROGRAM, Actor, Role
from peluang.domain.kernel.keys import new_id
from peluang.domain.organisations.models import Disclosure, Membership, Organisation
from peluang.domain.people.models import Person
from tests.conftest import NOW

from .people import JEPARA, a_person

_numbers = itertools.count(1)
_NATIONAL = {"programme_office", "ministry", "auditor", "payment", "platform"}
_NAMES = {
    "provider": "BLK Jepara",
    "platform": "Platform Belajar",
    "payment": "Bank Contoh",
    "assessor": "LSP Logam",
    "employer": "PT Ukir Jati",
    "ikm": "UD Batik Lasem",
    "sentra": "Sentra Mebel Tahunan",
    "labour_office": "Disnaker Jepara",
    "province_office": "Disnaker Jawa Tengah",
    "chapter": "Ikatan Alumni Jawa Tengah",
    "programme_office": "Manajemen Pelaksana",
    "ministry": "Kementerian Perindustrian",
    "auditor": "BPK",
}
_KIND_OF_ROLE = {"trainer": "provider", "help_desk": "programme_office"}


def an_organisation(kind: str = "employer", *, regency: str | None = JEPARA, **fields: Any) -> Organisation:
    """Verified, in Jepara unless its kind is national. The office of a regency or province exists once."""
    values: dict[str, Any] = {"kind": kind, "status": "verified", "registered_at": NOW, "verified_at": NOW}
    if kind in ("province_office", "chapter"):
        values["province_id"] = fields.pop("province", None) or (regency or JEPARA)[:2]
    elif kind not in _NATIONAL:
        values["regency_id"] = regency
    values["name"] = f"{_NAMES[kind]} {next(_numbers)}"
    if kind == "labour_office":
        known = Organisation.objects.filter(kind=kind, regency_id=regency).first()
    elif kind == "province_office":
        known = Organisation.objects.filter(kind=kind, province_id=values["province_id"]).first()
    else:
        known = None
    return known or Organisation.objects.create(**values | fields)


def a_membership(
    *,
    person: Person | None = None,
    organisation: Organisation | None = None,
    role: str | None = None,
    **fields: Any,
) -> Membership:
    """`role` defaults to the organisation's kind; without an organisation one of the role's kind is made."""
    if organisation is None:
        organisation = an_organisation(_kind(role or "employer"))
    return Membership.objects.create(
        person=person or a_person(),
        organisation=organisation,
        role=role or {"ikm": "employer"}.get(organisation.kind, organisation.kind),
        **{"since": NOW} | fields,
    )


def an_actor(
    role: Role | str,
    *,
    person: Person | None = None,
    organisation: Organisation | None = None,
    regency: str = JEPARA,
) -> Actor:
    """Who acts in `role`: a person, a member of an organisation of the fitting kind, or the program."""
    role = Role(role)
    if role == Role.SYSTEM:
        return PROGRAM
    if role == Role.ANONYMOUS:
        return Actor(role)
    person = person or a_person(regency=regency)
    if role == Role.PERSON:
        return Actor(role, person.id)
    organisation = organisation or an_organisation(_kind(role.value), regency=regency)
    if not Membership.objects.filter(person=person, organisation=organisation, role=role.value).exists():
        a_membership(person=person, organisation=organisation, role=role.value)
    return Actor(role, person.id, organisation.id, organisation.region_code)


def _kind(role: str) -> str:
    return _KIND_OF_ROLE.get(role, role)


def a_disclosure(
    person: Person, organisation: Organisation, *, purpose: str = "matching", subject: UUID | None = None
) -> Disclosure:
    return Disclosure.objects.create(
        person=person, organisation=organisation, purpose=purpose, subject=subject or new_id(), given_at=NOW
    )
