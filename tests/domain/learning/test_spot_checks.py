"""Visits: drawn at random, absences contest what was recorded until an office excuses them."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.learning.commands import answer_absence, decide_absence, draw_spot_check, mark_spot_check
from peluang.domain.learning.evidence import collect
from peluang.domain.learning.models import Attendance, SpotCheckSeat
from peluang.domain.learning.queries.attendance import (
    absences_of_class,
    check_of,
    checks_of,
    checks_of_class,
    own_presence,
    sessions_to_visit,
    undecided_absences,
)
from peluang.domain.messages.models import OutboxMessage
from tests.factories.learning import an_enrolment
from tests.factories.organisations import an_actor, an_organisation
from tests.factories.people import a_person
from tests.refusals import refused

from .test_scans import HOUR, MINUTE, Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def office():
    return an_actor("labour_office", regency="33.20")


def draw(room, office, at=None):
    check = draw_spot_check(office, session_id=room.session.id, at=at or room.start + HOUR)
    return check, {each.enrolment_id: each for each in check.seats.all()}


def minutes(room, seat):
    return collect(room.row, [seat])[seat.id].evidence.attended_minutes


def test_a_visit_finds_an_empty_seat_and_the_hours_stop_counting_until_excused(room, office):
    here, gone, _never = room.seats
    room.send(*(room.read(each, "in", room.start) for each in (here, gone)), at=room.start + MINUTE)
    check, drawn = draw(room, office)
    marks = {drawn[here.id].id: True, drawn[gone.id].id: False}
    mark_spot_check(office, check_id=check.id, present=marks, note="Bengkel sepi", at=room.start + HOUR + 9 * MINUTE)
    room.send(*(room.read(each, "out", room.end - MINUTE) for each in (here, gone)))
    assert Attendance.objects.get(enrolment=gone).contested_at == check.made_at
    assert (minutes(room, here), minutes(room, gone)) == (480, 0)
    told = OutboxMessage.objects.get(template="learning.spot_check_absent")
    assert told.person_id == gone.person_id
    seat = drawn[gone.id].id
    answer_absence(an_actor("person", person=gone.person), seat_id=seat, answer=" Sedang ke toilet ", at=room.end)
    answer_absence(room.trainer, seat_id=seat, answer="Benar, ia di toilet", at=room.end)
    assert undecided_absences(room.row.id) == 1
    row = decide_absence(office, seat_id=seat, excused=True, reason="Tas dan alatnya ada", at=room.end)
    assert (row.answer, row.trainer_answer) == ("Sedang ke toilet", "Benar, ia di toilet")
    assert Attendance.objects.get(enrolment=gone).contested_at is None
    assert minutes(room, gone) == 480
    assert undecided_absences(room.row.id) == 0
    assert OutboxMessage.objects.filter(template="learning.absence_excused").exists()
    with refused("absence_decided"):
        decide_absence(office, seat_id=seat, excused=False, reason="Berubah", at=room.end)


def test_an_upheld_absence_stays(room, office):
    gone = room.seats[0]
    room.send(room.read(gone, "in", room.start), room.read(gone, "out", room.end - MINUTE))
    check, drawn = draw(room, office)
    mark_spot_check(office, check_id=check.id, present={drawn[gone.id].id: False}, at=check.made_at)
    decide_absence(office, seat_id=drawn[gone.id].id, excused=False, reason="Tidak ada di tempat", at=room.end)
    assert minutes(room, gone) == 0
    assert OutboxMessage.objects.filter(template="learning.absence_upheld").exists()
    with refused("absence_decided"):
        answer_absence(room.trainer, seat_id=drawn[gone.id].id, answer="Keberatan", at=room.end)


def test_attendance_sent_after_the_visit_is_contested_too(room, office):
    """The trainer's phone had no network: the list the visitor saw was empty."""
    gone, left_before = room.seats[:2]
    check, drawn = draw(room, office)
    marks = {drawn[each.id].id: False for each in (gone, left_before)}
    mark_spot_check(office, check_id=check.id, present=marks, at=check.made_at)
    assert not Attendance.objects.exists()
    room.send(
        room.tap(gone, "in", room.start), room.tap(gone, "out", room.end),
        room.tap(left_before, "in", room.start), room.tap(left_before, "out", room.start + HOUR - MINUTE),
    )  # fmt: skip
    assert (minutes(room, gone), minutes(room, left_before)) == (0, 59)


def test_a_mark_changed_within_the_hour_takes_the_contest_back(room, office):
    seat = room.seats[0]
    room.send(room.read(seat, "in", room.start), room.read(seat, "out", room.end - MINUTE))
    check, drawn = draw(room, office)
    for there in (False, True):
        mark_spot_check(office, check_id=check.id, present={drawn[seat.id].id: there}, at=check.made_at + 5 * MINUTE)
    assert minutes(room, seat) == 480
    with refused("not_absent"):
        answer_absence(room.trainer, seat_id=drawn[seat.id].id, answer="Hadir", at=room.end)
    with refused("marking_over"):
        mark_spot_check(office, check_id=check.id, present={}, at=check.made_at + HOUR + MINUTE)


def test_seats_are_drawn_at_random_and_not_again_at_once(office):
    room = Room(people=26, seats=30)
    check, drawn = draw(room, office)
    assert len(drawn) == 6
    with refused("just_drawn"):
        draw(room, office, check.made_at + 59 * MINUTE)
    again = [frozenset(drawn)]
    for number in range(2, 8):
        again.append(frozenset(draw(room, office, room.start + number * HOUR)[1]))
    assert len(set(again)) > 1
    assert all(len(each) == 6 for each in again)


def test_who_may_visit(room, office):
    elsewhere, province = an_actor("labour_office", regency="73.71"), an_actor("province_office", regency="33.20")
    strangers = (elsewhere, room.trainer, an_actor("provider", organisation=room.provider), an_actor("employer"),
                 an_actor("person", person=room.seats[0].person))  # fmt: skip
    for by in strangers:
        with pytest.raises(NotYours):
            draw(room, by)
    check, drawn = draw(room, office)
    seat = next(iter(drawn.values())).id
    for by in (province, *strangers):
        with pytest.raises(NotYours):
            mark_spot_check(by, check_id=check.id, present={seat: False}, at=check.made_at)
    with pytest.raises(NotYours):
        mark_spot_check(office, check_id=check.id, present={uuid.uuid4(): False}, at=check.made_at)
    mark_spot_check(office, check_id=check.id, present={seat: False}, at=check.made_at)
    for by in (elsewhere, province, room.trainer):
        with pytest.raises(NotYours):
            decide_absence(by, seat_id=seat, excused=True, reason="x", at=room.end)
    with pytest.raises(NotYours):
        answer_absence(an_actor("person", person=a_person()), seat_id=seat, answer="x", at=room.end)
    with refused("no_reason", field="reason"):
        decide_absence(office, seat_id=seat, excused=True, reason=" ", at=room.end)
    with refused("no_answer", field="answer"):
        answer_absence(room.trainer, seat_id=seat, answer=" ", at=room.end)
    decide_absence(an_actor("programme_office"), seat_id=seat, excused=True, reason="Sudah dicek", at=room.end)
    assert draw(room, province)[0].id != check.id


def test_when_there_is_nothing_to_visit(room, office):
    for at, why in ((room.start - MINUTE, "not_going_on"), (room.end + MINUTE, "not_going_on")):
        with refused(why):
            draw(room, office, at)
    room.row.enrolments.update(status="cancelled")
    with refused("no_seats_held"):
        draw(room, office)
    room.row.status = "open"
    room.row.save(update_fields=["status"])
    with refused("nothing_to_visit"):
        draw(room, office)


def test_what_each_reader_sees(room, office):
    far = an_enrolment(training_class=room.row, person=a_person(regency="73.71"))
    check, drawn = draw(room, office)
    mark_spot_check(office, check_id=check.id, present={each.id: False for each in drawn.values()}, at=check.made_at)
    elsewhere = an_actor("labour_office", regency="73.71")
    with acting(office):
        assert [each.id for each in sessions_to_visit(office, check.made_at)] == [room.session.id]
        [row] = checks_of(office, undecided=True)
        assert (row.drawn, row.found, row.missing, row.waiting) == (4, None, 4, 4)
        found = check_of(office, check.id)
        assert found is not None
        assert far.id in {each.enrolment_id for each in found[1]}
    with acting(elsewhere):
        assert not sessions_to_visit(elsewhere, check.made_at)
        assert not checks_of(elsewhere)
        assert check_of(elsewhere, check.id) is None
    with acting(an_actor("provider", organisation=room.provider)):
        assert [each.missing for each in checks_of_class(room.row.id)] == [4]
        assert len(absences_of_class(room.row.id)) == 4
    with acting(an_actor("provider", organisation=an_organisation("provider"))):
        assert not absences_of_class(room.row.id)
    with acting(an_actor("person", person=far.person)):
        own = own_presence(far.person_id, far.id, check.made_at)
        assert own is not None
        assert [each.enrolment_id for each in own.absences] == [far.id]
        assert own_presence(far.person_id, room.seats[0].id, check.made_at) is None


@given(order=st.permutations(["scan_in", "scan_out", "mark"]), visit=st.integers(0, 479))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_comes_first_an_absence_inside_the_stay_contests_it(db, order, visit):
    with acting(PROGRAM, scope="command"):
        room, office = Room(people=1), an_actor("labour_office", regency="33.20")
        seat = room.seats[0]
        check, drawn = draw(room, office, room.start + visit * MINUTE)
        for step in order:
            if step == "mark":
                mark_spot_check(office, check_id=check.id, present={drawn[seat.id].id: False}, at=check.made_at)
            elif step == "scan_in":
                room.send(room.tap(seat, "in", room.start + HOUR))
            else:
                room.send(room.tap(seat, "out", room.end - HOUR))
        inside = 60 <= visit <= 420
        assert (Attendance.objects.get(enrolment=seat).contested_at is not None) == inside
        assert minutes(room, seat) == (0 if inside else 360)
        assert SpotCheckSeat.objects.filter(spot_check=check).count() == 1
