"""Who runs the programme, and who may enter a wave for whom."""

from __future__ import annotations

from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.people.models import Person


def must_run_programme(by: Actor) -> None:
    """The programme office, or the program itself. Raises NotYours."""
    if by.role not in (Role.PROGRAMME_OFFICE, Role.SYSTEM):
        raise NotYours()


def must_enter_for(by: Actor, person: Person) -> None:
    """The person; the programme office; the labour office of the person's regency, which registers people at its
    counter (Permenaker 17/2020). Raises NotYours.
    """
    if by.role in (Role.PROGRAMME_OFFICE, Role.SYSTEM) or (by.person == person.id and by.role == Role.PERSON):
        return
    if by.role == Role.LABOUR_OFFICE and by.region and person.home_region_id.startswith(by.region):
        return
    raise NotYours()
