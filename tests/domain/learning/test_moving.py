"""A class that moves: everybody learns old and new, may leave with all money, and the past stays where it was."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning import commands
from peluang.domain.learning.models import Attendance, ClassMove, Readiness, WaitingEntry
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.messages.wording import render
from peluang.domain.money.queries import balance
from tests.factories.catalogue import an_offering
from tests.factories.institutions import a_venue
from tests.factories.learning import a_buyer, a_class, an_enrolment
from tests.factories.organisations import an_actor, an_organisation
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


@pytest.fixture
def provider():
    return an_organisation("provider")


@pytest.fixture
def manager(provider):
    return an_actor("provider", organisation=provider)


def a_class_of(provider, **traits):
    return a_class(offering=an_offering(provider=provider), **traits)


def later(row, days):
    """Every session, so many days later."""
    move = days * DAY
    return {each.number: (each.starts_at + move, each.ends_at + move) for each in row.sessions.all()}


def code_of(call, *args, **named):
    with pytest.raises(Refused) as refused:
        call(*args, **named)
    assert str(refused.value)
    return refused.value.code


def move(by, row, now, **changes):
    values = {"reason": "Bengkel kebanjiran", "times": {}} | changes
    return commands.move_class(by, class_id=row.id, at=now, **values)


def test_everybody_is_told_old_new_and_until_when_they_may_leave(provider, manager, now):
    row = a_class_of(provider, seats=1)
    seat = an_enrolment(training_class=row)
    waits = commands.join_line(
        an_actor("person", person=(other := a_person())), class_id=row.id, person_id=other.id, at=now
    )
    moved = move(manager, row, now, times=later(row, 10), venue="BLK Kudus", address="Jalan Jati 2")
    [message] = OutboxMessage.objects.filter(template="learning.class_moved")
    [words] = render([message])
    assert message.person_id == seat.person_id
    for part in (
        "1 Desember 2026",
        "11 Desember 2026",
        "BLK Kudus, Jalan Jati 2",
        "Bengkel kebanjiran",
        "keluar sampai",
    ):
        assert part in words.body
    [line] = OutboxMessage.objects.filter(template="learning.line_class_moved")
    assert line.person_id == waits.person_id
    assert (moved.starts_at, moved.leave_until) == (row.starts_at + 10 * DAY, now + 7 * DAY)
    kept = ClassMove.objects.get()
    assert (kept.before["venue"], kept.after["venue"]) == ("Bengkel las", "BLK Kudus")
    assert WaitingEntry.objects.get().status == "waiting"


def test_past_sessions_and_those_with_attendance_stay(provider, manager, now):
    row = a_class_of(provider, running=True)  # began yesterday: session 2 is on now, session 3 tomorrow
    first, second, third = row.sessions.all()
    assert code_of(move, manager, row, now, times={1: (now + DAY, now + DAY + HOUR)}) == "session_past"
    Attendance.objects.create(
        session=third, enrolment=an_enrolment(training_class=row), arrived_at=third.starts_at, evidence="roster"
    )
    assert code_of(move, manager, row, now, times={3: (now + 9 * DAY, now + 9 * DAY + HOUR)}) == "session_past"
    Attendance.objects.all().delete()
    move(manager, row, now, times={3: (now + 9 * DAY, now + 9 * DAY + 8 * HOUR)})
    row.refresh_from_db()
    assert [each.starts_at for each in row.sessions.all()] == [first.starts_at, second.starts_at, now + 9 * DAY]
    assert (row.starts_at, row.ends_at) == (first.starts_at, now + 9 * DAY + 8 * HOUR)


def test_after_a_move_a_running_class_may_be_left_with_all_the_money(provider, manager, now):
    recipient = a_buyer(balance=2_100_000)
    row = a_class_of(provider, payer="balance")
    by = an_actor("person", person=recipient.person)
    seat = commands.book_seat(by, class_id=row.id, person_id=recipient.person_id, key="k", at=now)
    commands.start_class(manager, class_id=row.id, at=row.starts_at)
    assert code_of(commands.cancel_seat, by, enrolment_id=seat.id, at=row.starts_at) == "class_begun"
    moved_at = row.starts_at + 9 * HOUR
    [*_, last] = row.sessions.all()
    move(manager, row, moved_at, times={3: (last.starts_at + 5 * DAY, last.ends_at + 5 * DAY)})
    commands.cancel_seat(by, enrolment_id=seat.id, at=moved_at + 6 * DAY)
    recipient.refresh_from_db()
    assert balance(recipient.account_id) == 2_100_000
    assert recipient.first_purchased_at == now  # the time for a first training is not lost with it


def test_who_came_after_the_move_or_waited_too_long_stays(provider, manager, now):
    row = a_class_of(provider, running=True)
    seat = an_enrolment(training_class=row, status="attending")
    by = an_actor("person", person=seat.person)
    [*_, last] = row.sessions.all()
    move(manager, row, now, times={3: (now + 2 * DAY, now + 2 * DAY + HOUR)})
    assert code_of(commands.cancel_seat, by, enrolment_id=seat.id, at=now + 8 * DAY) == "class_begun"
    last.refresh_from_db()
    Attendance.objects.create(session=last, enrolment=seat, arrived_at=last.starts_at, evidence="roster")
    assert code_of(commands.cancel_seat, by, enrolment_id=seat.id, at=now + 3 * DAY) == "class_begun"


@pytest.mark.parametrize(("changes", "code"), [
    ({"reason": " "}, "reason_missing"), ({}, "nothing_changed"), ({"regency": "99.99"}, "unknown_regency"),
    ({"room_id": "018f0000-0000-7000-8000-000000000000"}, "unknown_room"),
])  # fmt: skip
def test_moves_that_make_no_sense(changes, code, provider, manager, now):
    assert code_of(move, manager, a_class_of(provider), now, **changes) == code


def test_times_that_make_no_sense(provider, manager, now):
    row = a_class_of(provider)
    first, second, _third = row.sessions.all()
    wrong = {
        "unknown_session": {9: (now + DAY, now + 2 * DAY)},
        "ends_before_start": {1: (now + 2 * DAY, now + DAY)},
        "in_the_past": {1: (now - DAY, now)},
        "sessions_clash": {1: (second.starts_at, second.ends_at)},
    }
    for code, times in wrong.items():
        assert code_of(move, manager, row, now, times=times) == code
    first.refresh_from_db()
    assert first.starts_at == row.starts_at


def test_only_the_institution_and_the_office_move_a_class(provider, now):
    row = a_class_of(provider)
    for stranger in (an_actor("provider"), an_actor("person"), an_actor("trainer", organisation=provider)):
        with pytest.raises(NotYours):
            move(stranger, row, now, venue="BLK Kudus")
    move(an_actor("programme_office"), row, now, venue="BLK Kudus")


def test_a_finished_class_does_not_move(provider, manager, now):
    assert code_of(move, manager, a_class_of(provider, finished=True), now, venue="BLK") == "wrong_state"


def test_more_seats_go_to_the_line_first(provider, manager, now):
    row = a_class_of(provider, seats=1)
    an_enrolment(training_class=row)
    entry = commands.join_line(
        an_actor("person", person=(person := a_person())), class_id=row.id, person_id=person.id, at=now
    )
    row = commands.change_seats(manager, class_id=row.id, seats=3, at=now)
    entry.refresh_from_db()
    assert (entry.status, row.seats_held, row.seats_left) == ("offered", 1, 1)
    assert code_of(commands.change_seats, manager, class_id=row.id, seats=1, at=now) == "seats_taken"
    assert code_of(commands.change_seats, manager, class_id=row.id, seats=0, at=now) == "no_seats"
    assert commands.change_seats(manager, class_id=row.id, seats=2, at=now).seats_left == 0
    assert code_of(commands.change_seats, manager, class_id=row.id, seats=9, at=row.starts_at) == "wrong_state"


def test_a_room_holds_every_seat_that_may_still_be_sold(provider, manager, now):
    row = a_class_of(provider, seats=12)
    small = a_venue(organisation=provider, capacity=8)
    assert code_of(move, manager, row, now, room_id=small.id) == "room_too_small"
    commands.change_seats(manager, class_id=row.id, seats=8, at=now)
    move(manager, row, now, room_id=small.id)
    row.refresh_from_db()
    assert (row.room_id, row.seats) == (small.id, 8)


def test_another_address_under_the_same_name_is_looked_at_anew(provider, manager, now):
    row = a_class_of(provider)
    assert Readiness.objects.filter(training_class=row, item="exit", ok=True).exists()
    move(manager, row, now, times=later(row, 1))
    assert Readiness.objects.filter(training_class=row).exists()
    move(manager, row, now, address="Jalan Pemuda 99, Kudus")
    assert not Readiness.objects.filter(training_class=row).exists()


def test_who_wished_the_class_in_a_round_is_told(provider, manager, now):
    row = a_class_of(provider, starts_in=20)
    office, person = an_actor("programme_office"), a_person()
    opened = commands.open_allocation(
        office, name="Las", opens_at=now, closes_at=now + 3 * DAY, classes=[(row.id, {})], at=now
    )
    commands.set_wishes(
        an_actor("person", person=person), allocation_id=opened.id, person_id=person.id,
        classes=[opened.classes.get().id], at=now,
    )  # fmt: skip
    move(manager, row, now, times=later(row, 2))
    told = OutboxMessage.objects.get(template="learning.wished_class_moved")
    [words] = render([told])
    assert told.person_id == person.id
    assert "Las" in str(words) and "mengubah pilihanmu" in str(words)
