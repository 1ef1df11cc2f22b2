from .accounts import Account
from .identity import Identity, NikClaim
from .persons import Consent, Experience, Person, PersonSkill, Wish, WishedOccupation

__all__ = [
    "Account", "Consent", "Experience", "Identity", "NikClaim", "Person", "PersonSkill", "Wish", "WishedOccupation",
]  # fmt: skip
