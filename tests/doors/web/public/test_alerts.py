"""The link in an alert, opened by people and by mail programs; and the way to a link that got lost."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from peluang.domain.kernel.context import PROGRAM
from peluang.domain.messages.commands import send_waiting
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import at_most
from tests.factories.finding import a_saved_search, a_searcher

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return a_saved_search(a_searcher("siti@contoh.id", full_name="Siti Aminah"))


def test_opening_the_link_asks_and_only_the_button_stops(row):
    client, address = Client(enforce_csrf_checks=True), f"/berhenti/{row.token}"
    with at_most(12):
        asked = client.get(address)
    assert "Berhenti dikabari?" in asked.content.decode()
    assert "Siti" not in asked.content.decode()
    assert asked["X-Robots-Tag"] == "noindex"
    row.refresh_from_db()
    assert row.status == "active"
    said = client.post(address, follow=True)
    assert "Sudah berhenti" in said.content.decode()
    row.refresh_from_db()
    assert row.status == "stopped"
    assert "Sudah berhenti" in client.post(address, follow=True).content.decode()


def test_a_mail_program_stops_it_with_one_post_and_no_redirect(row):
    answer = Client(enforce_csrf_checks=True).post(f"/berhenti/{row.token}", {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert "Sudah berhenti" in answer.content.decode()
    row.refresh_from_db()
    assert row.status == "stopped"


def test_an_unknown_link_says_what_may_have_happened(row):
    for answer in (Client().get("/berhenti/tidak-ada"), Client().post("/berhenti/tidak-ada")):
        assert answer.status_code == 404
        assert "Kirim tautanku lagi" in answer.content.decode()


def test_a_lost_link_comes_again_and_the_page_tells_nothing(row):
    known, unknown = (Client().post("/berhenti", {"address": each}) for each in ("siti@contoh.id", "x@contoh.id"))
    assert known.status_code == unknown.status_code == 200
    assert "Kalau alamat ini punya pencarian" in known.content.decode()
    assert "Kalau alamat ini punya pencarian" in unknown.content.decode()
    send_waiting(PROGRAM, at=NOW)
    (letter,) = mail.outbox
    assert f"/berhenti/{row.token}" in letter.body


def test_what_is_no_address_stays_in_its_field(row):
    answer = Client().post("/berhenti", {"address": "siti@"})
    assert answer.status_code == 422
    assert 'value="siti@"' in answer.content.decode()
    assert "belum lengkap" in answer.content.decode()
