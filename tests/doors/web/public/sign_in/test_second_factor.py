from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.browser.codes import authenticator_code
from tests.doors.web.signing_in import sign_in
from tests.doors.web.visiting import as_person
from tests.factories.organisations import a_membership, an_organisation
from tests.factories.people import a_person, an_account

pytestmark = pytest.mark.django_db


def set_up(client: Client) -> str:
    """Through the page; returns the secret the app would hold."""
    page = client.get("/akun/kode-aplikasi/pasang/").content.decode()
    secret = re.findall(r"<code>([A-Z2-7]{16,})</code>", page)[0]
    answer = client.post("/akun/kode-aplikasi/pasang/", {"code": authenticator_code(secret)})
    assert answer.headers["Location"] == "/akun/kode-cadangan/"
    return secret


@pytest.fixture
def officer():
    member = a_membership(organisation=an_organisation("labour_office", name="Disnaker Jepara"))
    an_account(person=member.person, email="petugas@contoh.id")
    return member


def test_an_officer_is_led_to_set_up_the_app_and_then_acts(client, officer):
    sign_in(client, "petugas@contoh.id")
    assert "Perlu kode dari aplikasi" in client.get("/saya/peran").content.decode()
    answer = client.post("/saya/peran", {"membership": str(officer.id)})
    assert answer.headers["Location"] == "/akun/kode-aplikasi/pasang/"
    secret = set_up(client)
    page = client.get("/akun/kode-cadangan/").content.decode()
    assert len(re.findall(r"<code>[0-9a-z]{8,}</code>", page)) == 10
    stored = Authenticator.objects.get(type="totp")
    assert secret not in str(stored.data)
    client.post("/saya/peran", {"membership": str(officer.id)})
    assert client.session["acting_as"] == str(officer.id)
    assert "Disnaker Jepara" in client.get("/saya/peran").content.decode()


def test_later_the_app_is_asked_for_at_sign_in_and_a_wrong_code_lets_nobody_in(client, officer):
    browser = as_person(officer.person)
    secret = set_up(browser)
    answer = sign_in(client, "petugas@contoh.id")
    assert answer.headers["Location"] == "/akun/kode-aplikasi/"
    assert client.get("/akun/").status_code == 302
    wrong = client.post("/akun/kode-aplikasi/", {"code": "000000"})
    assert "Kode ini salah" in wrong.content.decode()
    assert client.get("/akun/").status_code == 302
    answer = client.post("/akun/kode-aplikasi/", {"code": authenticator_code(secret)})
    assert answer.headers["Location"] == "/saya/peran"
    client.post("/saya/peran", {"membership": str(officer.id)})
    assert client.session["acting_as"] == str(officer.id)


def test_a_recovery_code_works_once(client, officer):
    browser = as_person(officer.person)
    set_up(browser)
    page = browser.get("/akun/kode-cadangan/unduh/")
    assert page.headers["Content-Type"].startswith("text/plain")
    code = re.findall(r"^[0-9a-z]{8,}$", page.content.decode(), re.MULTILINE)[0]
    sign_in(client, "petugas@contoh.id")
    assert client.post("/akun/kode-aplikasi/", {"code": code}).status_code == 302
    again = Client()
    sign_in(again, "petugas@contoh.id")
    assert again.post("/akun/kode-aplikasi/", {"code": code}).status_code == 200


def test_a_staff_role_in_the_session_without_a_second_factor_counts_for_nothing(officer):
    client = as_person(officer.person)
    session = client.session
    session["acting_as"] = str(officer.id)
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]  # somebody else's
    session.save()
    page = client.get("/saya/peran").content.decode()
    assert "Perlu kode dari aplikasi" in page


def test_staff_keep_their_second_factor_and_others_may_drop_it(officer):
    client = as_person(officer.person)
    set_up(client)
    assert "tidak bisa dilepas" in client.get("/akun/kode-aplikasi/lepas/").content.decode()
    client.post("/akun/kode-aplikasi/lepas/")
    assert Authenticator.objects.filter(type="totp").exists()
    person = as_person(a_person())
    set_up(person)
    assert person.post("/akun/kode-aplikasi/lepas/").status_code == 302
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_the_page_of_the_account_says_what_is_needed(officer):
    assert "Wajib untuk petugas" in as_person(officer.person).get("/akun/").content.decode()
    assert "Boleh tidak" in as_person(a_person()).get("/akun/").content.decode()


def test_a_recruiter_acts_without_an_app(client):
    member = a_membership(role="employer")
    client = as_person(member.person)
    client.post("/saya/peran", {"membership": str(member.id)})
    assert client.session["acting_as"] == str(member.id)
    client.post("/saya/peran", {"membership": ""})
    assert "acting_as" not in client.session


def test_nobody_acts_for_an_organisation_of_others(client):
    client = as_person(a_person())
    other = a_membership(role="employer")
    assert client.post("/saya/peran", {"membership": str(other.id)}).status_code == 404
    assert "acting_as" not in client.session
