"""The second walk: industry asks and is answered, a training is questioned and decided on, an alumna finds her chapter."""

from __future__ import annotations

import re

from .country import Country
from .registration import Newcomer, registers
from .world import World

HEADING = "nama_usaha,pemilik,kabupaten_kota,pekerja,omzet,keadaan,telepon,email\r\n"
BATIK = "Batik Sekar Jepara,Ibu Sekar,Kabupaten Jepara,12,450000000,berkurang,,sekar@contoh.id\r\n"
FURNITURE = "Mebel Rahayu,Pak Rahayu,Kabupaten Jepara,8,300000000,merumahkan,,rahayu@contoh.id\r\n"
NOWHERE = "Tenun Entah,Bu Entah,Kabupaten Antah Berantah,3,90000000,berhenti,,entah@contoh.id\r\n"


def test_ministry_invites_and_somebody_registers(world: World) -> None:
    # given a list with a mistake in one row: nothing is taken in, and the row is named
    ministry = world.staff("ministry").goes_to("/industri/").follows("Masukkan daftar baru")
    ministry.fills("Nama daftar", "IKM terdampak Jepara").attaches(
        "Berkas CSV", "ikm.csv", (HEADING + BATIK + NOWHERE).encode()
    )
    ministry.presses("Periksa berkas").sees("1 hal perlu dibetulkan", re.compile("Antah Berantah|kabupaten/kota"))
    ministry.still_has_typed("Nama daftar", "IKM terdampak Jepara")
    # when it is corrected, checked and stored
    good = (HEADING + BATIK + FURNITURE).encode()
    ministry.attaches("Berkas CSV", "ikm.csv", good).presses("Periksa berkas").sees("Semua 2 baris bisa dibaca")
    ministry.attaches("Berkas CSV", "ikm.csv", good).presses("Simpan daftar").sees(
        "Daftar tersimpan.", "Batik Sekar Jepara"
    )
    ministry.presses("Kirim undangan").sees("2 undangan dikirim.")
    world.pump()
    # then the invited come by the link in their letter and register
    link = re.search(r"/undangan/[\w-]+", world.letters_to("sekar@contoh.id")[-1])
    assert link
    owner = Newcomer("Sekar Arum", "sekar@contoh.id")
    guest = world.visitor().goes_to(link[0]).stands_at("Untuk Batik Sekar Jepara").presses("Daftar dengan undangan ini")
    world.sign_in(guest, owner.address)
    registers(guest, owner)
    guest.goes_to("/saya/")
    # and the ministry sees what became of its invitation
    ministry.goes_to("/industri/").sees("1 mendaftar")


def test_sentra_names_a_skill_and_an_institution_answers(world: World) -> None:
    sentra = world.staff("sentra").goes_to("/industri/sentra").follows("Sebutkan keahlian yang kurang")
    sentra.selects("Langkah produksi", "Poles akhir").fills(
        "Pengetahuan apa yang masih kurang?", "Poles tanpa bahan berbahaya"
    )
    sentra.picks("5, menghambat pesanan").fills("Berapa orang yang akan ikut?", "10").presses("Simpan kebutuhan")
    sentra.sees("Poles tanpa bahan berbahaya").follows("Minta ke lembaga pelatihan").presses("Minta pelatihan")
    provider = world.staff("provider").goes_to("/lembaga/permintaan").follows("Poles tanpa bahan berbahaya")
    provider.sees("Sentra Mebel Tahunan", "10 orang").selects("Pelatihan Anda", "Las SMAW tingkat 1").presses(
        "Kami sanggup"
    )
    provider.sees("Anda sudah menyanggupi")
    sentra.goes_to("/industri/sentra").sees(re.compile("BLK Kabupaten Jepara sanggup"))


def test_office_files_a_finding_and_the_institution_decides(world: World) -> None:
    """On a training that nobody has chosen: the office asks, the institution decides, with a reason and a date."""
    office = world.staff("programme_office").goes_to("/kantor/pelatihan").sees("Belum pernah dipilih")
    office.follows("Las SMAW kelas malam").stands_at("Kirim temuan")
    office.picks("Isi perlu diperbarui").fills("Penjelasan untuk lembaga", "Modulnya masih memakai elektrode lama.")
    office.fills("Mohon dijawab paling lambat", "2026-12-15").presses("Kirim ke lembaga")
    provider = world.staff("other_provider").goes_to("/lembaga/temuan").follows("Las SMAW kelas malam")
    provider.sees("Modulnya masih memakai elektrode lama.").picks("Diperbaiki")
    provider.fills("Alasan", "Modul baru sedang disusun bersama industri.").fills("Selesai paling lambat", "2027-01-31")
    provider.presses("Simpan keputusan").goes_to("/lembaga/temuan?keadaan=selesai").follows("Las SMAW kelas malam")
    provider.sees("Keputusan Anda", "Modul baru sedang disusun bersama industri.", "31 Jan 2027")


def test_alumna_joins_her_chapter(world: World) -> None:
    country = world.country
    alumna = world.signed_in(Country.address_of("Dewi Lestari")).goes_to("/alumni/")
    alumna.follows("Lihat dan bergabung").stands_at(country.chapter.name).follows("Bergabung", exact=True)
    alumna.ticks("Tampilkan").presses("Bergabung").sees(
        "Kamu anggota di sini", "Namamu tampil di direktori.", re.compile("Dewi")
    )


def test_who_has_not_finished_anything_is_told_how_to_become_one(world: World) -> None:
    country = world.country
    country.person("Slamet Riyadi")
    visitor = world.signed_in(Country.address_of("Slamet Riyadi")).goes_to("/alumni/33/gabung")
    visitor.sees("Selesaikan dulu satu pelatihan").may("Cari pelatihan")
