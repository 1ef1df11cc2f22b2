"""What learning stores, by capability."""

from .assessing import Paper, PracticalFile, PracticalTask, PracticalWork, Question, QuestionKind, TestPlan
from .certificates import Certificate, CompetencyCertificate, SigningKey
from .classes import BookingKey, Enrolment, Payer, Session, SessionKind, TrainingClass
from .evidence import (
    Assessment,
    AssessmentKind,
    Attendance,
    AttendanceCorrection,
    ItemProgress,
    LearningItem,
    Presence,
    RedeemCode,
    Scan,
    SpotCheck,
    SpotCheckSeat,
)
from .reviews import Review
from .seating import Allocation, AllocationClass, AllocationSecret, ClassMove, Readiness, WaitingEntry, Wish

__all__ = [
    "Allocation", "AllocationClass", "AllocationSecret", "Assessment", "AssessmentKind", "Attendance",
    "AttendanceCorrection", "BookingKey", "Certificate", "ClassMove", "CompetencyCertificate", "Enrolment",
    "ItemProgress", "LearningItem", "Paper", "Payer", "PracticalFile", "PracticalTask", "PracticalWork", "Presence",
    "Question", "QuestionKind", "Readiness", "RedeemCode", "Review", "Scan", "Session", "SessionKind", "SigningKey",
    "SpotCheck", "SpotCheckSeat", "TestPlan", "TrainingClass", "WaitingEntry", "Wish",
]  # fmt: skip
