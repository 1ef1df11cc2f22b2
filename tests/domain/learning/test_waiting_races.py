"""Who is first when two want the same held seat, or time runs out under somebody's thumb."""

from __future__ import annotations

import datetime
import threading

import pytest
from django.db import transaction

from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import book_seat, cancel_seat, decline_by_link, expire_offers, join_line
from peluang.domain.learning.models import Enrolment, TrainingClass, WaitingEntry
from tests.concurrency import together
from tests.domain.learning.test_races import an_actor_of
from tests.factories.learning import a_class, an_enrolment
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def a_line(now, *, people, seats=1):
    """A full class, `people` in its line, and its first seat just given back."""
    with acting(PROGRAM, scope="command"):
        row = a_class(seats=seats)
        sold = [an_enrolment(training_class=row) for _ in range(seats)]
        line = [a_person() for _ in range(people)]
        for number, person in enumerate(line):
            join_line(PROGRAM, class_id=row.id, person_id=person.id, at=now + datetime.timedelta(seconds=number))
    return row, sold, line


def counts(row):
    with acting(PROGRAM, scope="command"):
        row.refresh_from_db()
        sold = Enrolment.objects.filter(training_class=row).exclude(status="cancelled")
        states = list(WaitingEntry.objects.order_by("joined_at").values_list("status", flat=True))
        return row.seats_taken, row.seats_held, sold.count(), states


def test_counting_held_seats_without_the_lock_loses_one(fresh_database, now):
    """Why everybody locks the class first: both read two held seats, both write one, and a seat is held for nobody."""
    row, sold, _line = a_line(now, people=2, seats=2)
    for each in sold:
        cancel_seat(PROGRAM, enrolment_id=each.id, at=now)
    read = threading.Barrier(2)

    def naive():
        with acting(PROGRAM, scope="command"):
            seen = TrainingClass.objects.get(id=row.id)
            read.wait(10)
            TrainingClass.objects.filter(id=row.id).update(seats_held=seen.seats_held - 1)

    together([naive, naive])
    assert counts(row)[1] == 1  # two left the line, one held seat remains


def test_two_decline_at_once(fresh_database, now):
    row, sold, _line = a_line(now, people=2, seats=2)
    for each in sold:
        cancel_seat(PROGRAM, enrolment_id=each.id, at=now)
    with acting(PROGRAM, scope="command"):
        tokens = list(WaitingEntry.objects.values_list("token", flat=True))
    together([lambda token=token: decline_by_link(PROGRAM, token=token, at=now) for token in tokens])
    assert counts(row) == (0, 0, 0, ["declined", "declined"])


def test_taking_and_expiring_at_the_same_moment(fresh_database, now):
    """Either the seat is theirs or it is the next one's; never both, never neither."""
    row, sold, line = a_line(now, people=2)
    cancel_seat(PROGRAM, enrolment_id=sold[0].id, at=now)
    until = now + DAY
    by = an_actor_of(line[0])
    found = together([
        lambda: book_seat(by, class_id=row.id, person_id=line[0].id, key="k", at=until - datetime.timedelta(seconds=1)),
        lambda: expire_offers(PROGRAM, at=until),
    ])  # fmt: skip
    taken, held, sold_now, states = counts(row)
    assert (taken, sold_now) in ((1, 1), (0, 0))
    assert taken + held == 1
    assert states == (["taken", "waiting"] if taken else ["expired", "offered"]), found


def test_two_tabs_take_one_held_seat(fresh_database, now):
    row, sold, line = a_line(now, people=1)
    cancel_seat(PROGRAM, enrolment_id=sold[0].id, at=now)
    by = an_actor_of(line[0])
    found = together([
        lambda key=key: book_seat(by, class_id=row.id, person_id=line[0].id, key=key, at=now) for key in "abcd"
    ])  # fmt: skip
    assert sorted(each for each in found if isinstance(each, str)) == ["already_seated"] * 3
    assert counts(row) == (1, 0, 1, ["taken"])


def test_declining_and_taking_at_the_same_moment(fresh_database, now):
    row, sold, line = a_line(now, people=2)
    cancel_seat(PROGRAM, enrolment_id=sold[0].id, at=now)
    with acting(PROGRAM, scope="command"):
        token = WaitingEntry.objects.get(person=line[0]).token
    by = an_actor_of(line[0])
    together([
        lambda: book_seat(by, class_id=row.id, person_id=line[0].id, key="k", at=now),
        lambda: decline_by_link(PROGRAM, token=token, at=now),
    ])  # fmt: skip
    taken, held, sold_now, states = counts(row)
    assert taken + held == 1 and taken == sold_now
    assert states == (["taken", "waiting"] if taken else ["declined", "offered"])


def test_many_seats_come_free_while_many_want_them(fresh_database, now):
    """Six seats given back, six in line, six strangers: the line gets them all, the strangers none."""
    row, sold, _line = a_line(now, people=6, seats=6)
    with transaction.atomic(), acting(PROGRAM, scope="command"):
        strangers = [a_person() for _ in range(6)]
    actors = [an_actor_of(each) for each in strangers]
    found = together([
        *(lambda each=each: cancel_seat(PROGRAM, enrolment_id=each.id, at=now) for each in sold),
        *(
            lambda by=by, each=each: book_seat(by, class_id=row.id, person_id=each.id, key="k", at=now)
            for by, each in zip(actors, strangers, strict=True)
        ),
    ])  # fmt: skip
    assert [each for each in found[6:] if isinstance(each, str)] == ["class_full"] * 6
    assert counts(row) == (0, 6, 0, ["offered"] * 6)


def test_two_workers_expire_the_same_offers_once(fresh_database, now):
    row, sold, _line = a_line(now, people=3)
    cancel_seat(PROGRAM, enrolment_id=sold[0].id, at=now)
    found = together([lambda: expire_offers(PROGRAM, at=now + 2 * DAY) for _ in range(3)])
    assert sum(each for each in found if not isinstance(each, Refused)) == 1
    assert counts(row)[:3] == (0, 1, 0)
    assert counts(row)[3] == ["expired", "offered", "waiting"]
