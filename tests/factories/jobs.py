"""Vacancies, applications and work.

`a_vacancy(places=2, skills=["las-smaw"])`; `an_application(status="offer", vacancy=…, person=…)`.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from peluang.domain.jobs.models import Application, CandidateNote, Employment, Vacancy, VacancyInvitation, VacancySkill
from peluang.domain.organisations.models import Organisation
from peluang.domain.people.models import Person
from tests.conftest import NOW

from .organisations import a_disclosure, an_organisation
from .people import JEPARA, a_person

TODAY = NOW.date()
DAY = datetime.timedelta(days=1)
WELDER = "7212"


def a_vacancy(
    *,
    employer: Organisation | None = None,
    places: int = 1,
    skills: Sequence[str] = (),
    welcome: Sequence[str] = (),
    regency: str = JEPARA,
    occupation: str | None = WELDER,
    status: str = "open",
    **fields: Any,
) -> Vacancy:
    """Open for a month, for a welder in Jepara at Rp2.9–3.4 million, unless traits say otherwise."""
    values: dict[str, Any] = {
        "employer": employer or an_organisation("employer"), "title": "Juru las konstruksi", "occupation_id": occupation,
        "regency_id": regency, "wage_min": 2_900_000, "wage_max": 3_400_000, "headcount": places, "status": status,
        "valid_from": TODAY - DAY, "valid_until": TODAY + 30 * DAY, "posted_at": None if status == "draft" else NOW - DAY,
    }  # fmt: skip
    vacancy = Vacancy.objects.create(**values | fields)
    VacancySkill.objects.bulk_create(
        VacancySkill(vacancy=vacancy, skill_id=code, essential=code in skills) for code in [*skills, *welcome]
    )
    return vacancy


def an_application(
    *, vacancy: Vacancy | None = None, person: Person | None = None, status: str = "sent", **fields: Any
) -> Application:
    """Sent, and shown to the employer. An offer has its wage and start; a refusal its reason."""
    vacancy = vacancy or a_vacancy()
    person = person or a_person(skills={})
    values: dict[str, Any] = {
        "employer_id": vacancy.employer_id, "home_region": person.home_region_id, "status": status, "match_total": 70,
        "match_factors": [], "sent_at": NOW - DAY, "changed_at": NOW - DAY,
    }  # fmt: skip
    if status in ("offer", "accepted", "hired"):
        values |= {"offered_wage": 3_000_000, "starts_on": TODAY + 7 * DAY}
    if status == "refused":
        values |= {"refusal_reason": "experience"}
    application = Application.objects.create(vacancy=vacancy, person=person, **values | fields)
    vacancy.applicants += 1
    vacancy.save()
    a_disclosure(person, vacancy.employer, purpose="application", subject=application.id)
    return application


def an_invitation(*, vacancy: Vacancy | None = None, person: Person | None = None, **fields: Any) -> VacancyInvitation:
    """Sent yesterday to somebody who agreed to be found, and open."""
    vacancy = vacancy or a_vacancy()
    person = person or a_person(consents=["employers"])
    values: dict[str, Any] = {
        "employer_id": vacancy.employer_id, "home_region": person.home_region_id, "match_total": 70,
        "invited_at": NOW - DAY, "expires_at": NOW + 13 * DAY,
    }  # fmt: skip
    return VacancyInvitation.objects.create(vacancy=vacancy, person=person, **values | fields)


def a_note(application: Application, author: Person, **fields: Any) -> CandidateNote:
    values: dict[str, Any] = {"text": "Datang tepat waktu.", "written_at": NOW}
    return CandidateNote.objects.create(
        application=application, employer_id=application.employer_id, author=author.id, **values | fields
    )


def an_employment(*, person: Person | None = None, kind: str = "hired", **fields: Any) -> Employment:
    person = person or a_person()
    values: dict[str, Any] = {
        "home_region": person.home_region_id, "started_on": TODAY, "recorded_at": NOW,
        "employer_name": "CV Rangka Jati" if kind == "hired" else "Jahit Rini",
    }  # fmt: skip
    return Employment.objects.create(person=person, kind=kind, **values | fields)
