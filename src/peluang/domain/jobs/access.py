"""Who may post vacancies, apply, and decide."""

from __future__ import annotations

from uuid import UUID

from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.organisations.access import is_office_of
from peluang.domain.people.models import Person

from .models import Application, Vacancy, VacancyReview

EMPLOYING = (Role.EMPLOYER, Role.SENTRA)


def may_employ(by: Actor, employer_id: UUID) -> None:
    """The employer itself. Raises NotYours for every other organisation."""
    if by.role == Role.SYSTEM or (by.role in EMPLOYING and by.organisation == employer_id):
        return
    raise NotYours


def may_end(by: Actor, vacancy: Vacancy) -> None:
    """The employer, or the labour office of the place of work (a vacancy that breaks the rules)."""
    if by.role == Role.LABOUR_OFFICE and by.region and vacancy.regency_id.startswith(by.region):
        return
    may_employ(by, vacancy.employer_id)


def may_apply_for(by: Actor, person: Person) -> None:
    """The person alone, or the labour office of their regency at the counter."""
    if by.role == Role.LABOUR_OFFICE and by.region and person.home_region_id.startswith(by.region):
        return
    if by.role == Role.SYSTEM or (by.role == Role.PERSON and by.person == person.id):
        return
    raise NotYours


def is_own(by: Actor, person_id: UUID) -> None:
    if by.role == Role.SYSTEM or (by.role == Role.PERSON and by.person == person_id):
        return
    raise NotYours


def may_decide(by: Actor, application: Application) -> None:
    may_employ(by, application.employer_id)


def may_review(by: Actor, review: VacancyReview) -> None:
    """The labour office of the place of work, or of its province."""
    if by.role != Role.SYSTEM and not is_office_of(by, review.region):
        raise NotYours


def side_of(by: Actor, application: Application) -> bool:
    """Whether they speak as the person (True) or for the employer (False). Raises NotYours for anybody else."""
    if by.role == Role.PERSON:
        is_own(by, application.person_id)
        return True
    may_decide(by, application)
    return False
