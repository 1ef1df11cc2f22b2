"""The auditor reads everything and changes nothing."""

from __future__ import annotations

import pytest

from peluang.domain.events.sealer import seal
from tests.doors.web.visiting import as_member, as_person, at_most
from tests.factories.organisations import an_organisation
from tests.factories.programme import a_recipient

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return as_member(an_organisation("auditor"), "auditor")


def test_the_journal_with_its_seals(desk, now):
    recipient = a_recipient()
    seal(now)
    with at_most():
        page = desk.get("/periksa/").content.decode()
    assert "programme.decree_signed" in page
    only = desk.get(f"/periksa/?jenis=programme.&hal={recipient.decree_id}").content.decode()
    assert str(recipient.decree_id) in only
    assert "Tidak ada yang cocok" in desk.get("/periksa/?jenis=alumni.").content.decode()
    assert desk.get("/periksa/?hal=bukan-nomor").status_code == 422
    assert "Rantai utuh" in desk.post("/periksa/").content.decode()


def test_draws_and_decrees_can_be_computed_again(desk):
    recipient = a_recipient()
    with at_most():
        page = desk.get("/periksa/penetapan").content.decode()
    assert recipient.decree.number in page
    assert recipient.decree.wave.seed in page


def test_the_ledger_sums_to_zero(desk):
    a_recipient()
    with at_most():
        page = desk.get("/periksa/buku-besar").content.decode()
    assert "Jumlah semua rekening nol" in page


def test_nobody_else_comes_here():
    for client in (as_person(), as_member(an_organisation("programme_office"), "programme_office")):
        for address in ("/periksa/", "/periksa/penetapan", "/periksa/buku-besar"):
            assert client.get(address).status_code == 404
