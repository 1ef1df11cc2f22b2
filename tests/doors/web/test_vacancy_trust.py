"""Held vacancies, reports and decisions as employer, visitor, applicant and officer meet them."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from peluang.domain.jobs.models import EmployerQuestion, Vacancy, VacancyReport, VacancyReview
from peluang.domain.jobs.profiles import vacancy_profile
from peluang.domain.organisations.models import Organisation
from peluang.doors import clock
from tests.conftest import NOW
from tests.factories.jobs import DAY, TODAY, a_vacancy, an_application
from tests.factories.organisations import an_organisation
from tests.factories.people import a_person
from tests.factories.trust import a_vacancy_report, a_vacancy_review, an_employer_question

from .visiting import as_member, as_person, at_most

pytestmark = pytest.mark.django_db

FORM = {
    "title": "Juru las", "regency": "Kabupaten Jepara", "headcount": "2", "wage_min": "2.900.000", "wage_max": "",
    "valid_until": (TODAY + 30 * DAY).isoformat(), "kind": "full", "open_to_disability": "on",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def firm():
    return an_organisation("employer", status="proposed", verified_at=None)


@pytest.fixture
def desk(firm):
    return as_member(firm, "employer")


@pytest.fixture
def officer():
    return as_member(an_organisation("labour_office"), "labour_office")


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def get(client, address, status=200):
    with at_most(12):
        response = client.get(address)
    assert response.status_code == status, text(response)
    return response


def test_the_employer_sees_the_very_words_and_opens_it_by_changing_them(desk, firm):
    done = desk.post("/perusahaan/lowongan/baru", FORM | {"description": "Langsung kerja, adm 150rb"}, follow=True)
    assert "menunggu diperiksa dinas" in text(done)
    vacancy = Vacancy.objects.get(employer=firm)
    said = text(get(desk, f"/perusahaan/lowongan/{vacancy.id}"))
    assert "adm 150rb" in said and "Meminta uang dari pelamar" in said
    assert Client().get(f"/lowongan/{vacancy.id}").status_code == 404
    look = VacancyReview.objects.get(vacancy=vacancy)
    assert "Hapus biayanya" in text(get(desk, f"/perusahaan/lowongan/pemeriksaan/{look.id}"))
    desk.post(f"/perusahaan/lowongan/pemeriksaan/{look.id}", {"text": "Itu gaji bagian administrasi."})
    assert VacancyReview.objects.get(id=look.id).answer == "Itu gaji bagian administrasi."
    desk.post(f"/perusahaan/lowongan/{vacancy.id}/ubah", FORM | {"description": "Tanpa biaya apa pun"})
    assert Vacancy.objects.get(id=vacancy.id).status == "open"
    assert "Belum diperiksa dinas" in text(get(Client(), f"/lowongan/{vacancy.id}"))


def test_an_old_link_says_that_it_is_looked_at_and_nothing_more(officer):
    vacancy = a_vacancy(status="held", description="Transfer 50rb dulu")
    person = a_person()
    an_application(vacancy=vacancy, person=person)
    page = get(Client(), f"/lowongan/{vacancy.id}", 404)
    assert "sedang diperiksa" in text(page) and "50rb" not in text(page)
    assert "JobPosting" not in page.content.decode() and "noindex" in page.content.decode()
    assert "Lamaranmu tetap tersimpan" in text(get(as_person(person), f"/lowongan/{vacancy.id}"))


def test_a_visitor_reports_follows_and_reads_why(officer):
    vacancy = a_vacancy()
    address = f"/lowongan/{vacancy.id}/laporkan"
    visitor = Client()
    assert address in get(visitor, f"/lowongan/{vacancy.id}").content.decode()
    get(visitor, address)
    assert visitor.post(address, {"kind": "fee", "text": "uang"}).status_code == 422
    done = visitor.post(address, {"kind": "fee", "text": "Saya diminta transfer 200 ribu."}, follow=True)
    report = VacancyReport.objects.get()
    assert report.visitor and "127.0.0.1" not in report.visitor
    assert "Laporan diterima" in text(done)
    assert "1 laporan" in text(get(officer, "/dinas/lowongan?lihat=dilaporkan"))
    page = f"/dinas/lowongan/{report.review_id}"
    assert "Saya diminta transfer 200 ribu." in text(get(officer, page))
    officer.post(page, {"aksi": "tahan", "reason": ""})
    assert Vacancy.objects.get(id=vacancy.id).status == "held"
    assert officer.post(page, {"aksi": "tarik", "reason": ""}).status_code == 422
    officer.post(page, {"aksi": "tarik", "reason": "Meminta uang itu dilarang."})
    assert "Meminta uang itu dilarang." in text(get(visitor, f"/lowongan/laporan/{report.id}"))
    employer = as_member(vacancy.employer, "employer")
    said = text(get(employer, f"/perusahaan/lowongan/{vacancy.id}"))
    assert "Meminta uang itu dilarang." in said and "200 ribu" not in said
    employer.post(f"/perusahaan/lowongan/pemeriksaan/{report.review_id}", {"text": "Itu tidak benar."})
    assert VacancyReview.objects.get().status == "appealed"
    assert "Permintaannya benar" in text(get(officer, page))
    assert "Petugas lain sedang melihat lagi" in text(get(visitor, f"/lowongan/laporan/{report.id}"))


def test_an_employers_held_vacancy_leads_to_its_look_and_a_draft_nowhere(officer, firm):
    look = a_vacancy_review(vacancy=a_vacancy(employer=firm, status="held", title="Penjaga gudang"))
    a_vacancy(employer=firm, status="draft", title="Juru masak")
    page = get(officer, f"/dinas/pemberi-kerja/{firm.id}").content.decode()
    assert f'<a href="/dinas/lowongan/{look.id}">Penjaga gudang</a>' in page
    assert "<b>Juru masak</b>" in page and 'href="#"' not in page


def test_an_office_asks_once_and_decides_apart_from_it(officer, firm):
    page = f"/dinas/pemberi-kerja/{firm.id}"
    assert "Tanpa NIB: periksa dengan datang" in text(get(officer, page))
    assert officer.post(page, {"aksi": "tangguhkan", "question": "Bukan alasan"}).status_code == 422
    assert officer.post(page, {"aksi": "tanya", "question": "Di mana bengkelnya?"})["Location"] == page
    asked = text(get(officer, page))
    assert "Belum dijawab." in asked and "Bertanya dulu" not in asked
    assert officer.post(page, {"aksi": "entah"}).status_code == 200  # nothing is carried out


def test_found_words_are_marked_and_html_stays_text(officer):
    vacancy = a_vacancy(status="held", description="<script>alert(1)</script> adm 150rb ya")
    look = a_vacancy_review(vacancy=vacancy, words="adm 150rb")
    page = get(officer, f"/dinas/lowongan/{look.id}").content.decode()
    assert "<mark>adm 150rb</mark>" in page and "&lt;script&gt;alert(1)" in page and "<script>alert" not in page
    get(officer, "/dinas/lowongan")


def test_age_and_sex_are_public_only_when_allowed(officer):
    limits = {
        "sex": "f",
        "age_max": 31,
        "requirement_reason": "Pemijat tamu perempuan",
        "requirement_ground": "inherent",
    }
    vacancy = a_vacancy(**limits, requirement_status="waiting")
    look = a_vacancy_review("requirement", vacancy=vacancy)
    visitor = Client()
    assert "Pemijat tamu perempuan" not in get(visitor, f"/lowongan/{vacancy.id}").content.decode()
    assert "Konvensi ILO 111" in text(get(officer, f"/dinas/lowongan/{look.id}"))
    officer.post(f"/dinas/lowongan/{look.id}", {"aksi": "boleh"})
    said = text(get(visitor, f"/lowongan/{vacancy.id}"))
    assert "Pemijat tamu perempuan" in said and "sudah diperiksa dinas" in said


@given(st.sampled_from(["", "m", "f"]), st.integers(15, 60), st.sampled_from(["waiting", "refused", "allowed"]))
def test_no_score_knows_age_or_sex(sex, age, status):
    plain = Vacancy(regency_id="33.20", wage_min=1, kind="full")
    limited = Vacancy(
        regency_id="33.20", wage_min=1, kind="full", sex=sex, age_min=age, age_max=age, requirement_status=status
    )
    for each in (plain, limited):
        each.essential, each.welcome, each.id = [], [], None
    assert vacancy_profile(limited) == vacancy_profile(plain)


def test_a_new_employer_is_asked_answers_and_is_told_why(officer, desk, firm):
    page = f"/dinas/pemberi-kerja/{firm.id}"
    assert "Yang kami ketahui" in text(get(officer, page))
    assert officer.post(page, {"aksi": "tanya", "question": ""}).status_code == 422
    officer.post(page, {"aksi": "tanya", "question": "Di mana bengkelnya?"})
    assert "belum diperiksa dinas" in text(get(desk, "/perusahaan/"))
    assert "Di mana bengkelnya?" in text(get(desk, "/perusahaan/pemeriksaan"))
    desk.post("/perusahaan/pemeriksaan", {"text": "Jalan Kartini 5, Jepara."})
    assert EmployerQuestion.objects.get().answer == "Jalan Kartini 5, Jepara."
    assert "Jalan Kartini 5" in text(get(officer, page))
    officer.post(page, {"aksi": "tangguhkan", "reason": "Alamatnya kosong."})
    assert Organisation.objects.get(id=firm.id).status == "suspended"
    assert "Alamatnya kosong." in text(get(desk, "/perusahaan/pemeriksaan"))


def test_what_is_elsewheres_is_not_found(desk):
    look = a_vacancy_review()
    an_employer_question(an_organisation("employer"))
    report = a_vacancy_report(a_vacancy())
    get(desk, f"/perusahaan/lowongan/pemeriksaan/{look.id}", 404)
    elsewhere = as_member(an_organisation("labour_office", regency="73.71"), "labour_office")
    get(elsewhere, f"/dinas/lowongan/{look.id}", 404)
    get(Client(), f"/lowongan/laporan/{report.id}")
