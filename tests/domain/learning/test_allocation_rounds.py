"""A round of scarce seats: promised, wished, computed, proven, settled, and every way it can be refused."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.kernel.context import PROGRAM
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning import commands
from peluang.domain.learning.allocation_files import classes_csv, reserves_csv, result_csv, wishes_csv
from peluang.domain.learning.commands.allocation import cancel_overdue_allocations, round_name
from peluang.domain.learning.models import (
    Allocation,
    AllocationClass,
    AllocationSecret,
    Enrolment,
    TrainingClass,
    WaitingEntry,
    Wish,
)
from peluang.domain.learning.round_market import settle_by
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.money.queries import balance
from peluang.domain.programme.models import Recipient
from peluang.engines.allocation import Proof, verify_files
from peluang.engines.draw import commitment
from tests.factories.catalogue import an_offering
from tests.factories.learning import a_buyer, a_class, a_completed_enrolment, an_enrolment
from tests.factories.organisations import an_actor
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
KUDUS = "33.19"


def code_of(call, *args, **named):
    with pytest.raises(Refused) as refused:
        call(*args, **named)
    assert str(refused.value)
    return refused.value.code


def office():
    return an_actor("programme_office")


def a_round(now, classes, **values):
    """classes: [(class, reserves)]. Opens now, closes in three days."""
    opened = commands.open_allocation(
        office(), name="Las se-Jawa Tengah", opens_at=now, closes_at=now + 3 * DAY,
        classes=[(each.id, kept) for each, kept in classes], at=now, **values,
    )  # fmt: skip
    by_class = {each.training_class_id: each.id for each in opened.classes.all()}
    return opened, [by_class[each.id] for each, _kept in classes]


def wish(person, opened, classes, now):
    return commands.set_wishes(
        an_actor("person", person=person), allocation_id=opened.id, person_id=person.id, classes=classes, at=now
    )


def compute(opened, now, **values):
    return commands.compute_allocation(office(), allocation_id=opened.id, at=now + 3 * DAY, **values)


def settle(opened, now):
    commands.settle_allocation(office(), allocation_id=opened.id, at=now + 4 * DAY)
    return commands.seat_winners(PROGRAM, at=now + 4 * DAY)


def free_class(**traits):
    return a_class(offering=an_offering(free=True), starts_in=20, **traits)


def test_from_promise_to_seats(now):
    """Two seats, one kept for Kudus. Four people want them: points, the kept seat, and a ticket decide."""
    row = free_class(seats=2)
    opened, [key] = a_round(now, [(row, {KUDUS: 1})])
    assert opened.commitment == commitment(bytes.fromhex(AllocationSecret.objects.get(allocation=opened).seed))
    assert opened.seed == ""
    veteran = a_completed_enrolment(offering=an_offering(free=True)).person
    newcomer, from_kudus = a_person(), a_completed_enrolment(person=a_person(regency=KUDUS)).person
    for each in (veteran, newcomer, from_kudus):
        wish(each, opened, [key], now)
    computed = compute(opened, now)
    proof = Proof.from_json(computed.proof)
    assert proof.holds and (proof.blocking_pairs, proof.placed, proof.kept_used) == (0, 2, 1)
    found = {each.person_id: each for each in Wish.objects.all()}
    assert {person for person, each in found.items() if each.given_id} == {newcomer.id, from_kudus.id}
    assert found[from_kudus.id].kept and not found[newcomer.id].kept
    assert [each["code"] for each in found[newcomer.id].factors] == ["first_training", "near"]
    assert settle(opened, now) == 2
    row.refresh_from_db()
    assert (row.seats_taken, row.seats_held) == (2, 0)
    assert set(Enrolment.objects.filter(training_class=row).values_list("person_id", flat=True)) == {
        newcomer.id, from_kudus.id,
    }  # fmt: skip
    told = dict(OutboxMessage.objects.values_list("template", "person_id"))
    assert told["learning.not_allocated"] == veteran.id
    assert OutboxMessage.objects.filter(template="learning.allocated").count() == 2
    assert commands.seat_winners(PROGRAM, at=now + 5 * DAY) == 0


def test_the_published_files_verify_with_one_script(now, tmp_path):
    classes = [free_class(seats=2) for _ in range(3)]
    opened, keys = a_round(now, [(classes[0], {KUDUS: 1}), (classes[1], {}), (classes[2], {"33.20": 1})])
    for number in range(12):
        person = a_person(regency=KUDUS if number % 3 else "33.20", has_disability=number % 4 == 0)
        wish(person, opened, keys[number % 3 :] + keys[: number % 3], now)
    computed = compute(opened, now, public_value="IHSG 7234,56")
    paths = {}
    for name, content in (
        ("classes", classes_csv(computed)), ("reserves", reserves_csv(computed)), ("wishes", wishes_csv(computed)),
        ("result", result_csv(computed)),
    ):  # fmt: skip
        paths[name] = tmp_path / f"{name}.csv"
        paths[name].write_bytes(content)
    files = [str(paths[name]) for name in ("classes", "reserves", "wishes")]
    more = {"public": "IHSG 7234,56", "commitment": computed.commitment}
    assert verify_files(*files, computed.seed, str(paths["result"]), round_name(computed), **more) == []
    person = str(Wish.objects.first().person_id)
    assert all(person not in path.read_text() for path in paths.values())


def test_computing_again_gives_the_same_and_keeps_the_public_value(now):
    row = free_class(seats=2)
    opened, [key] = a_round(now, [(row, {})])
    for _ in range(6):
        wish(a_person(), opened, [key], now)
    first = compute(opened, now, public_value="angka")
    again = compute(opened, now, public_value="angka lain")
    assert again.public_value == "angka"
    assert again.proof == first.proof


def test_a_class_of_a_round_is_not_first_come(now):
    row = free_class(seats=2)
    opened, [key] = a_round(now, [(row, {})])
    person = a_person()
    by = an_actor("person", person=person)
    book = {"class_id": row.id, "person_id": person.id, "key": "k", "at": now}
    assert code_of(commands.book_seat, by, **book) == "in_allocation"
    assert code_of(commands.join_line, by, class_id=row.id, person_id=person.id, at=now) == "in_allocation"
    wish(person, opened, [key], now)
    commands.cancel_allocation(office(), allocation_id=opened.id, at=now)
    assert commands.book_seat(by, **book).seat == 1
    assert OutboxMessage.objects.filter(template="learning.allocation_cancelled", person=person).exists()


def test_a_held_seat_is_nobody_elses_until_it_is_booked(now):
    row = free_class(seats=1)
    opened, [key] = a_round(now, [(row, {})])
    wish(a_person(), opened, [key], now)
    compute(opened, now)
    commands.settle_allocation(office(), allocation_id=opened.id, at=now + 4 * DAY)
    stranger = a_person()
    assert code_of(
        commands.book_seat, an_actor("person", person=stranger), class_id=row.id, person_id=stranger.id, key="k",
        at=now + 4 * DAY,
    ) == "class_full"  # fmt: skip
    commands.seat_winners(PROGRAM, at=now + 4 * DAY)
    assert Enrolment.objects.get(training_class=row).seat == 1


def test_wishes_that_cannot_be_paid_are_struck_with_a_reason(now):
    row = a_class(offering=an_offering(price=1_000_000), payer="balance", starts_in=20)
    opened, [key] = a_round(now, [(row, {})])
    poor, rich, none = a_buyer(balance=900_000).person, a_buyer(balance=1_000_000), a_person()
    for each in (poor, rich.person, none):
        wish(each, opened, [key], now)
    compute(opened, now)
    struck = {each.person_id: each.struck.get(str(key)) for each in Wish.objects.all()}
    assert struck == {poor.id: "balance_too_small", none.id: "no_decree", rich.person_id: None}
    settle(opened, now)
    assert balance(rich.account_id) == 0


def test_a_winner_who_cannot_pay_any_more_is_told_and_the_next_is_offered(now):
    row = a_class(offering=an_offering(price=1_000_000), seats=1, payer="balance", starts_in=20)
    other = a_class(offering=an_offering(price=500_000), payer="balance", starts_in=21)
    opened, [key] = a_round(now, [(row, {})])
    buyers = [a_buyer(balance=1_000_000) for _ in range(2)]
    for each in buyers:
        wish(each.person, opened, [key], now)
    compute(opened, now)
    won = Wish.objects.get(outcome="given")
    winner = next(each for each in buyers if each.person_id == won.person_id)
    loser = next(each for each in buyers if each is not winner)
    commands.book_seat(
        an_actor("person", person=winner.person),
        class_id=other.id,
        person_id=winner.person_id,
        key="o",
        at=now + 3 * DAY,
    )
    settle(opened, now)
    won.refresh_from_db()
    assert won.outcome.startswith("refused_")
    assert OutboxMessage.objects.filter(template="learning.allocation_refused", person=winner.person).exists()
    entry = WaitingEntry.objects.get()
    assert (entry.person_id, entry.status) == (loser.person_id, "offered")
    seat = commands.book_seat(
        an_actor("person", person=loser.person), class_id=row.id, person_id=loser.person_id, key="l", at=now + 4 * DAY
    )
    assert seat.seat == 1


def test_a_class_cancelled_meanwhile_is_left_out_when_computed_again(now):
    rows = [free_class(seats=1), free_class(seats=1)]
    opened, keys = a_round(now, [(each, {}) for each in rows])
    wish(a_person(), opened, keys, now)
    compute(opened, now)
    commands.cancel_class(PROGRAM, class_id=rows[0].id, reason="Listrik mati", at=now + 3 * DAY)
    assert code_of(commands.settle_allocation, office(), allocation_id=opened.id, at=now + 4 * DAY) == "seats_changed"
    compute(opened, now)
    found = Wish.objects.get()
    assert (found.given_id, found.rank, found.struck) == (keys[1], 2, {str(keys[0]): "class_not_open"})


def test_wishes_can_be_changed_and_taken_back_until_closing(now):
    rows = [free_class() for _ in range(3)]
    opened, keys = a_round(now, [(each, {}) for each in rows], most_wishes=2)
    person = a_person()
    wish(person, opened, keys[:2], now)
    assert wish(person, opened, keys[1:], now + DAY).classes == [str(each) for each in keys[1:]]
    assert Wish.objects.count() == 1
    assert wish(person, opened, [], now + DAY) is None
    assert not Wish.objects.exists()


@pytest.mark.parametrize(("classes", "after", "code"), [
    ([0, 0], 0, "wished_twice"), ([0, 1, 2], 0, "too_many_wishes"), ([9], 0, "unknown_class"),
    ([0], 3, "round_closed"), ([0], -1, "not_open_yet"),
])  # fmt: skip
def test_wishes_that_make_no_sense(classes, after, code, now):
    rows = [free_class() for _ in range(3)]
    opened, keys = a_round(now, [(each, {}) for each in rows], most_wishes=2)
    named = [keys[each] if each < 3 else opened.id for each in classes]
    assert code_of(wish, a_person(), opened, named, now + after * DAY) == code


def test_only_the_person_wishes_and_only_the_office_runs_rounds(now):
    opened, keys = a_round(now, [(free_class(), {})])
    with pytest.raises(NotYours):
        commands.set_wishes(
            an_actor("person"), allocation_id=opened.id, person_id=a_person().id, classes=keys, at=now
        )  # fmt: skip
    for stranger in (an_actor("person"), an_actor("provider"), an_actor("labour_office")):
        with pytest.raises(NotYours):
            commands.compute_allocation(stranger, allocation_id=opened.id, at=now + 3 * DAY)
        with pytest.raises(NotYours):
            commands.settle_allocation(stranger, allocation_id=opened.id, at=now + 3 * DAY)
        with pytest.raises(NotYours):
            commands.cancel_allocation(stranger, allocation_id=opened.id, at=now)


@pytest.mark.parametrize(("changes", "code"), [
    ({"name": " "}, "name_missing"), ({"closes_at": -1}, "round_times"), ({"most_wishes": 0}, "most_wishes"),
    ({"kept": {"33.20": 99}}, "reserve_too_big"), ({"kept": {"33.20": 0}}, "reserve_too_big"),
    ({"kept": {"99.99": 1}}, "unknown_regency"), ({"starts_in": 4}, "class_too_early"), ({"none": True}, "no_classes"),
    ({"status": "cancelled"}, "class_not_open"),
])  # fmt: skip
def test_rounds_that_make_no_sense(changes, code, now):
    row = a_class(starts_in=changes.get("starts_in", 20), status=changes.get("status", "open"))
    values = {
        "name": changes.get("name", "Putaran"), "opens_at": now, "closes_at": now + changes.get("closes_at", 3) * DAY,
        "most_wishes": changes.get("most_wishes", 20),
        "classes": [] if "none" in changes else [(row.id, changes.get("kept", {}))],
    }  # fmt: skip
    assert code_of(commands.open_allocation, office(), at=now, **values) == code
    assert not AllocationClass.objects.exists()


def test_steps_come_in_their_order(now):
    row = free_class()
    opened, _keys = a_round(now, [(row, {})])
    assert code_of(commands.compute_allocation, office(), allocation_id=opened.id, at=now) == "not_closed_yet"
    assert code_of(commands.settle_allocation, office(), allocation_id=opened.id, at=now) == "wrong_state"
    with pytest.raises(Refused, match="sudah ada di pembagian lain"):
        a_round(now, [(row, {})])
    computed = compute(opened, now)  # nobody wished: nothing is given, and that is proven too
    assert Proof.from_json(computed.proof).placed == 0
    assert settle(opened, now) == 0
    assert code_of(commands.cancel_allocation, office(), allocation_id=opened.id, at=now) == "wrong_state"


def test_a_broken_seed_or_proof_stops_everything(now):
    opened, _keys = a_round(now, [(free_class(), {})])
    AllocationSecret.objects.update(seed="00" * 32)
    assert code_of(commands.compute_allocation, office(), allocation_id=opened.id, at=now + 3 * DAY) == "seed_broken"
    Allocation.objects.update(status="computed", proof={})
    Allocation.objects.update(proof=None)
    assert code_of(commands.settle_allocation, office(), allocation_id=opened.id, at=now + 4 * DAY) == "proof_fails"


def test_what_a_round_leaves_over_is_offered_to_who_waited_before(now):
    """A line from before the round stands still while it lasts, and is asked first when it ends either way."""
    for end in ("settled", "cancelled"):
        row = free_class(seats=1)
        seat = an_enrolment(training_class=row, person=a_person(), payer="own")
        waiting = a_person()
        place = commands.join_line(
            an_actor("person", person=waiting), class_id=row.id, person_id=waiting.id, at=now
        )  # fmt: skip
        opened, _keys = a_round(now, [(row, {})])
        commands.cancel_seat(an_actor("person", person=seat.person), enrolment_id=seat.id, at=now)
        place.refresh_from_db()
        assert place.status == "waiting"
        if end == "settled":
            compute(opened, now)
            settle(opened, now)
        else:
            commands.cancel_allocation(office(), allocation_id=opened.id, at=now + DAY)
        place.refresh_from_db()
        row.refresh_from_db()
        assert (place.status, row.seats_held, row.seats_left) == ("offered", 1, 0)


def test_a_round_nobody_settled_is_cancelled_a_day_before_its_first_class(now):
    """Its seats don't stay empty; one settled in time and one whose class was moved to tomorrow are left alone."""
    first, second, moved, alone = (free_class(seats=1) for _ in range(4))
    late, _keys = a_round(now, [(first, {}), (moved, {})])
    in_time, _keys = a_round(now, [(second, {})])
    other, [key] = a_round(now, [(alone, {})])
    wish(a_person(), late, [late.classes.get(training_class=first).id], now)
    wish(a_person(), other, [key], now)
    TrainingClass.objects.filter(id=moved.id).update(starts_at=now + 5 * DAY, moved_at=now + DAY)
    for each in (late, in_time):
        compute(each, now)
    settle(in_time, now)
    assert settle_by(late) == first.starts_at - DAY
    assert cancel_overdue_allocations(PROGRAM, at=first.starts_at - 2 * DAY) == 0
    assert cancel_overdue_allocations(PROGRAM, at=first.starts_at - DAY) == 2
    assert cancel_overdue_allocations(PROGRAM, at=first.starts_at) == 0
    states = dict(Allocation.objects.values_list("id", "status"))
    assert (states[late.id], states[other.id], states[in_time.id]) == ("cancelled", "cancelled", "settled")
    assert OutboxMessage.objects.filter(template="learning.allocation_cancelled").count() == 2
    buyer = a_person()
    commands.book_seat(
        an_actor("person", person=buyer), class_id=first.id, person_id=buyer.id, key="k", at=first.starts_at - DAY
    )


def test_who_found_another_way_in_is_not_asked_again(now):
    """The seat of a winner who cannot take it goes past who sits in the class already."""
    row = a_class(offering=an_offering(price=1_000_000), seats=2, payer="balance", starts_in=20)
    opened, [key] = a_round(now, [(row, {})])
    buyers = [a_buyer(balance=1_000_000) for _ in range(3)]
    for each in buyers:
        wish(each.person, opened, [key], now)
    compute(opened, now)
    won = list(Wish.objects.filter(outcome="given").order_by("ticket"))
    loser = next(each for each in buyers if each.person_id not in {wish.person_id for wish in won})
    commands.settle_allocation(office(), allocation_id=opened.id, at=now + 4 * DAY)
    commands.change_seats(office(), class_id=row.id, seats=3, at=now + 4 * DAY)
    commands.book_seat(
        an_actor("person", person=loser.person), class_id=row.id, person_id=loser.person_id, key="l", at=now + 4 * DAY
    )
    Recipient.objects.filter(person_id=won[0].person_id).update(status="revoked")
    commands.seat_winners(PROGRAM, at=now + 4 * DAY)
    assert Wish.objects.get(id=won[0].id).outcome.startswith("refused_")
    assert not WaitingEntry.objects.filter(person=loser.person).exists()
