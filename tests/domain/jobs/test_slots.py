"""Interview times: taken once, changed until a day before, cancelled with word, told to calendars."""

from __future__ import annotations

import datetime
import threading
from unittest.mock import patch

import pytest
from django.db.models import QuerySet

from peluang.domain.jobs.commands import (
    cancel_slot,
    invite_to_interview,
    offer_slots,
    pick_slot,
    refuse,
    remind_of_interviews,
    say_none_fits,
    undo_refusal,
)
from peluang.domain.jobs.models import Application, InterviewInvitation, InterviewSlot
from peluang.domain.jobs.slots import choice_of, interview_event
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.messages.models import OutboxMessage
from tests.concurrency import at_once
from tests.conftest import NOW
from tests.factories.jobs import DAY, a_vacancy, an_application
from tests.factories.organisations import an_actor
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def vacancy():
    return a_vacancy(places=2)


@pytest.fixture
def recruiter(vacancy):
    return an_actor("employer", organisation=vacancy.employer)


def an(vacancy, status="seen"):
    application = an_application(vacancy=vacancy, status=status)
    return application, an_actor("person", person=application.person)


def offered(by, vacancy, *starts, **values):
    terms = {"minutes": 30, "place": "Jl. Pemuda 1, Jepara", "at": NOW} | values
    return offer_slots(by, vacancy_id=vacancy.id, starts=list(starts), **terms)


def picked(application):
    application.refresh_from_db()
    return application.status, application.interview_at


def test_one_click_takes_a_time_and_frees_the_one_before(vacancy, recruiter):
    application, me = an(vacancy)
    first, second = offered(recruiter, vacancy, NOW + 2 * DAY, NOW + 3 * DAY)
    assert OutboxMessage.objects.get(template="jobs.slots_offered").person_id == application.person_id
    pick_slot(me, application_id=application.id, slot_id=first.id, at=NOW)
    assert picked(application) == ("interview", first.starts_at)
    assert application.interview_place == "Jl. Pemuda 1, Jepara"
    pick_slot(me, application_id=application.id, slot_id=second.id, at=NOW + HOUR)
    assert picked(application) == ("interview", second.starts_at)
    assert InterviewSlot.objects.get(id=first.id).application_id is None
    assert code_of(pick_slot, me, application_id=application.id, slot_id=first.id, at=NOW + 2 * DAY) == "slot_gone"
    third = offered(recruiter, vacancy, NOW + 5 * DAY)[0]
    late = second.starts_at - DAY + datetime.timedelta(seconds=1)
    assert code_of(pick_slot, me, application_id=application.id, slot_id=third.id, at=late) == "too_late_to_change"


def test_a_taken_time_and_who_was_not_invited(vacancy, recruiter):
    (application, me), (other, you) = an(vacancy), an(vacancy)
    slot = offered(recruiter, vacancy, NOW + 2 * DAY, application_ids=[application.id])[0]
    with pytest.raises(NotYours):
        pick_slot(you, application_id=other.id, slot_id=slot.id, at=NOW)
    with acting(you):
        assert not InterviewSlot.objects.exists()
    with acting(me):
        assert [each.id for each in choice_of(application, NOW).free] == [slot.id]
    with acting(an_actor("employer")):
        assert not InterviewSlot.objects.exists()
        assert not InterviewInvitation.objects.exists()
    offered(recruiter, vacancy, NOW + 3 * DAY)
    pick_slot(me, application_id=application.id, slot_id=slot.id, at=NOW)
    assert code_of(pick_slot, you, application_id=other.id, slot_id=slot.id, at=NOW) == "slot_taken"
    with pytest.raises(NotYours):
        pick_slot(you, application_id=application.id, slot_id=slot.id, at=NOW)


@pytest.mark.parametrize(
    ("starts", "values", "said"),
    [
        ([], {}, "no_time"),
        ([NOW], {}, "time_past"),
        ([NOW + DAY] * 21, {}, "too_many_times"),
        ([NOW + DAY], {"minutes": 5}, "minutes_wrong"),
        ([NOW + DAY], {"place": " "}, "place_missing"),
        ([NOW + DAY], {"online_url": "http://rapat.example"}, "link_not_https"),
        ([NOW + DAY, NOW + DAY + HOUR / 4], {}, "slots_overlap"),
        ([NOW + DAY], {"application_ids": []}, "nobody_to_invite"),
    ],
)
def test_times_that_cannot_be_offer_nothing(vacancy, recruiter, starts, values, said):
    an(vacancy)
    assert code_of(offered, recruiter, vacancy, *starts, **values) == said
    assert not InterviewSlot.objects.exists()
    assert not InterviewInvitation.objects.exists()


def test_an_employers_own_times_never_overlap_over_all_vacancies(vacancy, recruiter):
    other = a_vacancy(employer=vacancy.employer)
    an(vacancy), an(other)
    slot = offered(recruiter, vacancy, NOW + DAY)[0]
    assert code_of(offered, recruiter, other, NOW + DAY + HOUR / 4) == "slots_overlap"
    assert offered(recruiter, other, NOW + DAY + HOUR / 2)
    cancel_slot(recruiter, slot_id=slot.id, at=NOW)
    assert offered(recruiter, other, NOW + DAY)
    stranger = an_actor("employer")
    for call in (
        lambda: offered(stranger, vacancy, NOW + 9 * DAY),
        lambda: cancel_slot(stranger, slot_id=slot.id, at=NOW),
    ):
        with pytest.raises(NotYours):
            call()


def test_a_cancelled_time_tells_the_person_who_picks_another(vacancy, recruiter):
    application, me = an(vacancy)
    first, second = offered(recruiter, vacancy, NOW + 2 * DAY, NOW + 3 * DAY)
    pick_slot(me, application_id=application.id, slot_id=first.id, at=NOW)
    cancel_slot(recruiter, slot_id=first.id, at=NOW + HOUR)
    assert picked(application) == ("interview", None)
    assert OutboxMessage.objects.get(template="jobs.slot_cancelled").person_id == application.person_id
    gone = interview_event(application, summary="Juru las", at=NOW)
    assert gone.cancelled
    assert (gone.starts_at, gone.sequence) == (first.starts_at, 3)
    assert code_of(cancel_slot, recruiter, slot_id=first.id, at=NOW + HOUR) == "slot_gone"
    pick_slot(me, application_id=application.id, slot_id=second.id, at=NOW + HOUR)
    application.refresh_from_db()
    moved = interview_event(application, summary="Juru las", at=NOW)
    assert (moved.uid, moved.cancelled, moved.starts_at) == (gone.uid, False, second.starts_at)
    assert moved.ends_at - moved.starts_at == HOUR / 2
    assert moved.sequence >= gone.sequence


def test_none_fits_is_said_with_words(vacancy, recruiter):
    application, me = an(vacancy)
    offered(recruiter, vacancy, NOW + 2 * DAY)
    assert code_of(say_none_fits, me, application_id=application.id, note=" ", at=NOW) == "note_missing"
    say_none_fits(me, application_id=application.id, note="Sore saja", at=NOW)
    assert InterviewInvitation.objects.get().none_fits_note == "Sore saja"
    other, you = an(vacancy)
    with pytest.raises(NotYours):
        say_none_fits(you, application_id=other.id, note="x", at=NOW)


def test_a_refusal_frees_the_time_and_its_undo_takes_it_again_while_it_is_free(vacancy, recruiter):
    (application, me), (other, you) = an(vacancy), an(vacancy)
    slot = offered(recruiter, vacancy, NOW + 2 * DAY)[0]
    pick_slot(me, application_id=application.id, slot_id=slot.id, at=NOW)
    for again in (False, True):
        refuse(recruiter, application_id=application.id, reason="distance", at=NOW)
        assert InterviewSlot.objects.get().application_id is None
        if again:
            pick_slot(you, application_id=other.id, slot_id=slot.id, at=NOW)
        undo_refusal(recruiter, application_id=application.id, at=NOW)
        assert picked(application) == ("interview", None if again else slot.starts_at)
        assert InterviewSlot.objects.get().application_id == (other.id if again else application.id)


def test_the_day_before_is_told_once_for_each_time(vacancy, recruiter):
    application, me = an(vacancy)
    invite_to_interview(recruiter, application_id=application.id, interview_at=NOW + 2 * DAY, place="Kantor", at=NOW)
    assert remind_of_interviews(PROGRAM, at=NOW) == 0
    assert [remind_of_interviews(PROGRAM, at=NOW + DAY) for _ in range(2)] == [1, 0]
    assert OutboxMessage.objects.get(template="jobs.interview_tomorrow").person_id == application.person_id
    Application.objects.filter(id=application.id).update(interview_at=NOW + 2 * DAY + HOUR)
    assert remind_of_interviews(PROGRAM, at=NOW + DAY + HOUR) == 1
    with pytest.raises(NotYours):
        remind_of_interviews(me, at=NOW)


def _two_and_a_slot():
    with acting(PROGRAM, scope="command"):
        vacancy = a_vacancy(places=2)
        people = [an(vacancy) for _ in range(2)]
        slot = offered(PROGRAM, vacancy, NOW + 2 * DAY)[0]
    return people, slot


def _both_pick(people, slot):
    return at_once([
        lambda me=me, row=row: pick_slot(me, application_id=row.id, slot_id=slot.id, at=NOW) for row, me in people
    ])  # fmt: skip


def test_of_two_who_pick_at_once_one_has_the_time(fresh_database):
    people, slot = _two_and_a_slot()
    assert _both_pick(people, slot) == ["done", "slot_taken"]
    with acting(PROGRAM, scope="command"):
        assert Application.objects.filter(interview_at=slot.starts_at).count() == 1


def test_the_race_is_real_without_the_lock(fresh_database):
    """With the slot unlocked both find it free and both believe that it is theirs."""
    people, slot = _two_and_a_slot()
    both_have_read = threading.Barrier(2)
    original = QuerySet.first

    def first_together(rows):
        found = original(rows)
        if rows.model is InterviewSlot and found is not None:
            both_have_read.wait(10)
        return found

    with (
        patch.object(QuerySet, "select_for_update", lambda rows, **_: rows),
        patch.object(QuerySet, "first", first_together),
    ):
        assert _both_pick(people, slot) == ["done", "done"]
    with acting(PROGRAM, scope="command"):
        assert Application.objects.filter(interview_at=slot.starts_at).count() == 2
