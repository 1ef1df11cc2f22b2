"""What a partner's LMS may tell, in the order a course goes, and everything it may not."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.learning.commands import finish_class
from peluang.domain.learning.models import Assessment, Attendance, Enrolment, ItemProgress, Presence
from tests.conftest import NOW
from tests.factories.learning import an_enrolment
from tests.factories.online import a_redeem_code, an_item

from .conftest import a_stage

pytestmark = pytest.mark.django_db
MINUTE, HOUR, DAY = (datetime.timedelta(minutes=1), datetime.timedelta(hours=1), datetime.timedelta(days=1))


@pytest.fixture
def learning(stage):
    """The code is redeemed: reports are taken."""
    assert stage.lms.redeem(stage.code, "siti-7").status == 200
    return stage


def progress(stage, **changes):
    told = {
        "code": stage.code, "item": "m1", "started_at": (NOW - HOUR).isoformat(), "active_seconds": 600,
    }  # fmt: skip
    return stage.lms.tell("/progress", {key: value for key, value in (told | changes).items() if value is not None})


def test_a_course_from_redeeming_to_completion(learning, is_now):
    stage, lms = learning, learning.lms
    assert [(each["code"], each["minutes"]) for each in lms.course(stage.code)] == [("m1", 60), ("m2", 60)]
    assert [each["code"] for each in lms.completion("siti-7").body["missing"]] == ["ATTENDANCE", "ITEMS", "POST_TEST"]
    is_now(NOW + 3 * HOUR)
    lms.studies("siti-7", "m1", minutes=60, at=NOW + HOUR)
    lms.studies("siti-7", "m2", minutes=55, at=NOW + 3 * HOUR, score=90)
    lms.scores("siti-7", "post", 85)
    told = lms.completion("siti-7").body
    assert (told["complete"], told["attended_minutes"], told["taught_minutes"], told["missing"]) == (True, 115, 120, [])
    assert told["seat"] == "attending"
    is_now(stage.training_class.ends_at + HOUR)
    finish_class(PROGRAM, class_id=stage.training_class.id, at=stage.training_class.ends_at + HOUR)
    assert lms.completion("siti-7").body["seat"] == "completed"
    done = Event.objects.get(type="learning.enrolment_completed", subject=stage.seat.id)
    assert done.payload["rule"] == told["rule"]


def test_asking_for_completion_sets_nothing(learning):
    before = Enrolment.objects.get(id=learning.seat.id).status
    told = learning.lms.completion("siti-7").body
    assert (told["complete"], told["items_done"], told["items_required"]) == (False, 0, 2)
    assert Enrolment.objects.get(id=learning.seat.id).status == before == "booked"


def test_redeem_codes_are_read_however_they_are_typed(stage):
    plain = stage.code.replace("-", "")
    assert {stage.lms.status(each).status for each in (stage.code, plain, plain.lower())} == {200}
    for unknown in ("TTTT-TTTT", "x", "%00", "K" * 300):
        assert stage.lms.status(unknown).status == 404


def test_a_code_is_taken_once(stage):
    lms, path = stage.lms, f"/redeem/{stage.code}/commit"
    assert lms.tell(path, {"external_id": " 7 "}).body["external_id"] == "7"
    assert lms.tell(path, {"external_id": "7"}).status == 200
    assert lms.tell(path, {"external_id": "8"}).code == "already_committed"
    second = a_redeem_code(an_enrolment(training_class=stage.training_class))
    assert lms.tell(f"/redeem/{second.code}/commit", {"external_id": "7"}).code == "external_id_taken"
    assert lms.tell(f"/redeem/{second.code}/commit", {"external_id": ""}).code == "body_invalid"


def test_another_partners_code_is_not_there(learning):
    other = a_stage()
    other.lms.redeem(other.code, "9")
    lms = learning.lms
    for answer in (
        lms.status(other.code),
        lms.tell(f"/redeem/{other.code}/commit", {"external_id": "7"}),
        lms.ask("GET", f"/items?code={other.code}"),
        lms.ask("GET", f"/items?offering_id={other.training_class.offering_id}"),
        lms.ask("GET", "/items"),
        lms.tell("/progress", {"code": other.code, "item": "m1", "started_at": NOW.isoformat(), "active_seconds": 0}),
        lms.tell("/task", {"code": other.code, "kind": "post", "score": 100}),
        lms.tell("/feedback", {"code": other.code, "kind": "post", "text": "bagus"}),
        lms.ask("POST", "/completion", {"code": other.code}),
    ):
        assert (answer.status, answer.code) == (404, "not_found")
    assert not ItemProgress.objects.exists()


def test_nothing_counts_before_the_code_is_committed(stage):
    code = stage.code
    event = {"event": "join", "at": NOW.isoformat()}
    for path, body in (
        ("/progress", {"code": code, "item": "m1", "started_at": NOW.isoformat(), "active_seconds": 0}),
        ("/task", {"code": code, "kind": "post", "score": 100}),
        ("/feedback", {"code": code, "kind": "post", "text": "bagus"}),
        ("/attendance", {"code": code, "session": 1, "events": [event]}),
    ):
        assert stage.lms.tell(path, body).code == "not_committed"
    assert stage.lms.ask("POST", "/completion", {"code": code}).code == "not_committed"


def test_progress_only_grows(learning):
    assert progress(learning).body["active_seconds"] == 600
    done = progress(learning, active_seconds=900, completed_at=NOW.isoformat(), score=70)
    assert done.body == {"item": "m1", "completed": True, "active_seconds": 900, "counted_seconds": 900, "score": 70}
    late = progress(learning, active_seconds=300, score=40)
    assert (late.body["active_seconds"], late.body["completed"], late.body["score"]) == (900, True, 70)
    assert ItemProgress.objects.count() == 1
    assert Event.objects.filter(type="learning.item_progressed").count() == 2


def test_time_beyond_the_item_does_not_count(learning):
    told = progress(
        learning, started_at=(NOW - 20 * HOUR).isoformat(), active_seconds=19 * 3600, completed_at=NOW.isoformat()
    )
    assert told.body["counted_seconds"] == 60 * 60
    assert learning.lms.completion("siti-7").body["attended_minutes"] == 60


@pytest.mark.parametrize(("changes", "code"), [
    ({"active_seconds": -1}, "active_time_impossible"),
    ({"active_seconds": 10**9}, "body_invalid"),
    ({"active_seconds": 3600 + 121}, "active_time_impossible"),
    ({"active_seconds": "600"}, "body_invalid"),
    ({"active_seconds": 600.5}, "body_invalid"),
    ({"active_seconds": True}, "body_invalid"),
    ({"item": "m9"}, "item_unknown"),
    ({"item": ""}, "body_invalid"),
    ({"item": "m\x00"}, "body_invalid"),
    ({"item": "m\ud800"}, "body_invalid"),
    ({"score": 101}, "body_invalid"),
    ({"score": -1}, "body_invalid"),
    ({"started_at": "kemarin"}, "body_invalid"),
    ({"started_at": "2026-11-24T09:00:00"}, "body_invalid"),
    ({"started_at": (NOW + HOUR).isoformat(), "active_seconds": 0}, "started_in_future"),
    ({"started_at": (NOW - 3 * DAY).isoformat()}, "not_open_yet"),
    ({"completed_at": (NOW + HOUR).isoformat()}, "started_in_future"),
    ({"completed_at": (NOW - 2 * HOUR).isoformat()}, "completed_before_start"),
    ({"completed_at": (NOW - 59 * MINUTE).isoformat()}, "active_time_impossible"),
    ({"compeleted": True}, "body_invalid"),
    ({"code": "K"}, "body_invalid"),
])  # fmt: skip
def test_impossible_progress_is_refused(learning, changes, code):
    answer = progress(learning, **changes)
    assert answer.code == code
    assert answer.status == 422
    assert answer.body["title"]
    assert not ItemProgress.objects.exists()


def test_an_item_of_another_offering_is_unknown(learning):
    an_item(a_stage().training_class.offering, code="asing", number=9)
    assert progress(learning, item="asing").code == "item_unknown"


def test_nothing_is_taken_after_the_end(learning, is_now):
    progress(learning)
    learning.lms.scores("siti-7", "post", 40)
    over = learning.training_class.ends_at + MINUTE
    is_now(over)
    assert progress(learning, active_seconds=900).code == "part_over"
    finish_class(PROGRAM, class_id=learning.training_class.id, at=over)
    assert progress(learning, active_seconds=900).code == "class_finished"
    answer = learning.lms.scores("siti-7", "post", 100)
    assert (answer.status, answer.code) == (409, "class_finished")
    late = learning.lms.tell("/feedback", {"code": learning.code, "kind": "post", "text": "bagus"})
    assert late.code == "class_finished"
    assert Assessment.objects.get().score == 40
    assert ItemProgress.objects.get().active_seconds == 600


def test_a_code_redeemed_after_the_end_is_too_late(stage, is_now):
    over = stage.training_class.ends_at + MINUTE
    is_now(over)
    finish_class(PROGRAM, class_id=stage.training_class.id, at=over)
    assert stage.lms.status(stage.code).body["valid"] is False
    assert stage.lms.tell(f"/redeem/{stage.code}/commit", {"external_id": "7"}).code == "class_finished"


def test_scores_and_feedback(learning):
    lms = learning.lms
    assert lms.tell("/feedback", {"code": learning.code, "kind": "practical", "text": "rapi"}).code == "score_missing"
    assert lms.scores("siti-7", "practical", 70, "Rapikan sambungannya.").body["feedback"] == "Rapikan sambungannya."
    assert lms.scores("siti-7", "practical", 90).body == {
        "kind": "practical", "score": 90, "feedback": "Rapikan sambungannya.",
    }  # fmt: skip
    told = lms.tell("/feedback", {"code": learning.code, "kind": "practical", "text": "Sekarang kuat."})
    assert told.body == {"kind": "practical", "score": 90, "feedback": "Sekarang kuat."}
    assert Assessment.objects.get().score == 90
    for bad in ({"score": 101}, {"score": "90"}, {"kind": "hadir"}, {"feedback": "x" * 4001}, {"feedback": "a\x00b"}):
        body = {"code": learning.code, "kind": "post", "score": 50} | bad
        assert lms.tell("/task", body).code == "body_invalid"
    assert lms.tell("/feedback", {"code": learning.code, "kind": "practical", "text": " "}).code == "text_empty"


def test_attendance_of_a_webinar(is_now):
    stage = a_stage(webinar_minutes=180)
    stage.lms.redeem(stage.code, "7")
    session = stage.training_class.sessions.get(kind="webinar")
    is_now(session.ends_at + MINUTE)
    events = [
        {"event": "join", "at": session.starts_at.isoformat(), "id": "e1"},
        {"event": "active", "at": (session.starts_at + HOUR).isoformat(), "id": "e2"},
        {"event": "leave", "at": session.ends_at.isoformat(), "id": "e3"},
    ]
    body = {"code": stage.code, "session": session.number, "events": events}
    told = stage.lms.tell("/attendance", body)
    # An open window is no attention: the questions of the portal stayed open.
    assert (told.status, told.body["minutes"], told.body["missed"]) == (200, 0, 9)
    assert stage.lms.tell("/attendance", body).body == told.body
    assert Presence.objects.count() == 3
    assert Attendance.objects.get().evidence == "platform"


@pytest.mark.parametrize(("changes", "code"), [
    ({"session": 9}, "not_found"),
    ({"session": 1}, "not_a_webinar"),
    ({"session": 0}, "body_invalid"),
    ({"events": []}, "body_invalid"),
    ({"events": [{"event": "asleep", "at": NOW.isoformat()}]}, "body_invalid"),
    ({"events": [{"event": "join", "at": (NOW + HOUR).isoformat()}]}, "event_in_future"),
    ({"events": [{"event": "join", "at": (NOW - 3 * DAY).isoformat()}]}, "outside_the_session"),
    ({"events": [{"event": "join", "at": NOW.isoformat()}] * 201}, "body_invalid"),
])  # fmt: skip
def test_impossible_attendance_is_refused(changes, code):
    stage = a_stage(webinar_minutes=180)
    stage.lms.redeem(stage.code, "7")
    body = {"code": stage.code, "session": 2, "events": [{"event": "join", "at": NOW.isoformat()}]}
    assert stage.lms.tell("/attendance", body | changes).code == code
    assert not Presence.objects.exists()


def test_an_item_added_while_the_class_runs_is_not_asked_of_it(learning):
    an_item(learning.training_class.offering, code="baru", number=9, made_at=NOW)
    assert [each["code"] for each in learning.lms.course(learning.code)] == ["m1", "m2"]
    offered = learning.lms.ask("GET", f"/items?offering_id={learning.training_class.offering_id}").body
    assert [each["code"] for each in offered] == ["m1", "m2", "baru"]
    assert progress(learning, item="baru").code == "item_unknown"


def test_a_cancelled_seat_takes_nothing(learning):
    Enrolment.objects.filter(id=learning.seat.id).update(status="cancelled")
    assert progress(learning).code == "seat_over"
    assert learning.lms.status(learning.code).body["valid"] is False
