"""Taking and leaving seats: who may, who pays, and every refusal in plain words."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.events.models import Event
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning import commands
from peluang.domain.learning.models import Enrolment
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.money.commands import open_account, transfer
from peluang.domain.money.models import Account, Transfer
from peluang.domain.money.queries import balance, outside_account
from peluang.domain.organisations.models import Disclosure
from peluang.engines.rules import PLAN_2021
from tests.factories.catalogue import an_offering
from tests.factories.learning import a_buyer, a_class, a_completed_enrolment, an_enrolment
from tests.factories.organisations import an_actor, an_organisation
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


def actor(person):
    return an_actor("person", person=person)


def book(person, training_class, now, key="a", **more):
    return commands.book_seat(actor(person), class_id=training_class.id, person_id=person.id, key=key, at=now, **more)


def code_of(call, *args, **named):
    with pytest.raises(Refused) as refused:
        call(*args, **named)
    assert str(refused.value)
    return refused.value.code


def test_own_money_is_booked_as_paid_at_the_institution(now):
    person, training_class = a_person(), a_class()
    enrolment = book(person, training_class, now)
    assert (enrolment.seat, enrolment.status, enrolment.price) == (1, "booked", 2_100_000)
    moved = Transfer.objects.get(id=enrolment.transfer_id)
    assert (moved.source_id, moved.amount, moved.evidence_kind) == (outside_account().id, 2_100_000, "paid_at_provider")
    assert moved.target.organisation_id == training_class.offering.provider_id
    training_class.refresh_from_db()
    assert training_class.seats_taken == 1
    assert Disclosure.objects.filter(organisation_id=enrolment.provider_id, person=person, ended_at=None).exists()
    assert OutboxMessage.objects.filter(person=person, template="learning.seat_booked").exists()
    event = Event.objects.get(type="learning.seat_booked", subject=enrolment.id)
    assert event.payload["person_id"] == str(person.id)


def test_the_balance_pays_and_the_first_purchase_is_marked(now):
    recipient = a_buyer(balance=3_500_000)
    enrolment = book(recipient.person, a_class(payer="balance"), now)
    recipient.refresh_from_db()
    assert balance(recipient.account_id) == 1_400_000
    assert (enrolment.recipient_id, recipient.first_purchased_at) == (recipient.id, now)


def test_a_free_seat_moves_no_money(now):
    enrolment = book(a_person(), a_class(offering=an_offering(free=True)), now)
    assert enrolment.transfer_id is None
    assert not Transfer.objects.exists()


def test_a_fund_pays_until_it_is_empty(now):
    fund = open_account(an_actor("system"), kind="fund", name="Dana daerah", at=now)
    transfer(
        an_actor("system"), source=outside_account().id, target=fund.id, amount=2_100_000, purpose="grant",
        evidence_kind="test", evidence=fund.id, key="x", at=now,
    )  # fmt: skip
    training_class = a_class(payer="region", fund=fund)
    book(a_person(), training_class, now)
    assert code_of(book, a_person(), training_class, now) == "fund_empty"
    assert balance(fund.id) == 0


def test_the_lowest_free_seat_is_taken(now):
    training_class = a_class(seats=3)
    people = [a_person() for _ in range(3)]
    seats = [book(each, training_class, now) for each in people]
    commands.cancel_seat(actor(people[1]), enrolment_id=seats[1].id, at=now)
    assert book(a_person(), training_class, now).seat == 2


def test_the_same_key_books_once(now):
    person, training_class = a_person(), a_class()
    first = book(person, training_class, now)
    assert book(person, training_class, now).id == first.id
    assert Transfer.objects.count() == 1
    assert code_of(book, person, a_class(), now) == "key_used"


def test_a_full_class(now):
    training_class = a_class(seats=1)
    book(a_person(), training_class, now)
    assert code_of(book, a_person(), training_class, now) == "class_full"


@pytest.mark.parametrize(("traits", "code"), [
    ({"running": True}, "class_not_open"), ({"status": "cancelled"}, "class_not_open"), ({"starts_in": -1}, "class_begun"),
])  # fmt: skip
def test_a_class_that_takes_nobody(traits, code, now):
    assert code_of(book, a_person(), a_class(**traits), now) == code


def test_a_suspended_offering_takes_nobody(now):
    assert code_of(book, a_person(), a_class(offering=an_offering(status="suspended")), now) == "offering_not_published"


def test_one_seat_a_person(now):
    person, training_class = a_person(), a_class()
    book(person, training_class, now)
    assert code_of(book, person, training_class, now, key="b") == "already_seated"


def test_nobody_books_for_another(now):
    training_class = a_class()
    with pytest.raises(NotYours):
        commands.book_seat(an_actor("person"), class_id=training_class.id, person_id=a_person().id, key="a", at=now)


def test_a_balance_class_needs_a_decree(now):
    assert code_of(book, a_person(), a_class(payer="balance"), now) == "no_decree"


def test_a_balance_that_is_too_small_says_by_how_much(now):
    recipient = a_buyer(balance=1_000_000)
    with pytest.raises(Refused, match=r"kurang Rp1\.100\.000") as refused:
        book(recipient.person, a_class(payer="balance"), now)
    assert refused.value.code == "balance_too_small"
    assert refused.value.reasons


def test_online_outside_technology_cannot_be_bought_under_the_plan(now):
    recipient = a_buyer(balance=5_000_000, parameters=PLAN_2021)
    online = a_class(offering=an_offering(online=True), payer="balance")
    assert code_of(book, recipient.person, online, now) == "online_not_allowed"
    book(recipient.person, a_class(offering=an_offering(online=True, technology=True), payer="balance"), now)


def test_the_first_training_has_a_deadline(now):
    recipient = a_buyer(balance=5_000_000, made_at=now - datetime.timedelta(days=60))
    assert code_of(book, recipient.person, a_class(payer="balance"), now) == "first_training_late"


def test_the_next_training_waits_for_the_last_and_its_review(now):
    recipient = a_buyer(balance=5_000_000, first_purchased_at=now - datetime.timedelta(days=40))
    before = a_class(payer="balance", running=True)
    seat = an_enrolment(training_class=before, person=recipient.person, recipient=recipient)
    assert code_of(book, recipient.person, a_class(payer="balance"), now) == "previous_not_finished"
    seat.status, seat.completed_at = "completed", now
    seat.save()
    assert code_of(book, recipient.person, a_class(payer="balance"), now) == "previous_not_reviewed"


def test_after_the_review_the_next_may_be_bought(now):
    recipient = a_buyer(balance=5_000_000, first_purchased_at=now - datetime.timedelta(days=40))
    a_completed_enrolment(
        training_class=a_class(payer="balance", finished=True),
        person=recipient.person,
        recipient=recipient,
        reviewed=True,
    )
    assert book(recipient.person, a_class(payer="balance"), now).recipient_id == recipient.id


def test_cancelling_gives_everything_back(now):
    recipient = a_buyer(balance=3_500_000)
    training_class = a_class(payer="balance")
    enrolment = book(recipient.person, training_class, now)
    commands.cancel_seat(actor(recipient.person), enrolment_id=enrolment.id, at=now)
    training_class.refresh_from_db()
    recipient.refresh_from_db()
    assert (balance(recipient.account_id), training_class.seats_taken) == (3_500_000, 0)
    assert recipient.first_purchased_at is None
    assert Account.objects.get(kind="provider").balance == 0
    assert not Disclosure.objects.filter(subject=enrolment.id, ended_at=None).exists()
    assert code_of(commands.cancel_seat, actor(recipient.person), enrolment_id=enrolment.id, at=now) == "wrong_state"


def test_a_class_that_began_cannot_be_left(now):
    training_class = a_class(running=True)
    enrolment = an_enrolment(training_class=training_class)
    assert code_of(commands.cancel_seat, actor(enrolment.person), enrolment_id=enrolment.id, at=now) == "class_begun"


def test_another_persons_seat_is_not_there(now):
    with pytest.raises(NotYours):
        commands.cancel_seat(an_actor("person"), enrolment_id=an_enrolment().id, at=now)


def test_a_cancelled_class_refunds_everybody_with_a_message(now):
    provider = an_organisation("provider")
    training_class = a_class(offering=an_offering(provider=provider), payer="balance")
    recipients = [a_buyer(balance=2_100_000) for _ in range(3)]
    for each in recipients:
        book(each.person, training_class, now)
    commands.cancel_class(
        an_actor("provider", organisation=provider), class_id=training_class.id, reason="Listrik mati", at=now
    )
    training_class.refresh_from_db()
    assert (training_class.status, training_class.seats_taken) == ("cancelled", 0)
    assert [balance(each.account_id) for each in recipients] == [2_100_000] * 3
    assert OutboxMessage.objects.filter(template="learning.class_cancelled").count() == 3
    assert set(Enrolment.objects.values_list("status", flat=True)) == {"cancelled"}
    for each in recipients:  # the deadline does not fall on who lost a class through no fault of theirs
        each.refresh_from_db()
        assert each.first_purchased_at == now
    late = now + datetime.timedelta(days=16)
    assert book(recipients[0].person, a_class(payer="balance", starts_in=30), late, key="z").status == "booked"
