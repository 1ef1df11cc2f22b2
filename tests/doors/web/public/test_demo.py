"""The demo's control panel: only in a demo."""

from __future__ import annotations

import datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.utils import encrypt
from django.test import Client

from peluang.domain.evaluation.models import Outcome
from peluang.doors import clock
from tests.factories.evaluation import an_outcome
from tests.factories.organisations import a_membership, an_organisation
from tests.factories.people import a_person, an_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_a_demo(settings, tmp_path, monkeypatch):
    settings.DEMO = True
    monkeypatch.setenv("PELUANG_VAR", str(tmp_path))
    return tmp_path


def test_a_real_installation_has_no_such_address():
    assert Client().get("/demo").status_code == 404
    assert Client().post("/demo", {"days": "90"}).status_code == 404


def test_accounts_with_what_they_can_do_and_their_codes(in_a_demo):
    person = a_person(full_name="Ratna Contoh")
    a_membership(person=person, organisation=an_organisation("auditor"), role="auditor")
    account = an_account(person=person, email="pemeriksa@demo.peluang.example")
    Authenticator.objects.create(user=account, type="totp", data={"secret": encrypt(generate_totp_secret())})
    an_account(person=a_person(), email="orang@contoh.id")
    page = Client().get("/demo").content.decode()
    assert "pemeriksa@demo.peluang.example" in page
    assert "kode aplikasi" in page
    assert "orang@contoh.id" not in page


def test_codes_can_be_read_without_a_mailbox(in_a_demo):
    folder = in_a_demo / "mail"
    folder.mkdir()
    line = "-" * 79
    (folder / "1.log").write_text(
        f'Content-Type: text/plain; charset="utf-8"\nSubject: Kode masuk\nTo: siti@demo.peluang.example\n\nKodemu: 482913\n{line}\n'
    )
    page = Client().get("/demo").content.decode()
    assert "482913" in page
    assert "siti@demo.peluang.example" in page


def test_the_clock_moves_ahead_and_due_work_is_done(in_a_demo):
    outcome = an_outcome(due_on=clock.now().date().replace(day=1), status="planned")
    tomorrow = clock.now().date() + datetime.timedelta(days=1)  # in the evening of UTC it is tomorrow in Indonesia
    Outcome.objects.filter(id=outcome.id).update(due_on=tomorrow)
    client = Client()
    assert client.post("/demo", {"days": "30"}).status_code == 302
    assert clock.demo_offset_days() == 30
    outcome.refresh_from_db()
    assert outcome.status == "asked"
    client.post("/demo", {"days": "5000"})
    assert clock.demo_offset_days() == 30
