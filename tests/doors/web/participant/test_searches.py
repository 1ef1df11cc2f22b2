"""Keeping a search from the page of vacancies, and the list of what is kept."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client

from peluang.domain.finding.commands import rebuild_index, stop_search
from peluang.domain.finding.models import SavedSearch
from peluang.domain.kernel.context import PROGRAM
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, as_person, at_most
from tests.factories.finding import a_saved_search
from tests.factories.jobs import a_vacancy
from tests.factories.organisations import an_organisation
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
SEARCH = "/lowongan?q=las&dekat=Jepara&radius=50&upah=2.500.000"


@pytest.fixture(autouse=True)
def _today(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    settings.SEARCH_INDEX = tmp_path / "index"
    a_vacancy()
    rebuild_index(PROGRAM, at=NOW)


def test_one_tap_on_the_search_keeps_all_of_it():
    person = a_person()
    client = as_person(person)
    with at_most(12):
        page = client.get(SEARCH).content.decode()
    assert "Kabari aku kalau ada yang baru" in page
    address = "/lowongan/kabari?q=las&dekat=Kabupaten+Jepara&radius=50&upah=2500000"
    assert f'action="{address.replace("&", "&amp;")}"' in page
    answer = client.post(address, {"every": "weekly"}, follow=True)
    assert answer.redirect_chain[0][0].startswith("/lowongan?q=las&dekat=Kabupaten+Jepara")
    page = answer.content.decode()
    assert "Kamu dikabari tiap minggu kalau ada yang baru" in page
    assert "Kamu dikabari kalau ada yang baru" in page
    row = SavedSearch.objects.get(person=person)
    assert row.criteria == {"words": "las", "regency": "33.20", "radius_km": 50, "wage_min": 2_500_000}
    assert row.every == "weekly"


def test_whoever_has_to_sign_in_first_is_asked_after_it():
    page = Client().get(SEARCH).content.decode()
    assert 'href="/lowongan/kabari?q=las' in page
    answer = Client().get("/lowongan/kabari?q=las")
    assert answer["Location"] == "/akun/masuk/?next=%2Flowongan%2Fkabari%3Fq%3Dlas"
    page = as_person().get("/lowongan/kabari?q=las").content.decode()
    assert "Kabari tiap hari" in page


@pytest.mark.parametrize("search", ["/lowongan", "/lowongan?q=las&tutup=on", "/lowongan?q=las&dekat=Atlantis"])
def test_what_cannot_be_kept_is_not_offered(search):
    client = as_person()
    assert "Kabari aku" not in client.get(search).content.decode()
    answer = client.post(search.replace("/lowongan", "/lowongan/kabari"), {"every": "daily"}, follow=True)
    assert "Pilih dulu pekerjaan atau tempatnya" in answer.content.decode()
    assert not SavedSearch.objects.exists()


def test_a_rhythm_nobody_offers_is_refused_and_the_search_stays():
    answer = as_person().post("/lowongan/kabari?q=las", {"every": "hourly"}, follow=True)
    assert "Pilih tiap hari atau tiap minggu." in answer.content.decode()
    assert answer.redirect_chain[-1][0] == "/lowongan?q=las"


def test_the_list_changes_stops_starts_and_deletes():
    row = a_saved_search(words="<b>las</b>")
    client, change = as_person(row.person), f"/saya/pencarian/{row.id}/ubah"
    with at_most(12):
        page = client.get("/saya/pencarian").content.decode()
    assert "&lt;b&gt;las&lt;/b&gt;" in page
    assert "<b>las" not in page
    for sent, (every, status) in (
        ({"every": "weekly"}, ("weekly", "active")), ({"alerts": "stop"}, ("weekly", "stopped")),
        ({"every": "never"}, ("weekly", "stopped")), ({"alerts": "start"}, ("weekly", "active")),
    ):  # fmt: skip
        assert client.post(change, sent, follow=True).status_code == 200
        row.refresh_from_db()
        assert (row.every, row.status) == (every, status)
    assert "Hapus pencarian ini?" in client.get(f"/saya/pencarian/{row.id}/hapus").content.decode()
    assert SavedSearch.objects.exists()
    page = client.post(f"/saya/pencarian/{row.id}/hapus", follow=True).content.decode()
    assert "Belum ada pencarian yang disimpan" in page
    assert "/saya/pencarian" in client.get("/saya/profil").content.decode()


def test_anothers_search_is_not_there():
    row, client = a_saved_search(), as_person()
    assert client.post(f"/saya/pencarian/{row.id}/ubah", {"alerts": "stop"}).status_code == 404
    assert client.post(f"/saya/pencarian/{row.id}/hapus").status_code == 404
    row.refresh_from_db()
    assert row.status == "active"


def test_whoever_acts_for_a_firm_keeps_nothing():
    page = as_member(an_organisation("employer"), "employer").get(SEARCH)
    assert page.status_code == 200
    assert not SavedSearch.objects.exists()


def test_the_link_of_an_alert_shows_what_came_since_and_can_be_widened():
    a_vacancy(title="Juru las baru", posted_at=NOW + datetime.timedelta(hours=2))
    rebuild_index(PROGRAM, at=NOW)
    page = Client().get(f"/lowongan?q=las&sejak={int(NOW.timestamp())}").content.decode()
    assert "Juru las baru" in page
    assert "Juru las konstruksi" not in page
    assert "baru sejak 24" in page
    assert Client().get("/lowongan?q=las&sejak=kemarin").status_code == 200


def test_a_stopped_search_is_offered_again():
    row = a_saved_search()
    stop_search(PROGRAM, search_id=row.id, at=NOW)
    client = as_person(row.person)
    assert "Kabari tiap hari" in client.get("/lowongan?q=las").content.decode()
    client.post("/lowongan/kabari?q=las", {"every": "daily"})
    row.refresh_from_db()
    assert row.status == "active"
