"""Payout accounts and incentives."""

from .accounts import declare_payout_account, verify_payout_account
from .due import make_incentives_due, settle_incentives
from .payments import confirm_incentive, send_incentives

__all__ = [
    "confirm_incentive", "declare_payout_account", "make_incentives_due", "send_incentives", "settle_incentives",
    "verify_payout_account",
]  # fmt: skip
