"""Interview times on the pages of both sides, in the time of the place of work, with a calendar file."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.jobs.models import Application, InterviewInvitation, InterviewSlot
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, as_person
from tests.factories.jobs import DAY, a_vacancy, an_application
from tests.factories.organisations import an_organisation
from tests.factories.people import a_person

from .reading import get, text

pytestmark = pytest.mark.django_db


def typed(rows, **values):
    return {
        "aksi": "tawarkan", "starts-1": "2026-11-27T09:00", "starts-2": "2026-11-27T10:00", "minutes": "30",
        "place": "Jl. Pemuda 1", "application_ids": [str(row.id) for row in rows],
    } | values  # fmt: skip


def test_an_employer_offers_a_person_picks_and_both_keep_it(firm):
    vacancy = a_vacancy(employer=firm, places=2)
    row = an_application(vacancy=vacancy, person=a_person(full_name="Budi Santoso"), status="seen")
    desk, me = as_member(firm, "employer"), as_person(row.person)
    page, mine = f"/perusahaan/lowongan/{vacancy.id}/waktu", f"/saya/lamaran/{row.id}"
    assert "Waktu wawancara" in text(get(desk, f"/perusahaan/lowongan/{vacancy.id}"))
    assert "checked" in get(desk, f"{page}?untuk={row.id}").content.decode()
    overlap = desk.post(page, typed([row], **{"starts-2": "2026-11-27T09:10"}))
    assert overlap.status_code == 422
    assert "bertabrakan" in text(overlap)
    assert desk.post(page, typed([row])).status_code == 302
    first, second = InterviewSlot.objects.order_by("starts_at")
    assert first.starts_at == datetime.datetime(2026, 11, 27, 2, tzinfo=datetime.UTC)  # 09.00 in Jepara
    assert "Pilih waktu wawancaramu" in text(get(me, mine))
    assert "9.00 WIB" in text(get(me, f"{mine}/waktu"))
    assert me.post(f"{mine}/waktu", {"slot": str(first.id)}).status_code == 302
    for client, address in ((me, f"{mine}/wawancara.ics"), (desk, f"/perusahaan/lamaran/{row.id}/wawancara.ics")):
        answer = get(client, address)
        assert answer["Content-Type"].startswith("text/calendar")
        assert b"DTSTART:20261127T020000Z" in answer.content
    get(me, mine)
    assert "Budi Santoso" in text(get(desk, page))
    desk.post(page, {"aksi": "batal", "slot": str(first.id)})
    assert Application.objects.get(id=row.id).interview_at is None
    for client, address in ((me, mine), (me, "/saya/lamaran"), (desk, f"/perusahaan/lamaran/{row.id}"), (desk, page)):
        get(client, address)
    assert b"METHOD:CANCEL" in get(me, f"{mine}/wawancara.ics").content
    assert InterviewSlot.objects.get(id=second.id).application_id is None


def test_none_fits_and_what_is_not_theirs(firm):
    vacancy = a_vacancy(employer=firm)
    row = an_application(vacancy=vacancy, status="seen")
    desk, me = as_member(firm, "employer"), as_person(row.person)
    mine = f"/saya/lamaran/{row.id}"
    assert me.post(f"{mine}/waktu", {"note": "Sore"}).status_code == 404
    assert "Tidak ada waktu untuk dipilih" in text(get(me, f"{mine}/waktu"))
    get(me, f"{mine}/wawancara.ics", 404)
    desk.post(f"/perusahaan/lowongan/{vacancy.id}/waktu", typed([row]))
    assert me.post(f"{mine}/waktu", {"note": " "}).status_code == 422
    me.post(f"{mine}/waktu", {"note": "Sore saja, WA 081234567890"})
    said = text(get(desk, f"/perusahaan/lowongan/{vacancy.id}/waktu"))
    assert "Sore saja" in said
    assert "0812" not in said
    assert InterviewInvitation.objects.get().none_fits_at == NOW
    other = InterviewSlot.objects.create(
        vacancy=a_vacancy(), employer=an_organisation("employer"), starts_at=NOW + DAY, ends_at=NOW + 2 * DAY, place="x"
    )
    assert me.post(f"{mine}/waktu", {"slot": str(other.id)}).status_code == 404
    assert me.post(f"{mine}/waktu", {"slot": "bukan"}).status_code == 404
    for wrong in (str(other.id), "bukan"):
        answer = desk.post(f"/perusahaan/lowongan/{vacancy.id}/waktu", {"aksi": "batal", "slot": wrong})
        assert answer.status_code == 404
