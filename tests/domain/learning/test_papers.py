"""Tests from item banks: a form of one's own, one end for everybody, nothing after it."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.learning.commands import (
    finish_class,
    hand_in_paper,
    open_paper,
    record_assessment,
    save_answers,
    score_forgotten_papers,
)
from peluang.domain.learning.models import Assessment, Enrolment, Paper
from tests.factories.assessing import a_bank, a_question, a_test_plan, right_answers
from tests.factories.catalogue import an_offering
from tests.factories.learning import a_class, an_enrolment
from tests.factories.organisations import an_actor
from tests.factories.people import a_person
from tests.refusals import refused

pytestmark = pytest.mark.django_db
MINUTE, DAY = datetime.timedelta(minutes=1), datetime.timedelta(days=1)


@pytest.fixture
def seat():
    """In a class that began yesterday and whose last day is tomorrow; three tests have a bank of twelve."""
    offering = an_offering()
    a_bank(offering)
    for kind in ("pre", "post", "quiz"):
        a_test_plan(offering, kind)
    return an_enrolment(training_class=a_class(offering=offering, running=True))


def owner(seat):
    return an_actor("person", person=seat.person)


def teacher(seat):
    return an_actor("provider", organisation=seat.provider)


def score_of(seat, kind):
    row = Assessment.objects.filter(enrolment=seat, kind=kind).first()
    return (row.score, row.assessed_by) if row else None


def test_a_paper_is_a_form_of_ones_own_and_its_seed_stands_in_the_event(seat, now):
    by = owner(seat)
    paper = open_paper(by, enrolment_id=seat.id, kind="quiz", at=now)
    assert (len(paper.questions), paper.attempt, paper.due_at) == (6, 1, now + 30 * MINUTE)
    event = Event.objects.get(type="learning.paper_opened")
    assert event.payload["seed"] == f"{seat.id}:quiz:1"
    assert event.payload["questions"] == [each["question"] for each in paper.questions]
    neighbour = an_enrolment(training_class=seat.training_class)
    other = open_paper(owner(neighbour), enrolment_id=neighbour.id, kind="quiz", at=now)
    assert other.questions != paper.questions


def test_opening_again_is_the_same_paper(seat, now):
    first, second = (
        open_paper(owner(seat), enrolment_id=seat.id, kind="quiz", at=now + wait * MINUTE) for wait in (0, 5)
    )
    assert first.id == second.id
    assert Paper.objects.count() == 1


def test_answers_add_up_and_all_right_is_a_hundred_by_nobody(seat, now):
    by = owner(seat)
    paper = open_paper(by, enrolment_id=seat.id, kind="quiz", at=now)
    answers = right_answers(paper)
    for number, (question, answer) in enumerate(answers.items()):
        save_answers(by, paper_id=paper.id, answers={question: answer}, at=now + number * MINUTE)
    paper = hand_in_paper(by, paper_id=paper.id, answers={}, at=now + 9 * MINUTE)
    assert (paper.score, paper.handed_in_at) == (100, now + 9 * MINUTE)
    assert score_of(seat, "quiz") == (100, None)


def test_half_an_answer_keeps_the_rest_and_an_empty_one_takes_it_back(seat, now):
    by = owner(seat)
    paper = open_paper(by, enrolment_id=seat.id, kind="quiz", at=now)
    choice = next(each["question"] for each in paper.questions if each["options"])
    number = next(each["question"] for each in paper.questions if not each["options"])
    save_answers(by, paper_id=paper.id, answers={choice: ["b"], number: " kira-kira 25 "}, at=now)
    paper = save_answers(by, paper_id=paper.id, answers={choice: []}, at=now)
    assert paper.answers == {number: "kira-kira 25"}  # kept as typed, worth nothing
    assert hand_in_paper(by, paper_id=paper.id, answers={}, at=now).score == 0


@pytest.mark.parametrize("wrong", [
    lambda paper: {"0198c0de-0000-7000-8000-000000000000": ["a"]},
    lambda paper: {next(e["question"] for e in paper.questions if e["options"]): ["z"]},
    lambda paper: {next(e["question"] for e in paper.questions if e["options"]): "a"},
    lambda paper: {next(e["question"] for e in paper.questions if not e["options"]): ["25"]},
])  # fmt: skip
def test_what_is_no_answer_of_this_paper_changes_nothing(seat, now, wrong):
    by = owner(seat)
    paper = open_paper(by, enrolment_id=seat.id, kind="quiz", at=now)
    with refused("answer_unknown"):
        save_answers(by, paper_id=paper.id, answers=right_answers(paper) | wrong(paper), at=now)
    paper.refresh_from_db()
    assert paper.answers == {}


def test_thirty_seconds_after_the_end_nothing_is_taken(seat, now):
    by = owner(seat)
    paper = open_paper(by, enrolment_id=seat.id, kind="quiz", at=now)
    answers = right_answers(paper)
    half = dict(list(answers.items())[:3])
    end = paper.due_at
    save_answers(by, paper_id=paper.id, answers=half, at=end + datetime.timedelta(seconds=30))
    with refused("time_over"):
        save_answers(by, paper_id=paper.id, answers=answers, at=end + datetime.timedelta(seconds=31))
    paper = hand_in_paper(by, paper_id=paper.id, answers=answers, at=end + MINUTE)
    assert paper.handed_in_at is None
    assert 0 < paper.score < 100
    assert paper.answers == {key: sorted(each) if isinstance(each, list) else each for key, each in half.items()}
    with refused("paper_closed"):
        hand_in_paper(by, paper_id=paper.id, answers=answers, at=end + MINUTE)


def test_a_forgotten_paper_is_scored_with_what_was_saved(seat, now):
    by = owner(seat)
    paper = open_paper(by, enrolment_id=seat.id, kind="quiz", at=now)
    save_answers(by, paper_id=paper.id, answers=right_answers(paper), at=now)
    assert score_forgotten_papers(PROGRAM, at=paper.due_at + datetime.timedelta(seconds=30)) == 0
    assert score_forgotten_papers(PROGRAM, at=paper.due_at + MINUTE) == 1
    assert score_forgotten_papers(PROGRAM, at=paper.due_at + 2 * MINUTE) == 0
    paper.refresh_from_db()
    assert (paper.score, paper.handed_in_at, score_of(seat, "quiz")) == (100, None, (100, None))


def test_the_best_attempt_counts_and_a_retake_asks_other_questions(seat, now):
    by = owner(seat)
    first = open_paper(by, enrolment_id=seat.id, kind="quiz", at=now)
    hand_in_paper(by, paper_id=first.id, answers=right_answers(first), at=now)
    second = open_paper(by, enrolment_id=seat.id, kind="quiz", at=now + MINUTE)
    assert not {e["question"] for e in first.questions} & {e["question"] for e in second.questions}
    hand_in_paper(by, paper_id=second.id, answers={}, at=now + MINUTE)
    assert score_of(seat, "quiz") == (100, None)
    with refused("no_attempt_left"):
        open_paper(by, enrolment_id=seat.id, kind="quiz", at=now + 2 * MINUTE)


def test_opening_again_after_the_end_scores_the_first_and_opens_the_next(seat, now):
    by = owner(seat)
    first = open_paper(by, enrolment_id=seat.id, kind="quiz", at=now)
    second = open_paper(by, enrolment_id=seat.id, kind="quiz", at=first.due_at + MINUTE)
    first.refresh_from_db()
    assert (first.score, second.attempt) == (0, 2)


def test_each_test_has_its_time(seat, now):
    """Began yesterday; its second day begins at 08:00 today (two hours ago), its last tomorrow."""
    by, later = owner(seat), now + DAY
    with refused("test_over"):
        open_paper(by, enrolment_id=seat.id, kind="pre", at=now)
    assert open_paper(by, enrolment_id=seat.id, kind="pre", at=now - 3 * datetime.timedelta(hours=1)).kind == "pre"
    with refused("too_early"):
        open_paper(by, enrolment_id=seat.id, kind="post", at=now)
    assert open_paper(by, enrolment_id=seat.id, kind="post", at=later).kind == "post"
    with refused("no_test"):
        open_paper(by, enrolment_id=seat.id, kind="practical", at=now)


def test_before_the_class_only_the_first_test_is_open(now):
    offering = an_offering()
    a_bank(offering)
    for kind in ("pre", "quiz"):
        a_test_plan(offering, kind)
    early = an_enrolment(training_class=a_class(offering=offering))
    assert open_paper(owner(early), enrolment_id=early.id, kind="pre", at=now).attempt == 1
    with refused("too_early"):
        open_paper(owner(early), enrolment_id=early.id, kind="quiz", at=now)


def test_what_was_known_before_is_not_tested_after(now):
    """A class of one session: both tests fall into it, but not in the wrong order."""
    offering = an_offering()
    a_bank(offering)
    for kind in ("pre", "post"):
        a_test_plan(offering, kind)
    day = an_enrolment(training_class=a_class(offering=offering, days=1, starts_at=now - 60 * MINUTE, status="running"))
    open_paper(owner(day), enrolment_id=day.id, kind="post", at=now)
    with refused("test_over"):
        open_paper(owner(day), enrolment_id=day.id, kind="pre", at=now)


def test_the_end_of_the_class_scores_who_still_sits_and_takes_nothing_more(seat, now):
    by, late = owner(seat), now + 2 * DAY
    paper = open_paper(by, enrolment_id=seat.id, kind="post", at=late)
    save_answers(by, paper_id=paper.id, answers=right_answers(paper), at=late)
    finish_class(teacher(seat), class_id=seat.training_class_id, at=late + MINUTE)
    assert score_of(seat, "post") == (100, None)
    with refused("paper_closed"):
        save_answers(by, paper_id=paper.id, answers={}, at=late + MINUTE)
    with refused("seat_over"):
        open_paper(by, enrolment_id=seat.id, kind="post", at=late + MINUTE)
    seat.refresh_from_db()
    assert "POST_TEST" not in seat.status_reason  # failed for not being there, not for the test


def test_only_the_person_sits_it(seat, now):
    stranger = an_actor("person", person=a_person())
    paper = open_paper(owner(seat), enrolment_id=seat.id, kind="quiz", at=now)
    for by in (stranger, teacher(seat)):
        with pytest.raises(NotYours):
            open_paper(by, enrolment_id=seat.id, kind="quiz", at=now)
        with pytest.raises(NotYours):
            save_answers(by, paper_id=paper.id, answers={}, at=now)
        with pytest.raises(NotYours):
            hand_in_paper(by, paper_id=paper.id, answers={}, at=now)


def test_scores_that_papers_give_are_not_typed(seat, now):
    with refused("scored_here"):
        record_assessment(teacher(seat), enrolment_id=seat.id, kind="quiz", score=90, at=now)
    record_assessment(teacher(seat), enrolment_id=seat.id, kind="practical", score=90, at=now)  # no task: typed
    assert score_of(seat, "practical")[0] == 90


def test_a_question_replaced_while_papers_are_open_still_counts_in_them(seat, now):
    by = owner(seat)
    paper = open_paper(by, enrolment_id=seat.id, kind="quiz", at=now)
    answers = right_answers(paper)
    from peluang.domain.learning.models import Question

    Question.objects.update(retired_at=now)
    a_question(seat.offering)
    assert hand_in_paper(by, paper_id=paper.id, answers=answers, at=now).score == 100


def test_an_empty_bank_says_so(now):
    offering = an_offering()
    a_test_plan(offering, "quiz")
    seat = an_enrolment(training_class=a_class(offering=offering, running=True))
    with refused("no_test"):
        open_paper(owner(seat), enrolment_id=seat.id, kind="quiz", at=now)


def test_a_seat_given_up_closes_its_paper(seat, now):
    paper = open_paper(owner(seat), enrolment_id=seat.id, kind="quiz", at=now)
    Enrolment.objects.filter(id=seat.id).update(status="cancelled")
    with refused("paper_closed"):
        hand_in_paper(owner(seat), paper_id=paper.id, answers={}, at=now)
    assert score_forgotten_papers(PROGRAM, at=paper.due_at + MINUTE) == 1
    assert score_of(seat, "quiz") is None
