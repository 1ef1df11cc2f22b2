"""A vacancy waits for the labour office: the words are shown, mended, reported, sent back, appealed and decided again."""

from __future__ import annotations

import re
from uuid import UUID

import pytest

from peluang.domain.jobs.models import Vacancy
from peluang.domain.kernel.context import PROGRAM, acting
from tests.factories.jobs import a_vacancy
from tests.factories.organisations import an_organisation

from .visitor import DESK, PHONE, Visitor
from .world import World

FEE = "Biaya pendaftaran Rp150.000 ditransfer sebelum wawancara"
COPIED = (
    "Mengelas rangka baja untuk gudang dan jembatan, membaca gambar kerja, memotong pelat dengan gas,"
    " menjaga alat tetap bersih, bekerja dalam regu empat orang dari Senin sampai Sabtu."
)
GATE = "Juru las pagar besi"
FRAME = "Juru las rangka baja"
SEPARATE = "Kami cabang dari usaha yang sama, tetapi pekerjaannya di kota lain."


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_held_mended_reported_and_decided(world: World, javascript: bool) -> None:
    with acting(PROGRAM, scope="command"):
        _known = world.country
        others = an_organisation("employer", name="PT Rangka Baja")
    lina = world.staff("employer", javascript=javascript, screen=PHONE)
    _waits_for_its_fee_and_opens_mended(lina, javascript)
    # The other's text is there before hers.
    _copied_from(others.id)
    _copy_stays(lina, javascript)

    visitor = world.visitor(javascript=javascript)
    followed = _reports(visitor, javascript)
    agus = world.staff("labour_office", javascript=javascript)
    _finds_both(agus, javascript)
    _old_link_says_why(agus, visitor, javascript)
    _allows_what_was_reported(agus, visitor, followed)
    _sends_the_copy_back(agus, javascript)

    _appeals_once(lina, javascript)
    _another_decides(world, javascript)
    lina.goes_to(lina.page.url).sees("Keputusan terakhir", "Sama kata demi kata, jadi tetap.")
    lina.sees(SEPARATE, "Tetap")
    assert lina.page.get_by_role("button", name="Minta dilihat lagi").count() == 0


def _barrier_free(visitor: Visitor, javascript: bool) -> None:
    """axe is a script itself; the page must not run sideways either way."""
    if javascript:
        visitor.finds_no_barrier()
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= visitor.page.viewport_size["width"]  # type: ignore[index]


def _row(title: str, employer: str = "CV Rangka Jati") -> Vacancy:
    with acting(PROGRAM, scope="command"):
        return Vacancy.objects.get(title=title, employer__name=employer)


def _posts(visitor: Visitor, title: str, description: str) -> None:
    visitor.goes_to("/perusahaan/lowongan/baru").fills("Nama pekerjaan", title)
    visitor.fills("Tempat kerja", "Kabupaten Jepara").fills("Upah sebulan, paling rendah", "3.000.000")
    visitor.fills("Tutup tanggal", "2026-12-20")
    _describes(visitor, description)
    visitor.presses("Pasang lowongan").stands_at(title)


def _describes(visitor: Visitor, text: str) -> None:
    """The field may be folded away with those that few need."""
    visitor.page.locator("#id_description").evaluate(
        "each => { const f = each.closest('details'); if (f) f.open = true }"
    )
    visitor.fills("Apa yang dikerjakan", text)


def _waits_for_its_fee_and_opens_mended(lina: Visitor, javascript: bool) -> None:
    _posts(lina, GATE, f"Mengelas pagar dan teralis di bengkel kami. {FEE}.")
    lina.sees("Menunggu diperiksa", "Lowongan ini menunggu diperiksa, jadi belum tampil")
    lina.sees(re.compile("Meminta uang dari pelamar")).sees(re.compile("Biaya pendaftaran"))
    _barrier_free(lina, javascript)
    held = lina.page.url
    lina.follows("Lihat alasannya dan jawab").stands_at("Pemeriksaan lowongan")
    lina.sees(re.compile("mencari kerja harus gratis"))
    _barrier_free(lina, javascript)
    lina.goes_to(held).follows("Perbaiki teksnya")
    _describes(lina, "Mengelas pagar dan teralis di bengkel kami.")
    lina.presses("Simpan perubahan").stands_at(GATE).sees("Dibuka")
    lina.does_not_see("Lowongan ini menunggu diperiksa, jadi belum tampil")
    _barrier_free(lina, javascript)


def _copied_from(employer_id: UUID) -> None:
    """Posted as anybody would, so that its text is known."""
    from peluang.domain.jobs.commands import change_vacancy
    from peluang.domain.organisations.models import Organisation
    from peluang.doors import clock
    from tests.factories.organisations import an_actor

    with acting(PROGRAM, scope="command"):
        firm = Organisation.objects.get(id=employer_id)
        row = a_vacancy(employer=firm, title=FRAME, description="", wage_min=3_000_000)
        by = an_actor("employer", organisation=firm)
    change_vacancy(by, vacancy_id=row.id, description=COPIED, at=clock.now())


def _copy_stays(lina: Visitor, javascript: bool) -> None:
    _posts(lina, FRAME, f"{COPIED} Lamar lewat WA 0812 3456 7890 saja.")
    lina.sees("Menunggu diperiksa", re.compile("Sama dengan lowongan lain"), re.compile("Kontak pribadi"))
    lina.follows("Lihat alasannya dan jawab")
    _barrier_free(lina, javascript)
    lina.fills("Jawaban Anda", "Pekerjaannya memang sama.").presses("Kirim jawaban").stands_at(FRAME)
    assert _row(FRAME).status == "held"


def _reports(visitor: Visitor, javascript: bool) -> str:
    """Without an account; returns the address at which the report is followed."""
    visitor.goes_to(f"/lowongan/{_row(GATE).id}").follows("Laporkan lowongan ini")
    visitor.stands_at("Laporkan lowongan ini").sees("Pemberi kerja tidak tahu siapa yang melapor")
    visitor.fills("Ceritakan singkat", "Uang.").picks("Meminta uang").presses("Kirim laporan")
    visitor.sees(re.compile("Ceritakan singkat apa yang terjadi"))
    _barrier_free(visitor, javascript)
    visitor.fills("Ceritakan singkat", "Di telepon saya diminta membayar seragam dulu.").presses("Kirim laporan")
    visitor.stands_at("Meminta uang").sees("Laporan diterima", "Di telepon saya diminta membayar seragam dulu.")
    _barrier_free(visitor, javascript)
    return visitor.page.url


def _finds_both(agus: Visitor, javascript: bool) -> None:
    agus.goes_to("/dinas/").follows("Lowongan", exact=True).stands_at("Lowongan yang perlu dilihat")
    agus.sees(GATE, FRAME, "1 laporan", "sudah dijawab")
    _barrier_free(agus, javascript)
    agus.follows(re.compile("^Ditahan")).sees(FRAME).does_not_see(GATE)
    agus.follows(re.compile("^Dilaporkan")).sees(GATE).does_not_see(FRAME)


def _old_link_says_why(agus: Visitor, visitor: Visitor, javascript: bool) -> None:
    agus.follows(GATE).stands_at(GATE).sees("Di telepon saya diminta membayar seragam dulu.")
    _barrier_free(agus, javascript)
    agus.presses("Tahan dulu")
    visitor.goes_to(f"/lowongan/{_row(GATE).id}").stands_at("Lowongan ini sedang diperiksa")
    visitor.sees("Jangan membayar siapa pun untuk pekerjaan")
    _barrier_free(visitor, javascript)


def _allows_what_was_reported(agus: Visitor, visitor: Visitor, followed: str) -> None:
    agus.fills("Alasan", "Seragam dipinjamkan, bukan dijual. Kami sudah menelepon.").presses("Boleh", exact=True)
    visitor.goes_to(followed).sees("Keputusan dinas", "Dinas tidak menemukan pelanggaran.")
    visitor.sees("Seragam dipinjamkan, bukan dijual. Kami sudah menelepon.")
    visitor.goes_to(f"/lowongan/{_row(GATE).id}").stands_at(GATE)


def _sends_the_copy_back(agus: Visitor, javascript: bool) -> None:
    agus.goes_to("/dinas/lowongan").follows(FRAME).sees("Pekerjaannya memang sama.", re.compile("PT Rangka Baja"))
    marks = [each.casefold() for each in agus.page.locator("mark").all_inner_texts()]
    assert any("0812 3456 7890" in each for each in marks)
    _barrier_free(agus, javascript)
    agus.presses("Kembalikan").sees(re.compile("Tulis alasannya"))
    _barrier_free(agus, javascript)
    agus.fills("Alasan", "Tulis pekerjaan Anda sendiri, tanpa nomor WA.").presses("Kembalikan")
    agus.sees("Tidak ada yang menunggu")
    assert _row(FRAME).status == "draft"


def _appeals_once(lina: Visitor, javascript: bool) -> None:
    lina.goes_to(f"/perusahaan/lowongan/{_row(FRAME).id}").sees("Tulis pekerjaan Anda sendiri, tanpa nomor WA.")
    lina.follows("Baca dan jawab").sees("Keputusan dinas")
    _barrier_free(lina, javascript)
    address = lina.page.url
    lina.fills("Mengapa perlu dilihat lagi", SEPARATE).presses("Minta dilihat lagi")
    lina.goes_to(address).sees("Anda minta dilihat lagi", SEPARATE)
    assert lina.page.get_by_role("button", name="Minta dilihat lagi").count() == 0
    _barrier_free(lina, javascript)


def _another_decides(world: World, javascript: bool) -> None:
    """Who decided first may not decide again; a colleague does."""
    agus = world.staff("labour_office", javascript=javascript)
    agus.goes_to("/dinas/lowongan").follows(FRAME).fills("Alasan", "Tetap.").presses("Keputusan tetap")
    agus.sees(re.compile("diputuskan oleh orang lain"))
    office = world.country.staff["labour_office"].organisation
    with acting(PROGRAM, scope="command"):
        wulan = world.country.hire("labour_office", "Wulan Sari", office)
    colleague = world.signed_in(wulan.address, role=office.name, javascript=javascript, screen=DESK)
    colleague.goes_to("/dinas/lowongan").follows(FRAME).sees(SEPARATE)
    _barrier_free(colleague, javascript)
    colleague.fills("Alasan", "Sama kata demi kata, jadi tetap.").presses("Keputusan tetap")
    colleague.sees("Tidak ada yang menunggu")
