"""Files that cannot be right: every wrong row with its reason in both languages, nothing half taken in."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from .visitor import Visitor
from .world import World

both = pytest.mark.parametrize("language", ["id", "en"])
HEADING = "nama_usaha,kabupaten_kota,keadaan,email\r\n"


def _hands_in(world: World, language: str, name: str, content: bytes, kind: str = "text/csv") -> Visitor:
    ministry = world.staff("ministry", language=language).goes_to("/industri/daftar/baru")
    ministry.fills("Nama daftar", "IKM Jepara").attaches("Berkas CSV atau XLSX", name, content, kind)
    return ministry.presses("Periksa berkas")


@both
def test_broken_csv(world: World, language: str) -> None:
    wrong = (
        HEADING + "Batik Sekar,Kabupaten Jepara,berkurang,a@contoh.id\r\nMebel,Kabupaten Jepara,entahlah,a,b,c,d\r\n"
    )
    ministry = _hands_in(world, language, "ikm.csv", wrong.encode())
    ministry.sees("Baris ini punya lebih banyak kolom daripada baris judul.").still_has_typed(
        "Nama daftar", "IKM Jepara"
    )
    ministry.finds_no_barrier()
    ministry.goes_to("/industri/").does_not_see("IKM Jepara")


@both
def test_no_table_at_all(world: World, language: str) -> None:
    ministry = _hands_in(world, language, "ikm.csv", bytes(range(256)) * 20)
    ministry.sees("Ada yang perlu dibetulkan").still_has_typed("Nama daftar", "IKM Jepara")


@both
def test_workbook_with_a_formula(world: World, language: str) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["nama_usaha", "kabupaten_kota", "keadaan", "pekerja"],
        ["Batik Sekar", "Kabupaten Jepara", "berkurang", "=6+6"],
    ):
        sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ministry = _hands_in(world, language, "ikm.xlsx", held.getvalue(), kind)
    assert {"id": "rumus", "en": "formula"}[language] in ministry.text().lower()
    ministry.still_has_typed("Nama daftar", "IKM Jepara")
