"""Messages about what the labour office looks at: to employers, applicants and whoever reported."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from peluang.domain.kernel.context import PROGRAM
from peluang.domain.messages.commands import write, write_many
from peluang.domain.organisations.models import Membership

from . import trust_texts  # noqa: F401 (registers the templates)
from .access import EMPLOYING
from .models import Application, Vacancy, VacancyReport, VacancyReview
from .states import CLOSED
from .telling import tell_people


def tell_employer(employer_id: UUID, template: str, at: datetime.datetime, **context: Any) -> None:
    """Everybody who recruits for it."""
    recruiters = Membership.objects.filter(
        organisation_id=employer_id, until__isnull=True, role__in=[role.value for role in EMPLOYING]
    )
    contexts = dict.fromkeys(recruiters.values_list("person_id", flat=True), context)
    if contexts:
        write_many(PROGRAM, template=f"jobs.{template}", contexts=contexts, at=at)


def tell_applicants_held(vacancy: Vacancy, at: datetime.datetime) -> None:
    """Who waits for an answer keeps what was sent and knows why it is quiet."""
    waiting = Application.objects.filter(vacancy=vacancy).exclude(status__in=[*CLOSED, "draft"])
    if found := list(waiting):
        tell_people(found, "vacancy_under_review", at)


def tell_reporters(review: VacancyReview, at: datetime.datetime) -> None:
    """Each by the way they left: account or address; the rest follow the report's own link."""
    reports = list(VacancyReport.objects.filter(review=review))
    contexts = {each.reporter: _of(each) for each in reports if each.reporter}
    if contexts:
        write_many(PROGRAM, template="jobs.report_decided", contexts=contexts, at=at)
    for each in reports:
        if each.address and not each.reporter:
            write(PROGRAM, address=each.address, template="jobs.report_decided", context=_of(each), at=at)


def _of(report: VacancyReport) -> dict[str, Any]:
    return {"vacancy_id": report.vacancy_id, "report_id": report.id}
