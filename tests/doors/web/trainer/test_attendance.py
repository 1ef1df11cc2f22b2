"""The trainer's phone: three ways to record, what it may hold, what it sends; and the same without scripts."""

from __future__ import annotations

import datetime
import html
import json
import re
import uuid

import pytest
from django.test import Client

from peluang.domain.learning.models import Attendance, Scan, Session
from peluang.doors import clock
from peluang.engines.presence import BOARD
from peluang.engines.presence.codes import derive
from peluang.foundation.secrets import key
from tests.domain.learning.test_scans import HOUR, MINUTE, Room
from tests.doors.web.visiting import as_member, at_most
from tests.factories.organisations import an_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def it_is(monkeypatch, room):
    def at(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    at(room.start + 2 * HOUR)
    return at


@pytest.fixture
def client(room, it_is) -> Client:
    return as_member(room.provider, "trainer")


def address(room, rest=""):
    return f"/pelatih/kelas/{room.row.id}/hadir/1{rest}"


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def sheet_of(response):
    return json.loads(html.unescape(re.search(r'data-sheet="([^"]*)"', response.content.decode())[1]))


def ms(moment):
    return int(moment.timestamp() * 1000)


def send(client, room, *scans, now=None, **told):
    body = {"device": "ponsel", "now": ms(now or clock.now()), "scans": list(scans)} | told
    return client.post(address(room, "/kirim"), json.dumps(body), content_type="application/json")


def tap(seat, direction, moment, **told):
    return {
        "id": str(uuid.uuid4()),
        "method": "name",
        "direction": direction,
        "seat": str(seat.id),
        "at": ms(moment),
    } | told


@pytest.mark.parametrize("mode", ["", "?cara=nama", "?cara=qr&arah=pulang", "?cara=pindai", "?cara=lain&arah=lain"])
def test_the_page_in_every_mode(client, room, mode):
    room.send(room.read(room.seats[0], "in", room.start), room.tap(room.seats[1], "in", room.start - 5 * HOUR))
    with at_most(12):
        page = client.get(address(room, mode))
    assert page.status_code == 200
    assert "datang 08.00" in text(page)
    assert "Jam ponselnya tidak masuk akal" in text(page)
    assert len(page.content) < 60_000


def test_the_phone_holds_the_codes_of_this_session_and_no_key(client, room):
    page = client.get(address(room))
    sheet = sheet_of(page)
    assert set(sheet) == {
        "session", "now", "starts", "ends", "zone", "address", "width", "first", "codes", "people", "send",
    }  # fmt: skip
    windows = len(sheet["codes"]["in"]) // 8
    assert windows == 9 * 60 + 1
    held = {sheet["codes"][way][n * 8 : n * 8 + 8] for way in ("in", "out") for n in range(windows)}
    tomorrow = range(int(room.start.timestamp() // 60) + 24 * 60, int(room.end.timestamp() // 60) + 24 * 60)
    for session in (room.session.id, uuid.uuid4()):
        assert not held & {derive(key("presence"), BOARD, session, None, "in", n) for n in tomorrow}
    body = page.content.decode()
    for secret in (key("presence").hex(), room.seats[0].person.phone or "+62", "nik"):
        assert secret not in body
    assert {tuple(sorted(each)) for each in sheet["people"]} == {("id", "in", "name", "out", "seat")}


def test_a_phone_sends_and_is_answered_for_each(client, room):
    first, second = room.seats[:2]
    ticket = {"id": str(uuid.uuid4()), "method": "ticket", "direction": "in", "at": ms(room.start),
              "code": room.ticket(first, room.start)}  # fmt: skip
    scans = [ticket, tap(second, "in", room.start), {**ticket, "id": str(uuid.uuid4()), "code": "1-AAAAAAAA"}]
    for _ in range(2):
        answer = send(client, room, *scans)
        assert answer.status_code == 200
        assert [each["refused"] for each in answer.json()["answers"]] == ["", "", "unknown_code"]
        assert "Kode ini bukan" in answer.json()["answers"][2]["text"]
    assert [bool(each["in"]) for each in answer.json()["people"]] == [True, True, False]
    assert answer.json()["now"] == ms(clock.now())
    assert Scan.objects.count() == 3
    assert Attendance.objects.count() == 2


def test_a_phone_whose_clock_is_a_day_ahead(client, room):
    wrong = datetime.timedelta(days=1)
    answer = send(client, room, tap(room.seats[0], "in", room.start + wrong), now=clock.now() + wrong)
    assert answer.json()["answers"][0]["refused"] == ""
    assert Attendance.objects.get().arrived_at == room.start


@pytest.mark.parametrize("body", [
    "", "[]", "null", "{", '{"scans": 1}', '{"device": "x", "now": "soon", "scans": []}', "[" * 5000,
    '{"device": "x", "now": NaN, "scans": []}', '{"device": "x", "now": true, "scans": []}', "\x00", '"' + "x" * 300_000 + '"',
    '{"device": "x", "now": 1, "scans": [{"id": "no", "method": "name", "direction": "in", "at": 1}]}',
    '{"device": "x", "now": 1, "scans": [{"id": "' + str(uuid.uuid4()) + '", "method": "board", "direction": "in", "at": 1}]}',
    '{"device": "x", "now": 1, "scans": [{"id": "' + str(uuid.uuid4()) + '", "method": "name", "direction": "up", "at": 1}]}',
])  # fmt: skip
def test_what_no_phone_of_ours_sends(client, room, body):
    answer = client.post(address(room, "/kirim"), body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["code"] == "unreadable"
    assert not Scan.objects.exists()


def test_odd_times_and_letters_are_kept_and_refused(client, room):
    scans = [
        tap(room.seats[0], "in", room.start, at=9e99), tap(room.seats[0], "in", room.start, at=-5),
        tap(room.seats[0], "in", room.start, method="ticket", code="\x00'; drop table 💣"),
        tap(room.seats[0], "in", room.start) | {"seat": str(uuid.uuid4())},
    ]  # fmt: skip
    answer = send(client, room, *scans, device="x" * 500)
    assert [each["refused"] for each in answer.json()["answers"]] == [
        "implausible_time", "implausible_time", "unknown_code", "no_seat",
    ]  # fmt: skip
    assert send(client, room, *[scans[0]] * 201).status_code == 422


def test_without_scripts(client, room, it_is):
    first, second = room.seats[:2]
    said = client.post(address(room), {"datang": str(first.id)}, follow=True)
    assert "1 catatan tersimpan." in text(said)
    client.post(address(room, "?cara=pindai"), {"kode": room.ticket(second, clock.now()).lower(), "arah": "datang"})
    assert Attendance.objects.filter(left_at=None).count() == 2
    bad = client.post(address(room, "?cara=pindai"), {"kode": "2-00000000", "arah": "datang"}, follow=True)
    assert "Kode ini bukan" in text(bad)
    it_is(room.end + HOUR)
    assert "2 orang belum tercatat pulang." in text(client.get(address(room)))
    client.post(address(room), {"semua-pulang": "1"})
    assert set(Attendance.objects.values_list("left_at", flat=True)) == {room.end}
    for nothing in ({}, {"datang": "x"}, {"semua-pulang": "1"}):
        assert "Tidak ada yang bisa dicatat" in text(client.post(address(room), nothing, follow=True))


def test_hours_by_hand_need_a_reason_where_a_code_said_otherwise(client, room):
    seat = room.seats[0]
    room.send(room.read(seat, "in", room.start), at=clock.now())
    typed = {f"datang-{seat.id}": "09:00", f"pulang-{seat.id}": "09:30"}
    refused = client.post(address(room, "/jam"), typed)
    assert refused.status_code == 422
    assert "Sudah tercatat dengan kode" in text(refused)
    assert 'value="09:30"' in refused.content.decode()
    assert client.post(address(room, "/jam"), typed | {f"alasan-{seat.id}": "Datang terlambat"}).status_code == 302
    assert Attendance.objects.get().arrived_at == room.start + HOUR
    with at_most(12):
        again = client.get(address(room, "/jam"))
    assert "Datang terlambat" in again.content.decode()


def test_a_webinar_has_no_codes(client, room):
    Session.objects.update(kind="webinar", online=True)
    answer = client.get(address(room))
    assert (answer.status_code, answer["Location"]) == (302, address(room, "/jam"))
    assert send(client, room, tap(room.seats[0], "in", room.start)).status_code == 422


def test_before_the_day_there_is_nothing_to_record(client, room, it_is):
    room.row.status = "open"
    room.row.save(update_fields=["status"])
    it_is(room.start - 13 * HOUR)
    page = client.get(address(room))
    assert "Kehadiran dicatat selama kelas berjalan" in text(page)
    assert "data-sheet" not in page.content.decode()
    refused = send(client, room, tap(room.seats[0], "in", room.start))
    assert (refused.status_code, refused.json()["code"]) == (422, "too_early")
    it_is(room.start - 10 * MINUTE)
    assert "data-sheet" in client.get(address(room)).content.decode()


def test_another_trainer_finds_nothing(room, it_is):
    stranger = as_member(an_actor_organisation(), "trainer")
    for rest in ("", "/jam", "/kirim", "/9"):
        assert stranger.get(address(room, rest)).status_code in (404, 405)
    assert send(stranger, room, tap(room.seats[0], "in", room.start)).status_code == 404
    assert not Scan.objects.exists()


def an_actor_organisation():
    from peluang.domain.organisations.models import Organisation

    return Organisation.objects.get(id=an_actor("provider").organisation)


def test_sending_needs_the_pages_token(room, it_is):
    member = as_member(room.provider, "trainer")
    strict = Client(enforce_csrf_checks=True, headers={"cookie": f"sessionid={member.cookies['sessionid'].value}"})
    strict.cookies = member.cookies
    assert send(strict, room, tap(room.seats[0], "in", room.start)).status_code == 403


def test_the_worker_names_files_and_nobody(client):
    answer = Client().get("/pelatih/pekerja.js")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/javascript")
    files = json.loads(re.match(r"const FILES = (\[.*?\])", answer.content.decode())[1])
    assert any("trainer/attendance" in each for each in files)
    assert all(each.startswith("/static/") for each in files)


def test_todays_list_leads_to_the_session(client, room):
    with at_most(12):
        page = client.get("/pelatih/")
    assert address(room) in page.content.decode()
    assert "data-keep" in page.content.decode()
