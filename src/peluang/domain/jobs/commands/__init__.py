from .applying import apply, withdraw
from .asking_employers import answer_office, ask_employer
from .deciding import invite_to_interview, mark_seen, offer_work
from .ending import end_employment
from .feed_folding import fold_feeds
from .feed_runs import begin_run, end_run, resume_run, stop_run, take_chunk
from .feeds import change_feed, note_fetch, register_feed, start_feed, stop_feed
from .hiring import accept_offer, hire, record_own_business
from .imports import import_vacancies
from .inviting import accept_invitation, decline_invitation, expire_invitations, invite
from .licences import close_unlicensed, record_licence
from .measuring import measure_answering
from .notes import delete_note, write_note
from .official_wages import take_in_official_wages
from .refusing import Refusal, refuse, refuse_across, refuse_many
from .reminding import remind_silent_employers
from .reopening import undo_filled, undo_hire
from .reporting import report_vacancy
from .reviewing import answer_review, appeal_review, decide_appeal, decide_review, take_up
from .slots import cancel_slot, offer_slots, pick_slot, remind_of_interviews, say_none_fits
from .suspending import hide_untrusted, show_trusted_again
from .talking import hide_contact, mark_messages_read, send_message, share_contact
from .undoing import undo_acceptance, undo_offer, undo_refusal, undo_withdrawal
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
    "Refusal", "accept_invitation", "accept_offer", "answer_office", "answer_review", "appeal_review", "apply",
    "ask_employer", "begin_run", "cancel_slot", "change_feed", "change_vacancy", "close_overdue", "close_unlicensed",
    "close_vacancy", "decide_appeal", "decide_review", "decline_invitation", "delete_note", "draft_vacancy",
    "end_employment", "end_run", "expire_invitations", "fold_feeds", "hide_contact", "hide_untrusted", "hire",
    "import_vacancies", "invite", "invite_to_interview", "mark_filled", "mark_messages_read", "mark_seen",
    "measure_answering", "note_fetch", "offer_slots", "offer_work", "pick_slot", "post_vacancy", "record_licence",
    "record_own_business", "refuse", "refuse_across", "refuse_many", "register_feed", "remind_of_interviews",
    "remind_silent_employers", "report_vacancy", "resume_run", "say_none_fits", "send_message", "share_contact",
    "show_trusted_again", "start_feed", "stop_feed", "stop_run", "take_chunk", "take_in_official_wages", "take_up",
    "undo_acceptance", "undo_filled", "undo_hire", "undo_offer", "undo_refusal", "undo_withdrawal", "withdraw",
    "withdraw_vacancy", "write_note",
]  # fmt: skip
