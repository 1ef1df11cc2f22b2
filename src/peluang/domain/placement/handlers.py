"""Cases open and end by what happens elsewhere: an offline training finished, work began."""

from __future__ import annotations

import logging
from uuid import UUID

from peluang.domain.events.journal import in_transaction
from peluang.domain.events.models import Event
from peluang.domain.jobs.events import EMPLOYMENT_BEGAN, EMPLOYMENT_UNDONE
from peluang.domain.jobs.models import Employment, EmploymentKind
from peluang.domain.kernel.context import PROGRAM, Role, acting
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.events import ENROLMENT_COMPLETED
from peluang.domain.people.enums import WorkStatus
from peluang.domain.people.models import Person

from .commands import end_case, open_case, reopen_case
from .models import Aim, PlacementCase
from .states import OPEN

_log = logging.getLogger(__name__)
_AIMS = {WorkStatus.BUSINESS_OWNER: Aim.OWN_BUSINESS, WorkStatus.WORKER: Aim.BETTER_JOB}


@in_transaction(ENROLMENT_COMPLETED)
def open_case_after_offline_training(event: Event) -> None:
    """After offline training there is placement, for those who wanted it when they took the seat."""
    if not (event.payload.get("offline") and event.payload.get("wants_placement")):
        return
    with acting(PROGRAM, scope="command"):
        person = Person.objects.get(id=event.payload["person_id"])
        aim = _AIMS.get(WorkStatus(person.work_status), Aim.JOB)
        try:
            open_case(PROGRAM, person_id=person.id, enrolment_id=event.subject, aim=aim, at=event.at)
        except Refused as refusal:  # no office here yet: the certificate must not wait for one
            _log.warning("no placement case for enrolment %s: %s", event.subject, refusal.code)


@in_transaction(EMPLOYMENT_BEGAN)
def end_case_when_work_began(event: Event) -> None:
    """Whoever found the work, the case has reached its aim."""
    with acting(PROGRAM, scope="command"):
        case = (
            PlacementCase.objects.select_for_update()
            .filter(person_id=UUID(event.payload["person_id"]), status__in=OPEN)
            .first()
        )
        if case is not None:
            own = event.payload["kind"] == EmploymentKind.OWN_BUSINESS
            end_case(case, "own_business" if own else "placed", Role.SYSTEM, event.at)


@in_transaction(EMPLOYMENT_UNDONE)
def reopen_case_when_the_hire_was_undone(event: Event) -> None:
    """The case this very hire had ended goes on, unless the person has opened another one meanwhile."""
    with acting(PROGRAM, scope="command"):
        began_at = Employment.objects.values_list("recorded_at", flat=True).get(id=event.subject)
        cases = PlacementCase.objects.select_for_update().filter(person_id=UUID(event.payload["person_id"]))
        case = cases.filter(status="placed", closed_at=began_at).first()
        if case is not None and not cases.filter(status__in=OPEN).exists():
            reopen_case(case, event.at)
