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
from ..models import Kind, Membership, MembershipRole, Organisation
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
    """By the organisation, its office, or the member. From the next request on the person acts no more.

    Raises Refused last_member for the last who recruits for a firm, unless an office ends it.
    """
    organisation_id = Membership.objects.filter(id=membership_id).values_list("organisation_id", flat=True).first()
    if organisation_id is None:
        raise NotYours
    row = locked_organisation(organisation_id)
    made = Membership.objects.select_for_update().get(id=membership_id)
    if by.person != made.person_id:
        access.may_appoint(by, row)
        if by.organisation == row.id:
            access.must_still_act(by, row)
    if made.until is None:
        _keep_one_who_recruits(by, row, made)
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


def _keep_one_who_recruits(by: Actor, row: Organisation, made: Membership) -> None:
    if made.role not in access.RECRUITING or row.status == "closed" or access.is_office_of(by, row.region_code):
        return
    others = Membership.objects.filter(organisation=row, role__in=access.RECRUITING, until__isnull=True)
    if not others.exclude(id=made.id).exists():
        raise Refused("last_member", _("Tidak ada orang lain yang mengelola usaha ini."),
                      todo=_("Tambahkan rekan dulu."))  # fmt: skip
