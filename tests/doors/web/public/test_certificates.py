"""Anyone checks a certificate: right, mistyped, never issued, revoked, forged."""

from __future__ import annotations

import datetime
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from peluang.domain.learning.certificates import LIST_SIZE
from peluang.domain.learning.commands import revoke_certificate
from peluang.domain.learning.sheets import sheet
from peluang.doors import clock
from peluang.engines.credentials import Bundle, certificate_number, verify_offline
from tests.conftest import NOW
from tests.doors.web.visiting import at_most
from tests.factories.learning import a_competency, a_completed_enrolment
from tests.factories.organisations import an_actor, an_organisation
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
    lambda token: token[:-6] + "AAAAAA", lambda token: "halo", lambda token: token.replace(".", ".e", 1),
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
    assert get("/sertifikat/daftar-status").json()["keys"] == []


def handed_over(content, name="sertifikat.pdf"):
    with at_most(12):
        return Client().post("/sertifikat", {"berkas": SimpleUploadedFile(name, content)})


def test_the_pdf_of_the_holder_is_a_proof(certificate):
    page = handed_over(sheet(certificate)).content.decode()
    assert "asli dan masih berlaku" in page
    assert "Siti Nur Aminah" in page, "who has the file has the name"
    assert certificate.number in page


def test_a_revoked_file_says_when_and_why(certificate):
    revoke_certificate(an_actor("programme_office"), certificate_id=certificate.id, reason="Nilai dipalsukan", at=NOW)
    page = handed_over(sheet(certificate)).content.decode()
    assert "dicabut pada" in page
    assert "Nilai dipalsukan" in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 a scan without anything inside", "tidak ada sertifikat bertanda tangan"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "tidak ada sertifikat bertanda tangan"),
        (b"\xff\xfe\xfd", "bukan sertifikat yang utuh"),
        (b'{"a": 1, "a": 2}', "dua kali"),
        (b'{"@context": [], "credentialSubject": {}}', "tidak ditandatangani"),
        (b"<svg><script>alert(1)</script></svg>", "tidak ada sertifikat bertanda tangan"),
    ],
)
def test_files_of_all_sorts_get_an_answer(certificate, content, said):
    response = handed_over(content, "apa-saja.bin")
    assert response.status_code == 200
    assert said in response.content.decode()


def test_nothing_and_too_much_are_said_at_the_field(certificate):
    nothing = Client().post("/sertifikat", {"kredensial": "  "})
    assert (nothing.status_code, "tempel isinya" in nothing.content.decode()) == (422, True)
    huge = handed_over(b"0" * 5_000_001)
    assert (huge.status_code, "5 MB" in huge.content.decode()) == (422, True)


def test_lists_and_keys_are_kept_and_asked_again_by_their_etag(certificate):
    for address in ("/sertifikat/daftar-status/0", "/sertifikat/daftar-status", "/.well-known/peluang-keys.json"):
        first = get(address)
        assert "max-age=300" in first["Cache-Control"]
        again = get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    revoke_certificate(an_actor("system"), certificate_id=certificate.id, reason="Keliru terbit", at=NOW)
    changed = get("/sertifikat/daftar-status/0", headers={"If-None-Match": get("/sertifikat/daftar-status/0")["ETag"]})
    assert changed.status_code == 304
    assert get(f"/sertifikat/daftar-status/{LIST_SIZE}").status_code == 404, "no certificate names this list"


def test_a_competency_certificate_by_number_and_issuer():
    lsp = an_organisation("assessor", name="LSP Logam Jaya")
    row = a_competency(issuer=lsp, person=a_person(full_name="Siti Nur Aminah"), status="verified", number="LAS 7")
    asked = {"nomor": "las 7", "penerbit": "LSP Logam Jaya"}
    page = get("/sertifikat/kompetensi", data=asked).content.decode()
    assert "benar dan masih berlaku" in page
    assert "Siti N. A." in page
    assert "Aminah" not in page
    assert row.units[0] in page
    assert get("/sertifikat/kompetensi", data=asked | {"nomor": "LAS 8"}).status_code == 404
    assert get("/sertifikat/kompetensi").status_code == 200
    row.expires_on = NOW.date() - datetime.timedelta(days=1)
    row.save()
    assert "habis pada" in get("/sertifikat/kompetensi", data=asked).content.decode()
    row.status, row.reason, row.revoked_at = "revoked", "Diterbitkan keliru", NOW
    row.save()
    assert "Diterbitkan keliru" in get("/sertifikat/kompetensi", data=asked).content.decode()
