from __future__ import annotations

import datetime
import json

import pytest

from peluang.domain.events.models import Event
from peluang.domain.kernel.context import acting
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.people.commands import (
    add_experience,
    add_skill,
    give_consent,
    mark_ready,
    remove_experience,
    remove_skill,
    set_wish,
    update_profile,
    withdraw_consent,
)
from peluang.domain.people.models import Consent, Person, PersonSkill
from peluang.domain.people.portability import my_data
from peluang.domain.people.queries import profile_of, skills_of, skills_of_many
from peluang.domain.skills.models import Skill
from tests.factories.organisations import an_actor
from tests.factories.people import a_person
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def skill() -> str:
    return str(
        Skill.objects.get_or_create(code="las-smaw", defaults={"name_id": "Las SMAW", "name_en": "x", "kind": "x"})[
            0
        ].code
    )


def test_a_skill_is_gained_once_per_source_and_the_highest_counts(now, skill):
    person = a_person()
    me = an_actor("person", person=person)
    add_skill(me, person_id=person.id, skill=skill, level=3, at=now)
    add_skill(me, person_id=person.id, skill=skill, level=3, at=now)
    add_skill(
        an_actor("trainer"), person_id=person.id, skill=skill, level=2, source="training", evidence=new_id(), at=now
    )
    add_skill(an_actor("trainer"), person_id=person.id, skill=skill, level=1, source="training", at=now)
    assert skills_of(person.id) == {skill: 3}
    assert skills_of_many([person.id]) == {person.id: {skill: 3}}
    assert Event.objects.filter(type="people.skill_gained").count() == 2
    remove_skill(me, person_id=person.id, skill=skill, at=now)
    assert skills_of(person.id) == {skill: 2}


def test_nobody_gives_themselves_a_certificate(now, skill):
    person = a_person()
    with pytest.raises(NotYours):
        add_skill(an_actor("person", person=person), person_id=person.id, skill=skill, source="certificate", at=now)
    assert not PersonSkill.objects.exists()


def test_unknown_skills_and_levels_are_refused(now, skill):
    person = a_person()
    me = an_actor("person", person=person)
    for changes, code in (({"skill": "terbang"}, "skill_unknown"), ({"level": 5}, "level_unknown")):
        with refused(code):
            add_skill(me, **{"person_id": person.id, "skill": skill, "at": now, **changes})


def test_the_profile_changes_but_never_the_home_region(now):
    person = a_person()
    me = an_actor("person", person=person)
    changed = update_profile(
        me, person_id=person.id, lives_in="32.73", work_status="worker", phone="0812-3456-7890", at=now
    )
    assert (changed.lives_in_id, changed.home_region_id, changed.phone) == ("32.73", "33.20", "+6281234567890")
    with pytest.raises(Refused) as refused:
        update_profile(me, person_id=person.id, work_status="pirate", at=now)
    assert refused.value.field == "work_status"
    with pytest.raises(ValueError, match="home_region"):
        update_profile(me, person_id=person.id, home_region="32.73", at=now)


def test_others_change_nothing_and_an_office_helps_in_its_region_alone(now):
    person = a_person()
    for actor in (an_actor("person"), an_actor("provider"), an_actor("labour_office", regency="32.73")):
        with pytest.raises(NotYours):
            update_profile(actor, person_id=person.id, about="x", at=now)
    update_profile(an_actor("province_office"), person_id=person.id, about="Tukang las", at=now)
    assert Person.objects.get(id=person.id).about == "Tukang las"


def test_wishes_and_readiness(now):
    person = a_person()
    me = an_actor("person", person=person)
    set_wish(
        me, person_id=person.id, wage_min=3_000_000, radius_km=40, occupations=["7212", "7318"], ready=True, at=now
    )
    found = profile_of(person.id)
    assert found is not None
    assert found.wish is not None
    assert [each.occupation_id for each in found.wished] == ["7212", "7318"]
    assert found.wish.ready
    mark_ready(me, person_id=person.id, ready=True, at=now)
    mark_ready(me, person_id=person.id, ready=False, at=now)
    told = Event.objects.filter(type="people.ready_changed", subject=person.id).order_by("id")
    assert [event.payload["ready"] for event in told] == [True, False]
    with refused("radius_unlikely"):
        set_wish(me, person_id=person.id, radius_km=9000, at=now)


def test_experience_comes_and_goes(now):
    person = a_person()
    me = an_actor("person", person=person)
    row = add_experience(me, person_id=person.id, title=" Tukang  las ", started_on=datetime.date(2020, 1, 1), at=now)
    assert row.title == "Tukang las"
    with refused("ended_before_start"):
        add_experience(
            me,
            person_id=person.id,
            title="x",
            started_on=datetime.date(2020, 1, 1),
            ended_on=datetime.date(2019, 1, 1),
            at=now,
        )
    with pytest.raises(NotYours):
        remove_experience(an_actor("person"), experience_id=row.id, at=now)
    remove_experience(me, experience_id=row.id, at=now)
    assert profile_of(person.id).experiences == []


def test_consent_is_given_withdrawn_and_given_again_and_every_time_is_kept(now):
    person = a_person()
    me = an_actor("person", person=person)
    give_consent(me, person_id=person.id, purpose="alumni", at=now)
    give_consent(me, person_id=person.id, purpose="alumni", at=now)
    withdraw_consent(me, person_id=person.id, purpose="alumni", at=now)
    withdraw_consent(me, person_id=person.id, purpose="alumni", at=now)
    give_consent(me, person_id=person.id, purpose="alumni", at=now)
    assert Consent.objects.filter(person=person).count() == 2
    with pytest.raises(NotYours):
        give_consent(an_actor("employer"), person_id=person.id, purpose="employers", at=now)


def test_my_data_is_whole_json_and_shows_no_number(now):
    person = a_person(nik="3320054405000042", skills={}, ready=True, occupations=["7212"], consents=["programme"])
    with acting(an_actor("person", person=person)):
        text = json.dumps(my_data(person.id))
    data = json.loads(text)
    assert {"person", "account", "consents", "history", "memberships", "messages", "surveys", "files"} <= set(data)
    assert data["person"]["full_name"] == person.full_name
    assert "3320054405000042" not in text


def test_my_data_of_somebody_else_is_empty(now):
    person = a_person(identity=True, ready=True, consents=["programme"])
    with acting(an_actor("person")):
        data = my_data(person.id)
    assert data["person"] is None
    assert data["consents"] == []
