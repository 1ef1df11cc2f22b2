"""What learning and surveys report may make an incentive due; a person's copy of their payout data."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from peluang.domain.events.journal import in_transaction
from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.learning.events import CERTIFICATE_ISSUED, REVIEW_WRITTEN
from peluang.domain.people import portability
from peluang.domain.surveys.events import SURVEY_ANSWERED

from . import message_texts  # noqa: F401 (registers its templates)
from .commands import settle_incentives
from .queries import incentives_of, payout_account_of


@in_transaction(REVIEW_WRITTEN, CERTIFICATE_ISSUED, SURVEY_ANSWERED)
def settle(event: Event) -> None:
    """Whichever of the four proofs comes last makes it due; engines.rules says whether all are there."""
    settle_incentives(PROGRAM, person_id=UUID(event.payload["person_id"]), at=event.at)


def _benefits(person_id: UUID) -> dict[str, Any]:
    account = payout_account_of(person_id)
    return {
        "payout_account": account
        and {
            "institution": account.institution,
            "number": account.number_shown,
            "holder": account.holder_name,
            "status": account.status,
            "reason": account.reason,
        },
        "incentives": [
            {
                "kind": row.kind,
                "instalment": row.instalment,
                "amount": row.amount,
                "status": row.status,
                "reason": row.reason,
                "reference": row.partner_reference,
                "paid_at": portability.plain(row.paid_at),
            }
            for row in incentives_of(person_id)
        ],
    }


portability.register("benefits", _benefits)
