"""An employer refuses several at once, takes an answer back within a day, and records the end of work."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.jobs.commands import hire, mark_filled, refuse
from peluang.domain.jobs.models import Application, Employment, Vacancy
from peluang.doors import clock
from tests.conftest import NOW
from tests.factories.jobs import DAY, TODAY, a_vacancy, an_application
from tests.factories.organisations import an_actor
from tests.factories.people import a_person

from .reading import get, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacancy(firm):
    return a_vacancy(employer=firm, places=2, skills=["las-smaw", "las-gmaw"])


@pytest.fixture
def rows(vacancy):
    factors = [{"code": "missing", "skill": "las-gmaw"}]
    return [
        an_application(vacancy=vacancy, person=a_person(full_name=name), match_factors=factors, match_total=total)
        for total, name in enumerate(("Anto Satu", "Beni Dua", "Cici Tiga"), start=50)
    ]


def status_of(row):
    return type(row).objects.get(id=row.id).status


def test_one_form_one_reason_for_all_and_another_for_one(desk, vacancy, rows):
    address = f"/perusahaan/lowongan/{vacancy.id}/jawab"
    assert address in get(desk, f"/perusahaan/lowongan/{vacancy.id}").content.decode()
    page = text(get(desk, address))
    assert "Belum: " in page
    assert page.index("Anto Satu") < page.index("Cici Tiga")  # the weakest match first
    sent = desk.post(address, {
        "reason": "experience", "note": "Terima kasih sudah melamar.",
        f"pilih-{rows[0].id}": "on", f"pilih-{rows[1].id}": "on",
        f"reason-{rows[1].id}": "skill", f"skill-{rows[1].id}": "las-gmaw",
        f"reason-{rows[2].id}": "distance",
    })  # fmt: skip
    assert sent["Location"] == f"/perusahaan/lowongan/{vacancy.id}"
    stored = [Application.objects.get(id=row.id) for row in rows]
    assert [(row.status, row.refusal_reason, row.refusal_skill_id, row.refusal_note) for row in stored] == [
        ("refused", "experience", None, "Terima kasih sudah melamar."),
        ("refused", "skill", "las-gmaw", ""),
        ("sent", "", None, ""),
    ]
    after = text(get(desk, sent["Location"]))
    assert "2 pelamar sudah dijawab" in after
    assert after.count("Bisa dibatalkan sampai") == 2


@pytest.mark.parametrize(
    ("typed", "own", "field", "said"),
    [
        ({}, {}, "reason", "Pilih alasannya."),
        ({"reason": "skill"}, {}, "skill", "Keahlian mana yang belum dikuasai?"),
        ({"reason": "distance"}, {"reason": "other"}, "note-{id}", "Tulis alasannya dengan singkat."),
        ({"reason": "distance"}, {"reason": "skill"}, "skill-{id}", "Keahlian mana yang belum dikuasai?"),
    ],
)
def test_what_is_wrong_stands_where_it_is_mended_and_nothing_is_lost(desk, vacancy, rows, typed, own, field, said):
    row = rows[0]
    ticked = {f"pilih-{row.id}": "on", f"note-{rows[1].id}": "Pesan untuk Beni"}
    values = typed | ticked | {f"{name}-{row.id}": value for name, value in own.items()}
    wrong = desk.post(f"/perusahaan/lowongan/{vacancy.id}/jawab", values)
    assert wrong.status_code == 422
    page = wrong.content.decode()
    assert said in text(wrong)
    assert f'href="#id_{field.format(id=row.id)}"' in page
    assert "Pesan untuk Beni" in page
    assert status_of(row) == "sent"


def test_nobody_ticked_is_told(desk, vacancy, rows):
    wrong = desk.post(f"/perusahaan/lowongan/{vacancy.id}/jawab", {"reason": "distance"})
    assert wrong.status_code == 422
    assert "Belum ada pelamar yang dipilih." in text(wrong)


def test_what_a_colleague_decided_meanwhile_is_told_with_their_name(desk, vacancy, rows, firm, monkeypatch):
    """The colleague is quicker between the page's reading and the command."""
    from peluang.doors.web.employer import many

    colleague = an_actor("employer", organisation=firm, person=a_person(full_name="Dewi Rekan"))
    original = many.refuse_many

    def colleague_first(by, **values):
        refuse(colleague, application_id=rows[0].id, reason="wage", at=NOW)
        return original(by, **values)

    monkeypatch.setattr(many, "refuse_many", colleague_first)
    chosen = {f"pilih-{row.id}": "on" for row in rows[:2]}
    sent = desk.post(f"/perusahaan/lowongan/{vacancy.id}/jawab", {"reason": "distance"} | chosen)
    after = text(get(desk, sent["Location"]))
    assert "Anto Satu: Sudah diputuskan oleh Dewi Rekan: Belum diterima." in after
    assert "1 pelamar sudah dijawab" in after
    assert Application.objects.get(id=rows[0].id).refusal_reason == "wage"


def test_everybody_answered_and_anothers_vacancy(desk, vacancy):
    assert "Tidak ada yang menunggu jawaban" in text(get(desk, f"/perusahaan/lowongan/{vacancy.id}/jawab"))
    assert desk.get(f"/perusahaan/lowongan/{a_vacancy().id}/jawab").status_code == 404


def test_a_full_form_stays_within_its_statements(desk, vacancy):
    for _ in range(25):
        an_application(vacancy=vacancy)
    get(desk, f"/perusahaan/lowongan/{vacancy.id}/jawab")


def test_a_refusal_is_taken_back_within_a_day(desk, vacancy, rows, monkeypatch):
    address = f"/perusahaan/lamaran/{rows[0].id}"
    desk.get(address)
    desk.post(address, {"aksi": "tolak", "reason": "distance"})
    page = text(get(desk, address))
    assert "Bisa dibatalkan sampai" in page
    assert "Diputuskan oleh" in page
    desk.post(address, {"aksi": "batal-tolak"})
    assert status_of(rows[0]) == "seen"
    assert "Keliru?" not in text(get(desk, address))
    desk.post(address, {"aksi": "tolak", "reason": "distance"})
    monkeypatch.setattr(clock, "now", lambda: NOW + datetime.timedelta(hours=25))
    assert "Keliru?" not in text(get(desk, address))
    late = desk.post(address, {"aksi": "batal-tolak"})
    assert late.status_code == 422
    assert "Sudah lewat 24 jam" in text(late)


def test_a_hire_is_taken_back_and_the_vacancy_reopens(desk, firm):
    vacancy = a_vacancy(employer=firm, places=1)
    row, waiting = an_application(vacancy=vacancy, status="accepted"), an_application(vacancy=vacancy)
    address = f"/perusahaan/lamaran/{row.id}"
    desk.post(address, {"aksi": "mulai"})
    assert (status_of(vacancy), status_of(waiting)) == ("filled", "refused")
    assert "Batalkan catatan mulai bekerja" in text(get(desk, address))
    desk.post(address, {"aksi": "batal-mulai"})
    assert [status_of(each) for each in (vacancy, row, waiting)] == ["open", "accepted", "sent"]


def test_filled_is_taken_back_on_the_vacancys_page(desk, vacancy, rows, firm):
    mark_filled(an_actor("employer", organisation=firm), vacancy_id=vacancy.id, at=NOW)
    address = f"/perusahaan/lowongan/{vacancy.id}"
    page = text(get(desk, address))
    assert "Batalkan: belum terisi" in page
    assert "Bisa dibatalkan sampai" not in page  # none of them alone, while the vacancy is filled
    desk.post(address, {"aksi": "batal-terisi"})
    assert Vacancy.objects.get(id=vacancy.id).status == "open"
    assert status_of(rows[0]) == "sent"
    assert "Batalkan: belum terisi" not in text(get(desk, address))


def test_the_end_of_work_with_its_last_day(desk, vacancy, firm):
    row = an_application(vacancy=vacancy, status="accepted", starts_on=TODAY - DAY)
    hire(an_actor("employer", organisation=firm), application_id=row.id, at=NOW)
    address = f"/perusahaan/lamaran/{row.id}"
    wrong = desk.post(address, {"aksi": "selesai", "last_day": (TODAY + DAY).isoformat(), "note": "Habis"})
    assert wrong.status_code == 422
    assert "masih di depan" in text(wrong)
    desk.post(address, {"aksi": "selesai", "last_day": TODAY.isoformat(), "note": "Kontrak habis."})
    assert Employment.objects.get(application=row).ended_on == TODAY
    page = text(get(desk, address))
    assert "Kontrak habis." in page
    assert "Keliru?" not in page
    assert "Selesai bekerja" in text(get(desk, "/perusahaan/?keadaan=ended"))
