"""Applying with reasons, deciding with reasons, and who sees whom."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.jobs.commands import (
    accept_offer,
    apply,
    hire,
    invite_to_interview,
    mark_seen,
    offer_work,
    record_own_business,
    refuse,
    withdraw,
)
from peluang.domain.jobs.models import Application, Vacancy
from peluang.domain.jobs.queries import candidates, fit, vacancies_for
from peluang.domain.jobs.reasons import spoken
from peluang.domain.kernel.context import acting
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.organisations.models import Disclosure
from peluang.domain.people.models import Person, Wish
from peluang.domain.skills.models import Skill
from tests.factories.jobs import DAY, TODAY, a_vacancy, an_application
from tests.factories.organisations import an_actor
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return a_person(skills={"las-smaw": 3}, occupations=["7212"], wage_min=2_500_000, ready=True)


@pytest.fixture
def me(person):
    return an_actor("person", person=person)


@pytest.fixture
def vacancy():
    return a_vacancy(places=2, skills=["las-smaw", "las-smaw-posisi-3g"])


@pytest.fixture
def recruiter(vacancy):
    return an_actor("employer", organisation=vacancy.employer)


def test_applying_stores_the_score_with_its_reasons_and_shows_the_person_to_this_employer(
    me, person, vacancy, recruiter, now
):
    with acting(recruiter):
        assert not Person.objects.filter(id=person.id).exists()
    application = apply(me, vacancy_id=vacancy.id, person_id=person.id, letter=" Saya siap. ", at=now)
    assert (application.status, application.letter, application.origin) == ("sent", "Saya siap.", "own")
    assert application.match_total == fit(person.id, vacancy.id, at=now).total > 60
    codes = {each["code"] for each in application.match_factors}
    assert {"occupation", "skills", "distance", "wage", "missing"} <= codes
    assert Vacancy.objects.get(id=vacancy.id).applicants == 1
    with acting(recruiter):
        assert Person.objects.filter(id=person.id).exists()
        assert [each.person.id for each in candidates(vacancy.id)] == [person.id]
    with acting(an_actor("employer")):
        assert not Application.objects.exists()
        assert not Person.objects.filter(id=person.id).exists()


def test_reasons_speak_to_the_person_and_about_them(me, person, vacancy, now):
    application = apply(me, vacancy_id=vacancy.id, person_id=person.id, at=now)
    names = Skill.objects.in_bulk(["las-smaw-posisi-3g"])
    mine = spoken(application.match_total, application.match_factors, names, "id", to_person=True)
    theirs = spoken(application.match_total, application.match_factors, names, "en", to_person=False)
    assert "Pekerjaannya sama dengan yang kamu cari." in mine.met
    assert mine.skills == ("las SMAW posisi 3G",)
    assert "It is the work they look for." in theirs.met
    assert not any("Anda" in text for text in mine.met + mine.missing)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"status": "closed"}, "vacancy_closed"),
        ({"status": "filled"}, "vacancy_filled"),
        ({"filled": 1}, "vacancy_filled"),
        ({"valid_until": TODAY - DAY, "valid_from": TODAY - 9 * DAY}, "vacancy_over"),
        ({"valid_from": TODAY + DAY}, "vacancy_not_yet"),
    ],
)
def test_an_ended_vacancy_says_so(me, person, now, fields, code):
    with pytest.raises(Refused) as refused:
        apply(me, vacancy_id=a_vacancy(**fields).id, person_id=person.id, at=now)
    assert refused.value.code == code
    assert refused.value.todo


def test_twice_is_once_until_it_is_withdrawn(me, person, vacancy, now):
    first = apply(me, vacancy_id=vacancy.id, person_id=person.id, at=now)
    with pytest.raises(Refused, match="sudah melamar"):
        apply(me, vacancy_id=vacancy.id, person_id=person.id, at=now)
    withdraw(me, application_id=first.id, at=now)
    assert Vacancy.objects.get(id=vacancy.id).applicants == 0
    assert apply(me, vacancy_id=vacancy.id, person_id=person.id, at=now).id != first.id


def test_without_a_profile_one_learns_what_to_do(me, vacancy, now):
    with pytest.raises(Refused, match="isi dulu profilmu"):
        apply(me, vacancy_id=vacancy.id, person_id=None, at=now)


def test_nobody_applies_for_another(vacancy, person, now):
    with pytest.raises(NotYours):
        apply(an_actor("person"), vacancy_id=vacancy.id, person_id=person.id, at=now)


def test_withdrawing_ends_the_employers_sight(me, person, vacancy, recruiter, now):
    application = apply(me, vacancy_id=vacancy.id, person_id=person.id, at=now)
    withdraw(me, application_id=application.id, at=now)
    assert Disclosure.objects.get(subject=application.id).ended_at == now
    with acting(recruiter):
        assert not Person.objects.filter(id=person.id).exists()


def test_from_application_to_work(me, person, vacancy, recruiter, now):
    application = apply(me, vacancy_id=vacancy.id, person_id=person.id, at=now)
    key = {"application_id": application.id, "at": now}
    assert mark_seen(recruiter, **key).status == "seen"
    assert mark_seen(recruiter, **key).seen_at == now
    invite_to_interview(recruiter, interview_at=now + DAY, place="Jl. Pemuda 3", **key)
    offer_work(recruiter, wage=3_100_000, starts_on=TODAY + 7 * DAY, **key)
    accept_offer(me, **key)
    employment = hire(recruiter, **key)
    assert (employment.kind, employment.wage, employment.started_on) == ("hired", 3_100_000, TODAY + 7 * DAY)
    assert Application.objects.get(id=application.id).status == "hired"
    assert Vacancy.objects.get(id=vacancy.id).filled == 1
    assert Wish.objects.get(person=person).ready is False
    told = set(OutboxMessage.objects.filter(person=person).values_list("template", flat=True))
    assert {"jobs.interview", "jobs.offer", "jobs.hired"} <= told
    assert OutboxMessage.objects.filter(person_id=recruiter.person, template="jobs.offer_accepted").exists()


def test_the_last_hire_fills_the_vacancy_and_tells_the_others(now):
    vacancy = a_vacancy(places=1)
    recruiter = an_actor("employer", organisation=vacancy.employer)
    chosen, waiting = an_application(vacancy=vacancy, status="accepted"), an_application(vacancy=vacancy, status="seen")
    hire(recruiter, application_id=chosen.id, at=now)
    waiting.refresh_from_db()
    assert Vacancy.objects.get(id=vacancy.id).status == "filled"
    assert (waiting.status, waiting.refusal_reason) == ("refused", "filled")
    assert OutboxMessage.objects.filter(person=waiting.person, template="jobs.filled").exists()


def test_a_hire_beyond_the_headcount_is_refused(now):
    vacancy = a_vacancy(places=1)
    recruiter = an_actor("employer", organisation=vacancy.employer)
    first, second = (an_application(vacancy=vacancy, status="accepted") for _ in range(2))
    hire(recruiter, application_id=first.id, at=now)
    with pytest.raises(Refused) as refused:
        hire(recruiter, application_id=second.id, at=now)
    assert refused.value.code == "no_place_left"


def test_offers_never_promise_more_places_than_there_are(now):
    vacancy = a_vacancy(places=1)
    recruiter = an_actor("employer", organisation=vacancy.employer)
    first, second = (an_application(vacancy=vacancy) for _ in range(2))
    terms = {"wage": 3_000_000, "starts_on": TODAY, "at": now}
    offer_work(recruiter, application_id=first.id, **terms)
    with pytest.raises(Refused) as refused:
        offer_work(recruiter, application_id=second.id, **terms)
    assert refused.value.code == "no_place_left"
    refuse(recruiter, application_id=first.id, reason="distance", at=now)
    assert offer_work(recruiter, application_id=second.id, **terms).status == "offer"


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"wage": 1}, "wage_too_small"),
        ({"wage": 2_000_000}, "wage_below_notice"),
        ({"starts_on": TODAY - DAY}, "starts_in_the_past"),
    ],
)
def test_an_offer_keeps_what_the_vacancy_promised(recruiter, vacancy, now, terms, code):
    application = an_application(vacancy=vacancy)
    good = {"wage": 3_000_000, "starts_on": TODAY}
    with pytest.raises(Refused) as refused:
        offer_work(recruiter, application_id=application.id, **good | terms, at=now)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "skill"}, "skill"),
        ({"reason": "skill", "skill": "terbang"}, "skill"),
        ({"reason": "other", "note": " "}, "note"),
    ],
)
def test_a_refusal_always_has_a_reason(recruiter, vacancy, now, answer, field):
    application = an_application(vacancy=vacancy)
    with pytest.raises(Refused) as refused:
        refuse(recruiter, application_id=application.id, **answer, at=now)
    assert refused.value.field == field


def test_a_missing_skill_is_named(recruiter, vacancy, now):
    application = an_application(vacancy=vacancy)
    refuse(recruiter, application_id=application.id, reason="skill", skill="las-smaw-posisi-3g", at=now)
    assert Application.objects.get(id=application.id).refusal_skill_id == "las-smaw-posisi-3g"


def test_the_second_of_two_colleagues_reads_the_first_ones_decision(recruiter, vacancy, now):
    colleague = an_actor("employer", organisation=vacancy.employer)
    application = an_application(vacancy=vacancy)
    refuse(recruiter, application_id=application.id, reason="distance", at=now)
    with pytest.raises(Refused, match=r"Sudah diputuskan oleh .+: Belum diterima"):
        invite_to_interview(colleague, application_id=application.id, interview_at=now + DAY, place="Kantor", at=now)


def test_an_interview_needs_a_time_ahead_and_a_place(recruiter, vacancy, now):
    application = an_application(vacancy=vacancy)
    for wrong, field in (
        ({"interview_at": now, "place": "Kantor"}, "interview_at"),
        ({"interview_at": now + DAY, "place": ""}, "place"),
    ):
        with pytest.raises(Refused) as refused:
            invite_to_interview(recruiter, application_id=application.id, **wrong, at=now)
        assert refused.value.field == field


def test_own_business_is_work_too(me, person, now):
    employment = record_own_business(me, person_id=person.id, name="Las Karya", started_on=TODAY, at=now)
    assert (employment.kind, employment.employer_name) == ("own_business", "Las Karya")
    for wrong in ({"name": " ", "started_on": TODAY}, {"name": "Las", "started_on": TODAY + DAY}):
        with pytest.raises(Refused):
            record_own_business(me, person_id=person.id, **wrong, at=now)


def test_what_fits_best_comes_first_and_stays_within_reach(person, now):
    near = a_vacancy(skills=["las-smaw"])
    other = a_vacancy(occupation="5120", title="Juru masak")
    a_vacancy(regency="35.78", title="Jauh di Surabaya")
    a_vacancy(status="closed")
    found = vacancies_for(person.id, 5, at=now)
    assert [each.vacancy.id for each in found] == [near.id, other.id]
    assert found[0].match.total > found[1].match.total


def test_age_and_sex_never_enter_the_score(vacancy, now):
    one = a_person(skills={"las-smaw": 3}, sex="f", birth_date=datetime.date(2005, 1, 1))
    other = a_person(skills={"las-smaw": 3}, sex="m", birth_date=datetime.date(1970, 1, 1))
    assert fit(one.id, vacancy.id, at=now) == fit(other.id, vacancy.id, at=now)
