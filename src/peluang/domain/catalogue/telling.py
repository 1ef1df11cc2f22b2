"""Whoever manages an institution hears what was decided about it; whoever decides hears what it says."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from peluang.domain.kernel.context import Actor
from peluang.domain.messages.commands import write_many
from peluang.domain.organisations.models import Membership, MembershipRole


def tell_managers(
    by: Actor,
    organisation_id: UUID,
    template: str,
    subject: UUID,
    *,
    at: datetime.datetime,
    once: str = "",
    **values: Any,
) -> int:
    """Inside a command or handler. subject: the row it is about; with the template and `once` it is told once."""
    people = Membership.objects.filter(
        organisation_id=organisation_id, role=MembershipRole.PROVIDER, until__isnull=True
    ).values_list("person_id", flat=True)
    context = {"organisation_id": organisation_id, **values}
    return write_many(
        by, template=template, contexts=dict.fromkeys(people, context), at=at,
        once=f"{template}:{subject}{once}",
    )  # fmt: skip
