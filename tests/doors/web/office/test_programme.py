"""The wave desk: one next step a state, each asked first."""

from __future__ import annotations

import pytest

from peluang.domain.programme.models import Decree, Wave
from tests.doors.web.visiting import as_member, as_person
from tests.factories.organisations import an_organisation
from tests.factories.people import a_person
from tests.factories.programme import a_wave, an_appropriation
from tests.statements import at_most

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _present(monkeypatch, now):
    monkeypatch.setattr("peluang.doors.clock.now", lambda: now)


@pytest.fixture
def office():
    return as_member(an_organisation("programme_office"), "programme_office")


def see(client, address, status=200):
    with at_most():
        answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode().replace("\xa0", " ")


def test_no_waves_yet(office):
    assert "Tidak ada gelombang yang berjalan" in see(office, "/kantor/gelombang")
    assert "Belum ada anggaran" in see(office, "/kantor/gelombang/baru")


def test_planning_with_pasted_quotas(office):
    appropriation = an_appropriation()
    see(office, "/kantor/gelombang/baru")
    typed = {
        "number": 21, "appropriation_id": str(appropriation.id), "opens_at": "2026-12-01T08:00",
        "closes_at": "2026-12-05T17:00", "places": 50, "quotas": "33.20\t\t30\n33.20; laid_off; x",
    }  # fmt: skip
    answer = office.post("/kantor/gelombang/baru", typed)
    assert answer.status_code == 422
    assert "Baris 2 belum terbaca" in answer.content.decode()
    answer = office.post("/kantor/gelombang/baru", typed | {"quotas": "33.20\t\t30"})
    assert "Jumlah kuota tidak sama dengan jumlah tempat." in answer.content.decode()
    answer = office.post("/kantor/gelombang/baru", typed | {"quotas": "33.20\t\t30\n,laid_off,20"})
    assert answer["Location"] == "/kantor/gelombang/21"
    wave = Wave.objects.get(number=21)
    assert wave.opens_at.hour == 1  # 08.00 in Jakarta
    assert wave.quotas.count() == 2


def test_the_whole_way_by_its_buttons(office):
    wave = a_wave("open", people=[a_person(verified=True) for _ in range(3)], number=7)
    for target, said in (("closed", "dikunci"), ("screened", "diperiksa"), ("drawn", "3 orang diundi")):
        assert f"/kantor/gelombang/7/{target}" in see(office, "/kantor/gelombang/7")
        assert said in see(office, f"/kantor/gelombang/7/{target}")
        answer = office.post(f"/kantor/gelombang/7/{target}", {"public_value": "7421"} if target == "drawn" else {})
        assert answer["Location"] == "/kantor/gelombang/7", answer.content.decode()[:500]
    assert "2 orang menjadi penerima" in see(office, "/kantor/gelombang/7/decreed")
    answer = office.post("/kantor/gelombang/7/decreed", {"number": ""})
    assert answer.status_code == 409
    assert "Isi nomor SK." in answer.content.decode()
    office.post("/kantor/gelombang/7/decreed", {"number": "SK-1/2026"})
    wave.refresh_from_db()
    assert (wave.status, wave.public_value) == ("decreed", "7421")
    assert Decree.objects.get(wave=wave).signed_by is not None
    page = see(office, "/kantor/gelombang/7")
    assert "Gelombang ini selesai" in page
    assert "Jawa Tengah" in page


def test_a_step_out_of_order_is_not_there(office):
    a_wave("open", number=7)
    assert office.get("/kantor/gelombang/7/drawn").status_code == 404
    assert office.get("/kantor/gelombang/7/nonsense").status_code == 404


def test_only_the_programme_office(office):
    a_wave("open", number=7)
    for browser in (as_person(), as_member(an_organisation("labour_office"), "labour_office")):
        for address in ("/kantor/gelombang", "/kantor/gelombang/7", "/kantor/gelombang/7/closed"):
            assert browser.get(address).status_code == 404
