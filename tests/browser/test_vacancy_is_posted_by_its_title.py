"""A recruiter posts from the title on a phone, meets the minimum wage and the border; the office reads the month."""

from __future__ import annotations

import re

import pytest

from peluang.domain.jobs.models import Vacancy
from peluang.domain.kernel.context import PROGRAM, acting
from tests.factories.jobs import a_vacancy
from tests.factories.organisations import an_organisation

from .visitor import PHONE, Visitor
from .world import World


def _others_pay() -> None:
    with acting(PROGRAM, scope="command"):
        firm = an_organisation("employer", name="PT Rangka Baja")
        for number in range(6):
            a_vacancy(employer=firm, wage_min=2_800_000 + number * 50_000, wage_max=3_200_000 + number * 50_000)


def _proposes(visitor: Visitor, javascript: bool) -> None:
    """With the script the form is exchanged where it stands; without it the page comes anew."""
    button = visitor.page.get_by_role("button", name="Usulkan dari nama pekerjaan")
    if javascript:
        button.click()
    else:
        visitor.presses("Usulkan dari nama pekerjaan")
    visitor.sees(re.compile("Kami mengisi"))


def _barrier_free(visitor: Visitor, javascript: bool) -> None:
    if javascript:
        visitor.finds_no_barrier()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_posted_by_its_title(world: World, javascript: bool) -> None:
    _others_pay()
    lina = world.staff("employer", javascript=javascript, screen=PHONE)
    lina.goes_to("/perusahaan/lowongan/baru")
    lina.fills("Nama pekerjaan", "Juru las SMAW").fills("Tempat kerja", "Kabupaten Jepara")
    _proposes(lina, javascript)
    lina.sees(re.compile(r"dari \d+ lowongan"), re.compile("Angka sementara"))
    lina.still_has_typed("Nama pekerjaan", "Juru las SMAW")
    assert lina.page.locator("#id_wage_min").input_value() == "2850000"
    assert lina.page.evaluate("document.documentElement.scrollWidth") <= 360
    _barrier_free(lina, javascript)
    lina.presses("Pasang lowongan").stands_at("Juru las SMAW").sees("Dibuka")

    # Below the minimum: a reason is asked, what was typed stays.
    lina.goes_to("/perusahaan/lowongan/baru")
    lina.fills("Nama pekerjaan", "Juru las magang lanjut").fills("Tempat kerja", "Kabupaten Jepara")
    _proposes(lina, javascript)
    lina.fills("Upah sebulan, paling rendah", "2,2 juta").presses("Pasang lowongan")
    lina.sees(re.compile("di bawah upah minimum di sana"))
    lina.still_has_typed("Upah sebulan, paling rendah", "2,2 juta")
    _barrier_free(lina, javascript)
    lina.fills(re.compile("^Alasan upah di bawah"), "Dua bulan belajar, lalu naik.").presses("Pasang lowongan")
    lina.stands_at("Juru las magang lanjut")

    # Abroad without a licence: refused at its field.
    with acting(PROGRAM, scope="command"):
        row = Vacancy.objects.get(title="Juru las magang lanjut")
    lina.goes_to(f"/perusahaan/lowongan/{row.id}/ubah")
    lina.page.locator("summary", has_text="Syarat lain").click()
    lina.selects("Negara", "Malaysia").presses("Simpan perubahan")
    lina.sees(re.compile("hanya boleh dari perusahaan penempatan"))
    _barrier_free(lina, javascript)

    # Filled by one click, and reported.
    lina.goes_to("/perusahaan/lowongan")
    _barrier_free(lina, javascript)
    lina.presses("Sudah terisi: Juru las SMAW", exact=True).sees("Juru las SMAW tercatat terisi.")
    lina.follows("Laporan lowongan").sees("Terisi sejak")
    _barrier_free(lina, javascript)


def test_the_office_reads_the_month_and_takes_in_wages(world: World) -> None:
    _others_pay()
    employer = world.country.employer  # the country is founded when it is first asked for
    with acting(PROGRAM, scope="command"):
        Vacancy.objects.filter(employer=employer, title="Operator gudang").update(
            wage_floor=2_610_224, wage_reason="Masih belajar"
        )
    agus = world.staff("labour_office")
    agus.goes_to("/dinas/").follows("Bulanan", exact=True)
    agus.stands_at(re.compile("Lowongan bulan")).sees("Menurut golongan jabatan")
    agus.finds_no_barrier()
    with agus.page.expect_download() as downloading:
        agus.page.get_by_role("link", name="Unduh sebagai CSV").click()
    assert "semua" in downloading.value.path().read_text(encoding="utf-8-sig")
    agus.follows("Upah minimum").sees("angka sementara", "Masih belajar")
    agus.finds_no_barrier()
    head = "region;valid_from;amount;decree\n"
    agus.attaches("Daftar upah minimum", "umk.csv", f"{head}33.20;2026-01-01;dua;561/1\n".encode())
    agus.presses("Periksa dan simpan").sees("Daftar ini belum tersimpan", re.compile("Upah minimum sebulan ditulis"))
    agus.finds_no_barrier()
    agus.attaches("Daftar upah minimum", "umk.csv", f"{head}33.20;2026-01-01;2800000;561/1\n".encode())
    agus.presses("Periksa dan simpan").sees("Rp2.800.000", "daftar resmi")
    phone = world.staff("labour_office", screen=PHONE)
    for path in ("/dinas/bulanan", "/dinas/upah"):
        phone.goes_to(path)
        assert phone.page.evaluate("document.documentElement.scrollWidth") <= 360
        phone.finds_no_barrier()
