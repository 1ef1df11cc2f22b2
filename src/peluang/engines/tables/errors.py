"""Why a file can't be read as a table, in both languages."""

from __future__ import annotations


class TableError(ValueError):
    """code: file_empty, file_too_large, too_many_rows, columns_missing, csv_broken or file_unreadable."""

    def __init__(self, code: str, text_id: str, text_en: str, remedy_id: str = "", remedy_en: str = "") -> None:
        super().__init__(text_en)
        self.code = code
        self.text_id, self.text_en = text_id, text_en
        self.remedy_id, self.remedy_en = remedy_id, remedy_en

    def text(self, language: str) -> str:
        return self.text_en if language == "en" else self.text_id

    def remedy(self, language: str) -> str:
        return self.remedy_en if language == "en" else self.remedy_id


def unreadable() -> TableError:
    return TableError(
        "file_unreadable",
        "Berkas ini bukan tabel CSV atau XLSX yang bisa dibaca.",
        "This file is not a CSV or XLSX table that can be read.",
        "Simpan ulang sebagai CSV UTF-8 atau XLSX, lalu unggah lagi.",
        "Save it again as CSV UTF-8 or XLSX, then hand it in again.",
    )


def broken_csv(line: int) -> TableError:
    return TableError(
        "csv_broken",
        f"Ada tanda kutip yang tidak ditutup, di sekitar baris {line} berkas CSV ini, jadi barisnya tidak bisa dipisahkan.",
        f"A quotation mark is not closed, near line {line} of this CSV file, so its rows can't be told apart.",
        "Buka di program tabel, simpan lagi sebagai CSV UTF-8, lalu unggah ulang.",
        "Open it in a spreadsheet program, save it again as CSV UTF-8, then hand it in again.",
    )


def empty() -> TableError:
    return TableError(
        "file_empty",
        "Berkas ini kosong.",
        "This file is empty.",
        "Pilih berkas yang berisi daftar.",
        "Choose a file with rows.",
    )


def too_large(megabytes: int) -> TableError:
    return TableError(
        "file_too_large",
        f"Berkas lebih dari {megabytes} MB.",
        f"The file is larger than {megabytes} MB.",
        "Bagi menjadi beberapa berkas.",
        "Split it into several files.",
    )


def too_many_rows(most: int) -> TableError:
    return TableError(
        "too_many_rows",
        f"Lebih dari {most} baris.",
        f"More than {most} rows.",
        "Bagi menjadi beberapa berkas.",
        "Split it into several files.",
    )


def columns_missing(names: list[str]) -> TableError:
    return TableError(
        "columns_missing",
        f"Baris pertama harus berisi nama kolom. Yang belum ada: {', '.join(names)}.",
        f"The first row must hold the names of the columns. Missing: {', '.join(names)}.",
        "Tambahkan kolom itu, lalu coba lagi.",
        "Add those columns, then try again.",
    )
