"""Anyone checks a certificate: right, mistyped, never issued, revoked, forged."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from peluang.domain.learning.commands import revoke_certificate
from peluang.doors import clock
from peluang.engines.credentials import Bundle, certificate_number, verify_offline
from tests.conftest import NOW
from tests.doors.web.visiting import at_most
from tests.factories.learning import a_completed_enrolment
from tests.factories.organisations import an_actor
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch, tmp_path):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setenv("PELUANG_SIGNING_KEYS", str(tmp_path / "keys"))


@pytest.fixture
def certificate():
    return a_completed_enrolment(person=a_person(full_name="Siti Nur Aminah")).certificate


def get(address, **options):
    with at_most(12):
        return Client().get(address, **options)


def test_a_genuine_one(certificate):
    page = get(f"/sertifikat/{certificate.number}").content.decode()
    assert "asli dan masih berlaku" in page
    assert "Siti N. A." in page
    assert "Aminah" not in page


def test_typed_loosely_it_is_found(certificate):
    typed = certificate.number.lower().replace("-", " ").replace("0", "o")
    response = get("/sertifikat", data={"nomor": typed})
    assert response["Location"] == f"/sertifikat/{certificate.number}"


def test_a_slip_of_the_finger_is_told_from_a_fake(certificate):
    mistyped = get("/sertifikat", data={"nomor": "PLG-2026-0000123-58"})
    assert mistyped.status_code == 422
    assert "salah ketik" in mistyped.content.decode()
    assert "PLG-2026-0000123-58" in mistyped.content.decode()
    never = get(f"/sertifikat/{certificate_number(9_000_000, 2026)}")
    assert never.status_code == 404
    assert "tidak pernah diterbitkan" in never.content.decode()


def test_revoked_with_reason_and_date(certificate):
    revoke_certificate(an_actor("programme_office"), certificate_id=certificate.id, reason="Nilai dipalsukan", at=NOW)
    page = get(f"/sertifikat/{certificate.number}").content.decode()
    assert "Nilai dipalsukan" in page
    assert "24\u00a0Nov\u00a02026" in page


def test_a_pasted_credential(certificate):
    with at_most(12):
        good = Client().post("/sertifikat", {"kredensial": certificate.credential}).content.decode()
    assert "asli dan masih berlaku" in good
    assert "Siti Nur Aminah" in good
    wrapped = json.dumps({"id": f"data:application/vc+jwt,{certificate.credential}"})
    assert "asli dan masih berlaku" in Client().post("/sertifikat", {"kredensial": wrapped}).content.decode()


@pytest.mark.parametrize("forge", [
    lambda token: token[:-6] + "AAAAAA", lambda token: "halo", lambda token: "", lambda token: token.replace(".", ".e", 1),
    lambda token: '{"id": 5}', lambda token: "[]" * 5000,
])  # fmt: skip
def test_forgeries_get_plain_words(certificate, forge):
    response = Client().post("/sertifikat", {"kredensial": forge(certificate.credential)})
    page = response.content.decode()
    assert response.status_code == 200
    assert "tidak bisa dipercaya" in page
    assert "Siti" not in page


def test_what_offline_checkers_fetch(certificate):
    bundle = get("/sertifikat/daftar-status")
    assert bundle["Access-Control-Allow-Origin"] == "*"
    assert verify_offline(certificate.credential, Bundle.from_json(bundle.content.decode()), at=NOW).valid
    assert get("/sertifikat/daftar-status/0").content.count(b".") == 2
    [key] = get("/.well-known/peluang-keys.json").json()["keys"]
    assert key["kid"] == certificate.key_id
    assert "d" not in key


def test_before_the_first_certificate_there_is_no_list():
    assert get("/sertifikat/daftar-status/0").status_code == 404
    assert get("/sertifikat/daftar-status").json() == {"keys": [], "statusLists": {}}
