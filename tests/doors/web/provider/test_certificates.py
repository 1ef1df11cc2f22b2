"""Institution and office take a certificate back: found by its number, with a reason that anybody reads."""

from __future__ import annotations

import pytest

from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, at_most
from tests.factories.learning import a_completed_enrolment
from tests.factories.organisations import an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch, tmp_path):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setenv("PELUANG_SIGNING_KEYS", str(tmp_path / "keys"))


@pytest.mark.parametrize("door", ["lembaga", "kantor"])
def test_from_number_to_revoked(door):
    certificate = a_completed_enrolment().certificate
    office = door == "kantor"
    organisation = an_organisation("programme_office") if office else certificate.provider
    client = as_member(organisation, "programme_office" if office else "provider")
    with at_most(12):
        page = client.get(f"/{door}/sertifikat").content.decode()
    assert (certificate.key_id if office else certificate.number) in page
    assert client.get(f"/{door}/sertifikat?nomor=PLG-1").status_code == 422
    found = client.get(f"/{door}/sertifikat", {"nomor": certificate.number.lower()})
    assert found["Location"] == f"/{door}/sertifikat/{certificate.number}"
    with at_most(12):
        client.get(found["Location"])
    assert client.post(found["Location"], {"reason": ""}).status_code == 422
    answer = client.post(found["Location"], {"reason": "Peserta memakai joki"}, follow=True).content.decode()
    assert "Peserta memakai joki" in answer
    assert "Cabut sertifikat ini" not in answer
    assert client.post(found["Location"], {"reason": "Sekali lagi"}).status_code == 422


def test_anothers_certificate_is_not_there():
    certificate = a_completed_enrolment().certificate
    client = as_member(an_organisation("provider"), "provider")
    assert client.get(f"/lembaga/sertifikat/{certificate.number}").status_code == 404
    wrong = client.get("/lembaga/sertifikat", {"nomor": certificate.number})
    assert (wrong.status_code, "Tidak ada sertifikat Anda" in wrong.content.decode()) == (422, True)
    assert certificate.number not in client.get("/lembaga/sertifikat").content.decode()
