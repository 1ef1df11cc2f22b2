"""At the counter with an identity card: only people of the region, the NIK never whole, yes and no both recorded."""

from __future__ import annotations

import pytest

from peluang.domain.people.models import Identity
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, at_most
from tests.factories.organisations import an_organisation
from tests.factories.people import a_nik, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def officer():
    return as_member(an_organisation("labour_office"), "labour_office")


def test_the_queue_shows_who_is_not_checked_here(officer):
    a_person(full_name="Belum Dicek", identity=True)
    a_person(full_name="Sudah Dicek", verified=True)
    a_person(full_name="Orang Demak", identity=True, regency="33.21")
    with at_most(12):
        said = officer.get("/dinas/ktp").content.decode()
    assert "Belum Dicek" in said
    assert "Sudah Dicek" not in said
    assert "Orang Demak" not in said
    assert "tidak ada di antrean" in officer.get("/dinas/ktp?q=Entah").content.decode()


@pytest.mark.parametrize(("answer", "status"), [("cocok", "verified"), ("tidak", "mismatch")])
def test_the_answer_is_recorded(officer, answer, status):
    nik = a_nik()
    person = a_person(full_name="Belum Dicek", nik=nik)
    assert nik not in officer.get(f"/dinas/ktp/{person.id}").content.decode()
    assert officer.post(f"/dinas/ktp/{person.id}", {"jawaban": answer}).status_code == 302
    row = Identity.objects.get(person=person)
    assert (row.status, row.verified_at) == (status, NOW)


def test_somebody_of_another_region_is_not_there(officer):
    other = a_person(identity=True, regency="33.21")
    assert officer.get(f"/dinas/ktp/{other.id}").status_code == 404
    assert officer.post(f"/dinas/ktp/{other.id}", {"jawaban": "cocok"}).status_code == 404
