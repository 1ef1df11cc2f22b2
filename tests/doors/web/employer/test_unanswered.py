"""Applicants who wait too long: proposed answers on the employer's page, plain words on the person's."""

from __future__ import annotations

import pytest

from peluang.domain.jobs.commands import refuse, remind_silent_employers
from peluang.domain.jobs.models import Application
from peluang.domain.kernel.context import PROGRAM
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, as_person, at_most
from tests.factories.jobs import DAY, a_vacancy, an_application
from tests.factories.organisations import an_actor, an_organisation
from tests.factories.people import a_person

from .test_talking import text

pytestmark = pytest.mark.django_db
PAGE = "/perusahaan/belum-dijawab"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def firm():
    return an_organisation("employer")


@pytest.fixture
def rows(firm):
    first = a_vacancy(employer=firm, places=2, skills=["las-smaw", "las-gmaw"])
    second = a_vacancy(employer=firm, title="Tukang kayu")
    far = {"code": "distance", "points": 1, "max_points": 15, "positive": False, "text_id": "Jauh.", "text_en": "Far."}
    lacks = {"code": "missing", "skill": "las-gmaw"}
    traits = [(first, "Anto Satu", 40, [lacks]), (second, "Beni Dua", 40, [far]), (second, "Cici Tiga", 80, [])]
    return [
        an_application(
            vacancy=vacancy, person=a_person(full_name=name), match_total=total, match_factors=factors,
            sent_at=NOW - (12 - number) * DAY,
        )
        for number, (vacancy, name, total, factors) in enumerate(traits)
    ]  # fmt: skip


def get(client, address):
    with at_most(12):
        response = client.get(address)
    assert response.status_code == 200
    return response


def typed(rows, **values):
    return {"lamaran": [str(row.id) for row in rows]} | values


def test_answers_are_proposed_and_sent_only_by_a_click(firm, rows):
    desk = as_member(firm, "employer")
    assert PAGE in get(desk, "/perusahaan/").content.decode()
    response = get(desk, PAGE)
    page, html = text(response), response.content.decode()
    assert page.index("Anto Satu") < page.index("Beni Dua") < page.index("Cici Tiga")
    assert "12 hari" in page
    assert 'value="las-gmaw" selected' in html
    assert 'value="distance" selected' in html
    assert f"/waktu?untuk={rows[2].id}" in html
    assert html.count("btn primary") <= 1
    assert not Application.objects.exclude(status="sent").exists()
    one = typed(rows, hanya=str(rows[0].id), **{
        f"reason-{rows[0].id}": "skill", f"skill-{rows[0].id}": "las-gmaw", f"pilih-{rows[1].id}": "on",
    })  # fmt: skip
    assert desk.post(PAGE, one)["Location"] == PAGE
    stored = [Application.objects.get(id=row.id) for row in rows]
    assert [(each.status, each.refusal_skill_id) for each in stored] == [
        ("refused", "las-gmaw"), ("sent", None), ("sent", None),
    ]  # fmt: skip


def test_several_with_their_own_reasons_and_a_missing_one_sends_nothing(firm, rows):
    desk = as_member(firm, "employer")
    both = {f"pilih-{row.id}": "on" for row in rows[:2]} | {f"reason-{rows[1].id}": "wage"}
    wrong = desk.post(PAGE, typed(rows, **both))
    assert wrong.status_code == 422
    assert "Pilih alasannya" in text(wrong)
    assert desk.post(PAGE, typed(rows)).status_code == 422
    assert not Application.objects.exclude(status="sent").exists()
    colleague = an_actor("employer", organisation=firm)
    refuse(colleague, application_id=rows[0].id, reason="filled", at=NOW)
    said = desk.post(PAGE, typed(rows, **both, **{f"reason-{rows[0].id}": "experience"}), follow=True)
    assert "Anto Satu: Sudah diputuskan oleh" in text(said)
    assert [Application.objects.get(id=row.id).refusal_reason for row in rows] == ["filled", "wage", ""]


def test_another_employer_answers_nobody(rows):
    stranger = as_member(an_organisation("employer"), "employer")
    assert "Tidak ada yang menunggu" in text(get(stranger, PAGE))
    values = typed(rows, hanya=str(rows[0].id), **{f"reason-{rows[0].id}": "wage"})
    assert stranger.post(PAGE, values).status_code == 422
    assert stranger.post(PAGE, {"lamaran": "x"}).status_code == 404
    assert not Application.objects.exclude(status="sent").exists()


def test_the_person_reads_how_long_and_what_to_do(rows, monkeypatch):
    me, address = as_person(rows[0].person), f"/saya/lamaran/{rows[0].id}"
    assert "Belum dijawab 12 hari." in text(get(me, address))
    remind_silent_employers(PROGRAM, at=NOW)
    said = text(get(me, address))
    assert "Belum dijawab 12 hari. Pemberi kerja sudah diingatkan pada" in said
    assert "Kami tidak tahu" not in said
    monkeypatch.setattr(clock, "now", lambda: NOW + 20 * DAY)
    late = get(me, address)
    assert "Kami tidak tahu" in text(late)
    assert f"{address}/batal" in late.content.decode()
