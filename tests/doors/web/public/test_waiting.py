"""Letting a seat go by the link in the message; and what a form says that a browser could not vouch for."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client

from peluang.domain.learning.models import WaitingEntry
from peluang.doors import clock
from tests.doors.web.visiting import at_most
from tests.factories.learning import a_class, an_enrolment
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(now, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: now)
    full = a_class(seats=2, payer="own")
    an_enrolment(training_class=full, payer="own")
    full.seats_held = 1
    full.save()
    person = a_person()
    return WaitingEntry.objects.create(
        training_class=full, person=person, home_region=person.home_region_id, token="a" * 32, status="offered",
        joined_at=now - datetime.timedelta(days=1), offered_at=now, expires_at=now + datetime.timedelta(hours=20),
    )  # fmt: skip


def test_the_link_asks_first_then_gives_the_seat_back(entry):
    client, address = Client(), f"/antre/{entry.token}"
    with at_most(12):
        asked = client.get(address)
    assert "Tidak jadi mengambil kursi ini?" in asked.content.decode()
    assert entry.person.full_name not in asked.content.decode()
    assert asked["X-Robots-Tag"] == "noindex"
    entry.refresh_from_db()
    assert entry.status == "offered"

    assert client.post(address).status_code == 302
    entry.refresh_from_db()
    entry.training_class.refresh_from_db()
    assert (entry.status, entry.training_class.seats_held) == ("declined", 0)
    again = client.post(address, follow=True)
    assert "Sudah dilepas" in again.content.decode()


@pytest.mark.parametrize("token", ["b" * 32, "x", "a" * 31 + "%00"])
def test_a_link_nobody_was_sent_is_not_there(entry, token):
    assert Client().get(f"/antre/{token}").status_code == 404
    assert Client().post(f"/antre/{token}").status_code == 404


def test_no_other_site_learns_the_address(entry):
    """And browsers still say where the form comes from: "no-referrer" would make them send "Origin: null"."""
    assert Client().get(f"/antre/{entry.token}")["Referrer-Policy"] == "same-origin"


def test_a_form_without_its_token_says_what_to_do(entry):
    answer = Client(enforce_csrf_checks=True).post(f"/antre/{entry.token}")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Belum terkirim" in page
    assert f'href="/antre/{entry.token}"' in page
    entry.refresh_from_db()
    assert entry.status == "offered"
