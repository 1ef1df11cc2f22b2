"""Putting a class elsewhere and changing its seats, from the institution's pages."""

from __future__ import annotations

import datetime
import re

import pytest

from peluang.domain.learning.models import ClassMove, TrainingClass
from peluang.domain.messages.models import OutboxMessage
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, at_most
from tests.factories.catalogue import an_offering
from tests.factories.institutions import a_venue
from tests.factories.learning import a_class, an_enrolment
from tests.factories.organisations import an_organisation

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def provider():
    return an_organisation("provider")


@pytest.fixture
def client(provider):
    return as_member(provider, "provider")


@pytest.fixture
def row(provider):
    return a_class(offering=an_offering(provider=provider))


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def fields(row, days=0):
    """What the form holds when nobody changed it, every session so many days later. Times of Jakarta."""
    typed = {"reason": "Bengkel kebanjiran", "room_id": "", "venue": row.venue, "address": row.address}
    for each in row.sessions.all():
        name, start = f"session_{each.number}", each.starts_at + days * DAY + datetime.timedelta(hours=7)
        typed |= {name: f"{start:%Y-%m-%d}", f"{name}_begins": "08:00", f"{name}_ends": "16:00"}
    return typed


def test_a_class_moves_to_a_registered_room_on_other_days(client, provider, row):
    seat = an_enrolment(training_class=row)
    room = a_venue(organisation=provider, name="Bengkel B", address="Jalan Jati 2")
    with at_most(12):
        shown = client.get(f"/lembaga/kelas/{row.id}/pindahkan")
    assert "1 peserta menerima pesan" in text(shown)
    answer = client.post(
        f"/lembaga/kelas/{row.id}/pindahkan", fields(row, days=7) | {"room_id": str(room.id)}, follow=True
    )
    assert "sudah diberi tahu" in text(answer)
    moved = TrainingClass.objects.get(id=row.id)
    assert (moved.starts_at, moved.venue, moved.room_id) == (row.starts_at + 7 * DAY, "Bengkel B", room.id)
    assert OutboxMessage.objects.filter(template="learning.class_moved", person=seat.person).exists()
    assert "Terakhir dipindahkan" in text(client.get(f"/lembaga/kelas/{row.id}/pindahkan"))


def test_an_unchanged_form_and_wrong_times_move_nothing(client, row):
    address = f"/lembaga/kelas/{row.id}/pindahkan"
    unchanged = client.post(address, fields(row))
    assert unchanged.status_code == 422
    assert "masih sama" in text(unchanged)
    clash = client.post(address, fields(row) | {"session_2": fields(row)["session_1"]})
    assert "bertumpuk" in text(clash)
    assert "Bengkel kebanjiran" in clash.content.decode()
    assert client.post(address, fields(row) | {"session_1": "kemarin"}).status_code == 422
    assert not ClassMove.objects.exists()


def test_sessions_that_began_have_no_fields(client, provider):
    row = a_class(offering=an_offering(provider=provider), running=True)
    page = client.get(f"/lembaga/kelas/{row.id}/pindahkan").content.decode()
    assert 'name="session_1"' not in page
    assert 'name="session_3"' in page
    assert "sudah dimulai atau sudah ada kehadirannya" in page


def test_seats_are_changed_within_what_is_sold(client, row):
    an_enrolment(training_class=row)
    address = f"/lembaga/kelas/{row.id}/kursi"
    with at_most(12):
        assert "kursi terisi" in text(client.get(address))
    assert client.post(address, {"seats": "0"}).status_code == 422
    client.post(address, {"seats": "20"})
    assert TrainingClass.objects.get(id=row.id).seats == 20


def test_another_institutions_class_is_not_there(client):
    row = a_class()
    for page in ("pindahkan", "kursi"):
        assert client.get(f"/lembaga/kelas/{row.id}/{page}").status_code == 404


def test_a_class_is_scheduled_in_a_registered_room_with_what_to_bring(client, provider):
    offering = an_offering(provider=provider)
    room = a_venue(organisation=provider, name="Bengkel B", address="Jalan Jati 2", capacity=10, checked_at=NOW)
    typed = {
        "code": "LAS-9", "first_day": "2026-12-07", "days": "2", "begins": "08:00", "ends": "16:00", "seats": "16",
        "payer": "own", "room_id": str(room.id), "venue": "", "address": "", "trainer_id": "",
        "tells": "Sepatu tertutup",
    }  # fmt: skip
    refused = client.post(f"/lembaga/pelatihan/{offering.id}/kelas-baru", typed)
    assert "hanya muat 10 orang" in text(refused)
    client.post(f"/lembaga/pelatihan/{offering.id}/kelas-baru", typed | {"seats": "8"})
    made = TrainingClass.objects.get(code="LAS-9")
    assert (made.venue, made.address, made.tells, made.room_id) == (
        "Bengkel B",
        "Jalan Jati 2",
        "Sepatu tertutup",
        room.id,
    )
    assert set(made.readiness.filter(ok=True).values_list("item", flat=True)) >= {"exit", "extinguisher"}
