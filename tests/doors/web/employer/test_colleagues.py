"""The team of a firm on its pages: invited, asked, taken off, and what a stranger cannot learn."""

from __future__ import annotations

import pytest

from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.organisations.models import JoinRequest, Membership, Organisation
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, as_person, at_most
from tests.factories.organisations import a_membership, an_organisation
from tests.factories.people import a_person, an_account

from .test_founding import FORM, FOUND, text

pytestmark = pytest.mark.django_db
TEAM, OWN, FIRM = "/perusahaan/tim", "/perusahaan/undangan", "/perusahaan/data"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def firm():
    return an_organisation("ikm", name="UD Batik Lestari", address="Jalan Pemuda 5")


@pytest.fixture
def rina():
    person = a_person(full_name="Rina Astuti")
    an_account(person=person, email="rina@contoh.id")
    return person


def invites(desk, address):
    return desk.post(TEAM, {"langkah": "undang", "address": address, "title": "Personalia"}, follow=True)


def test_a_colleague_is_invited_accepts_and_acts_at_once(firm, rina):
    desk, hers = as_member(firm, "employer"), as_person(rina)
    assert "Undangan dikirim ke rina@contoh.id." in text(invites(desk, "rina@contoh.id"))
    assert "UD Batik Lestari mengundangmu" in text(hers.get("/saya/peran"))
    with at_most(12):
        page = text(hers.get(OWN))
    assert "Personalia" in page
    made = JoinRequest.objects.get()
    answer = hers.post(OWN, {"langkah": "terima", "id": made.id}, follow=True)
    assert answer.redirect_chain[0][0] == "/perusahaan/"
    assert "Anda sekarang bertindak untuk UD Batik Lestari" in text(answer)
    with at_most(12):
        assert "Rina Astuti" in text(desk.get(TEAM))
    # A second tab.
    again = as_person(rina).post(OWN, {"langkah": "terima", "id": made.id}, follow=True)
    assert "Ini sudah tidak menunggu lagi." in text(again)


def test_an_address_with_and_without_account_answers_alike(firm, rina):
    desk = as_member(firm, "employer")
    seen = [text(invites(desk, each)).replace(each, "…") for each in ("rina@contoh.id", "tidakada@contoh.id")]
    assert [page.count("Undangan dikirim ke ….") for page in seen] == [1, 1]
    assert rina.full_name not in text(desk.get(TEAM))


def test_what_was_typed_wrong_is_said_at_the_field(firm):
    answer = invites(as_member(firm, "employer"), "rina@")
    assert answer.status_code == 422
    assert "Contoh: nama@contoh.id." in text(answer)


def test_who_is_refused_as_a_double_asks_and_the_members_answer(firm, rina):
    desk, hers = as_member(firm, "employer"), as_person(rina)
    with at_most(12):
        refusal = hers.post(FOUND, FORM)
    assert refusal.status_code == 422
    assert "UD Batik Lestari: usaha Anda?" in text(refusal)
    asked = hers.post(FOUND, FORM | {"langkah": "minta"}, follow=True)
    assert "Permintaan Anda sampai ke pengelola UD Batik Lestari." in text(asked)
    assert JoinRequest.objects.get().way == "asked"
    assert "Rina Astuti minta ditambahkan" in text(desk.get(TEAM))
    desk.post(TEAM, {"langkah": "terima", "id": JoinRequest.objects.get().id})
    assert Membership.objects.get(person=rina).title == "Pemilik"
    assert "Diterima" in text(hers.get(OWN))


def test_nobody_to_ask_is_no_way_to_ask(firm):
    refusal = as_person().post(FOUND, FORM)
    assert "minta dinas tenaga kerja menambahkan Anda" in text(refusal)
    assert "usaha Anda?" not in text(refusal)


def test_another_firms_request_cannot_be_answered(firm, rina):
    as_member(firm, "employer")
    as_person(rina).post(FOUND, FORM | {"langkah": "minta"})
    made = JoinRequest.objects.get()
    for stranger in (as_member(an_organisation("employer"), "employer"), as_member(firm, "employer")):
        page = stranger.post(TEAM, {"langkah": "tarik", "id": made.id}, follow=True)
        assert page.status_code in (200, 404)
    assert JoinRequest.objects.get().status == "waiting"


def test_taking_off_asks_first_and_the_last_cannot_leave(firm, rina):
    desk = as_member(firm, "employer")
    theirs = a_membership(organisation=firm, role="employer", person=rina)
    way = f"{TEAM}/{theirs.id}/lepas"
    with at_most(12):
        assert "Lepas Rina Astuti dari UD Batik Lestari?" in text(desk.get(way))
    assert "Rina Astuti tidak lagi bertindak" in text(desk.post(way, follow=True))
    assert desk.get(way).status_code == 404
    mine = Membership.objects.get(organisation=firm, until=None)
    alone = f"{TEAM}/{mine.id}/lepas"
    assert "Anda sendirian di tim ini" in text(desk.get(alone))
    assert "Tambahkan rekan dulu." in text(desk.post(alone, follow=True))
    a_membership(organisation=firm, role="employer")
    left = desk.post(alone, follow=True)
    assert left.redirect_chain[0][0] == "/saya/peran"
    assert desk.get(TEAM).status_code == 404


def test_a_firm_corrects_its_nib_and_is_looked_at_again(firm):
    desk = as_member(firm, "employer")
    assert FIRM in desk.get("/perusahaan/pemeriksaan").content.decode()
    with at_most(12):
        assert "Dinas memeriksa lagi kalau ini berubah" in text(desk.get(FIRM))
    wrong = desk.post(FIRM, {"nib": "123", "address": "Jalan Pemuda 5"})
    assert wrong.status_code == 422
    done = desk.post(FIRM, {"nib": "9120 0010 12345", "address": "Jalan Pemuda 5"}, follow=True)
    assert "Tersimpan. Dinas memeriksa lagi usaha Anda." in text(done)
    with acting(PROGRAM, scope="command"):
        assert Organisation.objects.get(id=firm.id).status == "proposed"
    office = as_member(an_organisation("labour_office"), "labour_office")
    assert "UD Batik Lestari" in text(office.get("/dinas/pemberi-kerja"))
