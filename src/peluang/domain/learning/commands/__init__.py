"""What can happen in classes, by capability."""

from .allocation import cancel_allocation, compute_allocation, open_allocation, set_wishes
from .assessments import record_assessment
from .attendance import record_attendance
from .banks import (
    add_question,
    import_questions,
    remove_test_plan,
    replace_question,
    retire_question,
    set_test_plan,
)
from .certificates import revoke_certificate, revoke_signing_key, rotate_signing_key
from .classes import cancel_class, schedule_class, start_class
from .competency import (
    claim_competency,
    issue_competency,
    refuse_competency,
    remind_of_expiry,
    revoke_competency,
    verify_competency,
)
from .finishing import finish_class
from .moderation import answer_review, moderate_review, report_review
from .moving import change_seats, move_class
from .papers import hand_in_paper, open_paper, save_answers, score_forgotten_papers
from .practical import correct_marks, hand_in_work, mark_work, return_work
from .readiness import check_class
from .reviews import write_review
from .scans import ScanAnswer, scan_board, sync_scans
from .seats import book_seat, cancel_seat
from .settling import seat_winners, settle_allocation
from .spot_checks import answer_absence, decide_absence, draw_spot_check, mark_spot_check
from .tasks import add_task, replace_task, retire_task
from .transfers import end_classes_of_sanctioned, take_refund, transfer_seat
from .waiting import close_lines, decline_by_link, decline_place, expire_offers, join_line

__all__ = [
    "ScanAnswer",
    "add_question",
    "add_task",
    "answer_absence",
    "answer_review",
    "book_seat",
    "cancel_allocation",
    "cancel_class",
    "cancel_seat",
    "change_seats",
    "check_class",
    "claim_competency",
    "close_lines",
    "compute_allocation",
    "correct_marks",
    "decide_absence",
    "decline_by_link",
    "decline_place",
    "draw_spot_check",
    "end_classes_of_sanctioned",
    "expire_offers",
    "finish_class",
    "hand_in_paper",
    "hand_in_work",
    "import_questions",
    "issue_competency",
    "join_line",
    "mark_spot_check",
    "mark_work",
    "moderate_review",
    "move_class",
    "open_allocation",
    "open_paper",
    "record_assessment",
    "record_attendance",
    "refuse_competency",
    "remind_of_expiry",
    "remove_test_plan",
    "replace_question",
    "replace_task",
    "report_review",
    "retire_question",
    "retire_task",
    "return_work",
    "revoke_certificate",
    "revoke_competency",
    "revoke_signing_key",
    "rotate_signing_key",
    "save_answers",
    "scan_board",
    "schedule_class",
    "score_forgotten_papers",
    "seat_winners",
    "set_test_plan",
    "set_wishes",
    "settle_allocation",
    "start_class",
    "sync_scans",
    "take_refund",
    "transfer_seat",
    "verify_competency",
    "write_review",
]  # fmt: skip
