"""Vacancies, applications and the work that came of them."""

from .applications import Application, Origin, RefusalReason
from .lawful import OfficialWage, PlacementLicence
from .trust import EmployerQuestion, ReportKind, ReviewKind, VacancyReport, VacancyReview
from .vacancies import Vacancy, VacancySkill, WorkKind
from .work import Employment, EmploymentKind

__all__ = [
    "Application", "EmployerQuestion", "Employment", "EmploymentKind", "OfficialWage", "Origin", "PlacementLicence",
    "RefusalReason", "ReportKind", "ReviewKind", "Vacancy", "VacancyReport", "VacancyReview", "VacancySkill",
    "WorkKind",
]  # fmt: skip
