"""Two tabs, two trainers, the end of the class: whoever comes second finds what the first left."""

from __future__ import annotations

import datetime
import threading

import pytest

from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.learning.commands import (
    finish_class,
    hand_in_paper,
    mark_work,
    open_paper,
    save_answers,
    score_forgotten_papers,
)
from peluang.domain.learning.models import Assessment, Paper, PracticalWork
from tests.concurrency import together
from tests.factories.assessing import a_bank, a_task, a_test_plan, a_work, right_answers
from tests.factories.catalogue import an_offering
from tests.factories.learning import a_class, an_enrolment
from tests.factories.organisations import an_actor

pytestmark = pytest.mark.django_db


def given(now, days=3):
    with acting(PROGRAM, scope="command"):
        offering = an_offering()
        a_bank(offering)
        a_test_plan(offering, "quiz", attempts=5)
        task = a_task(offering)
        seat = an_enrolment(training_class=a_class(offering=offering, running=True, days=days))
        trainers = [an_actor("provider", organisation=seat.provider) for _ in range(2)]
        return seat, a_work(seat, task, photo=False), an_actor("person", person=seat.person), trainers


def test_reading_before_locking_lets_two_trainers_overwrite_each_other(fresh_database, now):
    """Why the seat is locked first: both read "waits", both write, and the first mark is gone without a word."""
    _seat, work, _by, _trainers = given(now)
    read = threading.Barrier(2)

    def naive(points):
        with acting(PROGRAM, scope="command"):
            row = PracticalWork.objects.get(id=work.id)
            assert row.status == "handed_in"
            read.wait(10)
            PracticalWork.objects.filter(id=row.id).update(status="marked", score=points, feedback="…", marked_at=now)
            return points

    assert sorted(together([lambda p=p: naive(p) for p in (10, 90)])) == [10, 90]  # both believe theirs counts


def test_two_trainers_mark_at_once_and_one_is_told(fresh_database, now):
    seat, work, _by, trainers = given(now)
    found = together([
        lambda by=by, points=points: mark_work(
            by, work_id=work.id, seen_round=1, marks={"k1": points, "k2": 0}, feedback="Baik.", at=now
        ).score
        for by, points in zip(trainers, (10, 50))
    ])  # fmt: skip
    assert "already_marked" in found
    [kept] = [each for each in found if each != "already_marked"]
    with acting(PROGRAM, scope="command"):
        assert Assessment.objects.get(enrolment=seat, kind="practical").score == kept
        assert PracticalWork.objects.get().score == kept


def test_two_tabs_open_one_paper(fresh_database, now):
    seat, _work, by, _trainers = given(now)
    found = together([lambda: open_paper(by, enrolment_id=seat.id, kind="quiz", at=now).id for _ in range(4)])
    assert len(set(found)) == 1
    with acting(PROGRAM, scope="command"):
        assert Paper.objects.count() == 1


def test_answers_of_two_tabs_add_up(fresh_database, now):
    seat, _work, by, _trainers = given(now)
    paper = open_paper(by, enrolment_id=seat.id, kind="quiz", at=now)
    with acting(PROGRAM, scope="command"):
        answers = right_answers(paper)
    together([
        lambda question=question, answer=answer: save_answers(by, paper_id=paper.id, answers={question: answer}, at=now)
        for question, answer in answers.items()
    ])  # fmt: skip
    with acting(PROGRAM, scope="command"):
        assert set(Paper.objects.get().answers) == set(answers)
    assert hand_in_paper(by, paper_id=paper.id, answers={}, at=now).score == 100


def test_handing_in_while_the_worker_scores_counts_once(fresh_database, now):
    seat, _work, by, _trainers = given(now)
    paper = open_paper(by, enrolment_id=seat.id, kind="quiz", at=now)
    late = paper.due_at + datetime.timedelta(minutes=1)
    found = together([
        lambda: hand_in_paper(by, paper_id=paper.id, answers={}, at=late).score,
        lambda: score_forgotten_papers(PROGRAM, at=late),
    ])  # fmt: skip
    assert sorted(map(str, found)) in (["0", "0"], ["1", "paper_closed"])
    with acting(PROGRAM, scope="command"):
        assert Assessment.objects.filter(enrolment=seat, kind="quiz").count() == 1


def test_the_end_of_the_class_and_the_last_answers(fresh_database, now):
    """Either the answers came first and count, or they are refused; never taken and not counted."""
    seat, _work, by, trainers = given(now, days=1)  # yesterday's session is over
    paper = open_paper(by, enrolment_id=seat.id, kind="quiz", at=now)
    with acting(PROGRAM, scope="command"):
        answers = right_answers(paper)
    found = together([
        lambda: finish_class(trainers[0], class_id=seat.training_class_id, at=now).status,
        lambda: hand_in_paper(by, paper_id=paper.id, answers=answers, at=now).score,
    ])  # fmt: skip
    with acting(PROGRAM, scope="command"):
        counted = Assessment.objects.get(enrolment=seat, kind="quiz").score
    assert found in (["finished", 100], ["finished", "paper_closed"])
    assert counted == (100 if found[1] == 100 else 0)
