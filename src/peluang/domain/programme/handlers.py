"""Words that are there from the start; what a person's copy of their data holds of the programme."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from peluang.domain.people import portability

from . import message_texts  # noqa: F401 (registers its templates)
from .queries import entries_of, recipient_of


def _programme(person_id: UUID) -> dict[str, Any]:
    recipient = recipient_of(person_id)
    return {
        "entries": [
            {
                "wave": entry.wave.number,
                "status": entry.status,
                "reasons": entry.reasons,
                "rank": entry.rank,
                "ticket": entry.ticket,
                "joined_at": portability.plain(entry.joined_at),
            }
            for entry in entries_of(person_id)
        ],
        "recipient": recipient
        and {
            "decree": recipient.decree.number,
            "scheme": recipient.scheme.code,
            "granted": recipient.granted,
            "balance": recipient.account.balance,
            "first_purchase_by": portability.plain(recipient.first_purchase_by),
            "status": recipient.status,
            "reason": recipient.status_reason,
        },
    }


portability.register("programme", _programme)
