"""One's own code, the trainer's screen, and an answer to a visit."""

from __future__ import annotations

import html
import json
import re
import uuid

import pytest

from peluang.domain.learning.commands import draw_spot_check, mark_spot_check
from peluang.domain.learning.models import Attendance, Scan, SpotCheckSeat
from peluang.doors import clock
from tests.domain.learning.test_scans import DAY, HOUR, MINUTE, Room
from tests.doors.web.visiting import as_person, at_most
from tests.factories.organisations import an_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def it_is(monkeypatch, room):
    def at(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    at(room.start + 2 * MINUTE)
    return at


@pytest.fixture
def client(room, it_is):
    return as_person(room.seats[0].person)


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def own(room, seat=0):
    return f"/saya/pelatihan/{room.seats[seat].id}/hadir"


def test_the_ticket_is_what_the_server_expects_and_only_ones_own(client, room):
    with at_most(12):
        page = client.get(own(room))
    assert room.ticket(room.seats[0], clock.now()) in text(page)
    sheet = json.loads(html.unescape(re.search(r'data-sheet="([^"]*)"', page.content.decode())[1]))
    assert len(sheet["codes"]) == 8 * (9 * 12 + 1)
    assert room.ticket(room.seats[1], clock.now()).partition("-")[2] not in page.content.decode()
    assert client.get(own(room, 1)).status_code == 404


@pytest.mark.parametrize(("later", "said"), [
    (-2 * HOUR, "Kodemu muncul 30 menit sebelum pertemuan"), (9 * HOUR, "Tidak ada pertemuan tatap muka hari ini"),
    (-3 * DAY, "Tidak ada pertemuan tatap muka hari ini"),
])  # fmt: skip
def test_there_is_a_ticket_only_around_the_session(client, room, it_is, later, said):
    it_is(room.start + later)
    page = client.get(own(room))
    assert said in text(page)
    assert "data-sheet" not in page.content.decode()


def test_what_is_recorded_shows(client, room):
    room.send(room.read(room.seats[0], "in", room.start), at=clock.now())
    assert "Kamu datang pukul 08.00" in text(client.get(own(room)))
    assert "Kode kehadiranku" in text(client.get(f"/saya/pelatihan/{room.seats[0].id}"))
    room.send(room.read(room.seats[0], "out", room.end))
    assert "dan pulang pukul 16.05" in text(client.get(own(room)))


def test_the_trainers_screen_is_confirmed_once(client, room):
    code = room.board("in", room.start)
    first = client.get(f"/HADIR/{str(room.session.id).upper()}/{code}")
    assert first.status_code == 302
    with at_most(12):
        asks = client.get(first["Location"])
    assert "Ya, catat kehadiranku" in text(asks)
    assert not Scan.objects.exists()
    for _ in range(2):
        assert client.post(first["Location"])["Location"] == own(room)
    assert Scan.objects.count() == 1
    assert Attendance.objects.get().arrived_at == room.start


def test_an_old_code_says_what_to_do(client, room, it_is):
    it_is(room.start + HOUR)
    refused = client.post(f"/hadir/{room.session.id}/{room.board('in', room.start)}")
    assert refused.status_code == 409
    assert "Kode ini sudah lewat" in text(refused)
    assert client.post(f"/hadir/{room.session.id}/apa").status_code == 409


def test_codes_of_classes_one_does_not_attend(client, room):
    other = Room()
    for session in (other.session.id, uuid.uuid4()):
        assert client.get(f"/hadir/{session}/{other.board('in', other.start)}").status_code == 404
        assert client.post(f"/hadir/{session}/{other.board('in', other.start)}").status_code == 404
    assert client.get("/HADIR/X/Y").status_code == 404


def test_an_absence_is_seen_and_answered(client, room, it_is):
    room.send(room.read(room.seats[0], "in", room.start), at=clock.now())
    office = an_actor("labour_office", regency="33.20")
    check = draw_spot_check(office, session_id=room.session.id, at=room.start + HOUR)
    mark_spot_check(office, check_id=check.id, present={each.id: False for each in check.seats.all()}, at=check.made_at)
    it_is(room.start + 2 * HOUR)
    assert "Kunjungan mendadak tidak menemukanmu" in text(client.get(f"/saya/pelatihan/{room.seats[0].id}"))
    seat = check.seats.get(enrolment=room.seats[0])
    with at_most(12):
        assert "menunggu keputusan" in text(client.get(own(room)))
    empty = client.post(own(room), {"seat": seat.id, "answer": " "})
    assert empty.status_code == 422
    assert client.post(own(room), {"seat": seat.id, "answer": "Sedang ke apotek"}).status_code == 302
    assert SpotCheckSeat.objects.get(id=seat.id).answer == "Sedang ke apotek"
    theirs = check.seats.get(enrolment=room.seats[1])
    assert client.post(own(room), {"seat": theirs.id, "answer": "x"}).status_code == 404
