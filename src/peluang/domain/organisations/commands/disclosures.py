"""People are shown to organisations for a purpose, and no longer than it lasts."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Q

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor

from ..events import DISCLOSURE_ENDED, PERSON_DISCLOSED
from ..models import Disclosure


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


def disclose_first(
    *, organisation_id: UUID, person_id: UUID, purpose: str, subject: UUID, at: datetime.datetime
) -> Disclosure:
    """Inside a command that has just made `subject`, so that nothing rests on it yet: as disclose, without looking."""
    row = Disclosure.objects.create(
        organisation_id=organisation_id, person_id=person_id, subject=subject, purpose=purpose, given_at=at
    )
    append(
        PERSON_DISCLOSED, row.id, at=at, organisation_id=organisation_id, person_id=person_id, purpose=purpose,
        subject=subject,
    )  # fmt: skip
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
