"""People whose institution is suspended: no new seats, another class or the money back; a blacklist ends all classes."""

from __future__ import annotations

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from peluang.domain.catalogue.content import content_of
from peluang.domain.catalogue.models import OfferingVersion
from peluang.domain.events.models import Event
from peluang.domain.events.sealer import deliver, seal
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning.commands import (
    book_seat,
    end_classes_of_sanctioned,
    schedule_class,
    start_class,
    take_refund,
    transfer_seat,
)
from peluang.domain.learning.models import Enrolment, TrainingClass
from peluang.domain.learning.suspension import choice_for, nearest_equivalents
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.money.models import Account
from peluang.domain.organisations.commands import enforce_sanction, lift_sanction
from peluang.domain.organisations.models import Organisation
from tests.factories.catalogue import a_training_type, an_offering
from tests.factories.institutions import a_sanction
from tests.factories.learning import a_buyer, a_class, an_enrolment
from tests.factories.organisations import an_actor, an_organisation
from tests.factories.people import a_person
from tests.refusals import refused

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def the_worker_turns(now):
    """What waits in the journal reaches those who listen."""
    with acting(PROGRAM, scope="command"):
        seal(now)
        deliver(now)


def suspended(provider, now, kind="suspension"):
    """Through the command and the worker, so that everything that follows from it follows."""
    sanction = a_sanction("answered", organisation=provider, kind=kind)
    made = enforce_sanction(an_actor("programme_office"), sanction_id=sanction.id, decision="Tetap.", at=now)
    the_worker_turns(now)
    return made


@pytest.fixture
def scene(now):
    """A person with a paid seat (2,100,000 of 3,500,000) in a class in two weeks, and the same training elsewhere."""
    kind = a_training_type()
    offering = an_offering(training_type=kind)
    buyer = a_buyer()
    seat = book_seat(
        an_actor("person", person=buyer.person), class_id=a_class(offering=offering, payer="balance", starts_in=14).id,
        person_id=buyer.person_id, key="k", at=now,
    )  # fmt: skip
    other = a_class(offering=an_offering(training_type=kind, price=1_900_000), payer="balance", starts_in=20)
    return buyer, seat, other


def balance_of(buyer):
    return Account.objects.get(id=buyer.account_id).balance


def templates_of(person_id):
    return set(OutboxMessage.objects.filter(person_id=person_id).values_list("template", flat=True))


def test_a_suspended_institution_takes_nobody_and_schedules_nothing(now):
    training_class = a_class()
    running = a_class(offering=training_class.offering, running=True)
    provider = training_class.offering.provider
    me, person = an_actor("provider", organisation=provider), a_person()
    suspended(provider, now)
    with refused("institution_suspended", "class_id"):
        book_seat(an_actor("person", person=person), class_id=training_class.id, person_id=person.id, key="k", at=now)
    with refused("institution_suspended"):
        start_class(me, class_id=training_class.id, at=training_class.starts_at)
    times = (now + DAY, now + 2 * DAY)
    with refused("institution_suspended"):
        schedule_class(
            me, offering_id=training_class.offering_id, code="BARU", starts_at=times[0], ends_at=times[1], seats=4,
            payer="own", sessions=[(*times, False)], at=now,
        )  # fmt: skip
    assert end_classes_of_sanctioned(PROGRAM, at=now) == 0
    assert TrainingClass.objects.get(id=running.id).status == "running"


def test_moving_pays_the_new_seat_from_the_old_and_keeps_the_first_purchase(scene, now):
    buyer, seat, other = scene
    me = an_actor("person", person=buyer.person)
    with refused("no_choice"):
        transfer_seat(me, enrolment_id=seat.id, class_id=other.id, at=now)
    suspended(seat.provider, now)
    assert "learning.choose_after_suspension" in templates_of(buyer.person_id)
    assert [each.id for each in nearest_equivalents(Enrolment.objects.get(id=seat.id), now)] == [other.id]
    late = now + 6 * DAY  # the time for a first training may be over meanwhile: the purchase stays made
    buyer.refresh_from_db()
    bought_at = buyer.first_purchased_at
    new = transfer_seat(me, enrolment_id=seat.id, class_id=other.id, at=late)
    assert (new.training_class_id, new.price, new.payer) == (other.id, 1_900_000, "balance")
    assert balance_of(buyer) == 3_500_000 - 1_900_000
    old = Enrolment.objects.get(id=seat.id)
    assert (old.status, old.status_reason) == ("cancelled", "institution_suspended")
    assert TrainingClass.objects.get(id=old.training_class_id).seats_taken == 0
    buyer.refresh_from_db()
    assert buyer.first_purchased_at == bought_at
    moved = Event.objects.get(type="learning.seat_moved")
    assert (moved.subject, moved.payload["to_enrolment"]) == (seat.id, str(new.id))
    assert "learning.seat_moved" in templates_of(buyer.person_id)
    with refused("no_choice"):
        transfer_seat(me, enrolment_id=seat.id, class_id=other.id, at=late)


def test_what_is_not_equivalent_is_no_target(scene, now):
    buyer, seat, good = scene
    kind = seat.offering.training_type
    dear = a_class(offering=an_offering(training_type=kind, price=2_200_000), payer="balance")
    wrong = {
        "dearer": dear, "another training": a_class(offering=an_offering(price=100), payer="balance"),
        "full": a_class(offering=good.offering, payer="balance", seats=1, seats_taken=1),
        "paid otherwise": a_class(offering=good.offering, payer="own"),
        "running": a_class(offering=good.offering, payer="balance", running=True),
        "same institution": a_class(offering=seat.offering, payer="balance"),
    }  # fmt: skip
    suspended(seat.provider, now)
    me = an_actor("person", person=buyer.person)
    for why, each in wrong.items():
        with refused("not_equivalent", "class_id"):
            transfer_seat(me, enrolment_id=seat.id, class_id=each.id, at=now)
        assert Enrolment.objects.get(id=seat.id).status == "booked", why
    assert balance_of(buyer) == 1_400_000
    with pytest.raises(NotYours):
        transfer_seat(an_actor("person"), enrolment_id=seat.id, class_id=good.id, at=now)
    with pytest.raises(NotYours):
        take_refund(an_actor("person"), enrolment_id=seat.id, at=now)


def test_the_money_goes_back_when_asked_or_by_itself_after_seven_days(scene, now):
    buyer, seat, _other = scene
    silent = an_enrolment(training_class=a_class(offering=seat.offering, starts_in=10))
    suspended(seat.provider, now)
    take_refund(an_actor("person", person=buyer.person), enrolment_id=seat.id, at=now + DAY)
    assert balance_of(buyer) == 3_500_000
    assert end_classes_of_sanctioned(PROGRAM, at=now + 7 * DAY - datetime.timedelta(minutes=1)) == 0
    assert end_classes_of_sanctioned(PROGRAM, at=now + 7 * DAY) == 2  # also the one that nobody is left in
    silent.refresh_from_db()
    assert (silent.status, silent.status_reason) == ("cancelled", "institution_sanctioned")
    assert end_classes_of_sanctioned(PROGRAM, at=now + 8 * DAY) == 0


def test_the_choice_never_outlasts_the_day_the_class_would_begin(now):
    seat = an_enrolment(training_class=a_class(starts_in=2))
    suspended(seat.provider, now)
    seat = Enrolment.objects.select_related("training_class").get(id=seat.id)
    begins = seat.training_class.starts_at
    assert choice_for(seat, now).until == begins
    assert choice_for(seat, begins) is None
    assert end_classes_of_sanctioned(PROGRAM, at=begins) == 1


def test_lifted_in_time_the_class_goes_on_and_people_hear_it(scene, now):
    buyer, seat, _other = scene
    sanction = suspended(seat.provider, now)
    lift_sanction(an_actor("programme_office"), sanction_id=sanction.id, decision="Keliru.", at=now + DAY)
    the_worker_turns(now + DAY)
    assert "learning.class_goes_on" in templates_of(buyer.person_id)
    assert end_classes_of_sanctioned(PROGRAM, at=now + 8 * DAY) == 0
    with refused("no_choice"):
        take_refund(an_actor("person", person=buyer.person), enrolment_id=seat.id, at=now + DAY)
    assert Enrolment.objects.get(id=seat.id).status == "booked"


def test_a_blacklist_ends_running_classes_too_with_refunds(scene, now):
    buyer, seat, _other = scene
    learning = an_enrolment(training_class=a_class(offering=seat.offering, running=True), status="attending")
    suspended(seat.provider, now, kind="blacklist")
    assert end_classes_of_sanctioned(PROGRAM, at=now) == 2
    assert balance_of(buyer) == 3_500_000
    learning.refresh_from_db()
    assert learning.status == "cancelled"
    assert "learning.class_cancelled" in templates_of(buyer.person_id)
    assert "learning.choose_after_suspension" not in templates_of(buyer.person_id)


def test_a_warning_leaves_classes_alone(scene, now):
    buyer, seat, _other = scene
    suspended(seat.provider, now, kind="warning")
    assert end_classes_of_sanctioned(PROGRAM, at=now + 30 * DAY) == 0
    assert "learning.choose_after_suspension" not in templates_of(buyer.person_id)


def test_a_booking_beside_the_suspension_is_refused_or_asked(fresh_database, now):
    """Either the seat came first and its owner is asked to choose, or the booking is refused: never neither.

    Asking inside the decision made the two wait for each other (class, then institution; institution, then class).
    """
    for attempt in range(4):
        with acting(PROGRAM, scope="command"):
            training_class, person = a_class(), a_person()
            sanction = a_sanction("answered", organisation=training_class.offering.provider)
            officer, me = an_actor("programme_office"), an_actor("person", person=person)
        start = threading.Barrier(2)

        def book(me=me, person=person, training_class=training_class, start=start):
            start.wait(10)
            try:
                book_seat(me, class_id=training_class.id, person_id=person.id, key="k", at=now)
            except Refused as refusal:
                return refusal.code
            finally:
                connection.close()
            return "booked"

        def close(officer=officer, sanction=sanction, start=start):
            start.wait(10)
            try:
                return enforce_sanction(officer, sanction_id=sanction.id, decision="Tetap.", at=now).status
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            booking, closing = pool.submit(book), pool.submit(close)
        assert closing.result() == "in_force"
        the_worker_turns(now)
        with acting(PROGRAM):
            asked = "learning.choose_after_suspension" in templates_of(person.id)
            assert Organisation.objects.get(id=training_class.offering.provider_id).status == "suspended"
        assert (booking.result(), asked) in [("booked", True), ("institution_suspended", False)], attempt


def test_two_people_who_change_places_do_not_block_each_other(fresh_database, now):
    """Both moves lock both classes in one order."""
    with acting(PROGRAM, scope="command"):
        kind = a_training_type()
        bad = [an_offering(training_type=kind, provider=an_organisation("provider")) for _ in range(2)]
        good = a_class(offering=an_offering(training_type=kind), starts_in=9)
        seats = [an_enrolment(training_class=a_class(offering=each)) for each in bad]
        for each in seats:
            suspended(each.provider, now)
        actors = [an_actor("person", person=each.person) for each in seats]

    def move(actor, seat):
        try:
            return transfer_seat(actor, enrolment_id=seat.id, class_id=good.id, at=now).seat
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(move, actors, seats)) == [1, 2]


def test_what_the_other_class_costs_is_what_it_was_scheduled_with(scene, now):
    """Today the same training is dearer than the seat was; the class that stands is not, and is offered at its price."""
    buyer, seat, other = scene
    kept = other.offering
    content = content_of(kept)
    OfferingVersion.objects.create(
        offering=kept, number=1, content=content, standard="2.0", made_at=now, applied_at=now
    )
    kept.price, kept.version = 2_500_000, 2
    kept.save(update_fields=["price", "version"])
    suspended(seat.provider, now)
    [target] = nearest_equivalents(Enrolment.objects.get(id=seat.id), now)
    assert (target.id, target.offering.price) == (other.id, 1_900_000)
    new = transfer_seat(an_actor("person", person=buyer.person), enrolment_id=seat.id, class_id=other.id, at=now)
    assert new.price == 1_900_000
