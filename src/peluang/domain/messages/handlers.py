"""Words and names that are there from the start; what a person's copy of their data holds of messages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from peluang.domain.people import portability

from . import message_texts  # noqa: F401 (registers its templates)
from .models import OutboxMessage
from .queries import preference_of
from .wording import render


def _messages(person_id: UUID) -> dict[str, Any]:
    rows = list(OutboxMessage.objects.filter(person_id=person_id).order_by("-written_at")[:500])
    preference = preference_of(person_id)
    return {
        "preference": preference
        and {
            "language": preference.language,
            "email": preference.email,
            "sms": preference.sms,
            "quiet_from": str(preference.quiet_from),
            "quiet_until": str(preference.quiet_until),
        },
        "messages": [
            {
                "subject": words.subject,
                "body": words.body,
                "channel": row.channel,
                "written_at": portability.plain(row.written_at),
                "sent_at": portability.plain(row.sent_at),
            }
            for row, words in zip(rows, render(rows))
        ],
    }


portability.register("messages", _messages)
