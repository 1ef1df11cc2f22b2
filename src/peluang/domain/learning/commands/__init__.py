"""What can happen in classes, by capability."""

from .assessments import record_assessment
from .attendance import record_attendance
from .certificates import revoke_certificate, rotate_signing_key
from .classes import cancel_class, schedule_class, start_class
from .finishing import finish_class
from .reviews import write_review
from .seats import book_seat, cancel_seat

__all__ = [
    "book_seat", "cancel_class", "cancel_seat", "finish_class", "record_assessment", "record_attendance",
    "revoke_certificate", "rotate_signing_key", "schedule_class", "start_class", "write_review",
]  # fmt: skip
