"""Who may see and change a person's record."""

from __future__ import annotations

from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours

from .models import Person

_OFFICES = frozenset({Role.LABOUR_OFFICE, Role.PROVINCE_OFFICE})
#: Who may write what a training or a job showed: they call from their own commands, which check the rest.
_WITNESSES = frozenset({Role.PROVIDER, Role.TRAINER, Role.ASSESSOR, Role.EMPLOYER, Role.SENTRA, Role.PROGRAMME_OFFICE})


def is_office_of(by: Actor, region: str) -> bool:
    """A regional office and a regency of its region."""
    return by.role in _OFFICES and bool(by.region) and region.startswith(by.region)


def may_register(by: Actor, region: str) -> None:
    """A person for themselves; an office for people of its region who come to its desk."""
    if by.role == Role.SYSTEM or (by.role == Role.PERSON and by.person is None) or is_office_of(by, region):
        return
    raise NotYours


def may_change(by: Actor, person: Person) -> None:
    """The person, whatever they act as; the office that helps them (the assisted path stays open)."""
    if by.role == Role.SYSTEM or by.person == person.id or is_office_of(by, person.home_region_id):
        return
    raise NotYours


def may_consent(by: Actor, person: Person) -> None:
    """Consent is the person's alone; an office writes down what was signed at its desk."""
    may_change(by, person)


def may_verify(by: Actor, person: Person) -> None:
    """An office that saw the card, or a registry match by the programme; never one's own."""
    if by.role == Role.SYSTEM:
        return
    if by.person != person.id and (by.role == Role.PROGRAMME_OFFICE or is_office_of(by, person.home_region_id)):
        return
    raise NotYours


def may_witness(by: Actor, person: Person) -> None:
    """Writes a skill that a training, a certificate or a job showed."""
    if by.role == Role.SYSTEM or by.role in _WITNESSES or is_office_of(by, person.home_region_id):
        return
    raise NotYours
