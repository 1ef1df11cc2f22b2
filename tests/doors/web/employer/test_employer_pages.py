"""A recruiter posts a vacancy from a phone, reads candidates with reasons, decides with reasons."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.jobs.models import Application, Employment, Vacancy
from tests.doors.web.visiting import as_member, as_person
from tests.factories.jobs import DAY, TODAY, a_vacancy, an_application
from tests.factories.organisations import an_organisation
from tests.factories.people import a_person

from .reading import get, text

pytestmark = pytest.mark.django_db

FORM = {
    "title": "Juru las", "regency": "Kabupaten Jepara", "headcount": "2", "wage_min": "2.900.000", "wage_max": "",
    "valid_until": (TODAY + 30 * DAY).isoformat(), "kind": "full", "skills": "las SMAW, las GMAW", "description": "Mengelas rangka.",
    "open_to_disability": "on",
}  # fmt: skip


def test_a_vacancy_is_posted_and_its_occupation_understood(desk, firm):
    assert "Cukup bagian pertama" in text(get(desk, "/perusahaan/lowongan/baru"))
    done = desk.post("/perusahaan/lowongan/baru", FORM)
    vacancy = Vacancy.objects.get(employer=firm)
    assert done["Location"] == f"/perusahaan/lowongan/{vacancy.id}"
    assert (vacancy.status, vacancy.occupation_id, vacancy.wage_min, vacancy.regency_id) == (
        "open",
        "7212",
        2_900_000,
        "33.20",
    )
    assert set(vacancy.needed.values_list("skill_id", flat=True)) == {"las-smaw", "las-gmaw"}
    get(desk, done["Location"])


def test_or_kept_as_a_draft_and_posted_later(desk, firm):
    desk.post("/perusahaan/lowongan/baru", FORM | {"aksi": "konsep"})
    vacancy = Vacancy.objects.get(employer=firm)
    assert vacancy.status == "draft"
    assert "Konsep ini belum dilihat" in text(get(desk, f"/perusahaan/lowongan/{vacancy.id}"))
    desk.post(f"/perusahaan/lowongan/{vacancy.id}", {"aksi": "pasang"})
    vacancy.refresh_from_db()
    assert vacancy.status == "open"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"headcount": "0"}, "Lowongan untuk 0 orang"),
        ({"wage_min": "1"}, "tidak masuk akal"),
        ({"valid_until": (TODAY - DAY).isoformat()}, "sebelum tanggal buka"),
        ({"age_max": "30"}, "perlu alasan"),
        ({"regency": "Atlantis"}, "belum kami kenali"),
        ({"skills": "las SMAW, menari"}, "menari"),
        ({"title": ""}, "dibetulkan"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(desk, firm, wrong, said):
    answer = desk.post("/perusahaan/lowongan/baru", FORM | wrong)
    assert answer.status_code == 422
    assert said in text(answer)
    assert "Mengelas rangka." in answer.content.decode()
    assert not Vacancy.objects.filter(employer=firm).exists()


def test_changing_and_ending(desk, firm):
    vacancy = a_vacancy(employer=firm, skills=["las-smaw"])
    page = get(desk, f"/perusahaan/lowongan/{vacancy.id}/ubah")
    assert "las SMAW" in page.content.decode()
    assert desk.post(f"/perusahaan/lowongan/{vacancy.id}/ubah", FORM | {"headcount": "5"}).status_code == 302
    vacancy.refresh_from_db()
    assert vacancy.headcount == 5
    desk.post(f"/perusahaan/lowongan/{vacancy.id}", {"aksi": "tutup"})
    desk.post(f"/perusahaan/lowongan/{vacancy.id}", {"aksi": "pasang"})
    refused = desk.post(f"/perusahaan/lowongan/{vacancy.id}", {"aksi": "tarik", "reason": ""})
    assert refused.status_code == 409
    desk.post(f"/perusahaan/lowongan/{vacancy.id}", {"aksi": "terisi"})
    vacancy.refresh_from_db()
    assert vacancy.status == "filled"


def test_the_desk_shows_who_waits_best_first(desk, firm):
    assert "Tidak ada lamaran" in text(get(desk, "/perusahaan/"))
    vacancy = a_vacancy(employer=firm, places=3)
    for total in (40, 90, 60):
        an_application(vacancy=vacancy, match_total=total, person=a_person(full_name=f"Orang {total}"))
    said = text(get(desk, "/perusahaan/"))
    assert "Baca lamaran Orang 90" in said
    assert said.index("90 dari 100") < said.index("60 dari 100") < said.index("40 dari 100")
    assert "3 lamaran baru" in said
    get(desk, "/perusahaan/lowongan")
    get(desk, f"/perusahaan/lowongan/{vacancy.id}")


def test_opening_a_candidate_tells_them_it_was_read_and_hides_age_and_sex(desk, firm):
    person = a_person(
        skills={"las-smaw": 3},
        experience=[("Tukang las", "7212")],
        phone="+628123456789",
        birth_date=datetime.date(1999, 9, 9),
    )
    application = an_application(vacancy=a_vacancy(employer=firm), person=person)
    said = text(get(desk, f"/perusahaan/lamaran/{application.id}"))
    assert Application.objects.get(id=application.id).status == "seen"
    assert "las SMAW" in said
    assert "1999" not in said
    assert "Perempuan" not in said
    assert "+628123456789" not in said  # not before the person shares it


def test_interview_offer_and_hire(desk, firm):
    application = an_application(vacancy=a_vacancy(employer=firm))
    page = f"/perusahaan/lamaran/{application.id}"
    past = desk.post(page, {"aksi": "wawancara", "interview_at": "2020-01-01T09:00", "place": "Kantor"})
    assert past.status_code == 422
    assert "sudah lewat" in text(past)
    desk.post(page, {"aksi": "wawancara", "interview_at": "2026-11-26T09:00", "place": "Kantor"})
    application.refresh_from_db()
    assert application.interview_at == datetime.datetime(2026, 11, 26, 2, 0, tzinfo=datetime.UTC)  # 09.00 in Jepara
    assert "9.00 WIB" in text(get(desk, page))
    low = desk.post(page, {"aksi": "tawaran", "wage": "1.000.000", "starts_on": TODAY.isoformat()})
    assert "di bawah yang tertulis" in text(low)
    desk.post(page, {"aksi": "tawaran", "wage": "3.000.000", "starts_on": TODAY.isoformat()})
    get(desk, page)
    Application.objects.filter(id=application.id).update(status="accepted")
    assert "Catat mulai bekerja" in text(get(desk, page))
    desk.post(page, {"aksi": "mulai"})
    assert Employment.objects.get(application=application).wage == 3_000_000
    get(desk, page)


def test_a_refusal_needs_its_reason(desk, firm):
    application = an_application(vacancy=a_vacancy(employer=firm, skills=["las-smaw"]))
    page = f"/perusahaan/lamaran/{application.id}"
    assert desk.post(page, {"aksi": "tolak"}).status_code == 422
    missing = desk.post(page, {"aksi": "tolak", "reason": "skill", "skill": "", "note": "Terima kasih sudah datang"})
    assert missing.status_code == 422
    assert "Keahlian mana" in text(missing)
    assert "Terima kasih sudah datang" in missing.content.decode()
    desk.post(page, {"aksi": "tolak", "reason": "skill", "skill": "las-smaw", "note": ""})
    application.refresh_from_db()
    assert (application.status, application.refusal_skill_id) == ("refused", "las-smaw")
    late = desk.post(page, {"aksi": "tawaran", "wage": "3.000.000", "starts_on": TODAY.isoformat()})
    assert late.status_code == 422


def test_another_firms_rows_are_not_there(desk):
    theirs = an_application()
    for address in (
        f"/perusahaan/lamaran/{theirs.id}", f"/perusahaan/lowongan/{theirs.vacancy_id}", f"/perusahaan/lowongan/{theirs.vacancy_id}/ubah",
    ):  # fmt: skip
        assert desk.get(address).status_code == 404
        assert desk.post(address, {"aksi": "mulai"}).status_code == 404
    assert as_person().get("/perusahaan/").status_code == 404


def test_a_withdrawn_applicant_is_seen_no_more(desk, firm):
    vacancy = a_vacancy(employer=firm)
    application = an_application(vacancy=vacancy, person=a_person(full_name="Sudah Mundur"))
    as_person(application.person).post(f"/saya/lamaran/{application.id}/batal")
    assert "Sudah Mundur" not in text(get(desk, f"/perusahaan/lowongan/{vacancy.id}"))
    assert desk.get(f"/perusahaan/lamaran/{application.id}").status_code == 404


def test_a_sentra_recruits_like_an_employer():
    sentra = an_organisation("sentra")
    client = as_member(sentra, "sentra")
    get(client, "/perusahaan/lowongan")
    client.post("/perusahaan/lowongan/baru", FORM)
    assert Vacancy.objects.get(employer=sentra).status == "open"
