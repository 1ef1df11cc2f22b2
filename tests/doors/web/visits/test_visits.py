"""A visitor's phone, the office's decision, and what the institution reads."""

from __future__ import annotations

import re

import pytest

from peluang.domain.kernel.context import Role
from peluang.domain.learning.models import Attendance, SpotCheck, SpotCheckSeat
from peluang.domain.organisations.models import Organisation
from peluang.doors import clock
from tests.domain.learning.test_scans import HOUR, Room
from tests.doors.web.visiting import as_member, at_most
from tests.factories.organisations import an_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Room:
    made = Room()
    made.send(*(made.read(each, "in", made.start) for each in made.seats), at=made.start)
    return made


@pytest.fixture
def it_is(monkeypatch, room):
    def at(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    at(room.start + HOUR)
    return at


def office(role=Role.LABOUR_OFFICE, regency="33.20"):
    actor = an_actor(role, regency=regency)
    return as_member(Organisation.objects.get(id=actor.organisation), role.value)


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_visit_from_the_list_to_the_decision(room, it_is):
    visitor = office()
    with at_most(12):
        assert "Saya di sini, undi kursi" in text(visitor.get("/kunjungan/"))
    drawn = visitor.post(f"/kunjungan/undi/{room.session.id}")
    address = drawn["Location"]
    with at_most(12):
        page = visitor.get(address)
    assert all(each.person.full_name in text(page) for each in room.seats)
    check = SpotCheck.objects.get()
    rows = {each.enrolment_id: each for each in check.seats.all()}
    here, gone = rows[room.seats[0].id], rows[room.seats[1].id]
    saved = visitor.post(address, {str(here.id): "hadir", str(gone.id): "kosong", "note": "Sepi"}, follow=True)
    assert "Kunjungan tersimpan" in text(saved)
    assert Attendance.objects.get(enrolment=room.seats[1]).contested_at == check.made_at
    again = visitor.post(f"/kunjungan/undi/{room.session.id}", follow=True)
    assert "baru saja diundi" in text(again)

    teacher = as_member(room.provider, "provider")
    with at_most(12):
        assert "menunggu keputusan" in text(teacher.get(f"/pelatih/kelas/{room.row.id}/kunjungan"))
    assert "Kunjungan mendadak" in text(teacher.get(f"/lembaga/kelas/{room.row.id}"))
    assert teacher.post(f"/pelatih/kelas/{room.row.id}/kunjungan", {"seat": gone.id, "answer": ""}).status_code == 422
    said = {"seat": gone.id, "answer": "Sedang mengambil kawat las"}
    assert teacher.post(f"/pelatih/kelas/{room.row.id}/kunjungan", said).status_code == 302

    it_is(room.start + 4 * HOUR)
    late = visitor.post(address, {str(gone.id): "hadir"})
    assert late.status_code == 409
    assert "sudah ditutup" in text(late)
    assert "Sedang mengambil kawat las" in text(visitor.get(address))
    assert "1 menunggu keputusan" in text(visitor.get("/kunjungan/?lihat=putusan"))
    decide = f"{address}/putusan/{gone.id}"
    empty = visitor.post(decide, {"putusan": "maaf", "reason": ""})
    assert empty.status_code == 422
    assert visitor.post(decide, {"putusan": "maaf", "reason": "Alatnya menyala"}).status_code == 302
    assert SpotCheckSeat.objects.get(id=gone.id).excused_at
    assert Attendance.objects.get(enrolment=room.seats[1]).contested_at is None
    assert visitor.post(decide, {"putusan": "tetap", "reason": "Lagi"}).status_code == 422
    assert "dimaafkan" in text(teacher.get(f"/pelatih/kelas/{room.row.id}/kunjungan"))


def test_other_regions_find_nothing_and_the_nation_decides(room, it_is):
    visitor, elsewhere, nation = office(), office(regency="73.71"), office(Role.PROGRAMME_OFFICE)
    address = visitor.post(f"/kunjungan/undi/{room.session.id}")["Location"]
    seat = SpotCheckSeat.objects.first()
    visitor.post(address, {str(seat.id): "kosong"})
    assert "Tidak ada kelas tatap muka" in text(elsewhere.get("/kunjungan/"))
    assert elsewhere.get(address).status_code == 404
    assert elsewhere.post(f"/kunjungan/undi/{room.session.id}").status_code == 404
    assert elsewhere.post(f"{address}/putusan/{seat.id}", {"putusan": "maaf", "reason": "x"}).status_code == 404
    assert nation.post(address, {str(seat.id): "hadir"}).status_code == 404
    assert nation.post(f"{address}/putusan/{seat.id}", {"putusan": "tetap", "reason": "Tidak ada"}).status_code == 302
    assert SpotCheckSeat.objects.get(id=seat.id).upheld_at
    assert nation.post(f"{address}/putusan/{room.session.id}", {"reason": "x"}).status_code == 404


def test_a_class_without_visits(room, it_is):
    teacher = as_member(room.provider, "trainer")
    assert "Belum ada kunjungan ke kelas ini" in text(teacher.get(f"/pelatih/kelas/{room.row.id}/kunjungan"))
    assert "Belum ada kunjungan" in text(office().get("/kunjungan/"))
