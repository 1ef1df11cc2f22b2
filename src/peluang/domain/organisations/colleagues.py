"""Who acts for a firm, who was invited to, and who asks: what its members and these people read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef

from peluang.domain.kernel.context import elevated
from peluang.domain.people.models import Account, Person

from . import access
from .models import JoinRequest, JoinWay, Membership, Organisation


@dataclass(frozen=True)
class Colleague:
    membership: Membership
    name: str


@dataclass(frozen=True)
class Asked:
    request: JoinRequest
    name: str


@dataclass(frozen=True)
class Team:
    """invited: not answered, also those whose time is over. asked: waiting for the members' answer."""

    members: list[Colleague]
    invited: list[JoinRequest]
    asked: list[Asked]


def team_of(organisation_id: UUID) -> Team:
    """Oldest first (three statements). Colleagues read each other's names and that of who asks, nothing else."""
    standing = Membership.objects.filter(
        organisation_id=organisation_id, until__isnull=True, role__in=access.RECRUITING
    ).order_by("since", "id")
    members = list(standing)
    waiting = list(JoinRequest.objects.filter(organisation_id=organisation_id, status="waiting").order_by("made_at"))
    people = {each.person_id for each in members} | {each.person_id for each in waiting if each.person_id}
    with elevated("the names of colleagues and of who asks to be one"):
        names = dict(Person.objects.filter(id__in=people).values_list("id", "full_name"))
    return Team(
        [Colleague(each, names.get(each.person_id, "")) for each in members],
        [each for each in waiting if each.way == JoinWay.INVITED],
        [
            Asked(each, names.get(each.person_id, ""))
            for each in waiting
            if each.way == JoinWay.ASKED and each.person_id
        ],
    )


@dataclass(frozen=True)
class Standing:
    """acted_for: whether anybody acts for the firm. invited: addresses that were invited and have not answered."""

    acted_for: bool
    invited: list[str]


def standing_of(organisation_id: UUID, at: datetime.datetime) -> Standing:
    """For the office of its region (one statement)."""
    members = Membership.objects.filter(organisation=OuterRef("id"), until__isnull=True, role__in=access.RECRUITING)
    waiting = JoinRequest.objects.filter(
        organisation=OuterRef("id"), way=JoinWay.INVITED, status="waiting", until__gte=at
    )
    rows = Organisation.objects.filter(id=organisation_id).annotate(
        acted_for=Exists(members), invited=ArraySubquery(waiting.order_by("made_at").values("address"))
    )
    with elevated("whether anybody acts for a firm, and whom the office invited"):
        acted_for, invited = rows.values_list("acted_for", "invited").get()
    return Standing(bool(acted_for), list(invited))


def many_asking(organisation_id: UUID) -> int:
    """People who wait for the members' answer (one statement)."""
    return JoinRequest.objects.filter(organisation_id=organisation_id, way=JoinWay.ASKED, status="waiting").count()


def addresses_of(person_id: UUID) -> list[str]:
    """What a person has shown to be theirs by a code, written as read_address does (one statement)."""
    account = Account.objects.filter(person_id=person_id).first()
    if account is None:
        return []
    found = [(account.email or "").lower(), account.phone if account.phone and account.phone_verified else ""]
    return [each for each in found if each]


def invitations_to(person_id: UUID, at: datetime.datetime) -> list[JoinRequest]:
    """To one of their addresses, not over, with the firm (two statements)."""
    found = JoinRequest.objects.select_related("organisation__regency").filter(
        way=JoinWay.INVITED, status="waiting", address__in=addresses_of(person_id), until__gte=at
    )
    return list(found.exclude(organisation__status="closed").order_by("-made_at"))


def asked_by(person_id: UUID, most: int = 10) -> list[JoinRequest]:
    """What a person asked, newest first, with the firm (one statement)."""
    found = JoinRequest.objects.select_related("organisation").filter(person_id=person_id, way=JoinWay.ASKED)
    return list(found.order_by("-made_at")[:most])
