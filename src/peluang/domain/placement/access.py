"""Who handles a case, and who answers a referral."""

from __future__ import annotations

from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.people.models import Person

from .models import PlacementCase, Referral


def is_office_of(by: Actor, region: str) -> bool:
    return by.role == Role.LABOUR_OFFICE and bool(by.region) and region.startswith(by.region)


def may_open(by: Actor, person: Person) -> None:
    """The person for themselves, or the office of their regency."""
    if by.role == Role.SYSTEM or (by.role == Role.PERSON and by.person == person.id):
        return
    if not is_office_of(by, person.home_region_id):
        raise NotYours


def may_handle(by: Actor, case: PlacementCase) -> None:
    """The case's own office, or the office of the person's regency."""
    if by.role == Role.SYSTEM or is_office_of(by, case.home_region):
        return
    if by.role == Role.LABOUR_OFFICE and by.organisation == case.office_id:
        return
    raise NotYours


def may_end(by: Actor, case: PlacementCase) -> None:
    """The person may end the help at any time."""
    if by.role == Role.PERSON and by.person == case.person_id:
        return
    may_handle(by, case)


def may_answer(by: Actor, referral: Referral) -> None:
    if by.role == Role.SYSTEM or (by.role == Role.PERSON and by.person == referral.person_id):
        return
    raise NotYours
