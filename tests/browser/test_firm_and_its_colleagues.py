"""A firm is registered; who registers it again asks to be added, is accepted, posts in its name; a colleague is invited."""

from __future__ import annotations

import re

from peluang.domain.jobs.models import Vacancy
from peluang.domain.kernel.context import PROGRAM, acting

from .country import Country
from .visitor import PHONE, Visitor
from .world import World

FIRM, JOB = "UD Batik Lestari", "Pembatik tulis"
OWNER, SECOND, INVITED = "Tono Prakoso", "Rina Astuti", "Citra Dewi"


def test_a_firm_and_its_colleagues(world: World) -> None:
    for name in (OWNER, SECOND, INVITED):
        world.country.person(name)
    tono = _registers(world.signed_in(Country.address_of(OWNER), screen=PHONE))
    tono.stands_at("Meja perekrut")
    rina = _is_refused_and_asks(world)
    _is_accepted(tono, rina)
    _posts_in_its_name(rina)
    _invites_and_takes_off(world, tono)
    _corrects_its_nib(tono)


def _registers(visitor: Visitor) -> Visitor:
    visitor.goes_to("/perusahaan/daftar").fills("Nama usaha", FIRM).picks(re.compile("^Industri kecil"))
    visitor.fills("Kabupaten atau kota", "Jepara").fills("Alamat", "Jalan Pemuda 5").fills("Jumlah pekerja", "3")
    return visitor.presses("Daftarkan usaha")


def _is_refused_and_asks(world: World) -> Visitor:
    rina = _registers(world.signed_in(Country.address_of(SECOND), screen=PHONE))
    rina.sees(re.compile(f"{FIRM} sudah terdaftar")).finds_no_barrier()
    rina.presses("Minta ditambahkan").stands_at("Undangan dan permintaan").sees("Menunggu jawaban").finds_no_barrier()
    return rina


def _is_accepted(tono: Visitor, rina: Visitor) -> None:
    tono.goes_to("/perusahaan/").follows("Lihat siapa").stands_at("Tim").sees(
        f"{SECOND} minta ditambahkan"
    ).finds_no_barrier()
    tono.presses(f"Terima {SECOND}").sees("Diterima. Ia sekarang bertindak untuk usaha Anda.").finds_no_barrier()
    rina.goes_to("/saya/pesan").sees(f"Kamu sekarang bertindak untuk {FIRM}")
    rina.goes_to("/saya/peran").presses(re.compile(f"Bertindak untuk {FIRM}")).stands_at("Meja perekrut")


def _posts_in_its_name(rina: Visitor) -> None:
    rina.goes_to("/perusahaan/lowongan/baru").fills("Nama pekerjaan", JOB).fills("Tempat kerja", "Kabupaten Jepara")
    rina.fills("Upah sebulan, paling rendah", "3.000.000").fills("Berapa orang", "1")
    rina.page.locator("textarea[name=description]").fill("Membatik kain panjang.")
    rina.presses("Pasang lowongan").stands_at(JOB)
    with acting(PROGRAM, scope="command"):
        assert Vacancy.objects.get(title=JOB).employer.name == FIRM


def _invites_and_takes_off(world: World, tono: Visitor) -> None:
    tono.goes_to("/perusahaan/tim").fills("E-mail atau nomor HP rekan", Country.address_of(INVITED))
    tono.presses("Undang rekan ini").sees(re.compile("Undangan dikirim ke")).does_not_see(INVITED).finds_no_barrier()
    citra = world.signed_in(Country.address_of(INVITED), screen=PHONE).goes_to("/saya/peran")
    citra.sees(f"{FIRM} mengundangmu").finds_no_barrier().follows("Lihat undangan").finds_no_barrier()
    citra.presses(f"Terima undangan {FIRM}").stands_at("Meja perekrut")
    tono.goes_to("/perusahaan/tim").follows(f"Lepas {INVITED}").finds_no_barrier()
    tono.presses("Ya, lepas").stands_at("Tim").sees(re.compile(f"{INVITED} tidak lagi")).finds_no_barrier()
    assert citra.goes_to("/perusahaan/lowongan").status == 404


def _corrects_its_nib(tono: Visitor) -> None:
    tono.goes_to("/perusahaan/pemeriksaan").follows("Perbaiki NIB atau alamat").finds_no_barrier()
    tono.fills("NIB", "123").presses("Simpan").sees("Ada yang perlu dibetulkan").finds_no_barrier()
    tono.fills("NIB", "9120 0010 12345").presses("Simpan").sees("9120001012345").finds_no_barrier()
