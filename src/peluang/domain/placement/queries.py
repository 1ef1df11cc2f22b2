"""What waits in a labour office, and what a person was suggested."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from peluang.domain.jobs.models import Application
from peluang.domain.jobs.queries import FittingVacancy, vacancies_for
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.people.enums import Purpose
from peluang.domain.people.queries import has_consent

from .models import PlacementCase, Referral
from .states import OPEN


@dataclass(frozen=True)
class QueueCounts:
    overdue: int
    this_week: int
    ended: int


@dataclass(frozen=True)
class CaseView:
    """proposals: vacancies that fit and were neither suggested nor applied to; with `beyond` also elsewhere."""

    case: PlacementCase
    referrals: list[Referral]
    applications: list[Application]
    proposals: list[FittingVacancy]
    beyond: bool


def queue(which: str, today: datetime.date, most: int = 60) -> list[PlacementCase]:
    """Cases the actor's office sees, most pressing first. which: "open", "overdue" or "ended" (one statement)."""
    rows = PlacementCase.objects.select_related("person", "enrolment__offering")
    if which == "ended":
        return list(rows.exclude(status__in=OPEN).order_by("-closed_at")[:most])
    rows = rows.filter(status__in=OPEN)
    if which == "overdue":
        rows = rows.filter(due_by__lt=today)
    return list(rows.order_by("due_by", "id")[:most])


def queue_counts(today: datetime.date) -> QueueCounts:
    """One statement."""
    found = PlacementCase.objects.aggregate(
        overdue=Count("id", filter=Q(status__in=OPEN, due_by__lt=today)),
        this_week=Count("id", filter=Q(status__in=OPEN)),
        ended=Count("id", filter=~Q(status__in=OPEN)),
    )
    return QueueCounts(**found)


def case_view(case_id: UUID, at: datetime.datetime, proposals: int = 5) -> CaseView:
    """Six statements. Raises NotYours for a case outside the actor's sight."""
    case = (
        PlacementCase.objects.select_related("person__lives_in", "person__wish", "office", "enrolment__offering")
        .filter(id=case_id)
        .first()
    )
    if case is None:
        raise NotYours
    referrals = list(
        Referral.objects.filter(case=case)
        .select_related("vacancy__employer", "vacancy__regency", "application")
        .order_by("-made_at")
    )
    applications = list(
        Application.objects.filter(person_id=case.person_id)
        .select_related("vacancy__employer", "vacancy__regency")
        .order_by("-changed_at")[:20]
    )
    known = {each.vacancy_id for each in referrals} | {
        each.vacancy_id for each in applications if each.status != "withdrawn"
    }
    beyond = has_consent(case.person_id, Purpose.OTHER_REGIONS)
    fitting = vacancies_for(case.person_id, 50, at=at, exclude=known) if case.status in OPEN else []
    allowed = [each for each in fitting if beyond or each.vacancy.regency_id == case.home_region]
    return CaseView(case, referrals, applications, allowed[:proposals], beyond)


def open_case_of(person_id: UUID) -> PlacementCase | None:
    rows = PlacementCase.objects.filter(person_id=person_id, status__in=OPEN)
    return rows.select_related("office").first()


def referrals_of(person_id: UUID) -> list[Referral]:
    """A person's suggestions, those that wait for an answer first (one statement)."""
    rows = Referral.objects.filter(person_id=person_id)
    found = rows.select_related("vacancy__employer", "vacancy__regency", "case").order_by("-made_at")[:50]
    return sorted(found, key=lambda each: each.status != "proposed")


def referral_of(person_id: UUID, referral_id: UUID) -> Referral:
    """Raises NotYours for anyone else's."""
    rows = Referral.objects.filter(id=referral_id, person_id=person_id)
    found = rows.select_related("vacancy__employer", "vacancy__regency", "case__office").first()
    if found is None:
        raise NotYours
    return found
