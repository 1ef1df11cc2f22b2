"""Employers who don't answer are reminded: after a week and two, once a day, never twice for the same silence."""

from __future__ import annotations

import datetime
import threading
from unittest.mock import patch

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from peluang.domain.events.models import Event
from peluang.domain.jobs.commands import Refusal, refuse_across, remind_silent_employers, reminding
from peluang.domain.jobs.models import Application, EmployerReminder
from peluang.domain.jobs.unanswered import proposed, silence_of, waiting_for
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.messages.wording import render
from tests.concurrency import at_once
from tests.conftest import NOW
from tests.factories.jobs import DAY, a_vacancy, an_application
from tests.factories.organisations import a_membership, an_actor, an_organisation
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


def waits(vacancy, days, **fields):
    return an_application(vacancy=vacancy, sent_at=NOW - days * DAY, **fields)


def recruiting(employer, person=None):
    return a_membership(person=person or a_person(), organisation=employer, role="employer").person_id


def remind(at=NOW):
    return remind_silent_employers(PROGRAM, at=at)


def letters():
    return list(OutboxMessage.objects.filter(template="jobs.applicants_wait").order_by("written_at"))


def test_one_digest_tells_every_recruiter_and_comes_again_at_two_weeks():
    vacancy = a_vacancy(places=2)
    people = {recruiting(vacancy.employer) for _ in range(2)}
    row, older = waits(vacancy, 7), waits(a_vacancy(employer=vacancy.employer), 9)
    waits(vacancy, 6)
    assert [remind(), remind(NOW + datetime.timedelta(hours=1))] == [1, 0]
    assert {each.person_id for each in letters()} == people
    assert all(each.context == {"waiting": 2, "longest": 9} for each in letters())
    assert EmployerReminder.objects.get().employer_id == vacancy.employer_id
    assert Event.objects.get(type="jobs.employer_reminded").subject == vacancy.employer_id
    assert [words.body[:55] for words in render(letters(), "id")] == [
        "2 pelamar belum dijawab, yang terlama 9 hari. Usulan ja"
    ] * 2
    row.refresh_from_db()
    assert silence_of(row, NOW).reminded_at == row.reminded_at == NOW
    Application.objects.exclude(id__in=[row.id, older.id]).delete()
    assert [remind(NOW + days * DAY) for days in (1, 5, 6, 7, 8, 40)] == [0, 1, 0, 1, 0, 0]


@pytest.mark.parametrize(
    ("vacancy", "application"),
    [
        ({"status": "held"}, {}),
        ({"apply_mode": "link", "source_url": "https://a.example", "source": "portal", "source_ref": "1"}, {}),
        ({"source": "portal", "source_ref": "1"}, {}),
        ({}, {"status": "offer"}),
        ({}, {"status": "refused"}),
        ({}, {"status": "interview", "interview_at": NOW - 6 * DAY}),
        ({}, {"status": "interview", "interview_at": NOW + DAY}),
    ],
)
def test_nobody_is_reminded_where_no_answer_is_owed(vacancy, application):
    row = waits(a_vacancy(**vacancy), 20, **application)
    recruiting(row.employer)
    assert (remind(), letters(), silence_of(row, NOW)) == (0, [], None)


def test_a_closed_employer_is_left_alone_and_an_interview_that_is_over_is_not():
    over = waits(a_vacancy(), 20, status="interview", interview_at=NOW - 8 * DAY)
    closed = waits(a_vacancy(employer=an_organisation("employer", status="closed")), 20)
    assert remind() == 1
    assert silence_of(over, NOW).days == 8
    assert silence_of(closed, NOW) is None


def test_statements_dont_grow_with_employers_and_a_person_reads_of_each():
    person = a_person()
    for _ in range(2):
        vacancy = a_vacancy()
        waits(vacancy, 8)
        recruiting(vacancy.employer, person)
    with CaptureQueriesContext(connection) as few:
        assert remind() == 2
    assert len(letters()) == 2
    for _ in range(6):
        vacancy = a_vacancy()
        waits(vacancy, 8)
        recruiting(vacancy.employer)
    with CaptureQueriesContext(connection) as many:
        assert remind(NOW + 3 * datetime.timedelta(hours=1)) == 6
    assert len(many) <= len(few)
    with pytest.raises(NotYours):
        remind_silent_employers(an_actor("employer"), at=NOW)


FACTORS = st.lists(
    st.builds(
        lambda code, points: {"code": code, "points": points, "max_points": 10, "positive": points >= 6},
        st.sampled_from(["experience", "distance", "wage", "education"]), st.integers(0, 10),
    ),
    max_size=4,
)  # fmt: skip


@given(total=st.none() | st.integers(0, 100), factors=FACTORS, lacking=st.sampled_from(["", "las-smaw"]))
def test_what_is_proposed_follows_from_the_match(total, factors, lacking):
    found = proposed(total, factors, lacking)
    assert (found.reason == "skill") == bool(lacking)
    assert found.interview == (not lacking and (total or 0) >= 60)
    assert not (found.interview and found.reason)
    if found.reason not in ("", "skill"):
        weak = [each["points"] for each in factors if each["code"] == found.reason and not each["positive"]]
        assert min(weak) == min(e["points"] for e in factors if e["code"] != "education" and not e["positive"])


def test_a_skill_learned_since_is_not_held_against_them():
    vacancy = a_vacancy(skills=["las-smaw"], welcome=["las-gmaw"])
    lacks = [{"code": "missing", "skill": "las-smaw"}, {"code": "missing", "skill": "las-gmaw"}]
    lacking = waits(vacancy, 9, match_factors=lacks)
    learned = waits(vacancy, 8, match_factors=lacks, person=a_person(skills={"las-smaw": 2}))
    found = waiting_for(vacancy.employer_id, at=NOW)
    assert [(each.application.id, each.days) for each in found] == [(lacking.id, 9), (learned.id, 8)]
    assert [(each.proposed.reason, each.proposed.interview) for each in found] == [("skill", False), ("", True)]


def test_answers_over_several_vacancies_are_all_good_or_none():
    one = waits(a_vacancy(), 8)
    two = waits(a_vacancy(employer=one.employer), 8, person=one.person)
    by = an_actor("employer", organisation=one.employer)
    with pytest.raises(Refused):
        refuse_across(
            by, employer_id=one.employer_id, refusals=[Refusal(one.id, "wage"), Refusal(two.id, "")], at=NOW
        )  # fmt: skip
    assert not Application.objects.filter(status="refused").exists()
    answers = [Refusal(one.id, "wage"), Refusal(two.id, "distance")]
    with pytest.raises(NotYours):
        refuse_across(an_actor("employer"), employer_id=one.employer_id, refusals=answers, at=NOW)
    assert len(refuse_across(by, employer_id=one.employer_id, refusals=answers, at=NOW).done) == 2
    assert OutboxMessage.objects.filter(template="jobs.refused", person=one.person).count() == 2


def _two_workers(claim):
    """Both have read who waits, without a lock, before either claims the employer."""
    with acting(PROGRAM, scope="command"):
        vacancy = a_vacancy()
        recruiting(vacancy.employer)
        waits(vacancy, 8)
    both_have_read = threading.Barrier(2)

    def together(*arguments):
        both_have_read.wait(10)
        return claim(*arguments)

    with (
        patch.object(QuerySet, "select_for_update", lambda rows, **_: rows),
        patch.object(reminding, "_claim", together),
    ):
        assert at_once([remind, remind]) == ["done", "done"]
    with acting(PROGRAM, scope="command"):
        return len(letters()), EmployerReminder.objects.count()


def test_two_workers_at_once_remind_once(fresh_database):
    assert _two_workers(reminding._claim) == (1, 1)  # by the constraint alone


def test_the_race_is_real_without_the_claim(fresh_database):
    assert _two_workers(lambda waits, on, at: sorted(waits)) == (2, 0)
