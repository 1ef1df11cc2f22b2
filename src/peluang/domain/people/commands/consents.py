"""Consent per purpose (UU PDP 27/2022 art. 20–22): given to a wording, withdrawn as easily, never deleted."""

from __future__ import annotations

import datetime
from uuid import UUID

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor

from .. import access
from ..events import CONSENT_GIVEN, CONSENT_WITHDRAWN
from ..models import Consent
from .identity import lock_person
from .registration import known_purpose


@command
def give_consent(by: Actor, *, person_id: UUID, purpose: str, at: datetime.datetime) -> Consent:
    """Idempotent: a consent that stands is returned."""
    person = lock_person(person_id)
    access.may_consent(by, person)
    purpose = known_purpose(purpose)
    standing = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at__isnull=True).first()
    if standing:
        return standing
    row = Consent.objects.create(person=person, home_region=person.home_region_id, purpose=purpose, given_at=at)
    append(CONSENT_GIVEN, person.id, at=at, purpose=purpose)
    return row


@command
def withdraw_consent(by: Actor, *, person_id: UUID, purpose: str, at: datetime.datetime) -> None:
    """What rests on the consent ends in the same transaction (organisations.handlers). Idempotent."""
    person = lock_person(person_id)
    access.may_consent(by, person)
    purpose = known_purpose(purpose)
    changed = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at__isnull=True).update(withdrawn_at=at)
    if changed:
        append(CONSENT_WITHDRAWN, person.id, at=at, purpose=purpose)
