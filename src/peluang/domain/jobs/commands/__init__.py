from .applying import apply, withdraw
from .deciding import invite_to_interview, mark_seen, offer_work, refuse
from .hiring import accept_offer, hire, record_own_business
from .imports import import_vacancies
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
    "accept_offer", "apply", "change_vacancy", "close_overdue", "close_vacancy", "draft_vacancy", "hire",
    "import_vacancies",
    "invite_to_interview", "mark_filled", "mark_seen", "offer_work", "post_vacancy", "record_own_business", "refuse",
    "withdraw", "withdraw_vacancy",
]  # fmt: skip
