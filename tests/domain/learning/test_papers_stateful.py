"""Whatever people do with a test in whatever order and time: what is kept and scored is what a plain model says."""

from __future__ import annotations

import datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from peluang.domain.kernel.context import PROGRAM
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import hand_in_paper, open_paper, save_answers, score_forgotten_papers
from peluang.domain.learning.models import Assessment, Paper, Question
from peluang.domain.learning.question_rules import as_keyed
from peluang.engines.papers import score
from tests.conftest import NOW
from tests.factories.assessing import a_bank, a_test_plan
from tests.factories.catalogue import an_offering
from tests.factories.learning import a_class, an_enrolment
from tests.factories.organisations import an_actor

pytestmark = pytest.mark.django_db
GRACE, ATTEMPTS, MINUTES = 30, 3, 10
#: For each of four questions: whether it is sent, places of options ticked, the number typed.
ANSWERS = st.lists(
    st.tuples(
        st.booleans(), st.lists(st.integers(0, 3), unique=True), st.sampled_from(["25,4", "25.45", "0", "", "entah"])
    ),
    min_size=4,
    max_size=4,
)


class PapersMachine(RuleBasedStateMachine):
    """The model: per attempt the answers kept and when it ends; a clock that only goes on."""

    def __init__(self):
        super().__init__()
        self.papers: list[Paper] = []
        self.example = transaction.atomic()  # one example knows nothing of another
        self.example.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    @initialize()
    def begin(self):
        offering = an_offering()
        a_bank(offering, 9)
        a_test_plan(offering, "quiz", questions=4, minutes=MINUTES, attempts=ATTEMPTS)
        self.seat = an_enrolment(training_class=a_class(offering=offering, running=True))
        self.by = an_actor("person", person=self.seat.person)
        self.clock = NOW
        self.kept: list[dict] = []  # answers by attempt
        self.closed: list[bool] = []

    @rule(seconds=st.sampled_from([1, 29, 31, 120, 570, 600, 629, 631, 4_000]))
    def time_passes(self, seconds):
        self.clock += datetime.timedelta(seconds=seconds)

    def over(self, number):
        return self.clock > self.papers[number].due_at + datetime.timedelta(seconds=GRACE)

    @rule()
    def opens(self):
        going = bool(self.papers) and not self.closed[-1] and not self.over(-1)
        try:
            paper = open_paper(self.by, enrolment_id=self.seat.id, kind="quiz", at=self.clock)
        except Refused as refusal:
            assert refusal.code == "no_attempt_left"
            assert len(self.papers) == ATTEMPTS
            assert not going
            return  # what had ended is closed by whoever comes next: the refusal left everything as it was
        if going:
            assert paper.id == self.papers[-1].id
            return
        if self.papers:
            self.closed[-1] = True
        self.papers.append(paper)
        self.kept.append({})
        self.closed.append(False)

    @precondition(lambda self: bool(self.papers))
    @rule(drawn=ANSWERS)
    def saves(self, drawn):
        paper = self.papers[-1]
        answers = self.answers(drawn, paper)
        try:
            save_answers(self.by, paper_id=paper.id, answers=answers, at=self.clock)
        except Refused as refusal:
            assert refusal.code == ("paper_closed" if self.closed[-1] else "time_over")
            assert self.closed[-1] or self.over(-1)
        else:
            assert not self.closed[-1]
            assert not self.over(-1)
            self.keep(answers)

    @precondition(lambda self: bool(self.papers))
    @rule(drawn=ANSWERS)
    def hands_in(self, drawn):
        paper = self.papers[-1]
        answers = self.answers(drawn, paper)
        try:
            done = hand_in_paper(self.by, paper_id=paper.id, answers=answers, at=self.clock)
        except Refused as refusal:
            assert refusal.code == "paper_closed"
            assert self.closed[-1]
        else:
            assert not self.closed[-1]
            assert (done.handed_in_at is None) == self.over(-1)
            if not self.over(-1):
                self.keep(answers)
            self.closed[-1] = True

    @rule()
    def the_worker_comes(self):
        due = bool(self.papers) and not self.closed[-1] and self.over(-1)
        assert score_forgotten_papers(PROGRAM, at=self.clock) == int(due)
        if due:
            self.closed[-1] = True

    @staticmethod
    def answers(drawn, paper):
        """From places to this paper's own questions and codes."""
        found = {}
        for each, (given, places, number) in zip(paper.questions, drawn):
            if given:
                codes = [each["options"][place] for place in places] if each["options"] else number
                found[each["question"]] = codes
        return found

    def keep(self, answers):
        kept = self.kept[-1]
        kept |= {key: sorted(each) if isinstance(each, list) else each for key, each in answers.items()}
        for key in [key for key, each in kept.items() if not each]:
            del kept[key]

    @invariant()
    def what_is_stored_is_what_the_model_says(self):
        if not self.papers:
            return
        rows = list(Paper.objects.filter(enrolment=self.seat).order_by("attempt"))
        assert [each.attempt for each in rows] == list(range(1, len(self.papers) + 1))
        assert [each.answers for each in rows] == self.kept
        assert [each.score is not None for each in rows] == self.closed
        keyed = {str(each.id): as_keyed(each) for each in Question.objects.all()}
        scores = [score([keyed[e["question"]] for e in row.questions], row.answers) for row in rows]
        assert [each.score for each in rows if each.score is not None] == [
            value for value, closed in zip(scores, self.closed) if closed
        ]
        best = max((value for value, closed in zip(scores, self.closed) if closed), default=None)
        found = Assessment.objects.filter(enrolment=self.seat, kind="quiz").values_list("score", flat=True).first()
        assert found == best


def test_papers_in_any_order_and_time(db):
    run_state_machine_as_test(
        PapersMachine,
        settings=settings(
            max_examples=12, stateful_step_count=18, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
