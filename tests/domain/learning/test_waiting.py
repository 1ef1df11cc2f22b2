"""The line behind a full class: who is next, for how long, and every way out of it."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.kernel.context import NOBODY, PROGRAM
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning import commands
from peluang.domain.learning.commands import waiting
from peluang.domain.learning.models import Enrolment, WaitingEntry
from peluang.domain.learning.waiting_line import offer_until
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.messages.wording import render
from peluang.domain.money.queries import balance
from tests.factories.catalogue import an_offering
from tests.factories.learning import a_buyer, a_class, an_enrolment
from tests.factories.organisations import an_actor
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


def code_of(call, *args, **named):
    with pytest.raises(Refused) as refused:
        call(*args, **named)
    assert str(refused.value)
    return refused.value.code


def actor(person):
    return an_actor("person", person=person)


def a_full_class(seats=1, **traits):
    row = a_class(seats=seats, **traits)
    for _ in range(seats):
        an_enrolment(training_class=row)
    return row


def join(person, row, at):
    return waiting.join_line(actor(person), class_id=row.id, person_id=person.id, at=at)


def leave_one(row, at):
    """Somebody gives a seat back."""
    seat = row.enrolments.exclude(status="cancelled").first()
    return commands.cancel_seat(actor(seat.person), enrolment_id=seat.id, at=at)


def book(person, row, at, key="k"):
    return commands.book_seat(actor(person), class_id=row.id, person_id=person.id, key=key, at=at)


def state(entry):
    entry.refresh_from_db()
    return entry.status


def test_a_seat_that_gets_free_is_held_for_the_first_in_line(now):
    row = a_full_class()
    first, second = a_person(), a_person()
    entries = [join(first, row, now), join(second, row, now + HOUR)]
    leave_one(row, now + 2 * HOUR)
    row.refresh_from_db()
    assert [state(each) for each in entries] == ["offered", "waiting"]
    assert (row.seats_taken, row.seats_held, row.seats_left) == (0, 1, 0)
    assert code_of(book, second, row, now + 2 * HOUR) == "class_full"
    assert code_of(book, a_person(), row, now + 2 * HOUR) == "class_full"
    seat = book(first, row, now + 3 * HOUR)
    row.refresh_from_db()
    assert (seat.seat, row.seats_taken, row.seats_held, state(entries[0])) == (1, 1, 0, "taken")


def test_the_message_says_until_when_and_how_to_decline(now):
    row = a_full_class()
    entry = join(a_person(), row, now)
    leave_one(row, now)
    [message] = OutboxMessage.objects.filter(template="learning.seat_offered")
    [words] = render([message])
    assert f"/antre/{entry.token}" in words.body
    assert "25 November 2026 10.00 WIB" in words.body  # 24 hours
    assert words.path == f"/saya/kelas/{row.id}/antre"


def test_joining_twice_keeps_the_place(now):
    row, person = a_full_class(), a_person()
    assert join(person, row, now).id == join(person, row, now + DAY).id


@pytest.mark.parametrize(("traits", "code"), [
    ({"running": True}, "class_not_open"), ({"starts_in": -1}, "class_begun"),
])  # fmt: skip
def test_no_line_for_a_class_that_takes_nobody(traits, code, now):
    assert code_of(join, a_person(), a_full_class(**traits), now) == code


def test_no_line_while_seats_are_free_nor_for_who_sits(now):
    row = a_class(seats=2)
    assert code_of(join, a_person(), row, now) == "seats_free"
    sits = an_enrolment(training_class=row)
    an_enrolment(training_class=row)
    assert code_of(join, sits.person, row, now) == "already_seated"


def test_no_line_for_a_balance_that_is_not_there(now):
    row = a_full_class(payer="own")
    row.payer = "balance"
    row.save()
    assert code_of(join, a_person(), row, now) == "no_decree"


def test_nobody_joins_for_another(now):
    with pytest.raises(NotYours):
        waiting.join_line(an_actor("person"), class_id=a_full_class().id, person_id=a_person().id, at=now)


def test_an_offer_that_was_not_taken_passes_on(now):
    row = a_full_class()
    first, second = (join(a_person(), row, now + n * HOUR) for n in range(2))
    leave_one(row, now + 2 * HOUR)
    late = now + 27 * HOUR
    assert code_of(book, first.person, row, late) == "offer_expired"
    assert waiting.expire_offers(PROGRAM, at=now + 25 * HOUR) == 0
    assert waiting.expire_offers(PROGRAM, at=late) == 1
    assert (state(first), state(second)) == ("expired", "offered")
    assert waiting.expire_offers(PROGRAM, at=late) == 0
    row.refresh_from_db()
    assert (row.seats_held, row.seats_left) == (1, 0)
    assert OutboxMessage.objects.filter(template="learning.offer_expired", person=first.person).exists()


def test_an_offer_nobody_else_waits_for_opens_the_seat(now):
    row = a_full_class()
    join(a_person(), row, now)
    leave_one(row, now)
    waiting.expire_offers(PROGRAM, at=now + 2 * DAY)
    assert book(a_person(), row, now + 2 * DAY).seat == 1


def test_declining_by_the_page_and_leaving_the_line(now):
    row = a_full_class()
    first, second = (join(a_person(), row, now + n * HOUR) for n in range(2))
    leave_one(row, now + 2 * HOUR)
    waiting.decline_place(actor(first.person), class_id=row.id, person_id=first.person_id, at=now + 3 * HOUR)
    assert (state(first), state(second)) == ("declined", "offered")
    with pytest.raises(NotYours):
        waiting.decline_place(actor(first.person), class_id=row.id, person_id=first.person_id, at=now)


def test_declining_by_the_link_without_signing_in(now):
    row = a_full_class()
    first, second = (join(a_person(), row, now + n * HOUR) for n in range(2))
    leave_one(row, now + 2 * HOUR)
    waiting.decline_by_link(NOBODY, token=first.token, at=now + 3 * HOUR)
    assert (state(first), state(second)) == ("declined", "offered")
    assert code_of(waiting.decline_by_link, NOBODY, token=first.token, at=now + 3 * HOUR) == "already_ended"
    for guess in ("", "x" * 32):
        with pytest.raises(NotYours):
            waiting.decline_by_link(NOBODY, token=guess, at=now)


def test_a_balance_that_does_not_suffice_is_refused_and_the_offer_stays(now):
    row = a_full_class(payer="own")
    row.payer = "balance"
    row.save()
    buyer = a_buyer(balance=1_000_000)
    entry = join(buyer.person, row, now)
    leave_one(row, now)
    assert code_of(book, buyer.person, row, now) == "balance_too_small"
    row.refresh_from_db()
    assert (state(entry), row.seats_held, balance(buyer.account_id)) == ("offered", 1, 1_000_000)


def test_who_waits_may_take_a_seat_that_opened_late(now):
    """So close to the start nobody is asked; whoever comes gets it, and their place in line ends."""
    row = a_full_class(starts_in=0)
    row.starts_at, row.ends_at = now + HOUR, now + 9 * HOUR
    row.save()
    entry = join(a_person(), row, now)
    leave_one(row, now)
    row.refresh_from_db()
    assert (state(entry), row.seats_held) == ("waiting", 0)
    book(entry.person, row, now)
    assert state(entry) == "taken"


def test_the_line_closes_when_the_class_begins_or_is_cancelled(now):
    row = a_full_class()
    entries = [join(a_person(), row, now) for _ in range(2)]
    leave_one(row, now)
    assert waiting.close_lines(PROGRAM, at=now + DAY) == 0
    assert waiting.close_lines(PROGRAM, at=row.starts_at) == 2
    assert {state(each) for each in entries} == {"closed"}
    row.refresh_from_db()
    assert (row.seats_held, row.seats_taken) == (0, 0)
    assert OutboxMessage.objects.filter(template="learning.line_closed").count() == 2


def test_cancelling_the_class_closes_its_line_at_once(now):
    row = a_full_class()
    entry = join(a_person(), row, now)
    leave_one(row, now)
    commands.cancel_class(PROGRAM, class_id=row.id, reason="Listrik mati", at=now)
    row.refresh_from_db()
    assert (state(entry), row.seats_held, row.status) == ("closed", 0, "cancelled")


def test_nobody_is_asked_for_a_suspended_institution(now):
    row = a_full_class()
    entry = join(a_person(), row, now)
    provider = row.offering.provider
    provider.status = "suspended"
    provider.save()
    leave_one(row, now)
    assert state(entry) == "waiting"


def test_when_a_suspension_ends_the_line_is_asked_before_anybody_else(now):
    row = a_full_class()
    entry = join(a_person(), row, now)
    provider = row.offering.provider
    provider.status = "suspended"
    provider.save()
    leave_one(row, now)
    assert waiting.offer_forgotten_seats(PROGRAM, at=now) == 0
    provider.status = "verified"
    provider.save()
    assert waiting.offer_forgotten_seats(PROGRAM, at=now) == 1
    assert waiting.offer_forgotten_seats(PROGRAM, at=now) == 0
    assert state(entry) == "offered"
    assert code_of(book, a_person(), row, now) == "class_full"


def test_a_free_class_moves_no_money_and_the_numbers_stay_whole(now):
    row = a_full_class(seats=3, offering=an_offering(free=True))
    people = [a_person() for _ in range(3)]
    for each in people:
        join(each, row, now)
    for _ in range(3):
        leave_one(row, now)
    for each in people:
        book(each, row, now)
    assert sorted(Enrolment.objects.exclude(status="cancelled").values_list("seat", flat=True)) == [1, 2, 3]
    assert set(WaitingEntry.objects.values_list("status", flat=True)) == {"taken"}


@pytest.mark.parametrize(("hour", "days", "hours"), [
    (3, 7, 24),  # ten in the morning in Jakarta, a week before: a day
    (3, 2, 6),  # soon: six hours
    (16, 7, 32),  # eleven at night: eight hours of sleep, then a day
])  # fmt: skip
def test_how_long_an_offer_holds(hour, days, hours, now):
    at = now.replace(hour=hour)
    assert offer_until(at, at + days * DAY, "Asia/Jakarta") == at + hours * HOUR


def test_an_offer_ends_before_the_class_begins(now):
    assert offer_until(now, now + 4 * HOUR, "Asia/Jakarta") == now + 3 * HOUR
    assert offer_until(now, now + datetime.timedelta(minutes=90), "Asia/Jakarta") is None


def test_refused_reasons_are_words(now):
    with pytest.raises(Refused, match="daftar tunggu"):
        book(a_person(), a_full_class(), now)
