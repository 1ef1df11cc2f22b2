"""Refused for a skill, learned it, applied again: told once, and only when it is true."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.events.journal import consumers
from peluang.domain.events.models import Event
from peluang.domain.jobs.applying_again import has_learned
from peluang.domain.jobs.commands import apply, close_vacancy, refuse, undo_refusal
from peluang.domain.jobs.models import Application
from peluang.domain.jobs.queries import application_at
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.people.commands import add_skill
from peluang.domain.people.enums import SkillSource
from tests.factories.jobs import DAY, a_vacancy
from tests.factories.organisations import an_actor
from tests.factories.people import a_person
from tests.refusals import refused

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def vacancy():
    return a_vacancy(places=2, skills=["las-smaw", "las-gmaw"])


@pytest.fixture
def recruiter(vacancy):
    return an_actor("employer", organisation=vacancy.employer)


@pytest.fixture
def person():
    return a_person(skills={})


@pytest.fixture
def me(person):
    return an_actor("person", person=person)


def _refused_for(skill: str, me, vacancy, recruiter, now) -> Application:
    sent = apply(me, vacancy_id=vacancy.id, person_id=me.person, at=now)
    reason = {"reason": "skill", "skill": skill} if skill else {"reason": "experience"}
    return refuse(recruiter, application_id=sent.id, at=now + HOUR, **reason)


def _learns(person, skill: str, at, source=SkillSource.CERTIFICATE) -> None:
    add_skill(PROGRAM, person_id=person.id, skill=skill, level=3, source=source, at=at)


def _deliver() -> None:
    kinds, handler = consumers()["jobs-learned"]
    with acting(PROGRAM, scope="command"):
        events = list(Event.objects.filter(type__in=kinds).order_by("id"))
    handler(events)


def _told() -> int:
    return OutboxMessage.objects.filter(template="jobs.learned").count()


def test_who_learned_the_skill_is_told_once_and_applies_again(me, person, vacancy, recruiter, now):
    first = _refused_for("las-smaw", me, vacancy, recruiter, now)
    with refused("already_applied"):
        apply(me, vacancy_id=vacancy.id, person_id=person.id, at=now + DAY)
    _learns(person, "las-smaw", now + 10 * DAY)
    _deliver()
    _deliver()
    assert _told() == 1
    again = apply(me, vacancy_id=vacancy.id, person_id=person.id, at=now + 11 * DAY)
    assert again.id != first.id
    assert application_at(person.id, vacancy.id) == again
    vacancy.refresh_from_db()
    assert vacancy.applicants == 2
    with refused("already_applied"):
        apply(me, vacancy_id=vacancy.id, person_id=person.id, at=now + 12 * DAY)


@pytest.mark.parametrize(
    ("named", "learned", "source", "after"),
    [
        ("las-smaw", "las-gmaw", SkillSource.CERTIFICATE, DAY),
        ("las-smaw", "las-smaw", SkillSource.DECLARED, DAY),
        ("las-smaw", "las-smaw", SkillSource.CERTIFICATE, -DAY),
        ("", "las-smaw", SkillSource.CERTIFICATE, DAY),
    ],
    ids=["another skill", "own word", "had it before", "another reason"],
)
def test_otherwise_a_refusal_stands(me, person, vacancy, recruiter, now, named, learned, source, after):
    row = _refused_for(named, me, vacancy, recruiter, now)
    _learns(person, learned, now + after, source)
    assert not has_learned(row)
    _deliver()
    assert _told() == 0
    with refused("already_applied"):
        apply(me, vacancy_id=vacancy.id, person_id=person.id, at=now + 2 * DAY)


def test_a_vacancy_that_ended_raises_no_hope(me, person, vacancy, recruiter, now):
    _refused_for("las-smaw", me, vacancy, recruiter, now)
    close_vacancy(recruiter, vacancy_id=vacancy.id, at=now + DAY)
    _learns(person, "las-smaw", now + 2 * DAY)
    _deliver()
    assert _told() == 0
    with refused("vacancy_closed"):
        apply(me, vacancy_id=vacancy.id, person_id=person.id, at=now + 3 * DAY)


def test_an_old_refusal_is_not_undone_beside_a_new_application(me, person, vacancy, recruiter, now):
    first = _refused_for("las-smaw", me, vacancy, recruiter, now)
    _learns(person, "las-smaw", now + 2 * HOUR)
    apply(me, vacancy_id=vacancy.id, person_id=person.id, at=now + 3 * HOUR)
    with refused("applied_anew"):
        undo_refusal(recruiter, application_id=first.id, at=now + 4 * HOUR)
    first.refresh_from_db()
    assert first.status == "refused"
