"""An LSP's desk: the queue, one claim, yes, no, taking back, issuing; the office sees every queue."""

from __future__ import annotations

import pytest

from peluang.domain.people.models import PersonSkill
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, at_most
from tests.factories.learning import a_competency, a_completed_enrolment
from tests.factories.organisations import an_organisation
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch, tmp_path, settings):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setenv("PELUANG_SIGNING_KEYS", str(tmp_path / "keys"))
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def lsp():
    return an_organisation("assessor", name="LSP Logam Jaya")


@pytest.fixture
def client(lsp):
    return as_member(lsp, "assessor")


def test_the_queue_shows_ones_own_alone(lsp, client):
    mine, theirs = a_competency(issuer=lsp), a_competency(number="RAHASIA 1")
    with at_most(12):
        page = client.get("/lsp/").content.decode()
    assert mine.number in page
    assert theirs.number not in page
    assert client.get(f"/lsp/kompetensi/{theirs.id}").status_code == 404
    assert client.get("/lsp/?keadaan=apa").status_code == 404
    assert "Belum ada" in client.get("/lsp/?keadaan=revoked").content.decode()
    office = as_member(an_organisation("programme_office"), "programme_office")
    page = office.get("/lsp/").content.decode()
    assert mine.number in page
    assert theirs.number in page
    assert office.get("/lsp/terbitkan").status_code == 404


def test_yes_with_the_skill_it_proves(lsp, client):
    row = a_competency(issuer=lsp, person=a_person(full_name="Siti Nur Aminah"))
    with at_most(12):
        page = client.get(f"/lsp/kompetensi/{row.id}").content.decode()
    assert "Siti Nur Aminah" in page
    file = client.get(f"/lsp/kompetensi/{row.id}/berkas")
    assert file.content.startswith(b"%PDF-")
    assert file["Content-Disposition"].startswith("attachment")
    wrong = client.post(f"/lsp/kompetensi/{row.id}", {"skill": "qwertyuiop"})
    assert wrong.status_code == 422
    answer = client.post(f"/lsp/kompetensi/{row.id}", {"skill": "las smaw"}, follow=True)
    assert "sertifikat ini benar" in answer.content.decode()
    assert PersonSkill.objects.get(person=row.person, source="competency").skill_id == "las-smaw"
    again = client.post(f"/lsp/kompetensi/{row.id}", {})
    assert again.status_code == 422


def test_no_and_taking_back_ask_for_a_reason(lsp, client):
    row = a_competency(issuer=lsp)
    assert client.post(f"/lsp/kompetensi/{row.id}/tolak", {"reason": "x"}).status_code == 422
    answer = client.post(f"/lsp/kompetensi/{row.id}/tolak", {"reason": "Tidak ada di catatan kami"}, follow=True)
    assert "Tidak ada di catatan kami" in answer.content.decode()
    other = a_competency(issuer=lsp, status="verified")
    assert "Cabut" in client.get(f"/lsp/kompetensi/{other.id}/cabut").content.decode()
    answer = client.post(f"/lsp/kompetensi/{other.id}/cabut", {"reason": "Diterbitkan keliru"}, follow=True)
    assert "Diterbitkan keliru" in answer.content.decode()
    assert client.post(f"/lsp/kompetensi/{other.id}/cabut", {"reason": "Sekali lagi"}).status_code == 422


def test_issuing_for_whom_one_tested(lsp, client):
    seat = a_completed_enrolment(person=a_person(full_name="Budi Santoso"))
    said = {
        "certificate_number": seat.certificate.number, "full_name": "Budi Santosa", "number": "MET 1",
        "title": "Operator Bubut", "units": "C.24LAS01.001.1", "issued_on": "2026-11-20", "expires_on": "2029-11-20",
    }  # fmt: skip
    wrong = client.post("/lsp/terbitkan", said)
    assert (wrong.status_code, "tidak cocok" in wrong.content.decode()) == (422, True)
    answer = client.post("/lsp/terbitkan", said | {"full_name": "Budi Santoso"}, follow=True)
    assert "MET 1" in answer.content.decode()
    assert "Sudah diperiksa" in answer.content.decode()
