"""Placement cases and referrals. `a_case(overdue=True)`; `a_referral(case=…, vacancy=…)`."""

from __future__ import annotations

from typing import Any

from peluang.domain.jobs.models import Vacancy
from peluang.domain.organisations.models import Organisation
from peluang.domain.people.models import Person
from peluang.domain.placement.models import PlacementCase, Referral
from tests.conftest import NOW

from .jobs import DAY, TODAY, a_vacancy
from .organisations import an_organisation
from .people import a_person


def a_case(
    *, person: Person | None = None, office: Organisation | None = None, overdue: bool = False, **fields: Any
) -> PlacementCase:
    """Open in the labour office of the person's regency, with six days left (or two days late)."""
    person = person or a_person()
    values: dict[str, Any] = {
        "home_region": person.home_region_id,
        "office": office or an_organisation("labour_office", regency=person.home_region_id),
        "opened_at": NOW - (9 * DAY if overdue else DAY), "due_by": TODAY + (-2 * DAY if overdue else 6 * DAY),
    }  # fmt: skip
    return PlacementCase.objects.create(person=person, **values | fields)


def a_referral(*, case: PlacementCase | None = None, vacancy: Vacancy | None = None, **fields: Any) -> Referral:
    case = case or a_case(status="referred")
    values: dict[str, Any] = {
        "person": case.person, "home_region": case.home_region, "vacancy": vacancy or a_vacancy(),
        "made_by": case.office_id, "made_at": NOW, "answer_by": TODAY + 7 * DAY,
    }  # fmt: skip
    return Referral.objects.create(case=case, **values | fields)
