"""Chapters: founded, joined by those who finished a training, left, led by officers with a mandate."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.alumni.commands import appoint_officer, found_chapter, join_chapter, leave_chapter
from peluang.domain.alumni.queries import chapters, directory, membership_of, officers_of
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.organisations.models import Membership
from peluang.domain.people.commands import withdraw_consent
from peluang.domain.people.queries import has_consent
from tests.factories.alumni import a_chapter, a_member, an_officer
from tests.factories.learning import a_completed_enrolment
from tests.factories.organisations import an_actor
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
YEAR = datetime.timedelta(days=365)


def _alumna(**fields):
    person = a_person(**fields)
    a_completed_enrolment(person=person)
    return person, Actor(Role.PERSON, person.id)


def test_one_chapter_a_province(now):
    office = an_actor(Role.PROGRAMME_OFFICE)
    chapter = found_chapter(office, province="33", name="Ikatan Alumni Jawa Tengah", at=now)
    assert chapter.organisation.kind == "chapter"
    with pytest.raises(Refused):
        found_chapter(office, province="33", name="Lagi", at=now)
    with pytest.raises(NotYours):
        found_chapter(an_actor(Role.CHAPTER), province="34", name="Diri sendiri", at=now)


def test_an_alumna_joins_where_she_lives_and_appears_by_consent(now):
    chapter = a_chapter()
    person, by = _alumna(full_name="Siti Aminah")
    join_chapter(by, person_id=person.id, listed=True, at=now)
    assert membership_of(person.id).chapter == chapter
    assert has_consent(person.id, "alumni")
    [entry], total = directory(chapter.id)
    assert (entry.name, total) == ("Siti Aminah", 1)
    assert entry.training
    assert [each.members for each in chapters() if each.id == chapter.id] == [1]


def test_not_listed_or_without_consent_is_not_in_the_directory(now):
    chapter = a_chapter()
    a_member(chapter=chapter)
    person, by = _alumna()
    join_chapter(by, person_id=person.id, listed=True, at=now)
    withdraw_consent(by, person_id=person.id, purpose="alumni", at=now)
    assert directory(chapter.id) == ([], 0)


def test_joining_needs_a_completed_training(now):
    a_chapter()
    person = a_person()
    with pytest.raises(Refused) as refused:
        join_chapter(Actor(Role.PERSON, person.id), person_id=person.id, listed=False, at=now)
    assert refused.value.code == "no_training_yet"


def test_one_chapter_at_a_time_until_one_leaves(now):
    here, there = a_chapter(), a_chapter(province="34")
    person, by = _alumna()
    join_chapter(by, person_id=person.id, listed=True, chapter_id=here.id, at=now)
    with pytest.raises(Refused) as refused:
        join_chapter(by, person_id=person.id, listed=False, chapter_id=there.id, at=now)
    assert refused.value.code == "in_another_chapter"
    leave_chapter(by, person_id=person.id, at=now)
    assert not has_consent(person.id, "alumni")
    assert join_chapter(by, person_id=person.id, listed=False, chapter_id=there.id, at=now).chapter == there


def test_joining_again_changes_the_listing(now):
    chapter = a_chapter()
    person, by = _alumna()
    for listed in (False, True, True):
        member = join_chapter(by, person_id=person.id, listed=listed, at=now)
    assert (member.listed, member.chapter) == (True, chapter)
    assert has_consent(person.id, "alumni")


def test_people_join_and_leave_for_themselves(now):
    a_chapter()
    person, _by = _alumna()
    other = Actor(Role.PERSON, a_person().id)
    with pytest.raises(NotYours):
        join_chapter(other, person_id=person.id, listed=True, at=now)
    with pytest.raises(NotYours):
        leave_chapter(other, person_id=person.id, at=now)


def test_mandates_of_one_post_do_not_overlap(now):
    chapter = a_chapter()
    member, next_one = a_member(chapter=chapter), a_member(chapter=chapter)
    office, today = an_actor(Role.PROGRAMME_OFFICE), now.date()
    values = {"chapter_id": chapter.id, "post": "chair", "at": now}
    appoint_officer(office, person_id=member.person_id, since=today, until=today + YEAR, **values)
    with pytest.raises(Refused) as refused:
        appoint_officer(office, person_id=next_one.person_id, since=today + YEAR / 2, until=today + 2 * YEAR, **values)
    assert refused.value.code == "post_taken"
    appoint_officer(office, person_id=next_one.person_id, since=today + YEAR, until=today + 2 * YEAR, **values)
    assert [officer.person_id for officer in officers_of(chapter.id, now)] == [member.person_id]
    assert Membership.objects.filter(person_id=member.person_id, role="chapter").exists()


def test_officers_are_members_of_the_chapter(now):
    chapter = a_chapter()
    with pytest.raises(Refused) as refused:
        appoint_officer(
            an_actor(Role.PROGRAMME_OFFICE), chapter_id=chapter.id, person_id=a_person().id, post="chair",
            since=now.date(), until=now.date() + YEAR, at=now,
        )  # fmt: skip
    assert refused.value.code == "not_a_member"
    an_officer(chapter=chapter)
    with pytest.raises(NotYours):
        appoint_officer(
            an_actor(Role.CHAPTER), chapter_id=chapter.id, person_id=a_member(chapter=chapter).person_id, post="chair",
            since=now.date(), until=now.date() + YEAR, at=now,
        )  # fmt: skip
