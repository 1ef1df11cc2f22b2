"""The checklist before a class: the page to tick it, for the institution and the trainer, and the start behind it."""

from __future__ import annotations

import datetime
import re

import pytest

from peluang.domain.catalogue.models import Venue
from peluang.domain.learning.models import Readiness
from peluang.domain.learning.readiness import checklist
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, at_most
from tests.factories.catalogue import an_offering
from tests.factories.learning import a_class
from tests.factories.organisations import an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return an_organisation("provider")


@pytest.fixture
def training_class(provider):
    return a_class(offering=an_offering(provider=provider), starts_in=1, ready=False)


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def everything_there(row):
    return {each.code: "yes" for each in checklist(row)}


@pytest.mark.parametrize(("role", "door"), [("trainer", "/pelatih"), ("provider", "/lembaga")])
def test_a_class_starts_only_after_its_safety_was_ticked(provider, training_class, monkeypatch, role, door):
    client, page = as_member(provider, role), f"{door}/kelas/{training_class.id}"
    with at_most(12):
        shown = client.get(page)
    assert f"{page}/kesiapan" in shown.content.decode()
    assert "Kotak P3K" in text(shown)
    monkeypatch.setattr(clock, "now", lambda: training_class.starts_at - datetime.timedelta(hours=1))
    start = f"/pelatih/kelas/{training_class.id}/mulai"
    assert "Kelas belum bisa dimulai" in text(client.post(start, follow=True))
    with at_most(12):
        assert "Semua harus ada sebelum kelas dimulai" in text(client.get(f"{page}/kesiapan"))
    answer = client.post(f"{page}/kesiapan", everything_there(training_class), follow=True)
    assert "Semua butir keselamatan ada" in text(answer)
    client.post(start)
    training_class.refresh_from_db()
    assert training_class.status == "running"


def test_what_is_not_there_needs_a_note_and_what_was_typed_stays(provider, training_class):
    client, page = as_member(provider, "trainer"), f"/pelatih/kelas/{training_class.id}/kesiapan"
    typed = everything_there(training_class) | {"first_aid": "no", "address_note": "Belok di masjid"}
    answer = client.post(page, typed)
    assert answer.status_code == 422
    assert "Tulis apa yang kurang" in text(answer)
    assert "Belok di masjid" in answer.content.decode()
    assert not Readiness.objects.filter(training_class=training_class).exists()
    answer = client.post(page, typed | {"first_aid_note": "Dibeli besok"}, follow=True)
    assert "masih terbuka: Kotak P3K" in text(answer)
    assert "Dibeli besok" in client.get(page).content.decode()


def test_no_answer_and_nonsense_save_nothing(provider, training_class):
    client, page = as_member(provider, "provider"), f"/lembaga/kelas/{training_class.id}/kesiapan"
    assert client.post(page, {"exit": "maybe"}).status_code == 422
    assert client.post(page, {"csrfmiddlewaretoken": "x"}).status_code == 302
    assert not Readiness.objects.filter(training_class=training_class).exists()


def test_the_record_of_the_venue_is_shown_beside_each_item(provider, training_class):
    room = Venue.objects.create(
        organisation=provider, name="Bengkel", regency_id=training_class.regency_id, address="Jl. Las 1", capacity=20,
        computers=4, tools=[{"name": "Mesin las", "count": 3}], safety={"exit": True},
    )  # fmt: skip
    training_class.room = room
    training_class.save(update_fields=["room"])
    said = text(as_member(provider, "provider").get(f"/lembaga/kelas/{training_class.id}/kesiapan"))
    assert "data tempat: untuk 20 orang" in said
    assert "data tempat: 3 mesin las" in said.lower()
    assert "Data tempat: ada" in said


def test_a_class_that_ended_is_only_read(provider):
    row = a_class(offering=an_offering(provider=provider), finished=True)
    answer = as_member(provider, "provider").get(f"/lembaga/kelas/{row.id}/kesiapan")
    assert "sudah berakhir" in text(answer)
    assert "Simpan semua" not in text(answer)
