"""A person's competency certificates: claim one, see where it stands, take the certificate home as PDF."""

from __future__ import annotations

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from peluang.domain.learning.commands import revoke_certificate
from peluang.domain.learning.models import CompetencyCertificate
from peluang.doors import clock
from peluang.engines.credentials import credential_in
from tests.conftest import NOW
from tests.doors.web.visiting import as_person, at_most
from tests.factories.learning import a_competency, a_completed_enrolment
from tests.factories.organisations import an_actor, an_organisation
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch, tmp_path, settings):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setenv("PELUANG_SIGNING_KEYS", str(tmp_path / "keys"))
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def person():
    return a_person(full_name="Siti Nur Aminah")


def filled(**changes):
    return {
        "issuer_name": "LSP Logam Jaya", "number": "LAS 2544 00123 2026", "title": "Juru Las SMAW 3G",
        "units": "C.24LAS01.001.1, C.24LAS01.002.1", "level": "2", "skill": "las smaw",
        "issued_on": "2026-10-01", "expires_on": "2029-10-01",
        "file": SimpleUploadedFile("sertifikat.pdf", b"%PDF-1.7 dua lembar", "application/pdf"),
    } | changes  # fmt: skip


def test_claiming_one(person):
    lsp = an_organisation("assessor", name="LSP Logam Jaya")
    client = as_person(person)
    with at_most(12):
        assert "LSP Logam Jaya" in client.get("/saya/kompetensi/baru").content.decode()
    answer = client.post("/saya/kompetensi/baru", filled(), follow=True)
    row = CompetencyCertificate.objects.get(person=person)
    assert (row.issuer_id, row.skill_id, len(row.units)) == (lsp.id, "las-smaw", 2)
    assert "Sedang diperiksa LSP Logam Jaya" in answer.content.decode()
    file = client.get(f"/saya/kompetensi/{row.id}/berkas")
    assert (file.content, file["Cache-Control"]) == (b"%PDF-1.7 dua lembar", "private, no-store")
    assert as_person().get(f"/saya/kompetensi/{row.id}/berkas").status_code == 404


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"units": "las"}, "unit"),
        ({"skill": "qwertyuiop"}, "belum ada di daftar"),
        ({"issued_on": "kemarin"}, "tanggal"),
        ({"expires_on": "2026-09-01"}, "berakhir sesudah terbit"),
        ({"file": ""}, "belum diisi"),
        ({"file": SimpleUploadedFile("x.exe", b"MZ\x90", "application/x-msdownload")}, "tidak bisa diterima"),
        ({"number": "x" * 81}, "80"),
        ({"title": "<script>"}, None),
    ],
)
def test_what_was_typed_stays_and_what_is_wrong_is_said(person, changes, said):
    answer = as_person(person).post("/saya/kompetensi/baru", filled(**changes))
    if said is None:
        assert answer.status_code == 302
        page = as_person(person).get("/saya/kompetensi").content.decode()
        assert "&lt;script&gt;" in page
        return
    assert answer.status_code == 422
    assert said.lower() in answer.content.decode().lower()
    assert "LSP Logam Jaya" in answer.content.decode()
    assert not CompetencyCertificate.objects.exists()


def test_where_each_stands(person):
    lsp = an_organisation("assessor")
    a_competency(person=person, issuer=lsp, status="verified", expires_on=NOW.date() + datetime.timedelta(days=30))
    a_competency(person=person, issuer=lsp, status="verified", issued_on=NOW.date() - datetime.timedelta(days=900),
                 expires_on=NOW.date() - datetime.timedelta(days=2))  # fmt: skip
    a_competency(person=person, issuer=lsp, status="refused", reason="Nomornya tidak terbaca")
    a_competency(person=person, issuer=lsp, status="revoked", reason="Diterbitkan keliru", revoked_at=NOW)
    client = as_person(person)
    with at_most(12):
        page = client.get("/saya/kompetensi").content.decode()
    for said in ("masa berlakunya habis", "Habis masa berlaku", "Nomornya tidak terbaca", "Diterbitkan keliru"):
        assert said in page
    assert "Belum ada sertifikat kompetensi" in as_person().get("/saya/kompetensi").content.decode()


def test_the_certificate_as_pdf_is_its_holders_alone(person):
    row = a_completed_enrolment(person=person).certificate
    client = as_person(person)
    assert f"/saya/sertifikat/{row.number}/pdf" in client.get(f"/saya/sertifikat/{row.number}").content.decode()
    with at_most(12):
        paper = client.get(f"/saya/sertifikat/{row.number}/pdf")
    assert paper["Content-Type"] == "application/pdf"
    assert paper["Cache-Control"] == "private, no-store"
    assert credential_in(paper.content) == row.credential
    assert as_person().get(f"/saya/sertifikat/{row.number}/pdf").status_code == 404
    revoke_certificate(an_actor("system"), certificate_id=row.id, reason="Nilai dipalsukan", at=NOW)
    assert client.get(f"/saya/sertifikat/{row.number}/pdf").status_code == 404
    assert "/pdf" not in client.get(f"/saya/sertifikat/{row.number}").content.decode()
