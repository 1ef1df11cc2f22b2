from .accounts import add_address, open_account
from .collective import CollectiveReport, RowRefusal, register_collectively
from .consents import give_consent, withdraw_consent
from .first_profile import start_profile
from .identity import correct_identity, verify_identity
from .profile import add_experience, mark_ready, remove_experience, set_wish, update_profile
from .registration import register_person
from .resumes import take_resume
from .skills import add_skill, remove_skill, withdraw_evidence

__all__ = [
    "CollectiveReport",
    "RowRefusal",
    "add_address",
    "add_experience",
    "add_skill",
    "correct_identity",
    "give_consent",
    "mark_ready",
    "open_account",
    "register_collectively",
    "register_person",
    "remove_experience",
    "remove_skill",
    "set_wish",
    "start_profile",
    "take_resume",
    "update_profile",
    "verify_identity",
    "withdraw_consent",
    "withdraw_evidence",
]
