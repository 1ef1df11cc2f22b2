"""An institution drafts an offering, is told as it types, is sent back with remarks, corrects, and is published; then
it changes what is sold: words at once, a price only after review.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from peluang.domain.catalogue.models import Offering
from peluang.domain.kernel.context import PROGRAM, acting
from tests.factories.catalogue import an_offering

from .visitor import PHONE, Visitor
from .world import World


def _tells(visitor: Visitor, text: str) -> None:
    """What the standard says, without a new page."""
    expect(visitor.page.locator("#findings")).to_contain_text(text)


def _fills_in(provider: Visitor, *, price: str = "2100000") -> None:
    provider.selects("Jenis pelatihan", "Las SMAW tingkat 1").fills("Judul", "Las SMAW posisi 2G")
    provider.fills(re.compile("Tentang pelatihan"), "Mengelas pelat tebal, alat sendiri-sendiri.")
    provider.fills(re.compile("Pekerjaan yang dituju"), "7212").fills(
        re.compile("Keahlian yang diajarkan"), "Las SMAW 3"
    )
    provider.picks("Tatap muka").fills(re.compile("Kabupaten atau kota"), "Jepara")
    provider.fills("Jam teori", "12").fills("Jam praktik", "28").fills(re.compile("Jam pada hari terpanjang"), "8")
    provider.fills(re.compile("Peserta sekelas"), "16").fills(re.compile("Pelatih sekelas"), "1")
    provider.fills(re.compile("Set alat"), "4").fills(re.compile("Komputer"), "0")
    for part in ("Tes awal", "Tes akhir", "Kuis", "Unjuk keterampilan"):
        provider.ticks(part)
    provider.fills(re.compile("^Harga$"), price)


def test_offering_is_corrected(world: World) -> None:
    provider = world.staff("provider", screen=PHONE).goes_to("/lembaga/pelatihan/baru")
    # Told while typing: no button, no new page.
    provider.page.get_by_label("Judul").press_sequentially("Tips jitu las")
    _tells(provider, "Hapus “tips”, “jitu”")
    _fills_in(provider)
    _tells(provider, "Memenuhi Standar pelatihan v2.0")
    provider.fills("Jam praktik", "20,5")
    _tells(provider, "Tambah 7,5 jam praktik")
    provider.page.locator("#findings").get_by_role("link", name=re.compile("Praktik baru")).click()
    expect(provider.page.get_by_label("Jam praktik")).to_be_focused()
    provider.fills("Jam praktik", "28")
    _tells(provider, "Memenuhi Standar pelatihan v2.0")
    provider.finds_no_barrier().presses("Simpan konsep").follows("Ajukan pelatihan ini").presses("Ya, ajukan")
    provider.sees("Menunggu kantor program")

    office = world.staff("programme_office").goes_to("/kantor/kurasi")
    office.follows(re.compile("Las SMAW posisi 2G")).presses("Ambil kurasi ini").finds_no_barrier()
    office.page.get_by_text("Kembalikan dengan catatan").click()
    office.page.locator("#id_field_0").select_option(label="Harga")
    office.page.locator("#id_text_0").fill("Sebutkan mengapa lebih mahal dari BLK lain.")
    office.presses("Kembalikan ke lembaga").sees("Dikembalikan ke lembaga dengan catatan.")

    world.pump()
    provider.goes_to("/lembaga/").sees("Sebutkan mengapa lebih mahal dari BLK lain.")
    provider.follows("Buka catatannya").sees("Dikembalikan dengan catatan")
    provider.follows("Perbaiki konsep").sees("Catatan kurator").fills(re.compile("^Harga$"), "1950000")
    provider.presses("Simpan konsep").follows("Ajukan pelatihan ini").presses("Ya, ajukan")
    office.goes_to("/kantor/kurasi").follows(re.compile("Las SMAW posisi 2G"))
    office.sees("Dibandingkan dengan pengajuan sebelumnya.", "Rp1.950.000").ticks(
        re.compile("isi yang sama yang gratis")
    )
    office.presses("Terbitkan versi ini").sees("Sudah terbit: Las SMAW posisi 2G.")

    provider.goes_to("/lembaga/pelatihan?keadaan=published")
    provider.follows(re.compile("Las SMAW posisi 2G")).follows("Ubah pelatihan ini")
    provider.fills(re.compile("Tentang pelatihan"), "Pelat 10 mm, posisi 2G.").fills(re.compile("^Harga$"), "1800000")
    provider.presses("Simpan dan ajukan yang perlu ditinjau").sees("Perubahan diajukan dan menunggu ditinjau.")
    provider.sees("Rp1.800.000", "Pelat 10 mm, posisi 2G.").finds_no_barrier()
    with acting(PROGRAM, scope="command"):
        sold = Offering.objects.get(title="Las SMAW posisi 2G")
    assert (sold.price, sold.description) == (1_950_000, "Pelat 10 mm, posisi 2G.")
    visitor = world.visitor().goes_to(f"/pelatihan/las-smaw-tingkat-1/{sold.id}")
    visitor.sees("Rp1.950.000", "Pelat 10 mm, posisi 2G.").does_not_see("Rp1.800.000")
    office.goes_to("/kantor/kurasi").follows(re.compile("Las SMAW posisi 2G"))
    office.sees("Dibandingkan dengan yang dijual sekarang.").ticks(re.compile("isi yang sama yang gratis"))
    office.presses("Terbitkan versi ini")
    visitor.goes_to(f"/pelatihan/las-smaw-tingkat-1/{sold.id}").sees("Rp1.800.000")


def test_the_standard_without_javascript(world: World) -> None:
    provider = world.staff("provider", javascript=False, screen=PHONE).goes_to("/lembaga/pelatihan/baru")
    _fills_in(provider)
    provider.fills(re.compile("Peserta sekelas"), "90").presses("Periksa")
    provider.sees("Tambah 2 pelatih, atau kurangi peserta menjadi 30 orang.").still_has_typed(
        re.compile("Peserta sekelas"), "90"
    )
    provider.fills(re.compile("Peserta sekelas"), "16").presses("Periksa").sees("Memenuhi Standar pelatihan v2.0")
    provider.presses("Simpan konsep").sees("Tersimpan sebagai konsep.")


@pytest.mark.parametrize("language", ["id", "en"])
def test_anyone_reports_and_reads_the_decision(world: World, language: str) -> None:
    with acting(PROGRAM, scope="command"):
        offering = an_offering(provider=world.country.staff["provider"].organisation, title="Las TIG dasar")
    address = f"/pelatihan/{offering.training_type.code}/{offering.id}/laporkan"
    visitor = world.visitor(language=language).goes_to(address).finds_no_barrier()
    visitor.picks("Di tempat lain lebih murah").fills("Tautan buktinya", "murah.example/las")
    visitor.presses("Kirim laporan").sees("Laporanmu terkirim. Terima kasih.").finds_no_barrier()
    followed = visitor.page.url
    provider = world.staff("provider").goes_to("/lembaga/laporan").follows("Las TIG dasar").finds_no_barrier()
    provider.fills("Jawaban Anda", "Di sana tanpa alat praktik dan tanpa pelatih.").presses("Kirim jawaban")
    office = world.staff("programme_office").goes_to("/kantor/laporan").follows("Las TIG dasar")
    office.picks("Tidak terbukti").fills("Alasannya", "Isinya berbeda.").finds_no_barrier().presses("Simpan putusan")
    visitor.goes_to(followed).sees("Isinya berbeda.", "Di sana tanpa alat praktik dan tanpa pelatih.")
