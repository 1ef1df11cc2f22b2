from __future__ import annotations

import pytest

from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.people.commands import start_profile
from peluang.domain.people.models import Experience, PersonSkill, Wish, WishedOccupation
from tests.conftest import NOW
from tests.factories.organisations import an_actor
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
TICKED = {
    "did": [("Penjahit pakaian", "7531")],
    "employer": "Usaha keluarga",
    "skills": ["las-smaw"],
    "wished": ["7531", "5120"],
}


def start(person, **ticked):
    return start_profile(an_actor("person", person=person), person_id=person.id, at=NOW, **ticked)


def test_what_was_ticked_is_the_first_profile_once():
    person = a_person()
    start(person, **TICKED)
    start(person, **TICKED)
    work = Experience.objects.get(person=person)
    assert (work.title, work.occupation_id, work.employer) == ("Penjahit pakaian", "7531", "Usaha keluarga")
    skill = PersonSkill.objects.get(person=person)
    assert (skill.skill_id, skill.source, skill.level) == ("las-smaw", "declared", 2)
    assert [row.occupation_id for row in WishedOccupation.objects.filter(person=person)] == ["7531", "5120"]
    assert Wish.objects.get(person=person).ready is False


def test_it_adds_and_takes_nothing_away():
    person = a_person(occupations=["7212", "7411", "7231", "5311"], wage_min=3_000_000, skills={"las-smaw": 4})
    start(person, **TICKED)
    assert [row.occupation_id for row in WishedOccupation.objects.filter(person=person)] == [
        "7212",
        "7411",
        "7231",
        "5311",
        "7531",
    ]
    assert Wish.objects.get(person=person).wage_min == 3_000_000
    assert PersonSkill.objects.get(person=person).level == 4


def test_nothing_ticked_is_said_and_a_wrong_code_leaves_nothing_behind():
    person = a_person()
    with pytest.raises(Refused) as refused:
        start(person)
    assert refused.value.code == "nothing_chosen"
    with pytest.raises(Refused):
        start(person, did=[("Penjahit", "7531")], skills=["tidak-ada"])
    assert not Experience.objects.filter(person=person).exists()


def test_not_for_somebody_else():
    with pytest.raises(NotYours):
        start_profile(an_actor("person", person=a_person()), person_id=a_person().id, at=NOW, **TICKED)
