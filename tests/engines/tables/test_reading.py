"""Tables as people really hand them in."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from peluang.engines.tables import Column, Limits, TableError, read_table

COLUMNS = (Column("title", ("judul", "nama pelatihan"), needed=True), Column("price", ("harga",)))


def workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def code_of(content: bytes, **limits) -> str:
    with pytest.raises(TableError) as raised:
        read_table(content, "x", COLUMNS, limits=Limits(**limits))
    assert raised.value.text("id") and raised.value.text("en") and raised.value.remedy("id")
    return raised.value.code


def test_headings_in_any_dress_and_semicolons():
    table = read_table(b"Nama_Pelatihan;HARGA\nLas;1000\n;\nBatik;\n", "a.csv", COLUMNS)
    assert [(row.number, row.values) for row in table.rows] == [
        (2, {"title": "Las", "price": "1000"}), (4, {"title": "Batik", "price": ""}),
    ]  # fmt: skip


def test_xlsx_gives_whole_numbers_dates_and_formulas():
    import datetime

    table = read_table(
        workbook([["judul", "harga"], ["Las", 1000.0], ["Batik", "=1+1"], [datetime.date(2026, 1, 2), 5]]),
        "a.xlsx",
        COLUMNS,
    )
    assert [row.values for row in table.rows] == [
        {"title": "Las", "price": "1000"}, {"title": "Batik", "price": "=1+1"}, {"title": "2026-01-02", "price": "5"},
    ]  # fmt: skip
    assert [row.formulas for row in table.rows] == [frozenset(), {"price"}, frozenset()]


def test_a_row_with_too_many_cells_is_marked():
    assert [row.broken for row in read_table(b"judul,harga\nLas,1\nA,b,c\n", "a.csv", COLUMNS).rows] == [False, True]


def test_line_numbers_count_breaks_inside_texts():
    table = read_table(b'judul,harga\n"satu\ndua",1\ntiga,2\n', "a.csv", COLUMNS)
    assert [row.number for row in table.rows] == [2, 4]


def test_what_cannot_be_read_says_why():
    assert code_of(b"") == "file_empty"
    assert code_of(b"\n\n") == "file_empty"
    assert code_of(b"harga\n1\n") == "columns_missing"
    assert code_of(b'judul,harga\n"Las,1\nBatik,2\n') == "csv_broken"
    assert code_of(b"\x00\x01\x02") == "file_unreadable"
    assert code_of(b"PK\x03\x04nonsense") == "file_unreadable"
    assert code_of(b"judul\na\nb\nc\n", rows=2) == "too_many_rows"
    assert code_of(b"x" * 2_000_001, megabytes=2) == "file_too_large"


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 5_000_000)
    assert code_of(buffer.getvalue(), unpacked=2) == "file_too_large"


def test_old_windows_letters_are_read():
    assert read_table("judul\nCafé\n".encode("cp1252"), "a.csv", COLUMNS).rows[0].values["title"] == "Café"


cells = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).map(str.strip)


@given(st.lists(st.tuples(cells.filter(bool), cells), max_size=20))
def test_what_a_csv_writer_wrote_is_read_back(rows: list[tuple[str, str]]):
    buffer = io.StringIO()
    csv.writer(buffer).writerows([("judul", "harga"), *rows])
    table = read_table(buffer.getvalue().encode(), "a.csv", COLUMNS)
    assert [(row.values["title"], row.values["price"]) for row in table.rows] == rows


@given(st.binary(max_size=300))
def test_any_bytes_give_a_table_or_a_reason(content: bytes):
    try:
        read_table(content, "x", COLUMNS)
    except TableError as error:
        assert error.code
