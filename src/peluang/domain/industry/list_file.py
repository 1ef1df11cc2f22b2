"""Reading a list of firms from CSV or XLSX into rows of plain text, or saying why it cannot be read."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from peluang.domain.kernel.refusal import Refused

MOST_BYTES = 5_000_000
MOST_ROWS = 20_000

#: Column → words its heading may have (folded: lower case, letters only).
HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("namausaha", "namaikm", "namaperusahaan", "nama", "usaha", "businessname", "name"),
    "owner": ("namapemilik", "pemilik", "penanggungjawab", "owner"),
    "nib": ("nib", "nomorindukberusaha"),
    "regency": ("kabupatenkota", "kabkota", "kabupaten", "kota", "daerah", "regency"),
    "kbli": ("kbli", "kodekbli"),
    "kbli_version": ("versikbli", "kbliversi", "kbliversion"),
    "workers": ("jumlahpekerja", "tenagakerja", "jumlahtenagakerja", "pekerja", "workers"),
    "sales": ("omzetsetahun", "omzet", "penjualansetahun", "penjualan", "sales"),
    "condition": ("keadaan", "kondisi", "dampak", "condition"),
    "phone": ("telepon", "nomorhp", "hp", "nohp", "wa", "phone"),
    "email": ("email", "surel", "emel"),
}
NEEDED = ("name", "regency", "condition")


@dataclass(frozen=True)
class Cell:
    """text: what stands in it, stripped. formula: an XLSX formula, whose result nobody can check."""

    text: str
    formula: bool = False


@dataclass(frozen=True)
class Line:
    """number: as the spreadsheet counts, heading included. broken: fewer or more cells than the heading."""

    number: int
    cells: dict[str, Cell]
    broken: bool = False


def read_list(content: bytes, file_name: str) -> list[Line]:
    """Rows with something in them, by column. Raises Refused for a file that is no table, is too large, or has no
    column for the firm's name, its regency or its condition.
    """
    if len(content) > MOST_BYTES:
        raise Refused(
            "file_too_large", _("Berkas lebih dari 5 MB."), todo=_("Bagi menjadi beberapa berkas."), field="file"
        )
    rows = _xlsx(content) if content[:4] == b"PK\x03\x04" else _csv(content, file_name)
    numbered = [(number, row) for number, row in enumerate(rows, start=1) if any(cell.text for cell in row)]
    if not numbered:
        raise Refused("file_empty", _("Berkas ini kosong."), todo=_("Pilih berkas yang berisi daftar."), field="file")
    columns = _columns(numbered[0][1])
    if len(numbered) - 1 > MOST_ROWS:
        raise Refused(
            "too_many_rows", _("Lebih dari 20.000 baris."), todo=_("Bagi menjadi beberapa berkas."), field="file"
        )
    width = len(numbered[0][1])
    return [_line(number, row, columns, width) for number, row in numbered[1:]]


def _line(number: int, row: list[Cell], columns: dict[str, int], width: int) -> Line:
    used = len(row)
    while used and not row[used - 1].text:
        used -= 1
    cells = {name: row[index] if index < len(row) else Cell("") for name, index in columns.items()}
    return Line(number, cells, broken=used > width)


def _columns(heading: list[Cell]) -> dict[str, int]:
    folded = ["".join(c for c in cell.text.lower() if c.isalpha()) for cell in heading]
    found = {
        name: next(folded.index(word) for word in words if word in folded)
        for name, words in HEADINGS.items()
        if any(word in folded for word in words)
    }
    missing = [name for name in NEEDED if name not in found]
    if missing:
        titles = {"name": "nama_usaha", "regency": "kabupaten_kota", "condition": "keadaan"}
        raise Refused(
            "columns_missing",
            _("Baris pertama harus berisi nama kolom. Yang belum ada: %(columns)s.")
            % {"columns": ", ".join(titles[name] for name in missing)},
            todo=_("Pakai contoh berkas di halaman ini."),
            field="file",
        )
    return found


def _csv(content: bytes, file_name: str) -> Iterator[list[Cell]]:
    if b"\0" in content:
        raise _unreadable()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Refused(
            "csv_broken",
            _("Ada tanda kutip yang tidak ditutup di berkas CSV ini, jadi barisnya tidak bisa dipisahkan."),
            todo=_("Buka berkas di program tabel, simpan lagi sebagai CSV UTF-8, lalu unggah ulang."),
            field="file",
        ) from error
    return ([Cell(cell.strip(), cell.lstrip()[:1] == "=") for cell in row] for row in rows)


def _xlsx(content: bytes) -> Iterator[list[Cell]]:
    """First sheet, read-only; formulas stay formulas, because a saved result may be old or false."""
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        rows = [_cells(row) for row in book.worksheets[0].iter_rows(max_row=MOST_ROWS + 2, max_col=60)]
        book.close()
    except (KeyError, ValueError, IndexError, OSError, zipfile.BadZipFile) as error:
        raise _unreadable() from error
    return iter(rows)


def _cells(row: Iterable[object]) -> list[Cell]:
    return [Cell(_plain(cell), getattr(cell, "data_type", "") == "f") for cell in row]


def _plain(cell: object) -> str:
    value = getattr(cell, "value", None)
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _unreadable() -> Refused:
    return Refused(
        "file_unreadable",
        _("Berkas ini bukan tabel CSV atau XLSX yang bisa dibaca."),
        todo=_("Simpan ulang sebagai CSV UTF-8 atau XLSX, lalu unggah lagi."),
        field="file",
    )
