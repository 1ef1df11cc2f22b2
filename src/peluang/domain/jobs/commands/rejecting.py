"""When a vacancy ends, everyone who still waits gets an answer with its reason."""

from __future__ import annotations

import datetime

from peluang.domain.events.journal import append
from peluang.domain.kernel.context import PROGRAM

from ..deciding import decide
from ..events import APPLICATION_CHANGED
from ..models import Application, RefusalReason, Vacancy
from ..states import APPLICATION
from ..telling import tell_people

_STILL_OPEN = [source for each in APPLICATION.steps if each.target == "refused" for source in each.sources]


def refuse_waiting(vacancy: Vacancy, reason: RefusalReason, *, at: datetime.datetime, note: str = "") -> int:
    """Refuses and tells all who wait for an answer; returns how many. Accepted offers are not touched."""
    waiting = list(
        Application.objects.select_for_update().filter(vacancy=vacancy, status__in=_STILL_OPEN).order_by("id")
    )
    for application in waiting:
        decide(application, "refused", PROGRAM, at)
        application.refusal_reason, application.refusal_note = reason, note
        application.save()
        append(APPLICATION_CHANGED, application.id, at=at, status="refused", person_id=application.person_id)
    if waiting:
        tell_people(waiting, "filled" if reason == RefusalReason.FILLED else "refused", at)
    return len(waiting)
