"""A person registers a firm from a phone, posts at once, and the labour office finds it in its queue."""

from __future__ import annotations

import re

import pytest

from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.organisations.models import Membership, Organisation
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, as_person, at_most
from tests.factories.jobs import DAY, TODAY
from tests.factories.organisations import an_organisation
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
FOUND = "/perusahaan/daftar"
FORM = {
    "name": "UD Batik Lestari", "kind": "ikm", "regency": "Jepara", "address": "Jalan Pemuda 5", "workers": "3",
    "nib": "", "title": "Pemilik",
}  # fmt: skip
VACANCY = {
    "title": "Pembatik tulis", "regency": "Kabupaten Jepara", "headcount": "1", "wage_min": "2.900.000",
    "wage_max": "", "valid_until": (TODAY + 30 * DAY).isoformat(), "kind": "full", "skills": "",
    "description": "Membatik kain panjang.", "open_to_disability": "on",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_person_registers_acts_for_it_posts_and_the_office_sees_both():
    person = a_person()
    owner = as_person(person)
    with at_most(12):
        page = text(owner.get(FOUND))
    assert "Usaha sampai 4 pekerja boleh belum punya" in page
    assert owner.post(FOUND, FORM)["Location"] == "/perusahaan/"
    desk = text(owner.get("/perusahaan/"))
    assert "UD Batik Lestari tercatat" in desk
    assert "Usaha Anda belum diperiksa dinas" in desk
    made = Membership.objects.get(person=person)
    assert (made.role, made.organisation.status) == ("employer", "proposed")
    posted = owner.post("/perusahaan/lowongan/baru", VACANCY)["Location"]
    public = as_person().get(posted.replace("/perusahaan", ""))
    assert "Belum diperiksa dinas" in text(public)
    officer = as_member(an_organisation("labour_office"), "labour_office")
    queue = text(officer.get("/dinas/pemberi-kerja"))
    assert "UD Batik Lestari" in queue
    assert "tanpa NIB" in queue


def test_a_double_says_what_to_do_and_keeps_what_was_typed():
    an_organisation("ikm", name="UD. Batik Lestari")
    answer = as_person().post(FOUND, FORM)
    said = text(answer)
    assert answer.status_code == 422
    assert "UD. Batik Lestari sudah terdaftar di kabupaten atau kota ini." in said
    assert "minta dinas tenaga kerja menambahkan Anda" in said
    assert 'value="UD Batik Lestari"' in answer.content.decode()


def test_a_larger_firm_is_asked_for_its_nib_at_the_field():
    answer = as_person().post(FOUND, FORM | {"workers": "40"})
    assert answer.status_code == 422
    assert "lebih dari 4 pekerja perlu NIB" in text(answer)
    with acting(PROGRAM, scope="command"):
        assert not Organisation.objects.filter(name=FORM["name"]).exists()


def test_the_way_there_is_on_the_home_page_and_beside_the_roles():
    person = as_person()
    for address in ("/", "/tentang", "/saya/peran"):
        assert f'href="{FOUND}"' in person.get(address).content.decode(), address
    recruiter = as_member(an_organisation("employer"), "employer")
    assert f'href="{FOUND}"' not in recruiter.get("/").content.decode()
