"""Who may do what in a class: people with their own seat, the institution and its trainers with their classes."""

from __future__ import annotations

from uuid import UUID

from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours

from .models import Certificate, CompetencyCertificate, TrainingClass


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


def may_visit(by: Actor, training_class: TrainingClass) -> bool:
    """Spot checks: the programme office everywhere, labour offices and provinces where the class is held."""
    if by.role in (Role.PROGRAMME_OFFICE, Role.SYSTEM):
        return True
    regional = by.role in (Role.LABOUR_OFFICE, Role.PROVINCE_OFFICE)
    held_in = training_class.regency_id or ""
    return bool(regional and by.region and held_in.startswith(by.region))


def must_visit(by: Actor, training_class: TrainingClass) -> None:
    """Raises NotYours."""
    if not may_visit(by, training_class):
        raise NotYours()


def must_cancel_class(by: Actor, provider_id: UUID) -> None:
    if by.role != Role.PROGRAMME_OFFICE:
        must_manage(by, provider_id)


def must_allocate(by: Actor) -> None:
    """Rounds of seats belong to the programme office. Raises NotYours."""
    if by.role not in (Role.PROGRAMME_OFFICE, Role.SYSTEM):
        raise NotYours()


def must_revoke(by: Actor, certificate: Certificate) -> None:
    """The institution that issued it, or the programme office. Raises NotYours."""
    if by.role != Role.PROGRAMME_OFFICE:
        must_manage(by, certificate.provider_id)


def must_judge(by: Actor, row: CompetencyCertificate) -> None:
    """The LSP that a competency certificate names as its issuer, or the programme office; never the holder. Raises
    NotYours."""
    issuer = by.role == Role.ASSESSOR and by.organisation is not None and by.organisation == row.issuer_id
    if not (issuer or by.role in (Role.PROGRAMME_OFFICE, Role.SYSTEM)) or by.person == row.person_id:
        raise NotYours()
