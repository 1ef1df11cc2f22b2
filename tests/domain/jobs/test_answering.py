"""How reliably employers answer: people's answers alone, recounted naively, taken back, and hidden below five."""

from __future__ import annotations

import datetime
import math
import statistics
import threading
import uuid
from unittest.mock import patch

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peluang.domain.events.models import Event
from peluang.domain.jobs.answering import SETTLED, WINDOW, Answering, answering_of
from peluang.domain.jobs.commands import (
    accept_offer,
    invite_to_interview,
    mark_filled,
    mark_seen,
    measure_answering,
    offer_slots,
    offer_work,
    pick_slot,
    refuse,
    undo_acceptance,
    undo_filled,
    undo_offer,
    undo_refusal,
    undo_withdrawal,
    withdraw,
)
from peluang.domain.jobs.models import Application, EmployerAnswering, InterviewSlot
from peluang.domain.kernel.context import NOBODY, PROGRAM, acting
from peluang.domain.kernel.refusal import NotYours
from tests.concurrency import together
from tests.conftest import NOW
from tests.factories.jobs import DAY, TODAY, a_vacancy, an_application
from tests.factories.organisations import an_actor, an_organisation
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def vacancy():
    return a_vacancy(places=3)


@pytest.fixture
def recruiter(vacancy):
    return an_actor("employer", organisation=vacancy.employer)


def measure(at=NOW):
    return measure_answering(PROGRAM, at=at)


def applied(vacancy, days, answered_after=None, **fields):
    sent = NOW - days * DAY
    answered = None if answered_after is None else sent + answered_after * DAY
    return an_application(vacancy=vacancy, sent_at=sent, answered_at=answered, **fields)


def answered_at(application):
    return Application.objects.get(id=application.id).answered_at


def person_of(application):
    return an_actor("person", person=application.person)


class TestWhatAnAnswerIs:
    def test_an_interview_an_offer_and_a_refusal_are_and_reading_is_none(self, vacancy, recruiter):
        read, met, offered, refused = [an_application(vacancy=vacancy) for _ in range(4)]
        for each in (read, met):
            mark_seen(recruiter, application_id=each.id, at=NOW)
        assert answered_at(met) is None
        invite_to_interview(recruiter, application_id=met.id, interview_at=NOW + DAY, place="Kantor", at=NOW)
        offer_work(recruiter, application_id=offered.id, wage=3_000_000, starts_on=TODAY, at=NOW + HOUR)
        refuse(recruiter, application_id=refused.id, reason="experience", at=NOW + 2 * HOUR)
        assert [answered_at(each) for each in (read, met, offered, refused)] == [None, NOW, NOW + HOUR, NOW + 2 * HOUR]
        # What follows does not move the first answer.
        refuse(recruiter, application_id=met.id, reason="experience", at=NOW + DAY)
        accept_offer(person_of(offered), application_id=offered.id, at=NOW + DAY)
        assert [answered_at(met), answered_at(offered)] == [NOW, NOW + HOUR]

    def test_times_offered_are_when_they_are_offered_not_when_one_is_picked(self, vacancy, recruiter):
        row = an_application(vacancy=vacancy)
        offer_slots(recruiter, vacancy_id=vacancy.id, starts=[NOW + 3 * DAY], minutes=30, place="Kantor", at=NOW)
        pick_slot(
            person_of(row), application_id=row.id, slot_id=InterviewSlot.objects.get().id, at=NOW + DAY
        )  # fmt: skip
        assert answered_at(row) == NOW

    def test_what_the_program_closes_is_none_and_stays_none_when_it_opens_again(self, vacancy, recruiter):
        waiting, met = an_application(vacancy=vacancy), applied(vacancy, 3, 1, status="interview")
        mark_filled(recruiter, vacancy_id=vacancy.id, at=NOW)
        assert Application.objects.get(id=waiting.id).status == "refused"
        undo_filled(recruiter, vacancy_id=vacancy.id, at=NOW + HOUR)
        assert [answered_at(waiting), answered_at(met)] == [None, NOW - 2 * DAY]


class TestTakenBack:
    def test_with_the_only_answer_goes_the_answer(self, vacancy, recruiter):
        refused, offered = an_application(vacancy=vacancy, status="seen"), an_application(vacancy=vacancy)
        refuse(recruiter, application_id=refused.id, reason="experience", at=NOW)
        offer_work(recruiter, application_id=offered.id, wage=3_000_000, starts_on=TODAY, at=NOW)
        undo_refusal(recruiter, application_id=refused.id, at=NOW + HOUR)
        undo_offer(recruiter, application_id=offered.id, at=NOW + HOUR)
        assert [answered_at(refused), answered_at(offered)] == [None, None]
        refuse(recruiter, application_id=refused.id, reason="experience", at=NOW + DAY)
        assert answered_at(refused) == NOW + DAY

    def test_an_earlier_answer_stays(self, vacancy, recruiter):
        met = applied(vacancy, 5, 2, status="interview")
        invited = an_application(vacancy=vacancy, status="seen")
        offer_slots(
            recruiter, vacancy_id=vacancy.id, starts=[NOW + 3 * DAY], minutes=30, place="Kantor",
            application_ids=[invited.id], at=NOW,
        )  # fmt: skip
        for each in (met, invited):
            refuse(recruiter, application_id=each.id, reason="experience", at=NOW + HOUR)
            undo_refusal(recruiter, application_id=each.id, at=NOW + 2 * HOUR)
        assert [answered_at(met), answered_at(invited)] == [NOW - 3 * DAY, NOW]

    def test_what_the_person_takes_back_changes_no_answer(self, vacancy, recruiter):
        waiting, offered = an_application(vacancy=vacancy), an_application(vacancy=vacancy)
        offer_work(recruiter, application_id=offered.id, wage=3_000_000, starts_on=TODAY, at=NOW)
        accept_offer(person_of(offered), application_id=offered.id, at=NOW)
        undo_acceptance(person_of(offered), application_id=offered.id, at=NOW)
        withdraw(person_of(waiting), application_id=waiting.id, at=NOW)
        undo_withdrawal(person_of(waiting), application_id=waiting.id, at=NOW)
        assert [answered_at(waiting), answered_at(offered)] == [None, NOW]


SENT = st.builds(lambda days, hours: days * DAY + hours * HOUR, st.integers(0, 200), st.integers(0, 23))
ROW = st.tuples(
    SENT,
    st.none() | st.integers(0, 40 * 24),  # hours until the answer
    st.sampled_from(["sent", "seen", "interview", "offer", "refused", "withdrawn", "hired"]),
    st.integers(0, 30 * 24),  # hours until it ended
    st.sampled_from(["own", "own", "own", "portal"]),
)


def naive(rows, at):
    """(counted, answered, days) as answering.py says it, one application after the other."""
    counted, waits = 0, []
    for row in rows:
        age = at - row.sent_at
        if row.status == "draft" or row.vacancy.source != "own" or not SETTLED <= age < WINDOW:
            continue
        over_early = row.status in ("withdrawn", "refused") and row.decided_at - row.sent_at < SETTLED
        if row.answered_at is None and over_early:
            continue
        counted += 1
        if row.answered_at is not None:
            waits.append(row.answered_at - row.sent_at)
    days = max(1, math.ceil(statistics.median(waits) / DAY)) if waits else None
    return (counted, len(waits), days) if counted else None


@given(rows=st.lists(ROW, max_size=14))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_summary_is_the_naive_recount(rows, vacancy):
    with transaction.atomic():
        other = a_vacancy(employer=vacancy.employer, source="portal", source_ref=str(uuid.uuid4()))
        made = []
        for ago, answer, status, ended, source in rows:
            sent = NOW - ago
            answered = None if answer is None else sent + answer * HOUR
            made.append(
                an_application(
                    vacancy=vacancy if source == "own" else other, person=a_person(skills={}), status=status,
                    sent_at=sent, answered_at=answered, decided_at=sent + ended * HOUR,
                )
            )  # fmt: skip
        measure()
        row = EmployerAnswering.objects.filter(employer=vacancy.employer).first()
        assert (row and (row.counted, row.answered, row.days)) == naive(made, NOW)
        transaction.set_rollback(True)


class TestMeasuring:
    def test_once_a_day_in_as_many_statements_for_many_and_forgets_who_has_nothing_left(self, vacancy):
        applied(vacancy, 20, 3)
        with CaptureQueriesContext(connection) as few:
            assert measure() == 1
        assert measure(NOW + HOUR) == 0
        for _ in range(4):
            applied(a_vacancy(), 20)
        with CaptureQueriesContext(connection) as many:
            assert measure(NOW + DAY) == 5
        assert len(many) <= len(few)
        assert Event.objects.filter(type="jobs.answering_measured").count() == 2
        assert measure(NOW + 200 * DAY) == 0
        assert not EmployerAnswering.objects.exists()
        with pytest.raises(NotYours):
            measure_answering(an_actor("employer"), at=NOW)

    def test_the_young_and_what_nobody_could_answer_are_left_out(self, vacancy):
        applied(vacancy, 13, 1)
        applied(vacancy, 20, status="withdrawn", decided_at=NOW - 10 * DAY)
        assert measure() == 0
        applied(vacancy, 40, status="refused", decided_at=NOW - 10 * DAY)
        assert measure() == 1
        assert (EmployerAnswering.objects.get().counted, EmployerAnswering.objects.get().answered) == (1, 0)

    def test_two_workers_at_once_leave_one_row(self, fresh_database):
        with acting(PROGRAM, scope="command"):
            for _ in range(3):
                applied(a_vacancy(), 20, 2)
        both, first = threading.Barrier(2), QuerySet.exists

        def late(rows):
            found = first(rows)
            if rows.model is EmployerAnswering:
                both.wait(timeout=10)  # both have read that nothing is counted yet
            return found

        with patch.object(QuerySet, "exists", late):
            assert together([measure, measure]) == [3, 3]
        with acting(PROGRAM, scope="command"):
            assert EmployerAnswering.objects.count() == 3


class TestWhatIsSaid:
    @pytest.mark.parametrize(
        ("answered", "unanswered", "said"),
        [(4, 0, None), (5, 0, Answering(5, 5, 3)), (5, 5, Answering(5, 10, 3)), (5, 6, Answering(5, 11, None))],
    )
    def test_nothing_below_five_and_no_usual_day_below_half(self, vacancy, answered, unanswered, said):
        for number in range(answered):
            applied(vacancy, 20, 1 + number)
        for _ in range(unanswered):
            applied(vacancy, 20)
        measure()
        found = answering_of(vacancy.employer_id)
        assert found == said

    def test_the_database_shows_a_few_answers_to_the_employer_alone(self, vacancy):
        other = a_vacancy(employer=an_organisation("employer"))
        for number in range(5):
            applied(vacancy, 20, 1)
            if number:
                applied(other, 20, 1)
        measure()

        def seen_by(actor):
            with acting(actor):
                return set(EmployerAnswering.objects.values_list("employer_id", flat=True))

        assert seen_by(NOBODY) == seen_by(an_actor("person")) == {vacancy.employer_id}
        assert seen_by(an_actor("employer", organisation=vacancy.employer)) == {vacancy.employer_id}
        mine = an_actor("employer", organisation=other.employer)
        assert seen_by(mine) == {vacancy.employer_id, other.employer_id}

    @pytest.mark.parametrize(
        "wrong", [{"answered": 4}, {"counted": 0, "answered": 0, "days": None}, {"days": None}, {"answered": 0}]
    )
    def test_no_impossible_numbers_are_kept(self, vacancy, wrong):
        values = {"counted": 3, "answered": 2, "days": 1, "measured_on": TODAY} | wrong
        with pytest.raises(IntegrityError), transaction.atomic():
            EmployerAnswering.objects.create(employer=vacancy.employer, **values)

    def test_no_answer_comes_before_its_application(self, vacancy):
        with pytest.raises(IntegrityError), transaction.atomic():
            applied(vacancy, 3, -1)
