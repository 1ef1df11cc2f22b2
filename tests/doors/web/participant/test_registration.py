from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from peluang.domain.people.models import Account, Consent, Identity, Person
from tests.doors.web.signing_in import signed_in_account
from tests.factories.people import a_kk, a_nik, a_person, an_account

pytestmark = pytest.mark.django_db
WHO = {
    "full_name": "Siti Aminah",
    "birth_date": "2000-05-04",
    "sex": "f",
    "regency": "Kabupaten Jepara, Jawa Tengah",
    "phone": "0812 3456 7890",
}
SITUATION = {"education": "smk", "work_status": "job_seeker", "facts": ["has_disability"], "excluded_role": ""}


@pytest.fixture
def browser() -> Client:
    return signed_in_account(an_account(email="siti@contoh.id"))


def numbers(**changes):
    return {"nik": a_nik(), "kk": a_kk()} | changes


def fill(browser: Client, upto: str = "izin", **nik) -> None:
    for name, data in (("diri", WHO), ("nik", numbers(**nik)), ("keadaan", SITUATION)):
        if name == upto:
            return
        answer = browser.post(f"/saya/daftar/{name}", data)
        assert answer.status_code == 302, answer.content.decode()


def test_four_pages_lead_to_a_profile(browser):
    assert browser.get("/saya/daftar?next=/lowongan/7").headers["Location"] == "/saya/daftar/diri"
    assert "Siapa kamu" in browser.get("/saya/daftar/diri").content.decode()
    fill(browser)
    page = browser.get("/saya/daftar/izin").content.decode()
    assert "checked" not in page  # no consent is given beforehand
    answer = browser.post("/saya/daftar/izin", {"consents": ["programme", "placement"]})
    assert answer.headers["Location"] == "/lowongan/7"
    person = Person.objects.get()
    assert (person.full_name, person.home_region_id, person.phone) == ("Siti Aminah", "33.20", "+6281234567890")
    assert person.has_disability
    assert person.citizen
    assert Account.objects.get().person == person
    assert set(Consent.objects.values_list("purpose", flat=True)) == {"programme", "placement"}
    assert "registration" not in browser.session
    assert browser.get("/saya/daftar/diri").headers["Location"] == "/saya/profil"


def test_pages_cannot_be_skipped(browser):
    assert browser.get("/saya/daftar/izin").headers["Location"] == "/saya/daftar/diri"
    assert browser.get("/saya/daftar/terbang").status_code == 404
    fill(browser, "keadaan")
    assert browser.get("/saya/daftar").headers["Location"] == "/saya/daftar/keadaan"


def test_going_back_shows_what_was_typed_but_never_the_numbers(browser):
    nik = a_nik()
    fill(browser, nik=nik)
    page = browser.get("/saya/daftar/diri").content.decode()
    assert 'value="Siti Aminah"' in page
    assert 'value="2000-05-04"' in page
    page = browser.get("/saya/daftar/nik").content.decode()
    assert nik not in page
    assert f"{nik[:4]} •••• {nik[-2:]}" in page
    assert browser.post("/saya/daftar/nik", {"nik": "", "kk": ""}).status_code == 302
    browser.post("/saya/daftar/izin", {})
    assert Identity.objects.get().nik_shown.startswith(nik[:4])


def test_the_numbers_lie_sealed_in_the_session(browser):
    nik = a_nik()
    fill(browser, nik=nik)
    stored = Session.objects.get(session_key=browser.session.session_key)
    assert nik not in str(stored.get_decoded())


@pytest.mark.parametrize(
    ("page", "changes", "says", "kept"),
    [
        ("diri", {"birth_date": "kemarin"}, "Tulis tanggal lahir", "Siti Aminah"),
        ("diri", {"birth_date": "2020-01-01"}, "mulai umur 15 tahun", "Siti Aminah"),
        ("diri", {"regency": "Bandung"}, "Kota Bandung", "Bandung"),
        ("diri", {"regency": "Atlantis"}, "Periksa ejaannya", "Atlantis"),
        ("diri", {"phone": "0812"}, "tidak dikenali", "0812"),
        ("diri", {"sex": ""}, "Jenis kelamin", "Siti Aminah"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_kept(browser, page, changes, says, kept):
    answer = browser.post(f"/saya/daftar/{page}", WHO | changes)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert says in text
    assert f'value="{kept}"' in text


def test_a_nik_of_somebody_else_is_refused_on_its_page(browser):
    nik = a_nik()
    a_person(nik=nik)
    fill(browser, "nik")
    answer = browser.post("/saya/daftar/nik", numbers(nik=nik))
    assert answer.status_code == 422
    assert "sudah terdaftar di akun lain" in answer.content.decode()


def test_a_nik_that_contradicts_the_birth_date_is_refused(browser):
    fill(browser, "nik")
    answer = browser.post("/saya/daftar/nik", numbers(nik=a_nik(sex="m")))
    assert "Jenis kelamin di NIK ini berbeda" in answer.content.decode()


def test_a_nik_taken_in_the_meantime_leads_back_to_its_page_with_the_rest_kept(browser):
    nik = a_nik()
    fill(browser, nik=nik)
    a_person(nik=nik)
    answer = browser.post("/saya/daftar/izin", {"consents": ["programme"]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "sudah terdaftar di akun lain" in page
    assert nik not in page
    assert 'value="Siti Aminah"' in browser.get("/saya/daftar/diri").content.decode()


def test_pages_about_a_person_wait_for_registration(browser):
    for address in ("/saya/profil", "/saya/pesan", "/saya/data", "/saya/peran"):
        assert browser.get(address).headers["Location"].startswith("/saya/daftar?next=")


def test_nobody_registers_without_signing_in(client):
    assert client.get("/saya/daftar").headers["Location"].startswith("/akun/masuk/?next=")
