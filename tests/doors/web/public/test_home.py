"""The front pages: search, what is missing here, what is new, and a visitor's own place and language."""

from __future__ import annotations

import pytest
from django.test import Client

from peluang.domain.readings.totals import forget
from peluang.doors import clock
from tests.doors.web.visiting import as_member, as_person, at_most
from tests.factories.industry import an_invitation
from tests.factories.jobs import a_vacancy
from tests.factories.learning import a_class
from tests.factories.organisations import an_organisation
from tests.factories.people import a_person
from tests.factories.programme import a_wave

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh(monkeypatch, now):
    monkeypatch.setattr(clock, "now", lambda: now)
    forget()


def test_home_shows_search_shortage_and_what_is_new():
    a_vacancy(title="Juru las rangka", places=4)
    a_class()
    client = Client()
    client.cookies["daerah"] = "33.20"
    with at_most():
        page = client.get("/").content.decode()
    assert 'action="/pelatihan"' in page
    assert "Juru las rangka" in page
    assert "kurang 4 orang" in page
    assert "Kabupaten Jepara" in page
    assert 'action="/lowongan"' in client.get("/?cari=lowongan").content.decode()


def test_an_empty_country_has_a_home_too():
    page = Client().get("/").content.decode()
    assert "Belum ada lowongan terbuka" in page


def test_who_is_signed_in_sees_the_one_next_step():
    a_wave("open")
    client = as_person()
    with at_most():
        page = client.get("/").content.decode()
    assert "Langkahmu sekarang" in page
    assert "/saya/gelombang/" in page
    provider = as_member(an_organisation("provider"), "provider").get("/").content.decode()
    assert "Langkahmu sekarang" not in provider


def test_the_board_of_country_province_and_regency():
    a_vacancy(places=4)
    client = Client()
    with at_most():
        page = client.get("/peta?daerah=semua").content.decode()
    assert "?provinsi=33" in page
    assert "Kabupaten Jepara" in client.get("/peta?provinsi=33").content.decode()
    assert "kurang 4" in client.get("/peta?daerah=33.20").content.decode()
    assert client.get("/peta?daerah=99.99").status_code == 404
    assert "Belum ada angka" in client.get("/peta?daerah=11.71").content.decode()


def test_a_place_is_chosen_by_name_and_kept():
    client = Client()
    answer = client.get("/daerahku?q=Jepara&next=/peta")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/peta")
    assert client.cookies["daerah"].value == "33.20"
    unclear = client.get("/daerahku?q=Bandung")
    assert unclear.status_code == 422
    assert "32.73" in unclear.content.decode()
    assert client.get("/daerahku?provinsi=33").status_code == 200
    assert client.get("/daerahku?q=Jepara&next=//jahat.example").headers["Location"] == "/"


def test_a_language_is_kept():
    client = Client()
    assert client.get("/bahasa/en?next=/tentang").headers["Location"] == "/tentang"
    assert '<html lang="en">' in client.get("/tentang").content.decode()
    assert client.get("/bahasa/xx").status_code == 404


@pytest.mark.parametrize("address", ["/tentang", "/bantuan", "/data", "/daerahku"])
def test_plain_pages(address):
    assert Client().get(address).status_code == 200


def test_what_is_not_there_says_so():
    answer = Client().get("/tidak-ada")
    assert answer.status_code == 404
    assert "Halaman ini tidak ada" in answer.content.decode()


def test_an_invitation_waits_until_its_reader_has_registered():
    invitation = an_invitation(token="rahasia")
    visitor = Client()
    assert invitation.firm.name in visitor.get("/undangan/rahasia").content.decode()
    assert visitor.get("/undangan/salah").status_code == 404
    assert visitor.post("/undangan/rahasia").headers["Location"] == "/saya/daftar"

    person = a_person()
    client = as_person(person)
    session = client.session
    session["invitation"] = "rahasia"
    session.save()
    assert client.get("/saya/").status_code == 200
    invitation.refresh_from_db()
    assert invitation.person_id == person.id
    assert "sudah tercatat atas namamu" in client.get("/undangan/rahasia").content.decode()
    assert "dipakai orang lain" in Client().get("/undangan/rahasia").content.decode()


def test_who_has_an_account_takes_up_the_invitation_at_once():
    invitation = an_invitation(token="rahasia")
    person = a_person()
    assert as_person(person).post("/undangan/rahasia").headers["Location"] == "/saya/"
    invitation.refresh_from_db()
    assert invitation.person_id == person.id
