"""What happens to payouts. Never an account number, only which row."""

from peluang.domain.events.types import declare

PAYOUT_ACCOUNT_DECLARED = declare("benefits.payout_account_declared", "payout_account", "person_id institution")
PAYOUT_ACCOUNT_VERIFIED = declare("benefits.payout_account_verified", "payout_account", "person_id")
PAYOUT_ACCOUNT_REFUSED = declare("benefits.payout_account_refused", "payout_account", "person_id reason")
INCENTIVE_DUE = declare("benefits.incentive_due", "incentive", "person_id amount")
INCENTIVES_SENT = declare("benefits.incentives_sent", "incentive batch", "incentives total digest")
INCENTIVE_PAID = declare("benefits.incentive_paid", "incentive", "person_id amount reference")
INCENTIVE_FAILED = declare("benefits.incentive_failed", "incentive", "person_id amount reason")
