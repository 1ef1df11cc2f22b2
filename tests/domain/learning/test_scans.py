"""Scans of a trainer's phone and of participants: order, repetition and wrong clocks change nothing."""

from __future__ import annotations

import datetime
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peluang.domain.catalogue.commands.venues import SAFETY
from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.learning.commands import record_attendance, scan_board, sync_scans
from peluang.domain.learning.evidence import collect
from peluang.domain.learning.models import Attendance, AttendanceCorrection, Enrolment, Readiness, Scan, Session
from peluang.domain.learning.scanning import SentScan
from peluang.engines.presence import BOARD, TICKET, ticket_text
from peluang.engines.presence.codes import derive
from peluang.foundation.secrets import key
from tests.concurrency import together
from tests.conftest import NOW
from tests.factories.catalogue import an_offering
from tests.factories.learning import a_class, an_enrolment
from tests.factories.organisations import an_actor, an_organisation
from tests.factories.people import a_person
from tests.refusals import refused

pytestmark = pytest.mark.django_db
MINUTE, HOUR, DAY = datetime.timedelta(minutes=1), datetime.timedelta(hours=1), datetime.timedelta(days=1)


class Room:
    """A running class of one day with three people, its trainer, and a phone."""

    def __init__(self, people: int = 3, **fields):
        self.provider = an_organisation("provider")
        self.trainer = an_actor("trainer", organisation=self.provider)
        offering = an_offering(provider=self.provider)
        self.row = a_class(offering=offering, starts_in=0, days=1, **{"status": "running"} | fields)
        self.seats = [an_enrolment(training_class=self.row, person=a_person()) for _ in range(people)]
        self.session = self.row.sessions.get()
        self.start, self.end = self.session.starts_at, self.session.ends_at

    def ticket(self, seat: Enrolment, moment: datetime.datetime, session: Session | None = None) -> str:
        window = int(moment.timestamp() // TICKET.width)
        code = derive(key("presence"), TICKET, (session or self.session).id, seat.id, "any", window)
        return ticket_text(seat.seat, code)

    def board(self, direction: str, moment: datetime.datetime) -> str:
        window = int(moment.timestamp() // BOARD.width)
        return derive(key("presence"), BOARD, self.session.id, None, direction, window)

    def read(self, seat: Enrolment, direction: str, moment: datetime.datetime, **fields) -> SentScan:
        return SentScan(
            **{"id": uuid.uuid4(), "method": "ticket", "direction": direction, "claimed_at": moment,
               "code": self.ticket(seat, moment)} | fields
        )  # fmt: skip

    def tap(self, seat: Enrolment, direction: str, moment: datetime.datetime, **fields) -> SentScan:
        values = {"id": uuid.uuid4(), "method": "name", "direction": direction, "claimed_at": moment,
                  "enrolment_id": seat.id}  # fmt: skip
        return SentScan(**values | fields)

    def send(self, *scans: SentScan, at: datetime.datetime | None = None, ahead: datetime.timedelta = 0 * DAY):
        at = at or self.end
        return sync_scans(
            self.trainer, session_id=self.session.id, scans=scans, device="ponsel-1", device_now=at + ahead, at=at
        )

    def stay(self, seat: Enrolment):
        found = Attendance.objects.filter(session=self.session, enrolment=seat).first()
        return found and (found.arrived_at, found.left_at, found.evidence)


@pytest.fixture
def room() -> Room:
    return Room()


def test_a_day_without_network_is_sent_at_once(room):
    first, second, third = room.seats
    answers = room.send(
        room.read(first, "in", room.start - 3 * MINUTE), room.tap(second, "in", room.start + 10 * MINUTE),
        room.read(first, "out", room.end - 8 * MINUTE), room.tap(second, "out", room.end),
    )  # fmt: skip
    assert [each.refused for each in answers] == [""] * 4
    assert room.stay(first) == (room.start - 5 * MINUTE, room.end - 5 * MINUTE, "code")
    assert room.stay(second) == (room.start + 10 * MINUTE, room.end, "roster")
    assert room.stay(third) is None
    first.refresh_from_db()
    third.refresh_from_db()
    assert (first.status, third.status) == ("attending", "booked")
    received = Event.objects.get(type="learning.scans_received", subject=room.session.id)
    assert (received.payload["counted"], received.payload["refused"]) == (4, 0)
    assert Event.objects.filter(type="learning.attendance_recorded").count() == 2
    minutes = collect(room.row, [first])[first.id].evidence.attended_minutes
    assert minutes == 8 * 60 - 5


def test_coming_without_leaving_counts_nothing_yet(room):
    first = room.seats[0]
    room.send(room.read(first, "in", room.start))
    assert room.stay(first) == (room.start, None, "code")
    assert collect(room.row, [first])[first.id].evidence.attended_minutes == 0
    room.send(room.tap(first, "out", room.end))
    assert collect(room.row, [first])[first.id].evidence.attended_minutes == 8 * 60


def test_leaving_without_coming_is_kept_and_counts_once_the_coming_is_known(room):
    first = room.seats[0]
    assert room.send(room.read(first, "out", room.end - MINUTE))[0].refused == ""
    assert room.stay(first) is None
    room.send(room.tap(first, "in", room.start))
    assert room.stay(first) == (room.start, room.end, "roster")


def test_the_same_scan_sent_twice_is_one_row_with_the_same_answer(room):
    scan, wrong = (
        room.read(room.seats[0], "in", room.start),
        room.read(room.seats[1], "in", room.start, code="2-XXXXXXXX"),
    )
    once = room.send(scan, wrong, scan)
    events = Event.objects.count()
    again = room.send(scan, wrong, at=room.end + HOUR, ahead=DAY)
    assert once == again
    assert [each.refused for each in once] == ["", "unknown_code"]
    assert Scan.objects.count() == 2
    assert Event.objects.count() == events
    room.row.status = "finished"
    room.row.save(update_fields=["status"])
    assert room.send(scan, at=room.end + DAY)[0].refused == ""


def test_an_id_of_another_class_changes_nothing_there(room):
    scan = room.read(room.seats[0], "in", room.start)
    room.send(scan)
    elsewhere = Room()
    assert elsewhere.send(scan)[0].refused == "id_taken"
    assert Scan.objects.get(id=scan.id).session_id == room.session.id


@pytest.mark.parametrize("ahead", [DAY, -DAY, 37 * MINUTE, -400 * DAY, datetime.timedelta(seconds=1)])
def test_a_wrong_clock_changes_neither_codes_nor_names(room, ahead):
    """The phone says how late it thinks it is when it sends; codes don't need even that."""
    first, second = room.seats[:2]
    room.send(
        room.read(first, "in", room.start, claimed_at=room.start + ahead),
        room.tap(second, "in", room.start, claimed_at=room.start + ahead), at=room.end, ahead=ahead,
    )  # fmt: skip
    assert room.stay(first) == (room.start, None, "code")
    assert room.stay(second) == (room.start, None, "roster")
    assert set(Scan.objects.values_list("skew_seconds", flat=True)) == {int(ahead.total_seconds())}


def test_a_clock_set_right_before_sending_spoils_names_but_not_codes(room):
    first, second = room.seats[:2]
    wrong = room.start - 3 * DAY
    answers = room.send(
        room.read(first, "in", room.start, claimed_at=wrong), room.tap(second, "in", room.start, claimed_at=wrong)
    )
    assert [each.refused for each in answers] == ["", "implausible_time"]
    kept = Scan.objects.get(refused="implausible_time")
    assert (kept.enrolment_id, kept.happened_at) == (second.id, wrong)
    assert room.stay(second) is None
    record_attendance(
        room.trainer, session_id=room.session.id, enrolment_id=second.id, arrived_at=room.start, left_at=None,
        note="Jam ponsel salah", at=room.end,
    )  # fmt: skip
    assert room.stay(second) == (room.start, None, "roster")


@pytest.mark.parametrize("off", [-31 * MINUTE, 8 * HOUR + 31 * MINUTE])
def test_a_name_half_an_hour_outside_the_session_is_refused(room, off):
    assert (
        room.send(room.tap(room.seats[0], "in", room.start + off), at=room.end + HOUR)[0].refused == "implausible_time"
    )


def test_clocks_from_another_age_are_kept_and_refused(room):
    far = datetime.datetime(9999, 12, 31, tzinfo=datetime.UTC)
    answers = sync_scans(
        room.trainer, session_id=room.session.id, device="x", device_now=datetime.datetime(1, 1, 2, tzinfo=datetime.UTC),
        scans=[room.tap(room.seats[0], "in", far), room.read(room.seats[1], "in", room.start, claimed_at=far)], at=room.end,
    )  # fmt: skip
    assert [each.refused for each in answers] == ["implausible_time", ""]


def test_foreign_codes_are_refused_and_kept(room):
    first, second = room.seats[:2]
    other = Session.objects.create(
        training_class=room.row, number=2, starts_at=room.start + DAY, ends_at=room.end + DAY
    )
    stolen = f"{second.seat}-{room.ticket(first, room.start).partition('-')[2]}"
    codes = {
        "another session": room.ticket(first, room.start, other), "another day": room.ticket(first, room.start + DAY),
        "another seat": stolen, "no code": "halo", "no such seat": "99-AAAAAAAA", "": "", "long": "x" * 500,
    }  # fmt: skip
    answers = room.send(*(room.read(first, "in", room.start, code=each) for each in codes.values()))
    assert [each.refused for each in answers] == ["unknown_code"] * len(codes)
    assert Scan.objects.filter(refused="unknown_code").count() == len(codes)
    assert not Attendance.objects.exists()


def test_a_code_shown_ahead_of_its_time_is_refused(room):
    late = room.read(room.seats[0], "out", room.end)
    assert room.send(late, at=room.start + HOUR)[0].refused == "code_of_later"


def test_a_name_without_a_seat_and_a_seat_given_back(room):
    stranger = an_enrolment()
    gone = an_enrolment(training_class=room.row, status="cancelled")
    answers = room.send(room.tap(stranger, "in", room.start), room.tap(gone, "in", room.start))
    assert [each.refused for each in answers] == ["no_seat", "seat_over"]
    assert Scan.objects.get(refused="no_seat").enrolment is None


def test_after_the_class_is_finished_scans_are_kept_and_count_nothing(room):
    room.row.status = "finished"
    room.row.save(update_fields=["status"])
    scan = room.read(room.seats[0], "in", room.start)
    assert room.send(scan, at=room.end + DAY)[0].refused == "class_finished"
    assert Scan.objects.get(id=scan.id).refused == "class_finished"
    assert not Attendance.objects.exists()


def test_a_trainer_without_network_could_not_start_the_class(room):
    room.row.status = "open"
    room.row.save(update_fields=["status"])
    for item in SAFETY:
        Readiness.objects.update_or_create(training_class=room.row, item=item, defaults={"ok": True})
    with refused("too_early"):
        room.send(room.read(room.seats[0], "in", room.start), at=room.start - DAY)
    room.send(room.read(room.seats[0], "in", room.start), at=room.end)
    room.row.refresh_from_db()
    assert room.row.status == "running"
    assert room.stay(room.seats[0]) == (room.start, None, "code")


def test_only_its_teachers_send(room):
    scan = room.read(room.seats[0], "in", room.start)
    for by in (an_actor("trainer"), an_actor("provider"), an_actor("person", person=room.seats[0].person)):
        with pytest.raises(NotYours):
            sync_scans(by, session_id=room.session.id, scans=[scan], device="", device_now=room.end, at=room.end)
    with pytest.raises(NotYours):
        sync_scans(room.trainer, session_id=uuid.uuid4(), scans=[scan], device="", device_now=room.end, at=room.end)
    with refused("too_many_scans"):
        room.send(*[scan] * 201)
    webinar = Session.objects.create(
        training_class=room.row, number=2, starts_at=room.start + DAY, ends_at=room.end + DAY, kind="webinar"
    )
    with refused("no_room"):
        sync_scans(room.trainer, session_id=webinar.id, scans=[], device="", device_now=room.end, at=room.end)


def test_a_correction_by_hand_goes_before_scans_and_needs_a_reason(room):
    first = room.seats[0]
    room.send(room.read(first, "in", room.start), room.read(first, "out", room.end - 2 * MINUTE))
    record = {"session_id": room.session.id, "enrolment_id": first.id, "at": room.end}
    with refused("note_needed", field="note"):
        record_attendance(room.trainer, **record, arrived_at=room.start + HOUR, left_at=room.end)
    record_attendance(
        room.trainer, **record, arrived_at=room.start + HOUR, left_at=room.end - HOUR, note="Pulang ke klinik sebentar"
    )
    assert room.stay(first) == (room.start + HOUR, room.end - HOUR, "roster")
    room.send(room.read(first, "in", room.start + 5 * MINUTE))
    assert room.stay(first) == (room.start + HOUR, room.end - HOUR, "roster")


def test_an_imported_attendance_is_added_to_and_not_replaced(room):
    first = room.seats[0]
    Attendance.objects.create(session=room.session, enrolment=first, arrived_at=room.start, evidence="roster")
    room.send(room.tap(first, "in", room.start + HOUR), room.tap(first, "out", room.end))
    assert room.stay(first) == (room.start, room.end, "roster")
    assert AttendanceCorrection.objects.count() == 1


# What the trainer's screen shows


def test_a_participant_reads_the_trainers_screen(room):
    seat = room.seats[0]
    by = an_actor("person", person=seat.person)
    came = room.board("in", room.start)
    for _ in range(2):
        answer = scan_board(by, session_id=room.session.id, code=came.lower(), at=room.start + 30 * (MINUTE / 60))
    assert (answer.direction, answer.happened_at) == ("in", room.start)
    scan_board(by, session_id=room.session.id, code=room.board("out", room.end), at=room.end + MINUTE)
    assert room.stay(seat) == (room.start, room.end + MINUTE, "code")
    assert Scan.objects.filter(method="board").count() == 2
    seat.refresh_from_db()
    assert seat.status == "attending"


def test_codes_of_the_screen_that_do_not_count(room):
    by = an_actor("person", person=room.seats[0].person)
    send = {"session_id": room.session.id, "at": room.start + 17 * MINUTE}
    for code, why in {
        room.board("in", room.start): "code_too_old", room.board("in", room.start + HOUR): "code_of_later",
        "AAAAAAAA": "unknown_code", room.ticket(room.seats[0], room.start): "unknown_code", "": "unknown_code",
    }.items():  # fmt: skip
        with refused(why):
            scan_board(by, code=code, **send)
    with pytest.raises(NotYours):
        scan_board(an_actor("person", person=a_person()), code=room.board("in", room.start), **send)
    with pytest.raises(NotYours):
        scan_board(room.trainer, code=room.board("in", room.start), **send)
    assert not Scan.objects.exists()


@pytest.mark.parametrize(("status", "why"), [("open", "class_not_running"), ("finished", "class_finished")])
def test_the_screen_of_a_class_that_does_not_run(room, status, why):
    room.row.status = status
    room.row.save(update_fields=["status"])
    by = an_actor("person", person=room.seats[0].person)
    with refused(why):
        scan_board(by, session_id=room.session.id, code=room.board("in", room.start), at=room.start)


# Invariants


SCANS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(["in", "out"]), st.integers(-30, 8 * 60 + 29), st.booleans()),
    min_size=1, max_size=8,
)  # fmt: skip


@given(plan=SCANS, data=st.data(), ahead=st.integers(-1440, 1440))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_however_they_are_sent_the_attendance_is_the_same(db, plan, data, ahead):
    """Shuffled, cut into batches, repeated, from a phone whose clock is up to a day off."""
    with acting(PROGRAM, scope="command"):
        room = Room(people=2)
        wrong = ahead * MINUTE
        scans = [
            (room.read if by_code else room.tap)(
                room.seats[person], direction, room.start + minute * MINUTE,
                claimed_at=room.start + minute * MINUTE + wrong,
            )
            for person, direction, minute, by_code in plan
        ]  # fmt: skip
        sent = data.draw(st.permutations(scans + data.draw(st.lists(st.sampled_from(scans), max_size=4))))
        cuts = sorted(data.draw(st.sets(st.integers(1, len(sent)), max_size=3)) | {len(sent)})
        for begin, end in zip([0, *cuts], cuts):
            room.send(*sent[begin:end], at=room.end + HOUR, ahead=wrong)
        found = [room.stay(each) for each in room.seats]
        assert Scan.objects.filter(session=room.session).count() == len(scans)
        calm = Room(people=2)
        calm.start, calm.end = room.start, room.end
        calm.send(
            *(
                (calm.read if by_code else calm.tap)(calm.seats[person], direction, calm.start + minute * MINUTE)
                for person, direction, minute, by_code in plan
            ),
            at=calm.end + HOUR,
        )
        assert found == [calm.stay(each) for each in calm.seats]


def test_two_phones_sending_at_once_make_one_attendance(fresh_database):
    """Both read "no row yet"; the lock on the class makes the second one read what the first wrote."""
    with acting(PROGRAM, scope="command"):
        room = Room(people=2)
        mine = [room.read(each, "in", room.start) for each in room.seats]
        theirs = [room.tap(each, "in", room.start - 4 * MINUTE) for each in room.seats]
    results = together([lambda: room.send(*mine), lambda: room.send(*theirs), lambda: room.send(*mine)])
    assert all(each.refused == "" for answers in results for each in answers)
    with acting(PROGRAM, scope="command"):
        assert Attendance.objects.count() == 2
        assert {room.stay(each) for each in room.seats} == {(room.start - 4 * MINUTE, None, "roster")}
        assert Scan.objects.count() == 4
    assert room.start.date() == NOW.date()
