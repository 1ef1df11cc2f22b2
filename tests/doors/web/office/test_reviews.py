"""Reviews that wait for a look, and the institution's answers."""

from __future__ import annotations

import pytest

from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, at_most
from tests.factories.learning import a_completed_enrolment, a_review
from tests.factories.organisations import an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def held():
    return a_review(
        a_completed_enrolment(), text="<script>alert(1)</script> 081234567890", status="held", report_reason="phone"
    )


def test_the_office_looks_and_decides(held):
    client = as_member(an_organisation("programme_office"), "programme_office")
    with at_most(12):
        queue = client.get("/kantor/ulasan").content.decode()
    assert "Memuat nomor telepon" in queue
    assert "<script>alert" not in queue
    address = f"/kantor/ulasan/{held.id}"
    with at_most(12):
        assert client.get(address).status_code == 200
    kept = client.post(address, {"keputusan": "sembunyi", "reason": ""})
    assert kept.status_code == 422
    assert client.post(address, {"keputusan": "sembunyi", "reason": "Nomor pribadi"}).status_code == 302
    held.refresh_from_db()
    assert (held.status, held.moderation_reason) == ("hidden", "Nomor pribadi")
    assert "Tidak ada yang menunggu" in client.get("/kantor/ulasan").content.decode()
    assert client.post(address, {"keputusan": "terbit"}).status_code == 302
    held.refresh_from_db()
    assert held.status == "published"


def test_an_institution_answers_its_own(held):
    held.status = "published"
    held.save()
    mine, other = held.offering.provider, an_organisation("provider")
    client = as_member(mine, "provider")
    with at_most(12):
        assert "belum dijawab" in client.get("/lembaga/ulasan").content.decode()
    address = f"/lembaga/ulasan/{held.id}"
    assert client.post(address, {"text": "Hubungi kami di 081234567890"}).status_code == 422
    assert client.post(address, {"text": "Terima kasih, mesinnya kami ganti."}).status_code == 302
    assert "sudah dijawab" in client.get("/lembaga/ulasan").content.decode()
    assert as_member(other, "provider").get(address).status_code == 404
    assert "Belum ada cerita" in as_member(other, "provider").get("/lembaga/ulasan").content.decode()
