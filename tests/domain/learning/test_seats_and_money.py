"""Seats and money against a model: whatever people do, in any order, nothing is lost, doubled or oversold."""

from __future__ import annotations

import datetime

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from peluang.domain.kernel.context import PROGRAM
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning import commands
from peluang.domain.learning.models import Certificate, Enrolment, TrainingClass
from peluang.domain.money.models import Account
from peluang.domain.money.queries import balance
from tests.conftest import NOW
from tests.factories.catalogue import an_offering
from tests.factories.learning import a_class, a_person
from tests.factories.money import a_fund

pytestmark = pytest.mark.django_db
SEATS, PEOPLE, PRICE, FUND = 2, 4, 700_000, 1_400_000
PERSON = st.integers(0, PEOPLE - 1)


class Seats(RuleBasedStateMachine):
    """Two classes of two seats and four people. Class 0 is paid by a fund that holds two seats, class 1 by people."""

    def __init__(self):
        super().__init__()
        self.point = transaction.atomic()
        self.point.__enter__()
        offering = an_offering(price=PRICE)
        self.fund = a_fund(FUND)
        self.classes = [
            a_class(offering=offering, seats=SEATS, days=1, payer="region", fund=self.fund),
            a_class(offering=offering, seats=SEATS, days=1),
        ]
        self.people = [a_person() for _ in range(PEOPLE)]
        self.held: dict[tuple[int, int], Enrolment] = {}
        self.state = ["open", "open"]
        self.keys = 0

    def teardown(self):
        transaction.set_rollback(True)
        self.point.__exit__(None, None, None)

    def holders(self, which):
        return [who for c, who in self.held if c == which]

    @rule(which=st.integers(0, 1), who=PERSON)
    def book(self, which, who):
        self.keys += 1
        free = len(self.holders(which)) < SEATS
        allowed = self.state[which] == "open" and free and (which, who) not in self.held
        try:
            row = commands.book_seat(
                PROGRAM, class_id=self.classes[which].id, person_id=self.people[who].id, key=str(self.keys), at=NOW
            )
        except Refused:
            assert not allowed
        else:
            assert allowed
            self.held[which, who] = row

    @rule(which=st.integers(0, 1), who=PERSON)
    def cancel(self, which, who):
        row = self.held.get((which, who))
        if row is None:
            return
        try:
            commands.cancel_seat(PROGRAM, enrolment_id=row.id, at=NOW)
        except Refused:
            assert self.state[which] != "open"
        else:
            assert self.state[which] == "open"
            del self.held[which, who]

    @rule(which=st.integers(0, 1))
    def start(self, which):
        self.step(which, commands.start_class, "open", "running", self.classes[which].starts_at)

    @rule(which=st.integers(0, 1))
    def finish(self, which):
        later = self.classes[which].ends_at + datetime.timedelta(hours=1)
        self.step(which, commands.finish_class, "running", "finished", later)

    @rule(which=st.integers(0, 1))
    def cancel_class(self, which):
        was = self.state[which]
        try:
            commands.cancel_class(PROGRAM, class_id=self.classes[which].id, at=NOW)
        except Refused:
            assert was in ("finished", "cancelled")
        else:
            assert was in ("open", "running")
            self.state[which] = "cancelled"
            self.held = {key: row for key, row in self.held.items() if key[0] != which}

    @rule(which=st.integers(0, 1), who=PERSON)
    def attend_and_pass(self, which, who):
        row = self.held.get((which, who))
        if row is None or self.state[which] != "running":
            return
        session = self.classes[which].sessions.get()
        commands.record_attendance(
            PROGRAM, session_id=session.id, enrolment_id=row.id, arrived_at=session.starts_at, left_at=session.ends_at,
            evidence="roster", at=session.ends_at,
        )  # fmt: skip
        for kind in ("post", "practical"):
            commands.record_assessment(PROGRAM, enrolment_id=row.id, kind=kind, score=90, at=session.ends_at)

    def step(self, which, call, source, target, at):
        try:
            call(PROGRAM, class_id=self.classes[which].id, at=at)
        except Refused:
            assert self.state[which] != source
        else:
            assert self.state[which] == source
            self.state[which] = target

    @invariant()
    def seats_agree(self):
        for which, each in enumerate(self.classes):
            row = TrainingClass.objects.get(id=each.id)
            sold = Enrolment.objects.filter(training_class=each).exclude(status="cancelled")
            assert (row.status, row.seats_taken, sold.count()) == (self.state[which], *[len(self.holders(which))] * 2)
            numbers = list(sold.values_list("seat", flat=True))
            assert len(set(numbers)) == len(numbers)
            assert all(1 <= number <= SEATS for number in numbers)

    @invariant()
    def money_agrees(self):
        paid_by_fund, paid_by_people = (len(self.holders(which)) * PRICE for which in (0, 1))
        owed = Account.objects.filter(kind="provider").aggregate(sum=Sum("balance"))["sum"] or 0
        assert balance(self.fund.id) == FUND - paid_by_fund
        assert owed == paid_by_fund + paid_by_people
        assert Account.objects.aggregate(sum=Sum("balance"))["sum"] == 0

    @invariant()
    def certificates_rest_on_completion(self):
        completed = Enrolment.objects.filter(status="completed").count()
        assert Certificate.objects.count() == completed
        assert not Certificate.objects.exclude(enrolment__status="completed").exists()


def test_seats_and_money_agree_with_the_model():
    run_state_machine_as_test(
        Seats,
        settings=settings(
            max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
