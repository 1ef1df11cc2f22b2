"""Vacancies, applications and the work that came of them."""

from .answering import LEAST_ANSWERED, EmployerAnswering
from .applications import Application, Origin, RefusalReason
from .feeds import ApplyMode, Feed, FeedItem, FeedKind, FeedRun
from .inviting import DeclineReason, VacancyInvitation
from .lawful import OfficialWage, PlacementLicence
from .notes import CandidateNote
from .reminding import EmployerReminder
from .slots import InterviewInvitation, InterviewSlot
from .talking import LONGEST_MESSAGE, ApplicationMessage
from .trust import EmployerQuestion, ReportKind, ReviewKind, VacancyReport, VacancyReview
from .vacancies import Vacancy, VacancySkill, WorkKind
from .work import Employment, EmploymentKind

__all__ = [
    "LEAST_ANSWERED",
    "LONGEST_MESSAGE",
    "Application",
    "ApplicationMessage",
    "ApplyMode",
    "CandidateNote",
    "DeclineReason",
    "EmployerAnswering",
    "EmployerQuestion",
    "EmployerReminder",
    "Employment",
    "EmploymentKind",
    "Feed",
    "FeedItem",
    "FeedKind",
    "FeedRun",
    "InterviewInvitation",
    "InterviewSlot",
    "OfficialWage",
    "Origin",
    "PlacementLicence",
    "RefusalReason",
    "ReportKind",
    "ReviewKind",
    "Vacancy",
    "VacancyInvitation",
    "VacancyReport",
    "VacancyReview",
    "VacancySkill",
    "WorkKind",
]  # fmt: skip
