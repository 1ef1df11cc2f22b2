"""What the labour office looks at: `a_review("text", words="biaya admin")`, `a_vacancy_report(kind="fee")`."""

from __future__ import annotations

from typing import Any

from peluang.domain.jobs.models import EmployerQuestion, Vacancy, VacancyReport, VacancyReview
from peluang.domain.organisations.models import Organisation
from tests.conftest import NOW

from .jobs import TODAY, a_vacancy


def a_vacancy_review(
    kind: str = "text", *, vacancy: Vacancy | None = None, words: str = "biaya admin", **fields: Any
) -> VacancyReview:
    """Waiting; a look at the text holds its vacancy."""
    holds = fields.pop("holds", kind == "text")
    vacancy = vacancy or a_vacancy(status="held" if holds else "open")
    values: dict[str, Any] = {
        "employer_id": vacancy.employer_id, "region": vacancy.regency_id, "opened_at": NOW, "due_on": TODAY,
        "text_mark": 1, "found": [{"signal": "fee", "words": words}] if kind == "text" else [],
    }  # fmt: skip
    return VacancyReview.objects.create(vacancy=vacancy, kind=kind, holds=holds, **values | fields)


def a_vacancy_report(vacancy: Vacancy | None = None, **fields: Any) -> VacancyReport:
    vacancy = vacancy or a_vacancy()
    values: dict[str, Any] = {
        "region": vacancy.regency_id, "kind": "fee", "text": "Saya diminta transfer dulu.", "reported_at": NOW,
    }  # fmt: skip
    return VacancyReport.objects.create(vacancy=vacancy, **values | fields)


def an_employer_question(employer: Organisation, **fields: Any) -> EmployerQuestion:
    values: dict[str, Any] = {"region": employer.region_code, "question": "Di mana bengkelnya?", "asked_at": NOW}
    return EmployerQuestion.objects.create(employer=employer, **values | fields)
