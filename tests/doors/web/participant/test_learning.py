"""A person's own trainings: choose, class page, leave, review, certificate."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from peluang.domain.learning.models import Enrolment, Review
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_person, at_most
from tests.factories.catalogue import an_offering
from tests.factories.learning import a_buyer, a_class, a_completed_enrolment, an_enrolment
from tests.factories.people import a_person, an_account

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch, tmp_path):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setenv("PELUANG_SIGNING_KEYS", str(tmp_path / "keys"))


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def get(client, address, status=200):
    with at_most(12):
        response = client.get(address)
    assert response.status_code == status, text(response)
    return response


def key_in(response):
    return re.search(r'name="key"\s+value="([^"]+)"', response.content.decode()).group(1)


def test_choosing_says_what_is_paid_by_whom_and_then_books():
    recipient = a_buyer(balance=3_500_000)
    client, training_class = as_person(recipient.person), a_class(payer="balance")
    asked = get(client, f"/saya/kelas/{training_class.id}/pilih")
    assert "Rp2.100.000 dipotong dari saldomu; sisanya Rp1.400.000" in text(asked)
    assert "Batal gratis sampai kelas dimulai" in text(asked)
    assert asked.content.decode().count("btn primary") == 1
    form = {"key": key_in(asked), "wants_placement": "on"}
    done = client.post(f"/saya/kelas/{training_class.id}/pilih", form)
    enrolment = Enrolment.objects.get()
    assert done["Location"] == f"/saya/pelatihan/{enrolment.id}"
    assert (enrolment.wants_placement, enrolment.person_id) == (True, recipient.person_id)
    again = client.post(f"/saya/kelas/{training_class.id}/pilih", form)  # the button tapped twice
    assert again["Location"] == done["Location"]
    assert Enrolment.objects.count() == 1


@pytest.mark.parametrize(("payer", "said"), [("own", "langsung ke BLK"), ("balance", "belum ditetapkan")])
def test_other_payers(payer, said):
    page = get(as_person(), f"/saya/kelas/{a_class(payer=payer).id}/pilih")
    assert said in text(page)


def test_an_empty_balance_says_so_before_and_after_the_button():
    recipient = a_buyer(balance=100_000)
    client, training_class = as_person(recipient.person), a_class(payer="balance")
    address = f"/saya/kelas/{training_class.id}/pilih"
    assert "kurang Rp2.000.000" in text(get(client, address))
    refused = client.post(address, {"key": "a"})
    assert refused.status_code == 409
    assert "kurang Rp2.000.000" in text(refused)
    assert "saldo dan kursimu tidak berubah" in text(refused)
    assert not Enrolment.objects.exists()


def test_a_full_class_points_to_others():
    training_class = a_class(seats=1)
    an_enrolment(training_class=training_class)
    page = get(as_person(), f"/saya/kelas/{training_class.id}/pilih")
    assert "sudah penuh" in text(page)
    assert f'href="/saya/kelas/{training_class.id}/antre"' in page.content.decode()
    assert "Belum ada kelas sejenis lain yang kosong" in text(page)


def test_visitors_sign_in_first_and_the_unregistered_register():
    training_class = a_class()
    address = f"/saya/kelas/{training_class.id}/pilih"
    assert Client().get(address)["Location"].startswith("/akun/masuk/?next=%2Fsaya%2Fkelas")
    client = Client()
    client.force_login(an_account(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(address)["Location"].startswith("/saya/daftar?next=%2Fsaya%2Fkelas")


def test_my_trainings():
    person = a_person()
    client = as_person(person)
    assert "Belum ada pelatihan" in text(get(client, "/saya/pelatihan"))
    an_enrolment(person=person)
    a_completed_enrolment(person=person)
    page = text(get(client, "/saya/pelatihan"))
    assert "Kursi sudah dipesan" in page
    assert "Ulasan belum ditulis" in page


@pytest.mark.parametrize(("traits", "said"), [
    ({}, "Pertemuan berikutnya"), ({"attended": True, "scores": {"pre": 40}}, "belum dinilai"),
    ({"status": "failed"}, "belum lulus"), ({"status": "cancelled"}, "sudah dibatalkan"),
])  # fmt: skip
def test_a_class_page_in_every_state(traits, said):
    seat = an_enrolment(training_class=a_class(running=bool(traits)), **traits)
    assert said in text(get(as_person(seat.person), f"/saya/pelatihan/{seat.id}"))


def test_another_persons_training_is_not_there():
    seat = a_completed_enrolment()
    client = as_person()
    for address in ("", "/batal", "/ulasan"):
        get(client, f"/saya/pelatihan/{seat.id}{address}", status=404)
    for address in ("", "/unduh"):
        get(client, f"/saya/sertifikat/{seat.certificate.number}{address}", status=404)


def test_leaving_a_seat():
    seat = an_enrolment()
    client = as_person(seat.person)
    assert "Batalkan kursi di" in text(get(client, f"/saya/pelatihan/{seat.id}/batal"))
    assert client.post(f"/saya/pelatihan/{seat.id}/batal").status_code == 302
    again = client.post(f"/saya/pelatihan/{seat.id}/batal")
    assert again.status_code == 409
    assert Enrolment.objects.get().status == "cancelled"


def test_writing_a_review():
    seat = a_completed_enrolment()
    client = as_person(seat.person)
    address = f"/saya/pelatihan/{seat.id}/ulasan"
    get(client, address)
    incomplete = client.post(address, {"material": "5", "text": "Bagus sekali"})
    assert incomplete.status_code == 422
    assert "Bagus sekali" in incomplete.content.decode()
    answers = {"material": "5", "trainer": "4", "tools": "3", "usefulness": "5", "text": "Bagus sekali"}
    assert client.post(address, answers).status_code == 302
    assert Review.objects.get().answers["tools"] == 3
    assert "sudah kamu ulas" in text(get(client, address))
    assert "Sertifikatmu" in text(get(client, f"/saya/pelatihan/{seat.id}"))


def test_the_certificate_page_and_its_file():
    seat = a_completed_enrolment(offering=an_offering(title="Las SMAW tingkat 1"))
    client, number = as_person(seat.person), seat.certificate.number
    page = get(client, f"/saya/sertifikat/{number}").content.decode()
    assert "<svg" in page
    assert f"/sertifikat/{number}" in page
    file = get(client, f"/saya/sertifikat/{number}/unduh")
    assert file.json()["id"].endswith(seat.certificate.credential)
    assert number in file["Content-Disposition"]
