"""The line against a model: whatever people and time do, in any order, seats are never doubled and nobody is passed."""

from __future__ import annotations

import datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from peluang.domain.kernel.context import PROGRAM
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning import commands
from peluang.domain.learning.models import Enrolment, TrainingClass, WaitingEntry
from tests.conftest import NOW
from tests.factories.catalogue import an_offering
from tests.factories.learning import a_class, a_person

pytestmark = pytest.mark.django_db
PEOPLE = 6
PERSON = st.integers(0, PEOPLE - 1)
DAY = datetime.timedelta(days=1)


class Line(RuleBasedStateMachine):
    """One free class of two seats and six people. Time only goes on; a class a month away, so every offer is a day.

    The model: who sits, who has an offer until when, and the line in order.
    """

    def __init__(self):
        super().__init__()
        self.point = transaction.atomic()
        self.point.__enter__()
        self.row = a_class(offering=an_offering(free=True), seats=2, days=1, starts_in=60)
        self.people = [a_person() for _ in range(PEOPLE)]
        self.at, self.seats, self.keys = NOW, 2, 0
        self.sits: dict[int, Enrolment] = {}
        self.offers: dict[int, datetime.datetime] = {}
        self.line: list[int] = []

    def teardown(self):
        transaction.set_rollback(True)
        self.point.__exit__(None, None, None)

    @property
    def free(self):
        return self.seats - len(self.sits) - len(self.offers)

    def pass_on(self):
        """The rule: every free seat is held for the next in line."""
        while self.free > 0 and self.line:
            self.offers[self.line.pop(0)] = self.at + DAY

    @rule(who=PERSON)
    def book(self, who):
        self.keys += 1
        offered = who in self.offers and self.at < self.offers[who]
        allowed = who not in self.sits and (offered or self.free > 0)
        try:
            seat = commands.book_seat(
                PROGRAM, class_id=self.row.id, person_id=self.people[who].id, key=str(self.keys), at=self.at
            )
        except Refused:
            assert not allowed
        else:
            assert allowed
            self.sits[who] = seat
            self.offers.pop(who, None)
            self.line = [each for each in self.line if each != who]

    @rule(who=PERSON)
    def cancel(self, who):
        if who in self.sits:
            commands.cancel_seat(PROGRAM, enrolment_id=self.sits.pop(who).id, at=self.at)
            self.pass_on()

    @rule(who=PERSON)
    def join(self, who):
        known = who in self.offers or who in self.line
        allowed = known or (who not in self.sits and self.free < 1)
        try:
            commands.join_line(PROGRAM, class_id=self.row.id, person_id=self.people[who].id, at=self.at)
        except Refused:
            assert not allowed
        else:
            assert allowed
            if not known:
                self.line.append(who)

    @rule(who=PERSON)
    def decline(self, who):
        try:
            commands.decline_place(PROGRAM, class_id=self.row.id, person_id=self.people[who].id, at=self.at)
        except NotYours:
            assert who not in self.offers and who not in self.line
        else:
            assert who in self.offers or who in self.line
            self.offers.pop(who, None)
            self.line = [each for each in self.line if each != who]
            self.pass_on()

    @rule(hours=st.sampled_from([1, 12, 25]))
    def time_passes(self, hours):
        self.at += datetime.timedelta(hours=hours)
        if self.at.hour >= 14:  # on to ten in the morning, so that quiet hours do not lengthen an offer
            self.at = (self.at + DAY).replace(hour=3)

    @rule()
    def the_worker_comes(self):
        late = [who for who, until in self.offers.items() if until <= self.at]
        assert commands.expire_offers(PROGRAM, at=self.at) == len(late)
        for who in late:
            del self.offers[who]
        self.pass_on()

    @rule(seats=st.integers(1, 4))
    def other_seats(self, seats):
        allowed = seats >= len(self.sits) + len(self.offers)
        try:
            commands.change_seats(PROGRAM, class_id=self.row.id, seats=seats, at=self.at)
        except Refused:
            assert not allowed
        else:
            assert allowed
            self.seats = seats
            self.pass_on()

    @invariant()
    def nothing_is_doubled(self):
        row = TrainingClass.objects.get(id=self.row.id)
        assert row.seats_taken + row.seats_held <= row.seats
        assert (row.seats, row.seats_taken, row.seats_held) == (self.seats, len(self.sits), len(self.offers))
        sold = list(Enrolment.objects.exclude(status="cancelled").values_list("seat", "person_id"))
        assert len({seat for seat, _person in sold}) == len(sold) == len({person for _seat, person in sold})
        assert {person for _seat, person in sold} == {self.people[who].id for who in self.sits}

    @invariant()
    def the_order_of_the_line_is_kept(self):
        waiting = WaitingEntry.objects.filter(status="waiting").order_by("joined_at", "id")
        assert [each.person_id for each in waiting] == [self.people[who].id for who in self.line]
        offered = WaitingEntry.objects.filter(status="offered")
        assert {each.person_id: each.expires_at for each in offered} == {
            self.people[who].id: until for who, until in self.offers.items()
        }


def test_the_line_agrees_with_the_model():
    run_state_machine_as_test(
        Line,
        settings=settings(
            max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
