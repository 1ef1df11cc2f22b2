"""The line on the person's own pages."""

from __future__ import annotations

import datetime
import re

import pytest
from django.test import Client

from peluang.domain.learning import commands
from peluang.domain.learning.models import WaitingEntry
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_person, at_most
from tests.factories.catalogue import an_offering
from tests.factories.institutions import a_venue
from tests.factories.learning import a_class, an_enrolment
from tests.factories.organisations import an_actor
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def full():
    row = a_class(offering=an_offering(free=True), seats=1, tells="Sepatu tertutup dan KTP")
    an_enrolment(training_class=row)
    return row


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def leave(row):
    seat = row.enrolments.exclude(status="cancelled").first()
    commands.cancel_seat(an_actor("person", person=seat.person), enrolment_id=seat.id, at=NOW)


def test_a_full_class_leads_into_the_line_and_an_offer_out_of_it(full):
    person = a_person()
    client, line = as_person(person), f"/saya/kelas/{full.id}/antre"
    with at_most(12):
        refused = client.get(f"/saya/kelas/{full.id}/pilih")
    assert "Kelas ini sudah penuh" in text(refused)
    assert line in refused.content.decode()
    with at_most(12):
        assert "belum ada yang menunggu" in text(client.get(line))
    joined = client.post(line, follow=True)
    assert "urutanmu" in text(joined)
    assert "dari 1 yang menunggu" in text(joined)
    leave(full)
    with at_most(12):
        offered = client.get(line)
    assert "Ada kursi untukmu" in text(offered)
    assert "sampai 25 Nov 2026 10.00 WIB" in text(offered)
    assert "Daftar tunggu" in text(client.get("/saya/pelatihan"))
    with at_most(12):
        choosing = client.get(f"/saya/kelas/{full.id}/pilih")
    assert "kursi ini disimpan untukmu" in text(choosing)
    booked = client.post(f"/saya/kelas/{full.id}/pilih", {"key": "satu-ketukan"}, follow=True)
    assert "Kursi nomor 1 jadi milikmu" in text(booked)
    assert WaitingEntry.objects.get().status == "taken"


def test_own_places_stand_on_the_trainings_page_and_in_the_list_with_their_deadline(full):
    person, other = a_person(), a_person()
    kind = full.offering.training_type
    for each in (person, other):
        as_person(each).post(f"/saya/kelas/{full.id}/antre")
    leave(full)
    client = as_person(person)
    with at_most(12):
        page = text(client.get(f"/pelatihan/{kind.code}"))
    assert "Ada kursi untukmu" in page
    assert re.search(r"disimpan untukmu sampai [^.]+\d\d\.\d\d WIB", page), page
    waiting = text(as_person(other).get(f"/pelatihan/{kind.code}"))
    assert "Kamu ada di daftar tunggu" in waiting
    assert "Ada kursi untukmu" not in waiting
    assert re.search(r"disimpan sampai \d", text(as_person(person).get("/saya/pelatihan")))
    assert "Kamu ada di daftar tunggu" not in text(as_person().get(f"/pelatihan/{kind.code}"))


def test_leaving_the_line_asks_first(full):
    person = a_person()
    client, line = as_person(person), f"/saya/kelas/{full.id}/antre"
    assert client.get(f"{line}/lepas").status_code == 404
    client.post(line)
    assert "Keluar dari daftar tunggu?" in text(client.get(f"{line}/lepas"))
    assert WaitingEntry.objects.get().status == "waiting"
    assert "sudah dilepas" in text(client.post(f"{line}/lepas", follow=True))
    assert WaitingEntry.objects.get().status == "declined"


def test_joining_a_class_with_free_seats_says_what_to_do():
    row = a_class(seats=2)
    answer = as_person().post(f"/saya/kelas/{row.id}/antre")
    assert answer.status_code == 409
    assert "masih punya kursi kosong" in text(answer)


def test_how_far_how_to_get_there_and_what_to_bring(full):
    room = a_venue(organisation=full.offering.provider, directions="Dari terminal naik angkot merah", checked_at=NOW)
    full.room = room
    full.save()
    said = text(as_person(a_person(regency="33.19")).get(f"/saya/kelas/{full.id}/antre"))
    assert re.search(r"kira-kira \d+ km", said)
    assert "Dari terminal naik angkot merah" in said
    assert "Sepatu tertutup dan KTP" in said


def test_a_full_class_names_others_that_are_near(full):
    other = a_class(offering=an_offering(training_type=full.offering.training_type, free=True), starts_in=9)
    page = as_person().get(f"/saya/kelas/{full.id}/pilih").content.decode()
    assert f"/saya/kelas/{other.id}/pilih" in page


def test_a_moved_class_says_old_and_new_and_how_to_leave():
    row = a_class()
    seat = an_enrolment(training_class=row)
    times = {each.number: (each.starts_at + 5 * DAY, each.ends_at + 5 * DAY) for each in row.sessions.all()}
    commands.move_class(
        an_actor("programme_office"),
        class_id=row.id,
        reason="Bengkel kebanjiran",
        times=times,
        venue="BLK Kudus",
        at=NOW,
    )
    client = as_person(seat.person)
    with at_most(12):
        shown = client.get(f"/saya/pelatihan/{seat.id}")
    for part in (
        "Kelas ini dipindahkan",
        "Bengkel kebanjiran",
        "Dulu: 1 Des 2026",
        "Sekarang: 6 Des 2026",
        "BLK Kudus",
    ):
        assert part in text(shown)
    assert "tidak berjalan lagi" in text(client.get(f"/saya/pelatihan/{seat.id}/batal"))


def test_an_offering_without_seats_says_so_and_leads_on(full):
    offering = full.offering
    page = Client().get(f"/pelatihan/{offering.training_type.code}/{offering.id}")
    assert "penuh" in text(page)
    assert f"/saya/kelas/{full.id}/antre" in page.content.decode()
    assert "Semua kelas penuh" in text(Client().get(f"/pelatihan/{offering.training_type.code}"))
    empty = an_offering()
    assert "Belum ada jadwal" in text(Client().get(f"/pelatihan/{empty.training_type.code}/{empty.id}"))
