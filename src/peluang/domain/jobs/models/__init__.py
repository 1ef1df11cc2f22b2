"""Vacancies, applications and the work that came of them."""

from .applications import Application, Origin, RefusalReason
from .vacancies import Vacancy, VacancySkill, WorkKind
from .work import Employment, EmploymentKind

__all__ = [
    "Application", "Employment", "EmploymentKind", "Origin", "RefusalReason", "Vacancy", "VacancySkill", "WorkKind",
]  # fmt: skip
