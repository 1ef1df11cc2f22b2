from .applying import apply, withdraw
from .deciding import invite_to_interview, mark_seen, offer_work
from .ending import end_employment
from .hiring import accept_offer, hire, record_own_business
from .imports import import_vacancies
from .licences import close_unlicensed, record_licence
from .official_wages import take_in_official_wages
from .refusing import Refusal, refuse, refuse_many
from .reopening import undo_filled, undo_hire
from .undoing import undo_refusal, undo_withdrawal
from .vacancies import (
    change_vacancy,
    close_overdue,
    close_vacancy,
    draft_vacancy,
    mark_filled,
    post_vacancy,
    withdraw_vacancy,
)

__all__ = [
    "Refusal",
    "accept_offer",
    "apply",
    "change_vacancy",
    "close_overdue",
    "close_unlicensed",
    "close_vacancy",
    "draft_vacancy",
    "end_employment",
    "hire",
    "import_vacancies",
    "invite_to_interview",
    "mark_filled",
    "mark_seen",
    "offer_work",
    "post_vacancy",
    "record_licence",
    "record_own_business",
    "refuse",
    "refuse_many",
    "take_in_official_wages",
    "undo_filled",
    "undo_hire",
    "undo_refusal",
    "undo_withdrawal",
    "withdraw",
    "withdraw_vacancy",
]  # fmt: skip
