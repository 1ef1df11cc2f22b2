"""The labour office: queue left, case right; suggest with reasons; check employers."""

from __future__ import annotations

import re

import pytest

from peluang.domain.placement.models import Referral
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, as_person, at_most
from tests.factories.jobs import a_vacancy, an_application
from tests.factories.organisations import an_organisation
from tests.factories.people import a_person
from tests.factories.placement import a_case, a_referral

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def officer():
    return as_member(an_organisation("labour_office"), "labour_office")


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def get(client, address, status=200):
    with at_most(14):
        response = client.get(address)
    assert response.status_code == status, text(response)
    return response


def a_full_case():
    person = a_person(full_name="Siti Aminah", skills={"las-smaw": 3}, occupations=["7212"])
    case = a_case(person=person, overdue=True)
    for _ in range(4):
        a_vacancy(skills=["las-smaw", "las-gtaw"])
    an_application(person=person, status="refused")
    a_referral(case=case)
    return case


def test_an_empty_desk_has_something_to_do(officer):
    assert "Semua sudah tertangani" in text(get(officer, "/dinas/"))


def test_the_most_pressing_case_stands_beside_the_queue(officer):
    a_case(person=a_person(full_name="Bisa Menunggu"))
    a_full_case()
    page = get(officer, "/dinas/")
    said = text(page)
    assert "terlambat, batas" in said
    assert said.index("Siti Aminah") < said.index("Bisa Menunggu")
    assert "Pekerjaannya sama dengan yang pelamar cari." in said
    assert page.content.decode().count("btn primary") == 1
    assert "Bisa Menunggu" not in text(get(officer, "/dinas/?antrean=terlambat"))
    get(officer, "/dinas/?antrean=selesai")


def test_talk_suggest_note_and_close(officer):
    case = a_full_case()
    page = f"/dinas/kasus/{case.id}"
    get(officer, page)
    assert officer.post(page, {"aksi": "bicara", "note": "", "aim": "job"}).status_code == 422
    officer.post(page, {"aksi": "bicara", "note": "Mau kerja di bengkel.", "aim": "job"})
    vacancy = a_vacancy()
    officer.post(page, {"aksi": "rujuk", "lowongan": str(vacancy.id)})
    assert Referral.objects.filter(case=case, vacancy=vacancy).exists()
    again = officer.post(page, {"aksi": "rujuk", "lowongan": str(vacancy.id)})
    assert again.status_code == 422
    assert "sudah pernah diusulkan" in text(again)
    officer.post(page, {"aksi": "catat", "note": "Telepon lagi Jumat."})
    said = text(get(officer, page))
    assert "Mau kerja di bengkel." in said
    assert "Telepon lagi Jumat." in said
    officer.post(page, {"aksi": "tutup", "reason": "Pindah kota"})
    case.refresh_from_db()
    assert case.status == "closed"
    get(officer, page)


def test_elsewhere_only_with_consent(officer):
    case = a_case()
    answer = officer.post(f"/dinas/kasus/{case.id}", {"aksi": "rujuk", "lowongan": str(a_vacancy(regency="33.19").id)})
    assert answer.status_code == 422
    assert "belum setuju" in text(answer)


def test_other_regions_cases_and_odd_posts_are_not_there(officer):
    elsewhere = a_case(person=a_person(regency="35.78"))
    assert officer.get(f"/dinas/kasus/{elsewhere.id}").status_code == 404
    assert officer.post(f"/dinas/kasus/{elsewhere.id}", {"aksi": "tutup", "reason": "x"}).status_code == 404
    mine = a_case()
    assert officer.post(f"/dinas/kasus/{mine.id}", {"aksi": "rujuk", "lowongan": "bukan-uuid"}).status_code == 404
    assert as_person().get("/dinas/").status_code == 404


def test_the_province_reads_along(officer):
    case = a_full_case()
    province = as_member(an_organisation("province_office"), "province_office")
    page = get(province, f"/dinas/kasus/{case.id}")
    assert "Siti Aminah" in text(page)
    assert 'value="rujuk"' not in page.content.decode()


def test_employers_are_checked_or_suspended_with_a_reason(officer):
    new = an_organisation("employer", status="proposed", verified_at=None, name="CV Baru")
    an_organisation("employer", regency="35.78", status="proposed", name="Di Surabaya")
    said = text(get(officer, "/dinas/pemberi-kerja"))
    assert "CV Baru" in said
    assert "Di Surabaya" not in said
    a_vacancy(employer=new)
    get(officer, f"/dinas/pemberi-kerja/{new.id}")
    missing = officer.post(f"/dinas/pemberi-kerja/{new.id}", {"aksi": "tangguhkan", "reason": ""})
    assert missing.status_code == 422
    officer.post(f"/dinas/pemberi-kerja/{new.id}", {"aksi": "periksa", "reason": ""})
    new.refresh_from_db()
    assert new.status == "verified"
    assert "CV Baru" in text(get(officer, "/dinas/pemberi-kerja?keadaan=diperiksa"))
    assert officer.get(f"/dinas/pemberi-kerja/{an_organisation('employer', regency='35.78').id}").status_code == 404


def test_the_first_one_who_acts_for_a_firm_is_invited(officer):
    firm = an_organisation("employer", status="proposed", verified_at=None, name="CV Baru")
    address = f"/dinas/pemberi-kerja/{firm.id}"
    assert "Belum ada yang bertindak" in text(get(officer, address))
    wrong = officer.post(address, {"aksi": "undang", "address": "bukan alamat"})
    assert wrong.status_code == 422
    assert 'value="bukan alamat"' in wrong.content.decode()
    officer.post(address, {"aksi": "undang", "address": "rina@contoh.id"})
    assert "Diundang, belum menjawab: rina@contoh.id" in text(get(officer, address))
    as_member(firm, "employer")
    assert "Belum ada yang bertindak" not in text(get(officer, address))
    assert "Sudah ada yang bertindak" in text(officer.post(address, {"aksi": "undang", "address": "budi@contoh.id"}))
