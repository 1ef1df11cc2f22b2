"""Applying, the path of an application, suggestions of the labour office, one's own business."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from peluang.domain.jobs.models import Application, Employment
from peluang.domain.placement.models import Referral
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, as_person, at_most
from tests.factories.catalogue import an_offering
from tests.factories.jobs import DAY, TODAY, a_vacancy, an_application, an_employment
from tests.factories.people import a_person
from tests.factories.placement import a_case, a_referral

pytestmark = pytest.mark.django_db

GAP = "las-smaw-posisi-3g"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def person():
    return a_person(skills={"las-smaw": 3}, occupations=["7212"])


@pytest.fixture
def me(person):
    return as_person(person)


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def get(client, address, status=200):
    with at_most(12):
        response = client.get(address)
    assert response.status_code == status, text(response)
    assert response.content.decode().count("btn primary") <= 1 or status != 200
    return response


def test_from_the_vacancy_to_the_application(me, person):
    vacancy = a_vacancy(skills=["las-smaw", GAP])
    asked = get(me, f"/saya/lamar/{vacancy.id}")
    assert "Bukan NIK-mu" in text(asked)
    sent = me.post(f"/saya/lamar/{vacancy.id}", {"letter": "Saya siap mulai Senin."})
    application = Application.objects.get()
    assert sent["Location"] == f"/saya/lamaran/{application.id}"
    assert application.letter == "Saya siap mulai Senin."
    page = get(me, sent["Location"])
    assert f"Giliran: {vacancy.employer.name}" in text(page)
    again = me.post(f"/saya/lamar/{vacancy.id}", {"letter": "Lagi"})
    assert again.status_code == 422
    assert "sudah melamar" in text(again)


def test_a_vacancy_that_closed_meanwhile_keeps_what_was_written(me):
    vacancy = a_vacancy(status="closed")
    answer = me.post(f"/saya/lamar/{vacancy.id}", {"letter": "Kalimat panjang saya"})
    assert answer.status_code == 422
    assert "sudah ditutup" in text(answer)
    assert "Kalimat panjang saya" in answer.content.decode()


def test_visitors_sign_in_first_and_others_pages_are_not_there(me):
    theirs = an_application()
    assert Client().get(f"/saya/lamar/{theirs.vacancy_id}")["Location"].startswith("/akun/masuk/")
    for address in (
        f"/saya/lamaran/{theirs.id}",
        f"/saya/lamaran/{theirs.id}/batal",
        f"/saya/rujukan/{a_referral().id}",
    ):
        assert me.get(address).status_code == 404
        assert me.post(address).status_code == 404
    assert as_member(theirs.employer, "employer").get("/saya/lamaran")["Location"].startswith("/saya/peran?")


def test_an_offer_is_answered_with_one_button(me, person):
    application = an_application(person=person, status="offer")
    listed = get(me, "/saya/lamaran")
    assert "Jawab tawaran kerja" in text(listed)
    page = get(me, f"/saya/lamaran/{application.id}")
    assert "Rp3.000.000 sebulan" in text(page)
    assert page.content.decode().count("btn primary") == 1
    me.post(f"/saya/lamaran/{application.id}")
    application.refresh_from_db()
    assert application.status == "accepted"
    assert me.post(f"/saya/lamaran/{application.id}").status_code == 409


def test_withdrawing_asks_first(me, person):
    application = an_application(person=person)
    assert "tidak melihat datamu lagi" in text(get(me, f"/saya/lamaran/{application.id}/batal"))
    me.post(f"/saya/lamaran/{application.id}/batal")
    application.refresh_from_db()
    assert application.status == "withdrawn"
    assert "Kamu membatalkan" in text(get(me, f"/saya/lamaran/{application.id}"))


def test_a_refusal_names_the_skill_and_where_to_learn_it(me, person):
    offering = an_offering(skills={GAP: 2})
    application = an_application(
        person=person, status="refused", refusal_reason="skill", refusal_skill_id=GAP, decided_at=NOW
    )
    page = get(me, f"/saya/lamaran/{application.id}")
    assert "las SMAW posisi 3G" in text(page)
    assert f"/pelatihan/{offering.training_type.code}" in page.content.decode()


@pytest.mark.parametrize(
    ("status", "said"),
    [("interview", "Wawancara:"), ("accepted", "Giliran"), ("hired", "Mulai bekerja"), ("seen", "Giliran")],
)
def test_every_state_has_a_page(me, person, status, said):
    fields = {"interview_at": NOW + DAY, "interview_place": "Jl. Pemuda 3"} if status == "interview" else {}
    assert said in text(get(me, f"/saya/lamaran/{an_application(person=person, status=status, **fields).id}"))


def test_the_list_is_empty_with_one_step_or_says_whose_turn_it_is(me, person):
    assert "Belum ada lamaran" in text(get(me, "/saya/lamaran"))
    application = an_application(person=person)
    for _ in range(4):
        an_application(person=person, status="refused")
    said = text(get(me, "/saya/lamaran"))
    assert f"Menunggu dibaca {application.employer.name}" in said


def test_what_fits_me_with_its_reason(me):
    assert "Belum ada yang cocok" in text(get(me, "/saya/lowongan"))
    for _ in range(5):
        a_vacancy(skills=["las-smaw", GAP])
    said = text(get(me, "/saya/lowongan"))
    assert "Kamu punya 1 dari 2 keahlian yang diminta." in said
    assert "Belum: las SMAW posisi 3G" in said


def test_a_suggestion_of_the_labour_office(me, person):
    case = a_case(person=person, status="referred")
    yes, no = a_referral(case=case), a_referral(case=case)
    assert "Jawab usulan dinas" in text(get(me, "/saya/lamaran"))
    assert "Jawab sampai" in text(get(me, f"/saya/rujukan/{yes.id}"))
    answered = me.post(f"/saya/rujukan/{yes.id}", {"jawaban": "ya"})
    assert answered["Location"].startswith("/saya/lamaran/")
    me.post(f"/saya/rujukan/{no.id}", {"jawaban": "tidak"})
    assert {each.status for each in Referral.objects.all()} == {"accepted", "declined"}
    late = a_referral(case=case, vacancy=a_vacancy(status="closed"))
    refused = me.post(f"/saya/rujukan/{late.id}", {"jawaban": "ya"})
    assert refused.status_code == 409
    assert "sudah ditutup" in text(refused)


def test_the_help_of_the_labour_office_and_its_end(me, person):
    assert "Belum ada bantuan" in text(get(me, "/saya/penempatan"))
    case = a_case(person=person)
    assert case.office.name in text(get(me, "/saya/penempatan"))
    assert me.post("/saya/penempatan", {"reason": ""}).status_code == 422
    me.post("/saya/penempatan", {"reason": "Kuliah lagi"})
    case.refresh_from_db()
    assert (case.status, case.close_reason) == ("closed", "Kuliah lagi")


def test_own_business(me, person):
    get(me, "/saya/usaha")
    ahead = me.post("/saya/usaha", {"name": "Las Karya", "started_on": (TODAY + DAY).isoformat()})
    assert ahead.status_code == 422
    assert 'value="Las Karya"' in ahead.content.decode()
    me.post("/saya/usaha", {"name": "Las Karya", "started_on": TODAY.isoformat()})
    assert Employment.objects.get(person=person).kind == "own_business"


def test_a_withdrawal_is_undone_within_a_day(me, person, monkeypatch):
    mine = an_application(person=person, status="seen")
    address = f"/saya/lamaran/{mine.id}"
    me.post(f"{address}/batal")
    page = text(get(me, address))
    assert "Lanjutkan lamaran ini" in page
    assert "Kamu membatalkan lamaran" in page
    me.post(address, {"aksi": "lanjut"})
    assert Application.objects.get(id=mine.id).status == "seen"
    assert "Pemberi kerja diberi tahu" in text(get(me, address))
    me.post(f"{address}/batal")
    monkeypatch.setattr(clock, "now", lambda: NOW + 2 * DAY)
    assert "Lanjutkan" not in text(get(me, address))
    late = me.post(address, {"aksi": "lanjut"})
    assert late.status_code == 409
    assert "Sudah lewat 24 jam" in text(late)


def test_the_end_of_work_is_recorded_by_the_person_too(me, person):
    mine = an_application(person=person, status="hired")
    an_employment(
        person=person, application=mine, employer_id=mine.employer_id, started_on=TODAY - 30 * DAY
    )  # fmt: skip
    address = f"/saya/lamaran/{mine.id}"
    assert "Aku sudah tidak bekerja di sini" in text(get(me, address))
    wrong = me.post(address, {"aksi": "selesai", "last_day": "", "note": "Pindah kota."})
    assert wrong.status_code == 422
    assert "Pindah kota." in wrong.content.decode()
    me.post(address, {"aksi": "selesai", "last_day": TODAY.isoformat(), "note": "Pindah kota."})
    assert Employment.objects.get(application=mine).ended_on == TODAY
    page = text(get(me, address))
    assert "Selesai bekerja di sini" in page
    assert "Pindah kota." in page
