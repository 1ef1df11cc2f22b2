"""A CV file into a profile: each line has a fate, nothing is believed, nothing is taken twice."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.events.models import Event
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.people.commands import add_skill, take_resume
from peluang.domain.people.commands.profile import MAX_ABOUT
from peluang.domain.people.commands.skills import MAX_DECLARED
from peluang.domain.people.models import Experience, PersonSkill
from peluang.domain.people.resumes import MOST_ABOUT, MOST_DECLARED, MOST_WORKS, examine
from peluang.engines.resumes import Certificate, Reading, Resume, Skill, Study, Work
from tests.conftest import NOW
from tests.factories.organisations import an_actor
from tests.factories.people import a_person
from tests.statements import at_most

pytestmark = pytest.mark.django_db

RESUME = Resume(
    name="Orang Lain", label="Penjahit", email="x@contoh.id", phone="0812", city="Jepara", about="Saya suka menjahit.",
    works=(Work("Penjahit", "Konveksi Bu Tini", datetime.date(2020, 1, 1), datetime.date(2021, 1, 1)),
           Work("Astronot", "", datetime.date(2050, 1, 1)), Work("Kasir", "", datetime.date(2021, 1, 1), datetime.date(2020, 1, 1))),
    skills=(Skill("las SMAW", 4), Skill("jago nongkrong"), Skill("Operating the cash register and sewing")),
    studies=(Study("S3"),), certificates=(Certificate("Dokter"),),
)  # fmt: skip


def reading(resume: Resume = RESUME, *left: str) -> Reading:
    return Reading(resume, "JSON Resume", left)


def test_each_line_has_its_fate():
    person = a_person(full_name="Siti Aminah")
    with at_most(7):
        lines = examine(person, reading(RESUME, "basics.image", "volunteer"), NOW)
    fates = {each.text: (each.fate, str(each.why)) for each in lines}
    assert fates["Saya suka menjahit."][0] == fates["Penjahit · Konveksi Bu Tini"][0] == "taken"
    assert "belum terjadi" in fates["Astronot"][1]
    assert "lebih awal" in fates["Kasir"][1]
    assert "belum ada di daftar" in fates["jago nongkrong"][1]
    assert "kartu identitas" in fates["Orang Lain"][1]
    assert "penerbitnya memeriksa" in fates["Dokter"][1]
    assert "Foto" in fates["basics.image"][1]
    assert all(fates[name][0] == "left" for name in ("S3", "0812", "x@contoh.id", "volunteer"))


def test_what_was_ticked_becomes_own_word_and_is_known_from_then_on():
    person = a_person()
    by = an_actor("person", person=person)
    keys = {each.key for each in examine(person, reading(), NOW) if each.fate == "taken"}
    taken = take_resume(by, person_id=person.id, reading=reading(), keys=keys, at=NOW)
    assert len(taken) == len(keys)
    person.refresh_from_db()
    assert person.about == "Saya suka menjahit."
    assert Experience.objects.get(person=person).occupation_id == "7531"
    held = PersonSkill.objects.filter(person=person)
    assert {row.source for row in held} == {"declared"}
    assert held.get(skill_id="las-smaw").level == 4
    assert Event.objects.filter(subject=person.id, type="people.skill_gained").count() == held.count()
    with pytest.raises(Refused) as again:
        take_resume(by, person_id=person.id, reading=reading(), keys=keys, at=NOW)
    assert again.value.code == "nothing_new"
    assert all(each.fate != "taken" for each in examine(person, reading(), NOW))


def test_only_what_was_ticked_is_taken():
    person = a_person()
    by = an_actor("person", person=person)
    take_resume(by, person_id=person.id, reading=reading(), keys={"about"}, at=NOW)
    assert not Experience.objects.filter(person=person).exists()
    with pytest.raises(Refused) as refused:
        take_resume(by, person_id=person.id, reading=reading(), keys=set(), at=NOW)
    assert refused.value.code == "nothing_chosen"


def test_a_file_never_replaces_what_the_person_said_or_what_was_proven():
    person = a_person(about="Ceritaku sendiri.", skills={"las-smaw": 1})
    lines = {each.text: each.fate for each in examine(person, reading(), NOW)}
    assert (lines["Saya suka menjahit."], lines["las SMAW"]) == ("left", "known")


def test_it_promises_what_the_commands_keep():
    assert (MOST_ABOUT, MOST_DECLARED) == (MAX_ABOUT, MAX_DECLARED)


def test_limits_hold_however_long_the_file():
    person = a_person()
    works = tuple(Work(f"Pekerjaan {n}") for n in range(200))
    fates = [each.fate for each in examine(person, reading(Resume(works=works)), NOW)]
    assert (fates.count("taken"), fates.count("left")) == (MOST_WORKS, 200 - MOST_WORKS)


def test_not_into_somebody_elses_profile():
    with pytest.raises(NotYours):
        take_resume(
            an_actor("person", person=a_person()), person_id=a_person().id, reading=reading(), keys={"about"}, at=NOW
        )


def test_the_same_skill_under_two_names_is_taken_once():
    person = a_person()
    twice = reading(Resume(skills=(Skill("las SMAW"), Skill("LAS  smaw"))))
    assert [each.fate for each in examine(person, twice, NOW)] == ["taken", "known"]
    add_skill(an_actor("person", person=person), person_id=person.id, skill="las-smaw", at=NOW)
    assert [each.fate for each in examine(person, twice, NOW)] == ["known", "known"]
