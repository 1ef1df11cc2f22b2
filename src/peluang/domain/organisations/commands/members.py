"""Who acts for an organisation, from when to when."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.people.models import Person

from .. import access
from ..events import MEMBER_ADDED, MEMBERSHIP_ENDED
from ..models import Kind, Membership, MembershipRole
from .locks import locked_organisation

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


@command
def add_member(
    by: Actor, *, organisation_id: UUID, person_id: UUID, role: str, title: str = "", at: datetime.datetime
) -> Membership:
    """A person may act for the organisation from now on. Idempotent. The first member of an organisation that
    a person registered is that person.
    """
    row = locked_organisation(organisation_id)
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
        access.may_appoint(by, locked_organisation(made.organisation_id))
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
