"""The payments desk, for the programme office and the payment partner."""

from __future__ import annotations

import pytest

from peluang.domain.benefits.commands import send_incentives
from peluang.domain.benefits.models import Incentive, PayoutAccount
from peluang.domain.kernel.context import PROGRAM
from tests.doors.web.visiting import as_member, as_person
from tests.factories.benefits import a_due_incentive, a_payout_account
from tests.factories.organisations import an_organisation
from tests.statements import at_most

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _present(monkeypatch, now):
    monkeypatch.setattr("peluang.doors.clock.now", lambda: now)


@pytest.fixture
def partner():
    return as_member(an_organisation("payment"), "payment")


@pytest.fixture
def office():
    return as_member(an_organisation("programme_office"), "programme_office")


def see(client, address, status=200):
    with at_most():
        answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode().replace("\xa0", " ")


def test_an_empty_desk(partner):
    assert "Tidak ada rekening yang menunggu" in see(partner, "/kantor/insentif")
    for view in ("due", "sent", "failed", "paid", "nonsense"):
        see(partner, f"/kantor/insentif?lihat={view}")


def test_matching_accounts(partner):
    account, other = a_payout_account(), a_payout_account()
    page = see(partner, f"/kantor/insentif/rekening/{account.id}")
    assert account.number_shown in page
    answer = partner.post(f"/kantor/insentif/rekening/{account.id}", {"jawaban": "tidak"})
    assert answer.status_code == 409
    assert "Pilih alasan dari daftar" in answer.content.decode()
    partner.post(f"/kantor/insentif/rekening/{account.id}", {"jawaban": "tidak", "reason": "NIK_MISMATCH"})
    partner.post(f"/kantor/insentif/rekening/{other.id}", {"jawaban": "cocok"})
    assert dict(PayoutAccount.objects.values_list("id", "status")) == {account.id: "refused", other.id: "verified"}


def test_sending_and_answers(office, partner, now):
    incentive = a_due_incentive()
    assert "Rp600.000" in see(office, "/kantor/insentif/kirim")
    page = see(office, "/kantor/insentif?lihat=due")
    queue = page[page.index('class="desk-queue"') : page.index('class="desk-case"')]
    assert "/kantor/insentif/kirim" in queue, "a phone shows this half alone"
    assert office.post("/kantor/insentif/kirim").status_code == 302
    address = f"/kantor/insentif/{incentive.id}"
    assert "Nomor bukti dari mitra" in see(partner, address)
    answer = partner.post(address, {"jawaban": "masuk", "reference": ""})
    assert answer.status_code == 409
    partner.post(address, {"jawaban": "gagal", "reason": "PARTNER_DOWN"})
    assert "Sistem bank sedang terganggu." in see(office, "/kantor/insentif?lihat=failed")
    send_incentives(PROGRAM, at=now)
    partner.post(address, {"jawaban": "masuk", "reference": "BRI-1"})
    assert Incentive.objects.get(id=incentive.id).status == "paid"
    assert "BRI-1" in see(partner, address)


def test_the_partner_does_not_send(partner):
    assert partner.get("/kantor/insentif/kirim").status_code == 404


def test_nobody_else_comes_to_the_desk():
    incentive = a_due_incentive()
    for browser in (as_person(incentive.person), as_member(an_organisation("labour_office"), "labour_office")):
        for address in ("/kantor/insentif", f"/kantor/insentif/{incentive.id}"):
            assert browser.get(address).status_code == 404
