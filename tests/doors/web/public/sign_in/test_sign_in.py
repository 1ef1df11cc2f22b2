from __future__ import annotations

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from peluang.domain.messages.models import OutboxMessage
from peluang.domain.people.models import Account
from tests.doors.web.signing_in import code_in_last_mail, sign_in
from tests.factories.organisations import a_membership
from tests.factories.people import a_person, an_account

pytestmark = pytest.mark.django_db


def test_an_unknown_address_gets_an_account_after_its_code_and_goes_on_to_register(client):
    answer = client.post("/akun/masuk/", {"address": "Siti@Contoh.id"})
    assert answer.headers["Location"] == "/akun/kode/"
    assert not Account.objects.exists()
    page = client.get("/akun/kode/").content.decode()
    assert "siti@contoh.id" in page
    code = code_in_last_mail()
    assert code not in page
    answer = client.post("/akun/kode/", {"code": f"{code[:3]} {code[3:]}"})
    assert answer.headers["Location"] == "/saya/daftar"
    assert Account.objects.get().email == "siti@contoh.id"
    assert client.get("/akun/masuk/").status_code == 302


def test_a_phone_signs_in_by_text_message(client, monkeypatch, tmp_path):
    monkeypatch.setenv("PELUANG_VAR", str(tmp_path))
    person = a_person()
    an_account(person=person, phone="+6281234567890")
    client.post("/akun/masuk/", {"address": "0812 3456 7890"})
    (letter,) = (tmp_path / "sms").iterdir()
    assert letter.read_text().startswith("To: +6281234567890")
    code = re.findall(r"\b\d{6}\b", letter.read_text())[0]
    assert client.post("/akun/kode/", {"code": code}).headers["Location"] == "/saya/"
    sent = OutboxMessage.objects.get()
    assert (sent.address, sent.context) == ("", {})


def test_known_and_unknown_addresses_look_the_same(client):
    an_account(person=a_person(), email="dikenal@contoh.id")
    seen = []
    for address in ("dikenal@contoh.id", "entahlah@contoh.id"):
        browser = Client()
        first = browser.post("/akun/masuk/", {"address": address})
        page = browser.get("/akun/kode/").content.decode()
        page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page).replace(address, "…")
        letter = re.sub(r"\d{6}", "…", mail.outbox[-1].subject + mail.outbox[-1].body)
        seen.append((first.status_code, first.headers["Location"], page, letter))
    assert seen[0] == seen[1]
    assert Account.objects.count() == 1


def test_next_is_kept_and_leads_nowhere_else(client):
    an_account(person=a_person(), email="a@contoh.id")
    answer = client.post("/akun/masuk/?next=/lowongan/7", {"address": "a@contoh.id", "next": "/lowongan/7"})
    assert answer.headers["Location"] == "/akun/kode/?next=%2Flowongan%2F7"
    assert 'value="/lowongan/7"' in client.get(answer.headers["Location"]).content.decode()
    assert (
        client.post("/akun/kode/", {"code": code_in_last_mail(), "next": "/lowongan/7"}).headers["Location"]
        == "/lowongan/7"
    )
    assert sign_in(Client(), "a@contoh.id", next="https://jahat.example/").headers["Location"] == "/saya/"


@pytest.mark.parametrize(
    ("typed", "says"), [("", "Isi e-mail atau nomor HP"), ("0812", "tidak dikenali"), ("siti@", "belum lengkap")]
)
def test_what_is_no_address_is_said_plainly_and_kept(client, typed, says):
    answer = client.post("/akun/masuk/", {"address": typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert f'value="{typed}"' in page
    assert mail.outbox == []


def test_a_wrong_code_may_be_tried_three_times_then_a_new_one_is_needed(client):
    client.post("/akun/masuk/", {"address": "a@contoh.id"})
    right = code_in_last_mail()
    wrong = "000000" if right != "000000" else "111111"
    early = client.post("/akun/kode/", {"code": ""})
    assert (early.status_code, "Isi kode" in early.content.decode()) == (422, True)
    for left in (2, 1):
        answer = client.post("/akun/kode/", {"code": wrong})
        assert answer.status_code == 422
        assert f"dicoba {left} kali" in answer.content.decode()
    answer = client.post("/akun/kode/", {"code": wrong}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [("/akun/masuk/", 302)]
    assert "salah tiga kali" in page
    assert 'value="a@contoh.id"' in page
    assert client.post("/akun/kode/", {"code": right}).headers["Location"] == "/akun/masuk/"
    assert not Account.objects.exists()


def test_an_expired_code_says_so(client, monkeypatch):
    client.post("/akun/masuk/", {"address": "a@contoh.id"})
    code = code_in_last_mail()
    import time

    later = time.time() + 601
    monkeypatch.setattr("allauth.account.internal.flows.code_verification.time.time", lambda: later)
    page = client.post("/akun/kode/", {"code": code}, follow=True).content.decode()
    assert "sudah lewat 10 menit" in page
    assert 'value="a@contoh.id"' in page


def test_a_new_code_replaces_the_old_one_and_is_sent_twice_at_most(client):
    client.post("/akun/masuk/", {"address": "a@contoh.id"})
    first = code_in_last_mail()
    client.post("/akun/kode/", {"action": "resend"})
    client.post("/akun/kode/", {"action": "resend"})
    newest = code_in_last_mail()
    page = client.post("/akun/kode/", {"action": "resend"}, follow=True).content.decode()
    assert "beberapa kali" in page
    assert len(mail.outbox) == 3
    if first != newest:
        assert client.post("/akun/kode/", {"code": first}).status_code == 422
    assert client.post("/akun/kode/", {"code": newest}).headers["Location"] == "/saya/daftar"


def test_two_tabs_of_one_browser(client):
    """The second tab's code is the one that counts; the first tab, sent again, is simply signed in."""
    client.post("/akun/masuk/", {"address": "a@contoh.id"})
    first = code_in_last_mail()
    assert client.get("/akun/masuk/").status_code == 200
    client.post("/akun/masuk/", {"address": "a@contoh.id"})
    second = code_in_last_mail()
    if first != second:
        page = client.post("/akun/kode/", {"code": first}).content.decode()
        assert "bukan kode terakhir" in page
    assert client.post("/akun/kode/", {"code": second}).headers["Location"] == "/saya/daftar"
    assert client.post("/akun/kode/", {"code": second}).headers["Location"] == "/saya/daftar"
    assert Account.objects.count() == 1


def test_a_stopped_account_is_told_so(client):
    account = an_account(email="a@contoh.id")
    account.is_active = False
    account.save()
    answer = sign_in(client, "a@contoh.id")
    assert answer.headers["Location"] == "/akun/tidak-aktif/"
    assert "tidak aktif" in client.get("/akun/tidak-aktif/").content.decode()
    assert client.get("/akun/").status_code == 302


def test_codes_are_limited_for_each_address(client):
    for _each in range(6):
        assert client.post("/akun/masuk/", {"address": "a@contoh.id"}).status_code == 302
    answer = client.post("/akun/masuk/", {"address": "a@contoh.id"})
    assert answer.status_code == 422
    assert "Terlalu banyak percobaan" in answer.content.decode()
    assert client.post("/akun/masuk/", {"address": "b@contoh.id"}).status_code == 302


def test_the_page_speaks_english_and_so_does_the_letter(client):
    client.get("/akun/masuk/?lang=en")
    client.post("/akun/masuk/", {"address": "a@contoh.id"})
    assert "sign-in code" in mail.outbox[-1].subject
    page = client.get("/akun/kode/").content.decode()
    assert "Enter the code" in page
    assert Account.objects.count() == 0


def test_signing_out(client):
    sign_in(client, "a@contoh.id")
    assert "Keluar dari Peluang?" in client.get("/akun/keluar/").content.decode()
    assert client.post("/akun/keluar/").headers["Location"] == "/"
    assert client.get("/akun/").headers["Location"].startswith("/akun/masuk/")


def test_who_acts_for_an_organisation_chooses_after_signing_in(client):
    member = a_membership(role="employer")
    an_account(person=member.person, email="a@contoh.id")
    assert sign_in(client, "a@contoh.id").headers["Location"] == "/saya/peran"


@pytest.mark.parametrize(
    "address",
    ["signup/", "login/", "password/reset/", "email/", "password/change/", "kode-masuk/", "2fa/", "webauthn/"],
)
def test_the_rest_of_allauth_is_not_there(client, address):
    assert client.get(f"/akun/{address}").status_code == 404
    assert client.get(f"/accounts/{address}").status_code == 404


def test_the_pages_take_few_statements(client):
    client.post("/akun/masuk/", {"address": "a@contoh.id"})
    for address in ("/akun/masuk/", "/akun/kode/"):
        with CaptureQueriesContext(connection) as statements:
            assert client.get(address).status_code == 200
        assert len([each for each in statements if "SAVEPOINT" not in each["sql"]]) <= 12
