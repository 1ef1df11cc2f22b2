"""An employer answers several applicants in one form, each with a reason, and takes one answer back; a worker leaves."""

from __future__ import annotations

import datetime
import re

import pytest

from peluang.domain.jobs.models import Application, Vacancy
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.doors import clock
from tests.factories.jobs import an_application

from .country import Country
from .visitor import Visitor
from .world import World

NAMES = ("Agus Salim", "Bayu Aji", "Citra Dewi")


def _applicants(world: World) -> Vacancy:
    people = [world.country.person(name, verified=True) for name in NAMES]
    with acting(PROGRAM, scope="command"):
        vacancy = Vacancy.objects.get(title="Juru las konstruksi")
        lacks = [{"code": "missing", "skill": "las-smaw"}]
        sent_at = clock.now() - datetime.timedelta(days=1)
        for total, person in enumerate(people, start=40):
            an_application(
                vacancy=vacancy, person=person, match_total=total, match_factors=lacks, sent_at=sent_at,
                changed_at=sent_at,
            )  # fmt: skip
    return vacancy


def _application_of(name: str) -> Application:
    with acting(PROGRAM, scope="command"):
        return Application.objects.get(person__full_name=name)


def _finds_no_barrier(visitor: Visitor, javascript: bool) -> None:
    if javascript:
        visitor.finds_no_barrier()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_many_are_answered_and_one_answer_is_taken_back(world: World, javascript: bool) -> None:
    vacancy = _applicants(world)
    lina = world.staff("employer", javascript=javascript)
    lina.goes_to(f"/perusahaan/lowongan/{vacancy.id}").follows("Jawab beberapa sekaligus")
    lina.stands_at("Jawab beberapa pelamar").sees(re.compile("^Terkirim"))

    # A reason is missing for one: nothing is sent, and what was typed stays.
    lina.selects("Alasan untuk semua yang dicentang", "Pengalaman belum cukup")
    lina.fills("Pesan untuk semua", "Terima kasih sudah melamar.")
    lina.ticks("Agus Salim").ticks("Bayu Aji")
    lina.page.get_by_text("Alasan lain untuk Bayu").click()
    lina.selects("Alasan untuk Bayu Aji", "Ada keahlian yang belum dikuasai").presses("Kirim jawaban")
    lina.sees("Ada yang perlu dibetulkan", re.compile("Keahlian mana yang belum dikuasai"))
    lina.still_has_typed("Pesan untuk semua", "Terima kasih sudah melamar.")
    _finds_no_barrier(lina, javascript)
    lina.page.get_by_label("Keahlian yang belum dikuasai Bayu Aji").select_option("las-smaw")
    lina.presses("Kirim jawaban")
    assert "2 pelamar sudah dijawab" in lina.page.inner_text("body")
    lina.sees(re.compile("^Bisa dibatalkan sampai"))
    _finds_no_barrier(lina, javascript)

    # Each reads a reason of their own; who lacks a skill sees who teaches it.
    bayu = world.signed_in(Country.address_of("Bayu Aji"), javascript=javascript)
    bayu.goes_to(f"/saya/lamaran/{_application_of('Bayu Aji').id}")
    bayu.sees(re.compile("Ada keahlian yang belum dikuasai"), "Pelatihan yang mengajarkannya")
    bayu.sees("Las SMAW tingkat 1").does_not_see(re.compile("Terima kasih sudah melamar"))
    agus = world.signed_in(Country.address_of("Agus Salim"), javascript=javascript)
    address = f"/saya/lamaran/{_application_of('Agus Salim').id}"
    agus.goes_to(address).sees(re.compile("Pengalaman belum cukup"), re.compile("Terima kasih sudah melamar"))

    # One was a mistake: taken back, and the applicant is told.
    lina.follows("Agus Salim").sees("Keliru?", re.compile("Bisa dibatalkan sampai"))
    _finds_no_barrier(lina, javascript)
    lina.presses("Batalkan jawaban ini").sees("Undang wawancara")
    world.pump()
    agus.goes_to(address).sees("Perjalanan lamaranmu").does_not_see(re.compile("Pengalaman belum cukup"))
    assert any("membatalkan keputusannya" in each for each in world.letters_to(Country.address_of("Agus Salim")))
    assert _application_of("Citra Dewi").status == "sent"

    # The other way round: the person withdraws, thinks again, and stands where they stood.
    before = _application_of("Agus Salim").status
    agus.follows("Batalkan lamaran").presses(re.compile("Ya|Batalkan"))
    _finds_no_barrier(agus, javascript)
    agus.presses("Lanjutkan lamaran ini").sees("Perjalanan lamaranmu")
    assert _application_of("Agus Salim").status == before


def test_work_begins_by_mistake_then_begins_and_ends(world: World) -> None:
    vacancy = _applicants(world)
    citra = _application_of("Citra Dewi")
    with acting(PROGRAM, scope="command"):
        Vacancy.objects.filter(id=vacancy.id).update(headcount=1)
        today = clock.now().date()
        Application.objects.filter(id=citra.id).update(status="accepted", offered_wage=3_000_000, starts_on=today)
    lina = world.staff("employer")
    lina.goes_to(f"/perusahaan/lamaran/{citra.id}").presses("Catat mulai bekerja")
    assert _application_of("Agus Salim").status == "refused"
    lina.presses("Batalkan catatan mulai bekerja").may("Catat mulai bekerja")
    assert _application_of("Agus Salim").status == "sent"
    lina.presses("Catat mulai bekerja")

    worker = world.signed_in(Country.address_of("Citra Dewi")).goes_to(f"/saya/lamaran/{citra.id}")
    worker.page.get_by_text("Aku sudah tidak bekerja di sini").click()
    worker.fills("Hari terakhirmu bekerja", today.isoformat()).fills("Catatan", "Pindah kota.")
    worker.finds_no_barrier()
    worker.presses("Catat berhenti bekerja").sees("Selesai bekerja di sini", "Pindah kota.")
    lina.goes_to(f"/perusahaan/lamaran/{citra.id}").sees("Sudah tidak bekerja di sini", "Pindah kota.")
    lina.finds_no_barrier()
