"""Who may do what in a class: people with their own seat, the institution and its trainers with their classes."""

from __future__ import annotations

from uuid import UUID

from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours

from .models import Certificate, TrainingClass


def must_be_person(by: Actor, person_id: UUID) -> None:
    """Only the person (or the program for them) takes, leaves or reviews a seat. Raises NotYours."""
    if by.role != Role.SYSTEM and by.person != person_id:
        raise NotYours()


def manages(by: Actor, provider_id: UUID) -> bool:
    return by.role == Role.SYSTEM or (by.role == Role.PROVIDER and by.organisation == provider_id)


def must_manage(by: Actor, provider_id: UUID) -> None:
    """The institution's managers. Raises NotYours."""
    if not manages(by, provider_id):
        raise NotYours()


def may_teach(by: Actor, training_class: TrainingClass) -> bool:
    """Managers of the institution, and its trainer of this class. A trainer's record without a person, or a class
    without a trainer, may be led by any trainer of the institution."""
    provider = training_class.offering.provider_id
    if manages(by, provider):
        return True
    if by.role != Role.TRAINER or by.organisation != provider:
        return False
    leader = training_class.trainer.person_id if training_class.trainer else None
    return leader is None or leader == by.person


def must_teach(by: Actor, training_class: TrainingClass) -> None:
    if not may_teach(by, training_class):
        raise NotYours()


def must_cancel_class(by: Actor, provider_id: UUID) -> None:
    if by.role != Role.PROGRAMME_OFFICE:
        must_manage(by, provider_id)


def must_revoke(by: Actor, certificate: Certificate) -> None:
    """The institution that issued it, or the programme office. Raises NotYours."""
    if by.role != Role.PROGRAMME_OFFICE:
        must_manage(by, certificate.provider_id)
