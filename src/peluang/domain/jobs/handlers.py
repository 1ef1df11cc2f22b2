"""What happens elsewhere and matters here."""

from __future__ import annotations

from uuid import UUID

from peluang.domain.events.journal import durable, in_transaction
from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.organisations.events import ORGANISATION_STATUS_CHANGED
from peluang.domain.organisations.models import Kind, Organisation
from peluang.domain.people.events import SKILL_GAINED

from . import colleagues_telling, data_copy  # noqa: F401 (subscribe; register what belongs to the copy)
from .applying_again import VOUCHED_FOR
from .commands import hide_untrusted, show_trusted_again
from .commands.checking import MAY_POST
from .commands.feed_folding import fold_feeds
from .deciding import takes_applications
from .events import VACANCY_CHANGED, VACANCY_ENDED, VACANCY_POSTED
from .models import Application, RefusalReason
from .queries import application_at
from .telling import tell_person
from .trust_telling import tell_employer

_EMPLOYING = (Kind.EMPLOYER, Kind.IKM, Kind.SENTRA)


@in_transaction(ORGANISATION_STATUS_CHANGED)
def tell_the_employer(event: Event) -> None:
    """What was decided about an employer, and what becomes of its vacancies; what it did itself it knows."""
    if not Organisation.objects.filter(id=event.subject, kind__in=_EMPLOYING).exists():
        return
    if event.organisation != event.subject:
        tell_employer(event.subject, "employer_checked", event.at)
    follow = show_trusted_again if event.payload["status"] in MAY_POST else hide_untrusted
    follow(PROGRAM, employer_id=event.subject, at=event.at)


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


@durable("jobs-feed-copies", VACANCY_POSTED, VACANCY_CHANGED, VACANCY_ENDED, ORGANISATION_STATUS_CHANGED)
def fold_what_feeds_tell_too(events: list[Event]) -> None:
    """Afterwards and not while it is posted: nobody who posts waits for a feed that is being read."""
    checked = {UUID(str(each.subject)) for each in events if each.type == ORGANISATION_STATUS_CHANGED.name}
    told = {UUID(str(each.subject)) for each in events} - checked
    fold_feeds(PROGRAM, vacancies=told, employers=checked, at=events[-1].at)
