"""A class from its first hour to certificates; who may record, and what a finished class does."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.events.models import Event
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning import commands, queries
from peluang.domain.learning.models import Certificate, Enrolment
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.people.models import PersonSkill
from peluang.domain.skills.models import Skill
from tests.factories.catalogue import a_trainer, an_offering
from tests.factories.learning import a_class, a_completed_enrolment, a_person, an_enrolment
from tests.factories.online import a_self_paced_class, a_webinar_class
from tests.factories.organisations import an_actor, an_organisation

pytestmark = pytest.mark.django_db
HOURS = datetime.timedelta(hours=1)
PASS = {"pre": 40, "post": 80, "practical": 90}


@pytest.fixture
def provider():
    return an_organisation("provider")


@pytest.fixture
def trainer(provider):
    return an_actor("trainer", organisation=provider)


def code_of(call, *args, **named):
    with pytest.raises(Refused) as refused:
        call(*args, **named)
    return refused.value.code


def after(training_class):
    return training_class.ends_at + HOURS


def test_a_class_walks_from_start_to_certificates(provider, trainer):
    skill = Skill.objects.first()
    training_class = a_class(offering=an_offering(provider=provider, skills={skill.code: 3}), days=1)
    seat = an_enrolment(training_class=training_class)
    absent = an_enrolment(training_class=training_class, person=a_person())
    assert code_of(commands.start_class, trainer, class_id=training_class.id,
                   at=training_class.starts_at - 13 * HOURS) == "too_early"  # fmt: skip
    commands.start_class(trainer, class_id=training_class.id, at=training_class.starts_at)
    session = training_class.sessions.get()
    assert code_of(commands.finish_class, trainer, class_id=training_class.id, at=session.ends_at - HOURS) == (
        "sessions_not_over"
    )
    commands.record_attendance(
        trainer, session_id=session.id, enrolment_id=seat.id, arrived_at=session.starts_at, left_at=session.ends_at,
        evidence="roster", at=session.ends_at,
    )  # fmt: skip
    for kind, score in PASS.items():
        commands.record_assessment(trainer, enrolment_id=seat.id, kind=kind, score=score, at=session.ends_at)
    commands.finish_class(trainer, class_id=training_class.id, at=after(training_class))
    seat.refresh_from_db()
    absent.refresh_from_db()
    assert (seat.status, absent.status, absent.status_reason) == (
        "completed",
        "failed",
        "ATTENDANCE POST_TEST PRACTICAL",
    )
    certificate = Certificate.objects.get(enrolment=seat)
    gained = PersonSkill.objects.get(person=seat.person, skill=skill)
    assert (gained.source, gained.evidence, gained.level) == ("certificate", certificate.id, 3)
    done = Event.objects.get(type="learning.enrolment_completed", subject=seat.id)
    assert (done.payload["offline"], done.payload["wants_placement"]) == (True, True)
    assert Event.objects.filter(type="learning.certificate_issued", cause=done.id).exists()
    assert set(OutboxMessage.objects.values_list("template", flat=True)) >= {"learning.completed", "learning.failed"}
    checked = queries.check_token(certificate.credential, at=after(training_class))
    assert checked.valid
    assert checked.revoked is False


@pytest.mark.parametrize(("changes", "status"), [
    ({}, "completed"), ({"post": 59}, "failed"), ({"practical": 69}, "failed"),
])  # fmt: skip
def test_scores_decide(changes, status, provider, trainer):
    training_class = a_class(offering=an_offering(provider=provider), running=True, days=1)
    seat = an_enrolment(training_class=training_class, attended=True, scores=PASS | changes)
    commands.finish_class(trainer, class_id=training_class.id, at=after(training_class))
    assert Enrolment.objects.get(id=seat.id).status == status


def test_who_was_not_seen_leaving_has_not_proven_the_hours(provider, trainer):
    training_class = a_class(offering=an_offering(provider=provider), running=True, days=1)
    seat = an_enrolment(training_class=training_class, attended=True, scores=PASS)
    seat.attendances.update(left_at=None)
    commands.finish_class(trainer, class_id=training_class.id, at=after(training_class))
    seat.refresh_from_db()
    assert (seat.status, seat.status_reason) == ("failed", "ATTENDANCE")


def test_only_its_teachers_record(provider, now):
    training_class = a_class(offering=an_offering(provider=provider, trainer=a_trainer(
        organisation=provider, person=a_person())), running=True)  # fmt: skip
    seat = an_enrolment(training_class=training_class)
    colleague, stranger = an_actor("trainer", organisation=provider), an_actor("provider")
    for by in (colleague, stranger, an_actor("person", person=seat.person)):
        with pytest.raises(NotYours):
            commands.record_assessment(by, enrolment_id=seat.id, kind="post", score=80, at=now)


def test_corrected_attendance_and_scores_stay_one_row(provider, trainer, now):
    training_class = a_class(offering=an_offering(provider=provider), running=True)
    seat = an_enrolment(training_class=training_class)
    first = training_class.sessions.first()
    for hours in (1, 2):
        commands.record_attendance(
            trainer, session_id=first.id, enrolment_id=seat.id, arrived_at=first.starts_at,
            left_at=first.starts_at + hours * HOURS, evidence="roster", at=now,
        )  # fmt: skip
        commands.record_assessment(trainer, enrolment_id=seat.id, kind="pre", score=10 * hours, at=now)
    assert [each.score for each in seat.assessments.all()] == [20]
    assert [each.left_at for each in seat.attendances.all()] == [first.starts_at + 2 * HOURS]


def test_impossible_evidence_is_refused(provider, trainer, now):
    training_class = a_class(offering=an_offering(provider=provider), running=True)
    seat = an_enrolment(training_class=training_class)
    first = training_class.sessions.first()
    record = {"session_id": first.id, "enrolment_id": seat.id, "evidence": "roster", "at": now}
    assert (
        code_of(commands.record_attendance, trainer, **record, arrived_at=now + HOURS, left_at=None) == "not_there_yet"
    )
    assert code_of(commands.record_attendance, trainer, **record, arrived_at=first.starts_at,
                   left_at=first.starts_at - HOURS) == "left_before_arriving"  # fmt: skip
    assert code_of(commands.record_assessment, trainer, enrolment_id=seat.id, kind="post", score=101, at=now) == (
        "score_not_of_hundred"
    )
    other = a_class(offering=an_offering(provider=provider), running=True).sessions.first()
    with pytest.raises(NotYours):
        commands.record_attendance(
            trainer, **record | {"session_id": other.id}, arrived_at=first.starts_at, left_at=None
        )


def test_attendance_before_the_class_runs_is_refused(provider, trainer, now):
    training_class = a_class(offering=an_offering(provider=provider))
    seat = an_enrolment(training_class=training_class)
    session = training_class.sessions.first()
    assert code_of(
        commands.record_attendance, trainer, session_id=session.id, enrolment_id=seat.id, arrived_at=now, left_at=None,
        evidence="roster", at=now,
    ) == "class_not_running"  # fmt: skip


def test_a_review_needs_completion_and_all_four_answers(now):
    seat = a_completed_enrolment()
    by = an_actor("person", person=seat.person)
    answers = {"material": 5, "trainer": 4, "tools": 3, "usefulness": 5}
    assert code_of(
        commands.write_review, by, enrolment_id=seat.id, answers=answers | {"tools": 6}, text="", at=now
    ) == ("question_open")
    commands.write_review(by, enrolment_id=seat.id, answers=answers, text=" Bagus ", at=now)
    assert (
        code_of(commands.write_review, by, enrolment_id=seat.id, answers=answers, text="", at=now) == "already_reviewed"
    )
    booked = an_enrolment(person=seat.person)
    assert (
        code_of(commands.write_review, by, enrolment_id=booked.id, answers=answers, text="", at=now) == "not_completed"
    )
    summary = queries.reviews_of_provider(seat.provider_id)
    assert (summary.count, summary.means["tools"], summary.newest[0].text) == (1, 3, "Bagus")
    with pytest.raises(NotYours):
        commands.write_review(an_actor("person"), enrolment_id=seat.id, answers=answers, text="", at=now)


def test_results_are_counted_from_evidence(provider):
    offering = an_offering(provider=provider)
    training_class = a_class(offering=offering, finished=True)
    a_completed_enrolment(training_class=training_class, reviewed=True)
    an_enrolment(training_class=training_class, person=a_person(), status="failed", scores={"pre": 50, "post": 52})
    an_enrolment(training_class=a_class(offering=offering))
    row = queries.count_results([offering.id])[offering.id]
    assert (row.enrolled, row.completed, row.gain, row.reviews, row.stars) == (2, 1, 22.0, 1, 4.5)
    assert queries.count_results()[offering.id] == row


@pytest.mark.parametrize("make", [a_webinar_class, a_self_paced_class])
def test_what_is_learned_online_is_not_written_by_hand(make, now):
    training_class = make()
    seat = an_enrolment(training_class=training_class)
    session = training_class.sessions.get()
    by = an_actor("trainer", organisation=training_class.offering.provider)
    assert code_of(
        commands.record_attendance, by, session_id=session.id, enrolment_id=seat.id, arrived_at=session.starts_at,
        left_at=session.ends_at, at=now,
    ) == "not_in_a_room"  # fmt: skip
    assert not seat.attendances.exists()
