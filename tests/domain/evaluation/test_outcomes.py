"""Asked after 3, 6 and 12 months; the training's result shows the answer at once."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.catalogue.models import OfferingResult
from peluang.domain.evaluation.commands import answer_outcome, ask_due, mark_missed, plan_outcomes
from peluang.domain.evaluation.commands.outcomes import months_later
from peluang.domain.evaluation.models import Outcome
from peluang.domain.evaluation.queries import compute_results
from peluang.domain.events.journal import append
from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM, Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning.events import ENROLMENT_COMPLETED
from peluang.domain.messages.models import OutboxMessage
from tests.factories.evaluation import TODAY, an_outcome
from tests.factories.learning import a_completed_enrolment, a_review
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [("2026-11-30", 3, "2027-02-28"), ("2026-01-15", 12, "2027-01-15"), ("2027-11-30", 3, "2028-02-29")],
)
def test_months_follow_the_calendar(day, months, expected):
    assert months_later(datetime.date.fromisoformat(day), months).isoformat() == expected


def test_a_completed_training_plans_three_questions_once(now):
    enrolment = a_completed_enrolment(certificate=False)
    for _ in range(2):
        append(
            ENROLMENT_COMPLETED, enrolment.id, at=now, person_id=enrolment.person_id, offering_id=enrolment.offering_id,
            offline=True, wants_placement=False,
        )  # fmt: skip
    rows = Outcome.objects.filter(enrolment=enrolment).order_by("months")
    assert [row.months for row in rows] == [3, 6, 12]
    assert {row.status for row in rows} == {"planned"}
    assert plan_outcomes(PROGRAM, enrolment_id=enrolment.id, at=now) == 0


def test_the_question_comes_on_its_day_and_a_message_only_with_consent(now):
    agrees, silent = a_person(consents=["surveys"]), a_person()
    for person in (agrees, silent):
        an_outcome(enrolment=a_completed_enrolment(person=person, certificate=False))
    later = an_outcome(due_on=TODAY + datetime.timedelta(days=1))

    assert ask_due(PROGRAM, at=now) == 2
    assert ask_due(PROGRAM, at=now) == 0
    later.refresh_from_db()
    assert later.status == "planned"
    told = OutboxMessage.objects.filter(template="evaluation.outcome_asked").values_list("person_id", flat=True)
    assert list(told) == [agrees.id]


def test_answering_refreshes_the_result_of_the_training(now):
    outcome = an_outcome(asked=True)
    by = Actor(Role.PERSON, outcome.person_id)
    answer_outcome(by, outcome_id=outcome.id, situation="employed", wage=3_000_000, uses_training=True, at=now)

    outcome.refresh_from_db()
    assert (outcome.status, outcome.wage, outcome.uses_training) == ("answered", 3_000_000, True)
    result = OfferingResult.objects.get(offering_id=outcome.offering_id)
    assert (result.answered, result.working, result.months) == (1, 1, 3)
    assert Event.objects.get(type="evaluation.outcome_answered").payload["situation"] == "employed"


def test_who_looks_for_work_tells_no_wage(now):
    outcome = an_outcome(asked=True)
    by = Actor(Role.PERSON, outcome.person_id)
    answered = answer_outcome(by, outcome_id=outcome.id, situation="looking", wage=1, uses_training=True, at=now)
    assert (answered.wage, answered.uses_training) == (None, None)
    assert OfferingResult.objects.get(offering_id=outcome.offering_id).working == 0


def test_another_person_finds_no_question(now):
    outcome = an_outcome(asked=True)
    with pytest.raises(NotYours):
        answer_outcome(Actor(Role.PERSON, a_person().id), outcome_id=outcome.id, situation="employed", at=now)


@pytest.mark.parametrize(
    ("answer", "field"), [({"situation": "rich"}, "situation"), ({"situation": "employed", "wage": -1}, "wage")]
)
def test_a_wrong_answer_says_where(now, answer, field):
    outcome = an_outcome(asked=True)
    with pytest.raises(Refused) as refused:
        answer_outcome(Actor(Role.PERSON, outcome.person_id), outcome_id=outcome.id, at=now, **answer)
    assert refused.value.field == field


def test_answered_once(now):
    outcome = an_outcome(asked=True)
    by = Actor(Role.PERSON, outcome.person_id)
    answer_outcome(by, outcome_id=outcome.id, situation="employed", at=now)
    with pytest.raises(Refused) as refused:
        answer_outcome(by, outcome_id=outcome.id, situation="looking", at=now)
    assert refused.value.code == "wrong_state"


def test_thirty_days_without_an_answer_close_the_question(now):
    old = an_outcome(asked=True, due_on=TODAY - datetime.timedelta(days=31))
    an_outcome(asked=True, due_on=TODAY - datetime.timedelta(days=30))
    assert mark_missed(PROGRAM, at=now) == 1
    old.refresh_from_db()
    assert old.status == "missed"


def test_results_count_evidence_set_based(django_assert_max_num_queries):
    enrolment = a_completed_enrolment(certificate=False)
    a_review(enrolment)
    an_outcome(enrolment=enrolment, answered="own_business")
    an_outcome(enrolment=a_completed_enrolment(offering=enrolment.offering, certificate=False), answered="looking")
    with django_assert_max_num_queries(6):
        [row] = compute_results([enrolment.offering_id])
    assert (row.enrolled, row.completed, row.answered, row.working, row.reviews) == (2, 2, 2, 1, 1)
    assert row.gain == 42
