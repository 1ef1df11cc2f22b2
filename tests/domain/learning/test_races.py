"""Two tabs and the last seat. First the race itself is shown, then that ours cannot happen."""

from __future__ import annotations

import threading

import pytest
from django.db import transaction

from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import book_seat
from peluang.domain.learning.models import Enrolment, TrainingClass
from peluang.domain.money.models import Account, Transfer
from tests.concurrency import together
from tests.factories.learning import a_class
from tests.factories.organisations import an_actor
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


def given(seats, people):
    with acting(PROGRAM, scope="command"):
        return a_class(seats=seats), [a_person() for _ in range(people)]


def test_counting_and_then_inserting_without_a_lock_oversells(fresh_database, now):
    """Why the class is locked first: two transactions both count a free seat, and both write."""
    training_class, people = given(1, 2)
    counted = threading.Barrier(2)

    def naive(person, seat):
        with acting(PROGRAM, scope="command"):
            free = training_class.seats - Enrolment.objects.filter(training_class=training_class).count()
            counted.wait(10)
            if free < 1:
                raise Refused("class_full", "penuh")
            Enrolment.objects.create(
                training_class=training_class, offering=training_class.offering, person=person,
                provider_id=training_class.offering.provider_id, home_region="33.20", seat=seat, payer="own", price=0,
                booked_at=now,
            )  # fmt: skip

    together([lambda each=each, seat=seat: naive(each, seat) for seat, each in enumerate(people, 1)])
    with acting(PROGRAM, scope="command"):
        assert Enrolment.objects.count() == 2  # two people, one seat


def test_the_last_seat_is_sold_once(fresh_database, now):
    training_class, people = given(3, 8)
    found = together([
        lambda each=each: book_seat(
            an_actor_of(each), class_id=training_class.id, person_id=each.id, key="tab", at=now
        )
        for each in people
    ])  # fmt: skip
    assert sorted(str(each) for each in found if isinstance(each, str)) == ["class_full"] * 5
    with acting(PROGRAM, scope="command"):
        seats = sorted(Enrolment.objects.values_list("seat", flat=True))
        assert (seats, TrainingClass.objects.get().seats_taken, Transfer.objects.count()) == ([1, 2, 3], 3, 3)
        assert Account.objects.filter(kind="provider").count() == 1


def test_the_same_key_in_two_tabs_is_one_seat(fresh_database, now):
    training_class, [person] = given(5, 1)
    by = an_actor_of(person)
    found = together([
        lambda: book_seat(by, class_id=training_class.id, person_id=person.id, key="tab", at=now) for _ in range(4)
    ])  # fmt: skip
    assert len({each.id for each in found}) == 1
    with acting(PROGRAM, scope="command"):
        assert (Enrolment.objects.count(), Transfer.objects.count()) == (1, 1)


def test_an_offering_does_not_end_under_a_booking(fresh_database, now):
    """Either the seat is sold and retiring is refused, or it is retired and no seat is sold."""
    from peluang.domain.catalogue.commands import retire_offering

    training_class, [person] = given(1, 1)
    found = together([
        lambda: book_seat(an_actor_of(person), class_id=training_class.id, person_id=person.id, key="k", at=now),
        lambda: retire_offering(PROGRAM, offering_id=training_class.offering_id, at=now),
    ])  # fmt: skip
    with acting(PROGRAM, scope="command"):
        sold = Enrolment.objects.exists()
        training_class.offering.refresh_from_db()
        assert sold != (training_class.offering.status == "retired"), found


def an_actor_of(person):
    with transaction.atomic(), acting(PROGRAM, scope="command"):
        return an_actor("person", person=person)
