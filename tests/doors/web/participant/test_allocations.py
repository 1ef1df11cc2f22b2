"""A round on the person's pages, in public, and at the office: ranked, computed, proven, settled, explained."""

from __future__ import annotations

import datetime
import re

import pytest
from django.test import Client

from peluang.domain.learning import commands
from peluang.domain.learning.models import Allocation, Wish
from peluang.doors import clock
from peluang.engines.allocation import verify_files
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, as_person, at_most
from tests.factories.catalogue import an_offering
from tests.factories.learning import a_class, an_enrolment
from tests.factories.organisations import an_actor, an_organisation
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
KUDUS = "33.19"


@pytest.fixture
def at(monkeypatch):
    """Sets the pages' present; begins at the tests' own."""
    moment = [NOW]
    monkeypatch.setattr(clock, "now", lambda: moment[0])

    def set_to(value):
        moment[0] = value

    return set_to


@pytest.fixture
def office():
    return as_member(an_organisation("programme_office"), "programme_office")


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def a_free_class(**traits):
    return a_class(offering=an_offering(free=True), starts_in=20, **traits)


def a_round(classes, name="Las Jepara"):
    row = commands.open_allocation(
        an_actor("programme_office"), name=name, opens_at=NOW, closes_at=NOW + 3 * DAY,
        classes=[(each.id, {}) for each in classes], at=NOW,
    )  # fmt: skip
    keys = {each.training_class_id: each.id for each in row.classes.all()}
    return row, [keys[each.id] for each in classes]


def test_one_ranks_changes_and_takes_back(at):
    row, [first, second] = a_round([a_free_class(), a_free_class()])
    client, page = as_person(a_person()), f"/saya/pembagian/{row.id}"
    with at_most(12):
        assert "Las Jepara" in text(client.get("/saya/pembagian"))
    with at_most(12):
        assert "Tulis 1 di kelas yang paling kamu mau" in text(client.get(page))
    assert "Pilihanmu tersimpan" in text(client.post(page, {f"rank_{first}": "7", f"rank_{second}": "2"}, follow=True))
    assert Wish.objects.get().classes == [str(second), str(first)]
    shown = client.get(page).content.decode()
    assert re.search(rf'name="rank_{second}"[^>]*value="1"|value="1"[^>]*name="rank_{second}"', shown)
    assert "Semua pilihanmu dihapus" in text(client.post(page, {}, follow=True))
    assert not Wish.objects.exists()


@pytest.mark.parametrize(("typed", "said"), [
    (("1", "1"), "kamu pakai untuk dua kelas"), (("satu", ""), "dengan angka"), (("0", ""), "dengan angka"),
    (("-3", ""), "dengan angka"),
])  # fmt: skip
def test_numbers_that_make_no_sense_keep_what_was_typed(typed, said, at):
    row, keys = a_round([a_free_class(), a_free_class()])
    client = as_person(a_person())
    answer = client.post(f"/saya/pembagian/{row.id}", {f"rank_{k}": t for k, t in zip(keys, typed, strict=True)})
    assert answer.status_code == 422
    assert said in text(answer)
    assert f'value="{typed[0]}"' in answer.content.decode()
    assert not Wish.objects.exists()


def test_from_the_office_desk_to_everybodys_reason(at, office, tmp_path):
    row_of_class = a_free_class(seats=1)
    seen = office.get("/kantor/pembagian/baru")
    assert row_of_class.code in text(seen)
    answer = office.post("/kantor/pembagian/baru", {
        "name": "Las Jepara", "opens_at": "2026-11-24T09:00", "closes_at": "2026-11-27T10:00", "most_wishes": 5,
        "classes": [str(row_of_class.id)], "own_percent": 0, "others": f"{row_of_class.code}, {KUDUS}, 1",
    }, follow=True)  # fmt: skip
    assert "sidik benihnya sudah diumumkan" in text(answer)
    made = Allocation.objects.get()
    [key] = [each.id for each in made.classes.all()]
    near, kept = a_person(), a_person(regency=KUDUS)
    for person in (near, kept):
        client = as_person(person)
        client.post(f"/saya/pembagian/{made.id}", {f"rank_{key}": "1"})
    assert "siapa cepat" in text(as_person(near).get(f"/saya/kelas/{row_of_class.id}/pilih"))
    at(NOW + 4 * DAY)
    assert "sedang dihitung" in text(as_person(near).get(f"/saya/pembagian/{made.id}"))
    desk = f"/kantor/pembagian/{made.id}"
    with at_most(12):
        assert "Hitung pembagian" in text(office.get(desk))
    done = office.post(f"{desk}/hitung", {"public_value": "IHSG 7234"}, follow=True)
    assert "0 pasangan yang saling menghalangi" in text(done)
    with at_most(12):
        office.get(desk)
    assert "Kursi dibagikan" in text(office.post(f"{desk}/bagikan", follow=True))
    winner, loser = as_person(kept), as_person(near)
    with at_most(12):
        won = winner.get(f"/saya/pembagian/{made.id}")
    assert "Kamu mendapat kursi di pilihan nomor 1" in text(won)
    assert "didahulukan untuk daerahmu" in text(won)
    with at_most(12):
        lost = loser.get(f"/saya/pembagian/{made.id}")
    assert "kamu belum mendapat kursi" in text(lost)
    assert "Belum pernah ikut pelatihan: +4" in text(lost)
    _public_files_verify(made, tmp_path)


def _public_files_verify(row, folder):
    row.refresh_from_db()
    anyone, address = Client(), f"/pembagian/{row.id}"
    with at_most(12):
        page = anyone.get(address)
    assert "0 pasangan yang saling menghalangi" in text(page)
    assert "Las Jepara" in text(anyone.get("/pembagian"))
    paths = {}
    for name in ("kelas", "sisihan", "pilihan", "hasil"):
        paths[name] = folder / f"{name}.csv"
        paths[name].write_bytes(anyone.get(f"{address}/{name}.csv").content)
    name = re.search(r"--name (\S+)", text(page)).group(1)
    problems = verify_files(
        *(str(paths[each]) for each in ("kelas", "sisihan", "pilihan")), row.seed, str(paths["hasil"]), name,
        public="IHSG 7234", commitment=row.commitment,
    )  # fmt: skip
    assert problems == []
    assert "BUKTI PEMBAGIAN KURSI" in anyone.get(f"{address}/bukti.txt").content.decode()
    assert b"def verify_files" in anyone.get("/pembagian/verify.py").content
    assert anyone.get(f"{address}/lain.csv").status_code == 404


def test_nothing_is_public_before_it_is_computed(at):
    row, _keys = a_round([a_free_class()])
    anyone = Client()
    assert "Belum dihitung" in text(anyone.get(f"/pembagian/{row.id}"))
    for file in ("pilihan.csv", "bukti.txt"):
        assert anyone.get(f"/pembagian/{row.id}/{file}").status_code == 404


def test_the_office_asks_before_each_step_and_says_why_not(at, office):
    row, _keys = a_round([a_free_class()])
    desk = f"/kantor/pembagian/{row.id}"
    with at_most(12):
        assert "kantor/pembagian" in office.get("/kantor/pembagian").content.decode()
    assert "belum tutup" in text(office.post(f"{desk}/hitung"))
    assert office.post(f"{desk}/hitung").status_code == 409
    assert office.get(f"{desk}/bagikan").status_code == 404
    assert "Pilihan 0 orang tidak dipakai" in text(office.get(f"{desk}/batalkan"))
    office.post(f"{desk}/batalkan")
    row.refresh_from_db()
    assert row.status == "cancelled"
    assert Client().get(f"/pembagian/{row.id}").status_code == 404
    assert "dibatalkan" in text(as_person(a_person()).get(f"/saya/pembagian/{row.id}"))


@pytest.mark.parametrize(("changes", "said"), [
    ({"others": "LAS, 33.19"}, "Baris 1 belum terbaca"), ({"others": "LAIN, 33.19, 1"}, "tidak dicentang"),
    ({"closes_at": "2026-11-20T10:00"}, "sesudah waktu buka"), ({"own_percent": "120"}, "100"),
    ({"classes": []}, "tidak boleh kosong"),
])  # fmt: skip
def test_a_round_that_makes_no_sense_is_not_opened(changes, said, at, office):
    row = a_free_class(seats=10)
    values = {
        "name": "Las", "opens_at": "2026-11-24T09:00", "closes_at": "2026-11-27T10:00", "most_wishes": 5,
        "classes": [str(row.id)], "own_percent": 30, "others": "",
    } | changes  # fmt: skip
    answer = office.post("/kantor/pembagian/baru", values)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Allocation.objects.exists()


def test_a_winner_opens_the_class_from_the_result(at, office):
    row_of_class = a_free_class(seats=3)
    row, [key] = a_round([row_of_class])
    person = a_person()
    an_enrolment(training_class=a_free_class(), person=person)
    as_person(person).post(f"/saya/pembagian/{row.id}", {f"rank_{key}": "1"})
    at(NOW + 4 * DAY)
    for step in ("hitung", "bagikan"):
        office.post(f"/kantor/pembagian/{row.id}/{step}")
    seat = Wish.objects.get().enrolment
    page = as_person(person).get(f"/saya/pembagian/{row.id}").content.decode()
    assert f"/saya/pelatihan/{seat}" in page
