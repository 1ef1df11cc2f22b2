"""A new institution registers, fills in its papers, its place and its trainer, is sent back, corrects, is visited and
approved until a day. Another answers a warning and is suspended: its people move elsewhere, it appeals, and another
officer lifts the suspension.
"""

from __future__ import annotations

import re

from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.learning.models import TrainingClass
from peluang.domain.organisations.models import Organisation
from peluang.doors import clock
from tests.factories.learning import an_enrolment

from . import codes
from .visitor import DESK, PHONE, Visitor
from .world import World

PDF = b"%PDF-1.4 berkas"
NAME = "LPK Samudra Teknik"
PAPERS = {
    "Akta pendirian": "7/2020", "NIB": "9120001012345", "NPWP": "01.234.567.8-901.000",
    "Izin lembaga pelatihan": "563/17/2025", "Bukti tempat (milik atau sewa)": "SHM 401",
}  # fmt: skip


def _installs_authenticator(visitor: Visitor) -> None:
    """Whoever acts for an institution shows a code of their phone, set up here for the first time."""
    visitor.stands_at("Pasang aplikasi kode")
    visitor.page.get_by_text("Tidak bisa memindai?").click()
    secret = visitor.page.locator("code").first.inner_text()
    visitor.fills(re.compile("^Kode"), codes.authenticator_code(secret)).presses("Pasang")


def _founds(world: World) -> Visitor:
    world.country.person("Yuni Astuti")
    visitor = world.signed_in("yuni@contoh.id").goes_to("/lembaga/daftar")
    visitor.fills("Nama lembaga", NAME).fills("Kabupaten atau kota", "entah").fills(
        "Alamat", "Jalan Kartini No. 88, Jepara"
    )
    visitor.presses("Daftarkan lembaga").sees(re.compile("Tempat ini belum kami kenali"))
    visitor.still_has_typed("Nama lembaga", NAME)
    visitor.fills("Kabupaten atau kota", "Jepara").presses("Daftarkan lembaga")
    visitor.presses(re.compile(NAME))
    _installs_authenticator(visitor)
    visitor.goes_to("/saya/peran?next=/lembaga/pendaftaran").presses(re.compile(NAME))
    return visitor.stands_at("Pendaftaran lembaga").presses("Mulai")


def _fills_everything(visitor: Visitor) -> None:
    visitor.follows(re.compile("^Alamat, nomor")).fills("Nomor izin", "563/17/2025").fills(
        "Diterbitkan oleh", "Disnaker Jepara"
    )
    visitor.fills("Berlaku sampai", "2028-06-30").presses("Simpan")
    for title, number in PAPERS.items():
        visitor.follows(title).fills("Nomor di berkas itu", number)
        visitor.attaches(re.compile("^Berkas"), "berkas.pdf", PDF, "application/pdf").presses("Simpan berkas")
    visitor.follows("Pemilik dan pimpinan").fills("Nama lengkap", "Yuni Astuti").picks("Direktur").ticks(
        "Ini saya sendiri"
    )
    visitor.presses("Simpan orang ini")
    visitor.goes_to("/lembaga/tempat").follows("Tambah tempat").fills("Nama tempat", "Bengkel las")
    visitor.fills("Kabupaten atau kota", "Jepara").fills("Alamat", "Jalan Kartini No. 88").fills(
        "Untuk berapa orang", "20"
    )
    visitor.fills(re.compile("^Alat"), "Mesin las, 10\nBor tangan, 4").ticks("Kotak P3K").finds_no_barrier()
    visitor.presses("Simpan tempat")
    visitor.goes_to("/lembaga/pelatih").follows("Tambah pelatih").fills("Nama pelatih", "Sri Rejeki")
    visitor.fills(re.compile("Bidangnya"), "juru las").fills(re.compile("Sudah mengajar"), "6").presses(
        "Simpan pelatih"
    )
    visitor.follows("Tambah sertifikat").fills("Nama sertifikat", "Juru las SMAW 3G").fills("Diterbitkan oleh", "BNSP")
    visitor.presses("Simpan sertifikat").sees("menunggu diperiksa")
    visitor.goes_to("/lembaga/pendaftaran")
    _hands_in(visitor)


def _hands_in(visitor: Visitor) -> None:
    visitor.follows("Periksa dan ajukan").presses("Ya, ajukan").sees(re.compile("Kantor program menjawab"))


def _sends_back(office: Visitor) -> None:
    office.goes_to("/kantor/lembaga").follows(re.compile(NAME))
    office.presses("Mulai periksa")
    office.page.get_by_text("Tidak cocok").first.click()
    office.page.locator("#id_note_deed").fill("Halaman 2 hilang.")
    office.presses("Tidak cocok: Akta pendirian").sees("Halaman 2 hilang.").finds_no_barrier()
    office.selects(re.compile("^Tentang"), "Pelatih").fills(
        re.compile("Apa yang harus"), "Unggah sertifikat Sri Rejeki."
    )
    office.presses("Kembalikan untuk dilengkapi")


def _corrects(visitor: Visitor) -> None:
    visitor.goes_to("/lembaga/pendaftaran").sees("Halaman 2 hilang.", re.compile("Unggah sertifikat"))
    visitor.follows(re.compile("^Akta pendirian")).sees("Catatan kantor program").still_has_typed(
        "Nomor di berkas itu", "7/2020"
    )
    visitor.attaches(re.compile("^Berkas"), "akta-lengkap.pdf", PDF + b" 2", "application/pdf").presses("Simpan berkas")
    _hands_in(visitor)


def _approves(office: Visitor) -> None:
    office.goes_to("/kantor/lembaga").follows(re.compile(NAME)).presses("Mulai periksa")
    for title in PAPERS:
        office.presses(f"Cocok: {title}", exact=True)
    office.fills("Hari kunjungan", clock.now().date().isoformat()).presses("Jadwalkan")
    office.picks("Layak").fills(re.compile("Apa yang dilihat"), "Sepuluh mesin las, pintu darurat bebas.").presses(
        "Simpan laporan"
    )
    office.fills("Berlaku sampai", "2030-01-01").presses("Setujui").sees(re.compile("Paling lama tiga tahun"))
    office.fills("Berlaku sampai", "2027-11-23").presses("Setujui").sees(re.compile("^Disetujui sampai"))
    office.follows("Tempat dan pelatih").sees("Bengkel las")


def test_provider_enters(world: World) -> None:
    visitor = _founds(world)
    _fills_everything(visitor)
    office = world.staff("programme_office")
    _sends_back(office)
    _corrects(visitor)
    _approves(office)
    visitor.goes_to("/lembaga/pendaftaran").sees("Disetujui sampai 23 Nov 2027").finds_no_barrier()


def _warns(world: World, office: Visitor, visitor: Visitor) -> None:
    office.goes_to(f"/kantor/lembaga/{world.country.offerings[0].provider_id}").follows("Umumkan sanksi")
    office.picks(re.compile("^Peringatan")).fills("Alasannya", "Harga di brosur berbeda.")
    office.fills(re.compile("Aturan"), "Permenko 11/2020 ps. 40").presses("Umumkan")
    visitor.goes_to("/lembaga/sanksi").follows(re.compile("Peringatan"))
    visitor.fills("Jawaban Anda", "Brosurnya sudah kami tarik.").presses("Kirim jawaban")
    office.goes_to("/kantor/sanksi").follows(re.compile("BLK Kabupaten Jepara")).sees("Brosurnya sudah kami tarik.")
    office.fills(re.compile("Putusan"), "Cukup dengan peringatan.").presses("Tetapkan").sees("Berlaku")
    visitor.goes_to("/lembaga/").does_not_see("Lembaga ini sedang ditangguhkan")


def _suspends(office: Visitor, visitor: Visitor) -> None:
    office.follows("Buka berkas lembaga").follows("Umumkan sanksi").picks(re.compile("^Penangguhan"))
    office.fills("Alasannya", "Kelas tidak pernah diadakan.").fills(re.compile("Aturan"), "Permenaker 17/2016")
    office.presses("Umumkan").does_not_see("Tetapkan")  # nobody decides before the institution was heard
    visitor.goes_to("/lembaga/sanksi").follows(re.compile("Penangguhan")).fills("Jawaban Anda", "Kelasnya pindah hari.")
    visitor.presses("Kirim jawaban")
    office.page.reload()
    office.fills(re.compile("Putusan"), "Tidak ada bukti pindah.").presses("Tetapkan").sees(re.compile("Berlaku"))


def _moves(world: World) -> None:
    """Whoever holds a seat there is asked, and goes where the same is taught for the same or less."""
    world.pump()
    assert any("pindah kelas atau uang kembali" in each for each in world.letters_to("tono@contoh.id"))
    person = world.signed_in("tono@contoh.id").goes_to("/saya/pelatihan").follows(re.compile("Las SMAW"))
    person.follows("Pilih sekarang").picks(re.compile("Balai Latihan Kudus")).finds_no_barrier()
    person.presses("Pindah ke kelas ini").sees(re.compile("di Balai Latihan Kudus"))


def test_institution_is_sanctioned_and_people_are_protected(world: World) -> None:
    country = world.country
    with acting(PROGRAM, scope="command"):
        for each in country.classes:
            TrainingClass.objects.filter(id=each.id).update(payer="own")
        training_class = TrainingClass.objects.get(id=country.classes[0].id)
        an_enrolment(training_class=training_class, person=country.person("Tono Wibowo"))
        colleague = country.hire("programme_office", "Bagus Prakoso", country.staff["programme_office"].organisation)
    office, visitor = world.staff("programme_office"), world.staff("provider", screen=PHONE)
    _warns(world, office, visitor)
    _suspends(office, visitor)
    _moves(world)
    visitor.goes_to("/lembaga/").follows("Buka sanksi").follows(re.compile("Penangguhan"))
    visitor.fills("Banding Anda", "Ini daftar hadir kelasnya.").presses("Ajukan banding").sees("Dibanding")
    office.page.reload()
    office.fills(re.compile("Putusan"), "Tidak cukup.").presses("Tolak banding").sees(
        re.compile("diputuskan oleh orang lain")
    )
    other = world.signed_in(colleague.address, role=colleague.organisation.name, screen=DESK).goes_to(office.page.url)
    other.sees("Ini daftar hadir kelasnya.").finds_no_barrier()
    other.fills(re.compile("Putusan"), "Daftar hadirnya benar.").presses("Cabut sanksi").sees("Dicabut")
    visitor.page.reload()
    visitor.sees("Daftar hadirnya benar.")
    with acting(PROGRAM, scope="command"):
        assert Organisation.objects.get(id=country.offerings[0].provider_id).status == "verified"
