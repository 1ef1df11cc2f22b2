"""Institutions are told what was decided about them, in the transaction of the decision."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from peluang.domain.events.journal import in_transaction
from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.messages.commands import write_many
from peluang.domain.organisations.events import (
    APPEAL_REJECTED,
    SANCTION_ANNOUNCED,
    SANCTION_ANSWERED,
    SANCTION_APPEALED,
    SANCTION_ENDED,
    SANCTION_IN_FORCE,
    SANCTION_LIFTED,
)
from peluang.domain.organisations.models import Sanction

from . import institution_texts  # noqa: F401 (registers the texts)
from .events import ADMISSION_APPROVED, ADMISSION_REFUSED, ADMISSION_RETURNED, VISIT_PLANNED
from .telling import tell_managers

_VALUES = {VISIT_PLANNED.name: ("visit_on",), ADMISSION_APPROVED.name: ("valid_until",),
           SANCTION_ANNOUNCED.name: ("answer_due",), SANCTION_IN_FORCE.name: ("appeal_due",)}  # fmt: skip


@in_transaction(ADMISSION_RETURNED, VISIT_PLANNED, ADMISSION_APPROVED, ADMISSION_REFUSED)
def tell_of_admission(event: Event) -> None:
    """Each event is its own news: a round may be returned and visits moved several times."""
    values = {name: event.payload[name] for name in _VALUES.get(event.type, ())}
    _tell(event, values)


@in_transaction(SANCTION_ANNOUNCED, SANCTION_IN_FORCE, APPEAL_REJECTED, SANCTION_LIFTED, SANCTION_ENDED)
def tell_of_sanction(event: Event) -> None:
    values = {name: event.payload[name] for name in _VALUES.get(event.type, ())}
    _tell(event, values | {"sanction_id": event.subject})


def _tell(event: Event, values: dict[str, Any]) -> None:
    with acting(PROGRAM, scope="command"):
        tell_managers(PROGRAM, UUID(event.payload["organisation_id"]), event.type, event.id, at=event.at, **values)


@in_transaction(SANCTION_ANSWERED, SANCTION_APPEALED)
def tell_the_officer(event: Event) -> None:
    """Whoever announced it; the desk shows it to all."""
    with acting(PROGRAM, scope="command"):
        officer = Sanction.objects.values_list("announced_by", flat=True).get(id=event.subject)
        context = {"organisation_id": event.payload["organisation_id"], "sanction_id": event.subject}
        # Many, because it passes over an officer who is not there any more: the answer must not fail for that.
        write_many(
            PROGRAM, template=event.type, contexts={officer: context} if officer else {}, at=event.at,
            once=f"{event.type}:{event.id}",
        )  # fmt: skip
