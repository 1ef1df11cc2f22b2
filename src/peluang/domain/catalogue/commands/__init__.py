"""What can happen in the catalogue, by capability."""

from .admission import describe_admission, hand_in_paper, start_admission, submit_admission
from .admission_checks import (
    approve_admission,
    check_paper,
    plan_visit,
    refuse_admission,
    report_visit,
    return_admission,
    start_check,
)
from .admission_ending import expire_admissions, remind_expiring
from .curation import claim_round, publish_offering, release_round, return_offering, suspend_offering
from .ending import merge_offering, retire_offering
from .equivalence import confirm_pair, propose_equivalents, split_pair
from .free_equivalents import check_free_equivalent, propose_free_equivalent
from .imports import import_catalogue
from .offerings import change_offering, draft_offering, submit_offering
from .reminders import remind_of_reports, remind_of_rounds
from .reports import answer_report, decide_report, report_content
from .results import ResultRow, refresh_results
from .trainer_credentials import add_credential, change_trainer, remove_credential, verify_credential
from .types import add_trainer, define_type
from .venues import add_venue, change_venue, close_venue
from .versions import withdraw_submission

__all__ = [
    "ResultRow", "add_credential", "add_trainer", "add_venue", "answer_report", "approve_admission",
    "change_offering", "change_trainer", "change_venue", "check_free_equivalent", "check_paper", "claim_round",
    "close_venue", "confirm_pair", "decide_report", "define_type", "describe_admission", "draft_offering",
    "expire_admissions", "hand_in_paper", "import_catalogue", "merge_offering", "plan_visit", "propose_equivalents",
    "propose_free_equivalent", "publish_offering", "refresh_results", "refuse_admission", "release_round",
    "remind_expiring", "remind_of_reports", "remind_of_rounds", "remove_credential", "report_content",
    "report_visit", "retire_offering", "return_admission", "return_offering", "split_pair", "start_admission",
    "start_check", "submit_admission", "submit_offering", "suspend_offering", "verify_credential",
    "withdraw_submission",
]  # fmt: skip
