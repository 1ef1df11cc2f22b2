"""The programme office takes in a portal's feed, and whoever looks for work is led to that portal."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from peluang.engines.text import code_occupations
from tests.factories.feeds import a_document, a_posting

from .visitor import PHONE
from .world import World

_DUTIES = "Mengelas lambung kapal dan memeriksa sambungan bersama regu malam di galangan"
FILE = a_document(
    [
        a_posting(1, title="Juru las <b>kapal</b>", description=f"<p>{_DUTIES}<script>alert(1)</script></p>"),
        *(a_posting(n, title="Kasir toko") for n in range(2, 7)),
        a_posting(8, title="Perawat", jobLocation={"address": {"addressLocality": "Johor", "addressCountry": "MY"}}),
        a_posting(9, title="Sopir", totalJobOpenings=0),
    ]
)


@pytest.fixture(autouse=True)
def _warm() -> None:
    """The table of occupations is read once a process, which takes seconds where many tests run at once."""
    code_occupations(["juru las"], [""], limit=1)


def _hands_in(world: World, name: str, tmp_path: Path) -> None:
    office = world.staff("programme_office").goes_to("/kantor/umpan/baru").finds_no_barrier()
    office.keeps_picture(tmp_path / "umpan-baru-1280.png")
    office.fills("Nama sumber", name).attaches("Berkas pertama", "karir.json", FILE, "application/json")
    office.presses("Simpan dan baca").stands_at(name)
    office.sees("Tempat kerjanya di luar negeri (MY), tanpa izin penempatan.", "Mencari 0 orang.").finds_no_barrier()
    office.keeps_picture(tmp_path / f"umpan-{name}-1280.png")


def test_a_feed_is_imported(world: World, tmp_path: Path) -> None:
    office = world.staff("programme_office")
    office.goes_to("/kantor/umpan").sees("Belum ada umpan").finds_no_barrier()
    for name in ("Karir X", "Karir Y"):
        _hands_in(world, name, tmp_path)
    world.pump()
    office.goes_to("/kantor/umpan").sees("Karir X", "melamar di situs asal").finds_no_barrier()
    office.keeps_picture(tmp_path / "umpan-1280.png")

    siti = world.visitor(screen=PHONE).goes_to("/lowongan?q=kapal").sees("dari Karir X").finds_no_barrier()
    siti.keeps_picture(tmp_path / "lowongan-360.png")
    siti.follows("Juru las kapal").stands_at("Juru las kapal").sees(
        _DUTIES, "Kamu akan meninggalkan Peluang", "Juga di:"
    )
    siti.finds_no_barrier().keeps_picture(tmp_path / "lowongan-satu-360.png")
    away = siti.main.get_by_role("link", name="Lamar di Karir X")
    expect(away).to_have_attribute("href", "https://portal.example/1")
    expect(away).to_have_attribute("rel", "nofollow noopener")
    # Five copies of one vacancy are one.
    siti.goes_to("/lowongan?q=kasir+toko").sees("Kasir toko")
    expect(siti.main.get_by_role("link", name="Kasir toko")).to_have_count(1)

    # It stops, and its vacancies with it; the other portal tells on.
    office.goes_to("/kantor/umpan").follows("Karir X").follows("Hentikan umpan").finds_no_barrier()
    office.presses("Hentikan umpan")
    office.sees("dihentikan").keeps_picture(tmp_path / "umpan-henti-1280.png")
    world.pump()
    siti.goes_to("/lowongan?q=kapal").sees("dari Karir Y")


def test_a_broken_file_is_followed_by_a_whole_one(world: World, tmp_path: Path) -> None:
    office = world.staff("programme_office", screen=PHONE, dark=True)
    office.goes_to("/kantor/umpan/baru").fills("Nama sumber", "Karir Z")
    office.attaches("Berkas pertama", "karir.json", FILE[: len(FILE) // 2], "application/json")
    office.presses("Simpan dan baca").sees("Pembacaan terakhir terputus").finds_no_barrier()
    office.keeps_picture(tmp_path / "umpan-putus-360.png")
    office.attaches("Berkas berikutnya", "karir.json", FILE, "application/json").presses("Baca berkas")
    office.sees("Terbaca utuh").does_not_see("Pembacaan terakhir terputus")
    office.goes_to("/kantor/umpan/baru").fills("Nama sumber", "Karir Z").presses("Simpan dan baca")
    office.sees("Nama ini sudah dipakai sebuah sumber lowongan.").still_has_typed("Nama sumber", "Karir Z")
    office.finds_no_barrier()
