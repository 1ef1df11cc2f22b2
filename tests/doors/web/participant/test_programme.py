"""A person's waves, balance, payout account and incentives, as pages."""

from __future__ import annotations

import datetime
import re

import pytest

from peluang.domain.benefits.commands import confirm_incentive, send_incentives
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.programme.commands import revoke_overdue
from peluang.domain.programme.models import Recipient, WaveEntry
from tests.doors.web.visiting import as_person
from tests.factories.benefits import a_due_incentive, a_payout_account
from tests.factories.jobs import a_vacancy
from tests.factories.learning import a_class
from tests.factories.people import a_person
from tests.factories.programme import a_recipient, a_wave
from tests.statements import at_most

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _present(monkeypatch, now):
    monkeypatch.setattr("peluang.doors.clock.now", lambda: now)


def see(client, address, *, status=200):
    with at_most():
        answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode().replace("\xa0", " ")


def test_waves_when_there_are_none():
    assert "Belum ada gelombang yang dibuka" in see(as_person(), "/saya/gelombang")


def test_joining_is_one_tap():
    person, wave = a_person(verified=True), a_wave(number=7)
    browser = as_person(person)
    assert "Gelombang 7 sedang dibuka" in see(browser, "/saya/gelombang")
    page = see(browser, "/saya/gelombang/7")
    assert "Semua syarat terpenuhi." in page
    assert "Berumur 18 tahun atau lebih" in page
    answer = browser.post("/saya/gelombang/7/ikut")
    assert answer["Location"] == "/saya/gelombang/7"
    assert WaveEntry.objects.get(wave=wave).person == person
    assert "Kamu sudah terdaftar" in see(browser, "/saya/gelombang/7")
    assert "Batalkan pendaftaran gelombang 7?" in see(browser, "/saya/gelombang/7/batal")
    browser.post("/saya/gelombang/7/batal")
    assert "Daftar gelombang 7" in see(browser, "/saya/gelombang/7")


def test_the_preview_shows_every_reason_and_still_lets_join():
    person = a_person(birth_date=datetime.date(2010, 1, 1), in_formal_education=True)
    a_wave(number=7)
    page = see(as_person(person), "/saya/gelombang/7")
    assert page.count("belum terpenuhi</small>") == 3
    assert "Daftar gelombang 7" in page


def test_a_closed_wave_says_so_and_keeps_everything():
    a_wave("closed", number=7)
    browser = as_person()
    answer = browser.post("/saya/gelombang/7/ikut")
    assert answer.status_code == 409
    assert "Gelombang 7 sudah ditutup" in answer.content.decode()
    assert "tidak menerima pendaftaran" in see(browser, "/saya/gelombang/7")


def test_a_wave_that_is_not_there():
    see(as_person(), "/saya/gelombang/99", status=404)


def test_not_drawn_shows_why_what_is_near_and_the_next_wave():
    people = [a_person(verified=True) for _ in range(2)]
    wave = a_wave("decreed", places=1, people=people, number=7)
    following = a_wave("open", number=8)
    a_vacancy(title="Penjahit busana", status="open")
    a_class()
    entry = WaveEntry.objects.get(wave=wave, status="not_drawn")
    browser = as_person(entry.person)
    page = see(browser, "/saya/gelombang/7")
    assert "Kali ini kamu belum terpilih" in page
    assert "Urutan terakhir yang terpilih" in page
    assert str(entry.id) in page
    assert "/undian/7" in page
    assert "Penjahit busana" in page
    assert 'action="/saya/gelombang/8/ikut"' in page
    assert browser.post("/saya/gelombang/8/ikut").status_code == 302
    assert WaveEntry.objects.filter(wave=following, person=entry.person).exists()


def test_ineligible_shows_every_reason_with_its_rule():
    person = a_person(in_formal_education=True)
    a_wave("decreed", people=[person, a_person(verified=True)], number=7)
    page = see(as_person(person), "/saya/gelombang/7")
    assert "Ada 2 syarat yang belum terpenuhi" in page
    assert page.count("Yang bisa dilakukan:") >= 2
    assert "Permenko Perekonomian 17/2022" in page


def test_drawn_shows_decree_balance_and_deadline():
    person = a_person(verified=True)
    a_wave("decreed", people=[person], number=7, decree="SK-12/2026")
    browser = as_person(person)
    page = see(browser, "/saya/gelombang/7")
    assert "SK-12/2026" in page
    assert "Pilih pelatihan pertamamu" in page
    assert "9 Des 2026" in page
    page = see(browser, "/saya/saldo")
    assert "Rp3.500.000" in page
    assert "9 Des 2026" in page
    assert "Kamu penerima gelombang 7" in see(browser, "/saya/gelombang")


def test_drawn_before_the_decree_waits():
    person = a_person(verified=True)
    a_wave("drawn", people=[person], number=7)
    assert "Tinggal menunggu SK" in see(as_person(person), "/saya/gelombang/7")


def test_eligible_waits_for_the_draw():
    person = a_person(verified=True)
    a_wave("screened", people=[person], number=7)
    assert "Tidak ada yang perlu kamu lakukan sekarang" in see(as_person(person), "/saya/gelombang/7")


def test_revoked_says_what_happened(now):
    recipient = a_recipient()
    revoke_overdue(PROGRAM, at=now + datetime.timedelta(days=20))
    browser = as_person(recipient.person)
    assert "Kepesertaanmu dicabut" in see(browser, "/saya/saldo")
    assert "kembali ke kas negara" in see(browser, "/saya/saldo")
    number = Recipient.objects.get(id=recipient.id).decree.wave.number
    assert "Kepesertaanmu dicabut" in see(browser, f"/saya/gelombang/{number}")
    assert "Kepesertaanmu dicabut" in see(browser, "/saya/insentif")


def test_no_balance_without_a_decree():
    assert "Kamu belum punya saldo" in see(as_person(), "/saya/saldo")
    assert "Insentif untuk penerima gelombang" in see(as_person(), "/saya/insentif")


def test_declaring_an_account_keeps_what_was_typed():
    browser = as_person(a_person())
    see(browser, "/saya/rekening")
    typed = {"institution": "bri", "number": "12ab", "holder_name": "Siti Aminah"}
    answer = browser.post("/saya/rekening", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nomor rekening hanya berisi angka." in page
    assert "12ab" in page
    assert "Siti Aminah" in page
    assert browser.post("/saya/rekening", typed | {"number": "0012345678"}).status_code == 302
    page = see(browser, "/saya/rekening")
    assert "•••• 78" in page
    assert "0012345678" not in page
    assert "Mitra pembayaran mencocokkan" in page


def test_a_refused_account_says_how_to_put_it_right():
    account = a_payout_account(refused="NIK_MISMATCH")
    page = see(as_person(account.person), "/saya/rekening")
    assert "Rekening ini terdaftar dengan NIK lain." in page
    assert "dibuka dengan KTP-mu sendiri" in page
    assert "Simpan rekening" in page


def test_incentive_shows_whose_turn_it_is(now):
    assert "Giliran siapa" in see(as_person(a_recipient().person), "/saya/insentif")
    incentive = a_due_incentive()
    browser = as_person(incentive.person)
    page = see(browser, "/saya/insentif")
    assert re.search(r"Giliran: <b>Kantor program", page)
    send_incentives(PROGRAM, at=now)
    assert re.search(r"Giliran: <b>Mitra pembayaran", see(browser, "/saya/insentif"))
    confirm_incentive(PROGRAM, incentive_id=incentive.id, paid=False, reason="LIMIT_REACHED", at=now)
    page = see(browser, "/saya/insentif")
    assert "akan melewati batasnya" in page
    assert "Betulkan rekeningmu" in page


def test_the_same_in_english():
    people = [a_person(verified=True) for _ in range(2)]
    wave = a_wave("decreed", places=1, people=people, number=7)
    entry = WaveEntry.objects.get(wave=wave, status="not_drawn")
    browser = as_person(entry.person)
    browser.cookies["lang"] = "en"
    page = see(browser, "/saya/gelombang/7")
    assert "You were not drawn this time" in page
    assert "the last one drawn was number 1" in page
    assert "Join the next wave" in page


def test_other_roles_do_not_have_these_pages():
    from tests.doors.web.visiting import as_member
    from tests.factories.organisations import an_organisation

    browser = as_member(an_organisation("employer"), "employer")
    for address in ("/saya/gelombang", "/saya/saldo", "/saya/rekening", "/saya/insentif"):
        assert browser.get(address)["Location"].startswith("/saya/peran?")
