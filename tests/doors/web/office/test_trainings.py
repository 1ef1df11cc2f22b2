"""The office's summary, uptake, and findings; the institution's answer."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.evaluation.models import CourseFinding
from peluang.domain.readings.totals import forget
from peluang.doors import clock
from tests.doors.web.visiting import as_member, as_person, at_most
from tests.factories.catalogue import an_offering
from tests.factories.evaluation import a_decision, a_finding
from tests.factories.learning import an_enrolment
from tests.factories.organisations import an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh(monkeypatch, now):
    monkeypatch.setattr(clock, "now", lambda: now)
    forget()


@pytest.fixture
def office():
    return as_member(an_organisation("programme_office"), "programme_office")


def test_the_summary_shows_where_people_stop(office, now):
    a_finding(answer_by=now.date() - datetime.timedelta(days=1))
    with at_most():
        page = office.get("/kantor/").content.decode()
    assert "Ditetapkan" in page
    assert "Tidak ada yang terlambat" not in page


@pytest.mark.parametrize("group", ["category", "mode", "region", "institution"])
def test_uptake_by_group_and_the_never_chosen(office, group):
    never = an_offering(title="Kopi tubruk dasar")
    an_enrolment()
    with at_most():
        page = office.get(f"/kantor/pelatihan?menurut={group}").content.decode()
    assert "Kopi tubruk dasar" in page
    assert f"/kantor/pelatihan/{never.id}/temuan" in page
    assert "50%" in page
    assert office.get("/kantor/pelatihan?menurut=warna").status_code == 404
    assert "pernah dipilih" in office.get("/kantor/pelatihan?cara=online&provinsi=33").content.decode()


def test_a_finding_goes_to_its_institution(office, now):
    offering = an_offering()
    address = f"/kantor/pelatihan/{offering.id}/temuan"
    assert office.get(address).status_code == 200
    soon = office.post(address, {"kind": "low_uptake", "text": "Nol peserta.", "answer_by": now.date().isoformat()})
    assert soon.status_code == 422
    assert "Nol peserta." in soon.content.decode()
    later = (now.date() + datetime.timedelta(days=14)).isoformat()
    answer = office.post(address, {"kind": "low_uptake", "text": "Nol peserta sejak terbit.", "answer_by": later})
    finding = CourseFinding.objects.get()
    assert answer.headers["Location"] == f"/kantor/pelatihan/temuan/{finding.id}"
    assert "Nol peserta sejak terbit." in office.get(answer.headers["Location"]).content.decode()


def test_a_finding_can_be_withdrawn_with_a_reason(office):
    finding = a_finding()
    address = f"/kantor/pelatihan/temuan/{finding.id}"
    assert office.post(address, {"reason": "x"}).status_code == 422
    assert office.post(address, {"reason": "Angkanya salah hitung."}).status_code == 302
    assert "Angkanya salah hitung." in office.get(address).content.decode()


def test_a_decision_is_shown_with_its_day(office):
    decision = a_decision(decision="revise", reason="Materi praktik ditambah.")
    page = office.get(f"/kantor/pelatihan/temuan/{decision.finding_id}").content.decode()
    assert "Materi praktik ditambah." in page


def test_only_the_office_comes_here():
    offering = an_offering()
    for client in (as_person(), as_member(an_organisation("provider"), "provider")):
        for address in ("/kantor/", "/kantor/pelatihan", f"/kantor/pelatihan/{offering.id}/temuan"):
            assert client.get(address).status_code == 404


def test_the_institution_decides_on_its_own_finding(now):
    finding = a_finding()
    provider = as_member(finding.provider, "provider")
    with at_most():
        assert finding.offering.title in provider.get("/lembaga/temuan").content.decode()
    address = f"/lembaga/temuan/{finding.id}"
    with at_most():
        page = provider.get(address).content.decode()
    assert "Belum ada peserta sejak terbit." in page
    due = (now.date() + datetime.timedelta(days=30)).isoformat()
    short = provider.post(address, {"decision": "keep", "reason": "ya", "due_on": due})
    assert short.status_code == 422
    answer = provider.post(address, {"decision": "keep", "reason": "Diminta tiga sentra.", "due_on": due})
    assert answer.headers["Location"] == "/lembaga/temuan"
    assert "Diminta tiga sentra." in provider.get(address).content.decode()
    assert finding.offering.title in provider.get("/lembaga/temuan?keadaan=selesai").content.decode()


def test_merging_offers_trainings_of_the_same_type(now):
    finding = a_finding(kind="duplicate")
    other = an_offering(provider=finding.provider, training_type=finding.offering.training_type, title="Las pagi")
    provider = as_member(finding.provider, "provider")
    due = (now.date() + datetime.timedelta(days=30)).isoformat()
    answer = provider.post(
        f"/lembaga/temuan/{finding.id}",
        {"decision": "merge", "merge_into": str(other.id), "reason": "Isinya sama persis.", "due_on": due},
    )
    assert answer.status_code == 302
    finding.offering.refresh_from_db()
    assert finding.offering.merged_into == other


def test_another_institution_finds_nothing():
    finding = a_finding()
    other = as_member(an_organisation("provider"), "provider")
    assert other.get(f"/lembaga/temuan/{finding.id}").status_code == 404
    assert other.post(f"/lembaga/temuan/{finding.id}", {"decision": "keep"}).status_code == 404


def test_the_summary_leads_to_every_desk(office):
    page = office.get("/kantor/").content.decode()
    desks = ("ulasan", "kesetaraan", "lembaga", "sanksi", "pasokan", "kurasi", "pembagian", "laporan", "gratis",
             "insentif", "gelombang", "sertifikat")  # fmt: skip
    for desk in desks:
        assert f'href="/kantor/{desk}"' in page, desk
        assert office.get(f"/kantor/{desk}").status_code == 200, desk
