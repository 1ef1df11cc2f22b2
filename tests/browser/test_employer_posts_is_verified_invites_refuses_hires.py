"""A new employer registers and posts on a phone, is asked and checked, invites one, refuses another for a skill, and hires."""

from __future__ import annotations

import re

from peluang.domain.jobs.models import Application, Vacancy
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.people.models import PersonSkill, WishedOccupation
from peluang.doors import clock
from tests.factories.jobs import an_application

from .country import Country
from .visitor import PHONE, Visitor
from .world import World

FIRM = "CV Besi Baru"
OWNER = "Tono Prakoso"
JOB = "Juru las SMAW"
ASKED = "Di mana bengkel Anda?"
ANSWERED = "Jalan Pemuda 5, buka setiap hari kerja."


def test_from_a_new_employer_to_a_filled_vacancy(world: World) -> None:
    _people(world)
    tono = _registers(world)
    vacancy = _posts(tono)
    _is_asked_and_checked(world, tono)
    _invites(world, tono, vacancy)
    _refuses_for_a_skill(world, tono, vacancy)
    _hires(world, tono)
    with acting(PROGRAM, scope="command"):
        states = dict(Application.objects.filter(vacancy=vacancy).values_list("person__full_name", "status"))
    assert states == {"Bayu Aji": "hired", "Citra Dewi": "refused"}


def _registers(world: World) -> Visitor:
    """From the invitation on the home page; what is missing is said, and what was typed stays."""
    world.country.person(OWNER)
    tono = world.signed_in(Country.address_of(OWNER), screen=PHONE).goes_to("/")
    tono.follows("Daftarkan usaha Anda").stands_at("Daftarkan usaha Anda").finds_no_barrier()
    tono.fills("Nama usaha", FIRM).picks(re.compile("^Pemberi kerja lain")).fills("Kabupaten atau kota", "Jepara")
    tono.fills("Alamat", "Jalan Pemuda 5").fills("Jumlah pekerja", "12").presses("Daftarkan usaha")
    tono.sees(re.compile("lebih dari 4 pekerja perlu NIB")).finds_no_barrier().still_has_typed("Nama usaha", FIRM)
    tono.fills("NIB", "9120 0010 12345").presses("Daftarkan usaha").stands_at("Meja perekrut")
    return tono.sees(re.compile(f"{FIRM} tercatat"))


def _people(world: World) -> None:
    with acting(PROGRAM, scope="command"):
        for name in ("Bayu Aji", "Citra Dewi"):
            person = world.country.person(name, verified=True)
            traits = {"person": person, "home_region": person.home_region_id}
            WishedOccupation.objects.get_or_create(occupation_id="7212", **traits)
            if name == "Bayu Aji":
                PersonSkill.objects.get_or_create(
                    skill_id="las-smaw", source="training", **traits, defaults={"level": 3, "since": clock.now()}
                )


def _posts(tono: Visitor) -> Vacancy:
    tono.goes_to("/perusahaan/").sees("Usaha Anda belum diperiksa dinas").finds_no_barrier()
    tono.goes_to("/perusahaan/lowongan/baru").fills("Nama pekerjaan", JOB).fills("Tempat kerja", "Kabupaten Jepara")
    # The first proposal reads the whole list of occupations, which a busy machine may take its time for.
    with tono.page.expect_response(lambda answer: answer.request.method == "POST", timeout=30_000):
        tono.page.get_by_role("button", name="Usulkan dari nama pekerjaan").click()
    tono.sees(re.compile("Kami mengisi"))
    tono.fills("Upah sebulan, paling rendah", "3.000.000").fills("Upah sebulan, paling tinggi", "3.400.000")
    tono.fills("Berapa orang", "1").finds_no_barrier()
    tono.presses("Pasang lowongan").stands_at(JOB).sees("Dibuka").finds_no_barrier()
    with acting(PROGRAM, scope="command"):
        return Vacancy.objects.get(title=JOB)


def _is_asked_and_checked(world: World, tono: Visitor) -> None:
    agus = world.staff("labour_office").goes_to("/dinas/pemberi-kerja").sees(FIRM).finds_no_barrier()
    agus.follows(FIRM).stands_at(FIRM).finds_no_barrier()
    agus.page.get_by_text("Bertanya dulu kepada pemberi kerja").click()
    agus.fills("Pertanyaan Anda", ASKED).presses("Minta keterangan")
    tono.goes_to("/perusahaan/pemeriksaan").sees(ASKED).finds_no_barrier()
    tono.fills("Jawaban Anda", ANSWERED).presses("Kirim jawaban").sees(ANSWERED)
    agus.goes_to(agus.page.url).sees(ANSWERED).finds_no_barrier().presses("Nyatakan sudah diperiksa").does_not_see(FIRM)
    tono.goes_to("/perusahaan/").does_not_see("Usaha Anda belum diperiksa dinas")


def _invites(world: World, tono: Visitor, vacancy: Vacancy) -> None:
    bayu = world.signed_in(Country.address_of("Bayu Aji"))
    bayu.goes_to("/saya/profil").follows("Lihat dan ubah").presses("Ya, aku boleh ditemukan")
    tono.goes_to(f"/perusahaan/lowongan/{vacancy.id}").follows("Cocok tapi belum melamar")
    tono.sees(re.compile("^Kandidat ")).does_not_see("Bayu Aji").finds_no_barrier()
    tono.presses(re.compile("^Undang kandidat"))
    bayu.goes_to("/saya/lamaran").sees("Pemberi kerja mengundangmu").follows(JOB).finds_no_barrier()
    bayu.presses("Ya, kirim lamaranku").sees("Perjalanan lamaranmu")


def _refuses_for_a_skill(world: World, tono: Visitor, vacancy: Vacancy) -> None:
    with acting(PROGRAM, scope="command"):
        citra = world.country.people["Citra Dewi"]
        row = an_application(
            vacancy=Vacancy.objects.get(id=vacancy.id), person=citra, match_total=40, sent_at=clock.now(),
            changed_at=clock.now(), match_factors=[{"code": "missing", "skill": "las-smaw"}],
        )  # fmt: skip
    tono.goes_to(f"/perusahaan/lamaran/{row.id}").stands_at("Citra Dewi")
    tono.page.get_by_text("Belum bisa menerima").click()
    tono.picks("Ada keahlian yang belum dikuasai")
    tono.page.locator("select[name=skill]").select_option("las-smaw")
    tono.page.get_by_role("button", name="Kirim jawaban").last.click()
    tono.sees(re.compile("Sudah dijawab: Ada keahlian")).finds_no_barrier()
    her = world.signed_in(Country.address_of("Citra Dewi")).goes_to(f"/saya/lamaran/{row.id}")
    her.sees(re.compile("Ada keahlian yang belum dikuasai"), "Pelatihan yang mengajarkannya", "Las SMAW tingkat 1")
    her.finds_no_barrier()


def _hires(world: World, tono: Visitor) -> None:
    with acting(PROGRAM, scope="command"):
        row = Application.objects.get(person__full_name="Bayu Aji")
    tono.goes_to(f"/perusahaan/lamaran/{row.id}").stands_at("Bayu Aji")
    tono.page.get_by_text("Tawari kerja").first.click()
    tono.fills("Upah sebulan", "3.100.000").fills("Mulai bekerja", "2026-12-21").presses("Kirim tawaran")
    bayu = world.signed_in(Country.address_of("Bayu Aji")).goes_to(f"/saya/lamaran/{row.id}")
    bayu.presses("Terima tawaran ini").sees("Tawaran kamu terima. Selamat!").finds_no_barrier()
    tono.goes_to(tono.page.url).presses("Catat mulai bekerja").finds_no_barrier()
    tono.goes_to(f"/perusahaan/lowongan/{row.vacancy_id}").sees("Terisi").finds_no_barrier()
