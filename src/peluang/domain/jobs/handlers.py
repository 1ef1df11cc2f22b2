"""What happens elsewhere and matters here: a skill that somebody was once refused for is learned."""

from __future__ import annotations

from uuid import UUID

from peluang.domain.events.journal import durable
from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.people.events import SKILL_GAINED

from .applying_again import VOUCHED_FOR
from .deciding import takes_applications
from .models import Application, RefusalReason
from .queries import application_at
from .telling import tell_person


@durable("jobs-learned", SKILL_GAINED)
def tell_that_one_may_apply_again(events: list[Event]) -> None:
    """Once for each refusal that named this skill and whose vacancy still takes people; delivered twice, told once."""
    for event in events:
        if event.payload["source"] not in VOUCHED_FOR:
            continue
        person_id = UUID(str(event.subject))
        with acting(PROGRAM, scope="command"):
            refused = Application.objects.filter(
                person_id=person_id, status="refused", refusal_reason=RefusalReason.SKILL,
                refusal_skill_id=event.payload["skill"], decided_at__lt=event.at,
            )  # fmt: skip
            for application in refused.select_related("vacancy"):
                latest = application_at(person_id, application.vacancy_id)
                if latest == application and takes_applications(application.vacancy, event.at):
                    tell_person(application, "learned", event.at, once=f"learned:{application.id}")
