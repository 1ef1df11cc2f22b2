"""Somebody without a decree, with little to say: a first profile, a search, a refusal, a training, and work."""

from __future__ import annotations

import datetime
import re

from peluang.domain.jobs.models import Application, Vacancy
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.learning.models import TrainingClass

from .country import Country
from .registration import Newcomer
from .test_walk_from_registration_to_work import TITLE, Walk
from .visitor import Visitor
from .world import World

NAME = "Siti Aminah"
JOB = "Juru las konstruksi"


def test_refused_for_a_skill_learns_it_and_is_hired(world: World) -> None:
    siti = _first_profile(world)
    _finds_and_applies(siti)
    _is_refused_for_welding(world)
    _takes_the_training(world, siti)
    _applies_again_and_is_hired(world, siti)


def _first_profile(world: World) -> Visitor:
    """Three taps."""
    world.country.person(NAME, verified=True)
    with acting(PROGRAM, scope="command"):
        world.country.classes[0].payer = "own"
        TrainingClass.objects.filter(id=world.country.classes[0].id).update(payer="own")
    siti = world.signed_in(Country.address_of(NAME)).goes_to("/saya/mulai")
    siti.fills("Atau ceritakan dengan katamu sendiri", "bantuin di bengkel, angkat besi, kadang ngelas dikit")
    siti.presses("Lanjut").stands_at("Di mana?").picks("Di tempat orang lain")
    siti.presses("Lanjut").stands_at("Kamu suka apa?").ticks("Membuat barang dengan tangan").presses("Lihat yang cocok")
    siti.stands_at("Mana yang cocok denganmu?").ticks("Juru las dan pemotong logam")
    siti.presses("Simpan profil pertamaku").sees("Profil pertamamu sudah jadi.")
    return siti


def _finds_and_applies(siti: Visitor) -> None:
    """A slip of the finger in the search."""
    siti.goes_to("/lowongan?q=juru+lsa&dekat=Jepara").follows(JOB).stands_at(JOB)
    siti.follows("Lamar", exact=True).finds_no_barrier()
    siti.fills("Pesan", "Saya mau belajar.").presses("Kirim lamaran").sees(re.compile("Lamaranmu terkirim"))


def _is_refused_for_welding(world: World) -> None:
    lina = world.staff("employer").goes_to("/perusahaan/").follows("Baca lamaran ini").stands_at(NAME)
    lina.page.get_by_text("Belum bisa menerima").click()
    lina.picks("Ada keahlian yang belum dikuasai")
    lina.page.locator("select[name=skill]").select_option("las-smaw")
    lina.page.get_by_role("button", name="Kirim jawaban").last.click()
    lina.sees(re.compile("Sudah dijawab: Ada keahlian"))


def _takes_the_training(world: World, siti: Visitor) -> None:
    """From the refusal's own page to the class, the certificate, and the skill in the profile."""
    with acting(PROGRAM, scope="command"):
        application = Application.objects.get(person__full_name=NAME)
    siti.goes_to(f"/saya/lamaran/{application.id}").sees(re.compile("Ada keahlian yang belum dikuasai"))
    siti.does_not_see(re.compile("Lamar lagi")).follows(TITLE).stands_at(TITLE)
    siti.follows("Pilih BLK Kabupaten Jepara").presses("Ya, pilih kelas ini")
    walk = Walk(world)
    walk.me = Newcomer(NAME, Country.address_of(NAME))
    walk.__dict__["person"] = siti
    walk.learn()
    world.due(days=1)
    walk.at_the_class().follows("Akhiri kelas").sees("1 peserta lulus dan mendapat sertifikat.")
    walk.trainer.presses("Ya, akhiri kelas")


def _applies_again_and_is_hired(world: World, siti: Visitor) -> None:
    """The message comes by itself; the same vacancy takes her now."""
    world.pump()
    assert any("Kamu boleh melamar lagi" in letter for letter in world.letters_to(Country.address_of(NAME)))
    siti.goes_to("/saya/pesan").sees("Kamu sekarang bisa yang dulu kurang")
    with acting(PROGRAM, scope="command"):
        vacancy = Vacancy.objects.get(title=JOB)
    siti.goes_to(f"/lowongan/{vacancy.id}").sees("Kamu bisa melamar lagi di sini").finds_no_barrier()
    siti.follows("Lamar lagi").presses("Kirim lamaran").sees(re.compile("Lamaranmu terkirim"))
    lina = world.staff("employer").goes_to("/perusahaan/").follows("Baca lamaran ini").stands_at(NAME)
    lina.sees(re.compile("^las SMAW · Bersertifikat"))
    start = (datetime.date(2026, 12, 21)).isoformat()
    lina.page.get_by_text("Tawari kerja").first.click()
    lina.fills("Upah sebulan", "3.000.000").fills("Mulai bekerja", start).presses("Kirim tawaran")
    siti.goes_to("/saya/lamaran").follows(re.compile(JOB)).presses("Terima tawaran ini").sees(
        "Tawaran kamu terima. Selamat!"
    )
    lina.goes_to(lina.page.url).presses("Catat mulai bekerja")
    with acting(PROGRAM, scope="command"):
        states = list(
            Application.objects.filter(person__full_name=NAME).order_by("sent_at").values_list("status", flat=True)
        )
    assert states == ["refused", "hired"]
