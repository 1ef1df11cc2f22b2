"""Attribution: invited → registered → selected → completed."""

from __future__ import annotations

from uuid import UUID

from peluang.domain.events.journal import in_transaction
from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.learning.events import ENROLMENT_COMPLETED
from peluang.domain.programme.events import DECREE_SIGNED

from . import message_texts  # noqa: F401 (registers the texts)


@in_transaction(DECREE_SIGNED)
def mark_selected(event: Event) -> None:
    from .commands import attribute_selection

    attribute_selection(PROGRAM, decree_id=event.subject, at=event.at)


@in_transaction(ENROLMENT_COMPLETED)
def mark_completed(event: Event) -> None:
    from .commands import attribute_completion

    attribute_completion(PROGRAM, person_id=UUID(event.payload["person_id"]), at=event.at)
