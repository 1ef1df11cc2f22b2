"""Vacancies, applications and the work that came of them."""

from .applications import Application, Origin, RefusalReason
from .lawful import OfficialWage, PlacementLicence
from .vacancies import Vacancy, VacancySkill, WorkKind
from .work import Employment, EmploymentKind

__all__ = [
    "Application", "Employment", "EmploymentKind", "OfficialWage", "Origin", "PlacementLicence", "RefusalReason",
    "Vacancy", "VacancySkill", "WorkKind",
]  # fmt: skip
