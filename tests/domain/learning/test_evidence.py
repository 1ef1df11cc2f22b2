"""Three kinds of sessions, one sum; and the standard that a class keeps while it runs."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.learning.commands import finish_class
from peluang.domain.learning.completion import CompletionRule, missing
from peluang.domain.learning.evidence import Collected, collect, minutes_in, rule_of, session_minutes
from peluang.domain.learning.models import Attendance, ItemProgress, LearningItem, Session
from peluang.engines.standard import versions
from tests.conftest import NOW
from tests.factories.catalogue import an_offering
from tests.factories.learning import a_class, an_enrolment
from tests.factories.online import a_self_paced_class
from tests.statements import at_most

MINUTE, HOUR = datetime.timedelta(minutes=1), datetime.timedelta(hours=1)


def a_session(kind, length, **fields):
    return Session(kind=kind, starts_at=NOW, ends_at=NOW + length * MINUTE, online=kind != "room", **fields)


def attended(session, start=0, end=None, **fields):
    left = None if end is None else NOW + end * MINUTE
    return Attendance(session=session, arrived_at=NOW + start * MINUTE, left_at=left, **fields)


@pytest.mark.parametrize(("session", "attendance", "minutes"), [
    (a_session("room", 60), {"start": 0, "end": 60}, 60),
    (a_session("room", 60), {"start": -30, "end": 90}, 60),
    (a_session("room", 60), {"start": 10, "end": 40}, 30),
    (a_session("room", 60), {"start": 10}, 0),
    (a_session("room", 60), {"start": 0, "end": 60, "contested_at": NOW}, 0),
    (a_session("webinar", 60), {"start": 0, "end": 60, "minutes": 25}, 25),
    (a_session("webinar", 60), {"start": 0, "end": 60, "minutes": 0}, 0),
    (a_session("webinar", 60), {"start": 0, "minutes": 25}, 25),
    (a_session("webinar", 60), {"start": 0, "end": 60, "minutes": 90}, 60),
    (a_session("webinar", 60), {"start": 0, "end": 60, "minutes": 25, "contested_at": NOW}, 0),
    (a_session("webinar", 60, minutes=45), {"start": 0, "end": 60}, 45),
])  # fmt: skip
def test_minutes_of_one_session(session, attendance, minutes):
    assert minutes_in(session, attended(session, **attendance)) == minutes


kinds = st.sampled_from(["room", "webinar", "self_paced"])


@st.composite
def collections(draw):
    """Sessions of any kind, attendance of any sort, items and progress."""
    made = Collected([], practical_needed=draw(st.booleans()))
    sessions = []
    for _ in range(draw(st.integers(0, 5))):
        kind, length = draw(kinds), draw(st.integers(1, 480))
        session = a_session(kind, length, minutes=draw(st.integers(1, length)) if kind == "self_paced" else None)
        sessions.append(session)
        if draw(st.booleans()):
            start, end = draw(st.integers(-60, 500)), draw(st.none() | st.integers(0, 600))
            made.attendances[session.id] = attended(
                session, start, None if end is None else start + end,
                minutes=draw(st.none() | st.integers(0, 900)), contested_at=draw(st.none() | st.just(NOW)),
            )  # fmt: skip
    made.sessions = sessions
    items = [
        LearningItem(minutes=draw(st.integers(1, 120)), required=draw(st.booleans()))
        for _ in range(draw(st.integers(0, 5)))
    ]
    made.items = items if any(each.kind == "self_paced" for each in sessions) else []
    for item in made.items:
        if draw(st.booleans()):
            made.progress[item.id] = ItemProgress(
                item=item, active_seconds=draw(st.integers(0, 20_000)), completed_at=draw(st.none() | st.just(NOW))
            )
    return made


@given(collections())
def test_kinds_sum_up_and_never_exceed_what_was_taught(made):
    evidence = made.evidence
    assert evidence.attended_minutes == sum(each.attended for each in evidence.by_kind.values())
    assert evidence.taught_minutes == sum(session_minutes(each) for each in made.sessions)
    assert set(evidence.by_kind) == {each.kind for each in made.sessions}
    for each in evidence.by_kind.values():
        assert 0 <= each.attended <= each.taught
    assert 0 <= evidence.attended_percent <= 100
    assert 0 <= evidence.items_done <= evidence.items_required


@given(collections(), st.data())
def test_more_learnt_never_takes_anything_away(made, data):
    """An item completed or worked on longer, a session attended to its end."""
    before = made.evidence
    for item in made.items:
        row = made.progress.get(item.id) or ItemProgress(item=item, active_seconds=0)
        row.active_seconds += data.draw(st.integers(0, 600))
        row.completed_at = row.completed_at or data.draw(st.none() | st.just(NOW))
        made.progress[item.id] = row
    for session in made.sessions:
        if session.kind != "self_paced" and session.id not in made.attendances and data.draw(st.booleans()):
            made.attendances[session.id] = attended(session, 0, data.draw(st.integers(0, 480)))
    after = made.evidence
    assert after.attended_minutes >= before.attended_minutes
    assert {each.code for each in missing(after)} <= {each.code for each in missing(before)}


def test_an_item_left_open_counts_nothing_and_is_a_requirement():
    item = LearningItem(minutes=60, required=True)
    made = Collected([a_session("self_paced", 600, minutes=60)], practical_needed=False, items=[item])
    made.progress[item.id] = ItemProgress(item=item, active_seconds=10 * 3600)
    assert (made.evidence.attended_minutes, made.evidence.items_done) == (0, 0)
    assert "ITEMS" in {each.code for each in missing(made.evidence)}
    made.progress[item.id].completed_at = NOW
    assert (made.evidence.attended_minutes, made.evidence.items_done) == (60, 1)
    assert "ITEMS" not in {each.code for each in missing(made.evidence)}


@pytest.mark.django_db
def test_a_blended_class_sums_room_webinar_and_own_study():
    offering = an_offering(blended=50, minutes_practice=60, minutes_theory=300)
    training_class = a_self_paced_class(offering=offering, items={"m1": 60}, webinar_minutes=120)
    room = Session.objects.create(
        training_class=training_class, number=3, starts_at=NOW - 5 * HOUR, ends_at=NOW - 2 * HOUR, kind="room"
    )
    seat = an_enrolment(training_class=training_class, status="attending")
    webinar = training_class.sessions.get(kind="webinar")
    Attendance.objects.create(
        session=room, enrolment=seat, arrived_at=room.starts_at, left_at=room.ends_at, evidence="roster"
    )
    Attendance.objects.create(
        session=webinar, enrolment=seat, arrived_at=webinar.starts_at, left_at=webinar.ends_at, minutes=90,
        evidence="platform",
    )  # fmt: skip
    item = LearningItem.objects.get()
    ItemProgress.objects.create(enrolment=seat, item=item, started_at=NOW - HOUR, completed_at=NOW, active_seconds=2400)
    with at_most(5):
        evidence = collect(training_class, [seat])[seat.id].evidence
    assert {kind: (each.attended, each.taught) for kind, each in evidence.by_kind.items()} == {
        "room": (180, 180), "webinar": (90, 120), "self_paced": (40, 60),
    }  # fmt: skip
    assert (evidence.attended_minutes, evidence.taught_minutes, evidence.attended_percent) == (310, 360, 86)


@pytest.mark.django_db
def test_a_standard_that_changes_while_a_class_runs_changes_nothing_for_it(monkeypatch):
    training_class = a_class(running=True, days=1)
    seat = an_enrolment(training_class=training_class, attended=True, scores={"post": 60, "practical": 70})
    stricter = dataclasses.replace(
        versions.STANDARDS[-1], version="3.0", valid_from=NOW.date(),
        completion=CompletionRule(version="peluang-9", post_mark=90, parts=("pre", "post", "quiz", "practical")),
    )  # fmt: skip
    monkeypatch.setattr(versions, "STANDARDS", (*versions.STANDARDS, stricter))
    assert versions.standard_on(NOW.date()).version == "3.0"
    later = a_class(running=True, days=1, standard="3.0")
    other = an_enrolment(training_class=later, attended=True, scores={"post": 60, "practical": 70})
    over = training_class.ends_at + HOUR
    for each in (training_class, later):
        finish_class(PROGRAM, class_id=each.id, at=over)
    seat.refresh_from_db()
    other.refresh_from_db()
    assert (seat.status, other.status) == ("completed", "failed")
    assert other.status_reason == "PRE_TEST QUIZ POST_TEST"
    done = Event.objects.get(type="learning.enrolment_completed", subject=seat.id)
    failed = Event.objects.get(type="learning.enrolment_failed", subject=other.id)
    assert done.payload["rule"] == versions.standard("2.0").completion.version
    assert failed.payload["rule"] == "peluang-9"


@pytest.mark.django_db
def test_a_standard_that_never_was_is_no_rule():
    with pytest.raises(KeyError):
        rule_of(a_class(standard="7.3"))
