"""What organisations may see ends when the consent it rests on ends."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q

from peluang.domain.events.journal import in_transaction
from peluang.domain.events.models import Event
from peluang.domain.people import portability
from peluang.domain.people.events import CONSENT_WITHDRAWN

from .commands import end_disclosures
from .models import Disclosure, JoinRequest, Membership


@in_transaction(CONSENT_WITHDRAWN)
def end_what_rests_on_it(event: Event) -> None:
    """Disclosures name their ground: those given for this purpose end in the same transaction."""
    end_disclosures(Q(person_id=event.subject, purpose=event.payload["purpose"]), at=event.at)


def _memberships(person_id: UUID) -> list[dict[str, Any]]:
    rows = Membership.objects.select_related("organisation").filter(person_id=person_id).order_by("since")
    return [
        {
            "organisation": row.organisation.name,
            "role": row.role,
            "since": portability.plain(row.since),
            "until": portability.plain(row.until),
        }
        for row in rows
    ]


def _disclosures(person_id: UUID) -> list[dict[str, Any]]:
    rows = Disclosure.objects.select_related("organisation").filter(person_id=person_id).order_by("given_at")
    return [
        {
            "seen_by": row.organisation.name,
            "purpose": row.purpose,
            "since": portability.plain(row.given_at),
            "until": portability.plain(row.ended_at),
        }
        for row in rows
    ]


def _join_requests(person_id: UUID) -> list[dict[str, Any]]:
    """What they asked, and how they were invited where they have answered."""
    rows = JoinRequest.objects.select_related("organisation").filter(person_id=person_id).order_by("made_at")
    return [
        {
            "organisation": row.organisation.name,
            "way": row.way,
            "title": row.title,
            "state": row.status,
            "since": portability.plain(row.made_at),
        }
        for row in rows
    ]


portability.register("memberships", _memberships)
portability.register("join_requests", _join_requests)
portability.register("seen_by", _disclosures)
