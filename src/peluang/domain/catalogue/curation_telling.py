"""Who is told about reviews and reports: those who manage an institution, the office, one person. Each once."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from peluang.domain.kernel.context import Actor
from peluang.domain.messages.commands import write_many
from peluang.domain.organisations.models import Membership, MembershipRole


def tell_provider(by: Actor, provider_id: UUID, template: str, *, once: str, at: datetime.datetime, **said: Any) -> int:
    """Everybody who manages the institution, once under `once`. Returns how many were written to."""
    return _tell(by, _members(MembershipRole.PROVIDER, provider_id), template, once=once, at=at, said=said)


def tell_office(by: Actor, template: str, *, once: str, at: datetime.datetime, **said: Any) -> int:
    return _tell(by, _members(MembershipRole.PROGRAMME_OFFICE), template, once=once, at=at, said=said)


def tell_person(by: Actor, person_id: UUID, template: str, *, once: str, at: datetime.datetime, **said: Any) -> int:
    return _tell(by, [person_id], template, once=once, at=at, said=said)


def _members(role: str, organisation_id: UUID | None = None) -> list[UUID]:
    found = Membership.objects.filter(role=role, until__isnull=True)
    if organisation_id:
        found = found.filter(organisation_id=organisation_id)
    return list(found.values_list("person_id", flat=True).distinct())


def _tell(
    by: Actor, people: list[UUID], template: str, *, once: str, at: datetime.datetime, said: dict[str, Any]
) -> int:
    if not people:
        return 0
    return write_many(by, template=template, contexts=dict.fromkeys(people, said), at=at, once=once)
