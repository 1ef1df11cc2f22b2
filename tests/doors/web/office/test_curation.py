"""The reviewers' desk: queue, a round with its differences, remarks, free links, reports."""

from __future__ import annotations

import datetime
import re

import pytest

from peluang.domain.catalogue.models import ContentReport, CurationRound, FreeEquivalent
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, as_person, at_most
from tests.factories.catalogue import an_offering
from tests.factories.curation import a_free_equivalent, a_report, a_round, a_version
from tests.factories.organisations import an_organisation
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def office():
    return as_member(an_organisation("programme_office"), "programme_office", a_person(full_name="Ratih"))


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def get(client, address, status=200):
    with at_most(12):
        response = client.get(address)
    assert response.status_code == status, text(response)
    return response


def test_an_empty_desk_says_what_could_be_here(office):
    assert "Tidak ada yang menunggu" in text(get(office, "/kantor/kurasi"))
    assert "Tidak ada tautan yang menunggu" in text(get(office, "/kantor/gratis"))
    assert "Tidak ada laporan yang menunggu" in text(get(office, "/kantor/laporan"))


def test_the_queue_marks_what_is_late(office):
    late = a_round(due_on=TODAY - DAY)
    page = text(get(office, "/kantor/kurasi"))
    assert "lewat batas" in page and late.offering.title in page
    assert "Tidak ada yang menunggu" in text(get(office, "/kantor/kurasi?lihat=saya"))


def test_claim_release_publish(office):
    row = a_round()
    address = f"/kantor/kurasi/{row.id}"
    assert "Ambil kurasi ini" in text(get(office, address))
    assert office.post(address, {"aksi": "ambil"})["Location"] == address
    assert "Lepas ke antrean" in text(get(office, address))
    office.post(address, {"aksi": "lepas"})
    other = as_member(an_organisation("programme_office"), "programme_office")
    other.post(address, {"aksi": "ambil"})
    assert "Sedang dikerjakan rekan Anda" in text(get(office, address))
    refused = office.post(address, {"aksi": "terbitkan", "free_checked": "on"})
    assert refused.status_code == 422
    unlooked = other.post(address, {"aksi": "terbitkan"})
    assert "yang gratis tidak boleh dijual" in text(unlooked)
    assert other.post(address, {"aksi": "terbitkan", "free_checked": "on"})["Location"] == "/kantor/kurasi"
    row.offering.refresh_from_db()
    assert row.offering.status == "published"
    assert "Sudah diterbitkan" in text(get(office, address))


def test_a_change_shows_what_differs(office):
    offering = an_offering(conforming=True)
    a_version(offering)
    row = a_round(offering, content={
        "price": 1_900_000, "regency_id": "33.21", "occupation_id": "7318", "skills": [["las-gmaw", 2]],
        "trainer_id": None, "class_size": 20,
    })  # fmt: skip
    page = text(get(office, f"/kantor/kurasi/{row.id}"))
    assert "Rp2.100.000" in page and "Rp1.900.000" in page
    assert "Kabupaten Demak" in page
    assert "Dibandingkan dengan yang dijual sekarang." in page


def test_returning_with_remarks_per_field(office):
    row = a_round()
    address = f"/kantor/kurasi/{row.id}"
    homeless = office.post(address, {"aksi": "kembalikan", "text_0": "Terlalu mahal."})
    assert homeless.status_code == 422
    assert 'value="Terlalu mahal."' in homeless.content.decode()
    assert office.post(address, {"aksi": "kembalikan"}).status_code == 422
    done = office.post(address, {
        "aksi": "kembalikan", "reason": "Hampir.", "field_0": "price", "text_0": "Terlalu mahal.",
        "clause_0": "Permenko 11/2020 pasal 29", "field_2": "title", "text_2": "Terlalu umum.",
    })  # fmt: skip
    assert done.status_code == 302
    assert [each["field"] for each in CurationRound.objects.get().remarks] == ["", "price", "title"]
    assert "Sudah dikembalikan" in text(get(office, address))


def test_a_link_is_opened_and_decided(office):
    row = a_free_equivalent(confirmed=False)
    assert row.title in text(get(office, "/kantor/gratis"))
    address = f"/kantor/gratis/{row.id}"
    assert 'rel="nofollow noopener noreferrer"' in get(office, address).content.decode()
    assert office.post(address, {"same": "ya", "reason": "Sama."}).status_code == 422
    assert office.post(address, {"same": "ya", "opened": "on", "reason": "Sama."}).status_code == 302
    assert FreeEquivalent.objects.get().status == "confirmed"
    assert "Putusan sebelumnya" in text(get(office, address))


def test_a_report_waits_for_its_answer_and_is_decided(office):
    early, ready = a_report(), a_report(answered=True)
    page = text(get(office, "/kantor/laporan"))
    assert page.index("siap diputuskan") < page.index("lembaga menjawab sampai")
    assert "masih punya waktu menjawab" in text(get(office, f"/kantor/laporan/{early.id}"))
    address = f"/kantor/laporan/{ready.id}"
    far = {"upheld": "ya", "reason": "Benar.", "correct_by": (TODAY + 90 * DAY).isoformat(), "aksi": "putuskan"}
    assert "Benar." in office.post(address, far).content.decode()
    assert office.post(address, far | {"correct_by": (TODAY + 7 * DAY).isoformat()}).status_code == 302
    assert ContentReport.objects.get(id=ready.id).correct_by == TODAY + 7 * DAY


def test_suspending_after_the_time_to_correct_is_a_decision(office):
    row = a_report(answered=True, status="upheld", decision="Benar.", decided_at=NOW, correct_by=TODAY - DAY)
    assert "Harga yang belum diperbaiki" in text(get(office, "/kantor/laporan"))
    address = f"/kantor/laporan/{row.id}"
    assert "Tangguhkan pelatihan ini?" in text(get(office, address))
    assert office.post(address, {"aksi": "tangguhkan", "reason": ""}).status_code == 422
    assert office.post(address, {"aksi": "tangguhkan", "reason": "Harga tidak diperbaiki."}).status_code == 302
    row.offering.refresh_from_db()
    assert row.offering.status == "suspended"
    assert "Terbitkan lagi" in text(get(office, address))
    assert office.post(address, {"aksi": "terbitkan"}).status_code == 302
    row.offering.refresh_from_db()
    assert row.offering.status == "published"
    assert office.post(address, {"aksi": "terbitkan"}).status_code == 302, "pressed twice: told, not broken"


def test_what_is_not_there(office):
    missing = "0197a1d2-0000-7000-8000-000000000000"
    for address in ("kurasi", "gratis", "laporan"):
        get(office, f"/kantor/{address}/{missing}", status=404)
        get(as_person(), f"/kantor/{address}", status=404)
