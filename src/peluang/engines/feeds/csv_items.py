"""CSV feeds (and XLSX, read whole): headings as people write them, one vacancy a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from peluang.engines.tables import Column, Limits, TableError, read_table
from peluang.engines.tables.columns import places_of

from .errors import FeedBroken

COLUMNS = (
    Column("title", ("judul", "posisi", "jabatan", "lowongan", "job title"), needed=True),
    Column("hiringOrganization", ("perusahaan", "pemberi kerja", "instansi", "company", "employer"), needed=True),
    Column(
        "addressLocality",
        ("kabupaten", "kota", "kabupaten kota", "lokasi", "penempatan", "regency", "city", "location"),
        needed=True,
    ),
    Column("addressRegion", ("provinsi", "province", "state", "region")),
    Column("addressCountry", ("negara", "country")),
    Column("postalCode", ("kode pos", "zip", "postal code")),
    Column("streetAddress", ("alamat", "address")),
    Column("identifier", ("id", "nomor", "ref", "kode lowongan", "reference", "referencenumber")),
    Column("description", ("deskripsi", "uraian", "tugas")),
    Column("qualifications", ("syarat", "persyaratan", "kualifikasi", "requirements")),
    Column("educationRequirements", ("pendidikan", "jenjang", "education", "education levels")),
    Column("totalJobOpenings", ("jumlah", "kuota", "kebutuhan", "headcount", "openings")),
    Column("salary", ("gaji", "upah", "wage")),
    Column("salaryMin", ("upah minimum", "gaji minimum", "wage_min", "salary min")),
    Column("salaryMax", ("upah maksimum", "gaji maksimum", "wage_max", "salary max")),
    Column("salaryUnit", ("satuan upah", "periode upah", "salary unit", "per")),
    Column("salaryCurrency", ("mata uang", "currency")),
    Column("employmentType", ("jenis", "jenis pekerjaan", "tipe", "kind", "job type")),
    Column("datePosted", ("tanggal tayang", "tanggal pasang", "dipasang", "posted_at", "date posted", "date")),
    Column("validThrough", ("tanggal tutup", "batas lamaran", "valid_until", "berlaku sampai", "closes_on", "expires")),
    Column("url", ("tautan", "link")),
    Column("agencyLicence", ("izin", "nomor izin", "licence", "license")),
)
#: PDF, old Excel, JPEG, PNG, gzip: handed in by mistake.
_NO_TEXT = (b"%PDF", b"\xd0\xcf\x11\xe0", b"\xff\xd8\xff", b"\x89PNG", b"\x1f\x8b")


def csv_items(stream: BinaryIO) -> Iterator[dict[str, Any]]:
    """Raises FeedBroken where a quotation mark stays open or the last row stops before its last cell."""
    head = stream.read(4096)
    stream.seek(0)
    if head[:4] == b"PK\x03\x04":
        yield from _workbook(stream.read())
        return
    encoding = _encoding(stream)
    if head.startswith(_NO_TEXT) or (b"\0" in head.split(b"\n")[0] and encoding != "utf-16"):
        raise FeedBroken("not_readable", line=1)
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
    try:
        yield from _rows(text)
    finally:
        text.detach()


def _encoding(stream: BinaryIO) -> str:
    """UTF-8 unless the first part can't be: spreadsheet programs here still save as Windows-1252."""
    sample = stream.read(1 << 16)
    stream.seek(0)
    if sample[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    try:
        sample[: sample.rfind(b"\n") + 1 or None].decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _rows(text: io.TextIOWrapper) -> Iterator[dict[str, Any]]:
    first = text.readline()
    if not first.strip():
        raise FeedBroken("empty")
    delimiter = max(",;\t|", key=first.count)
    ended = _LastLine(text, first)
    reader = csv.reader(ended, delimiter=delimiter, strict=True)
    csv.field_size_limit(1_000_000)
    try:
        header = next(reader)
        try:
            places = places_of(COLUMNS, header)
        except TableError as error:
            raise FeedBroken("columns_missing", line=1, detail=error.text_id) from error
        held: list[str] | None = None
        for cells in reader:
            if held is not None:
                yield _said(held, places)
            held = cells if any(cell.strip() for cell in cells) else None
        if held is not None:
            # Only the last row can have been cut: it lacks both its line's end and cells.
            if not ended.whole and len(held) < len(header):
                raise FeedBroken("breaks_off", line=reader.line_num)
            yield _said(held, places)
    except csv.Error as error:
        code = "breaks_off" if "unexpected end" in str(error) else "not_readable"
        raise FeedBroken(code, line=reader.line_num) from error


class _LastLine:
    """Lines of a text, remembering whether the last one had an end."""

    def __init__(self, text: io.TextIOWrapper, first: str) -> None:
        self.text, self.first, self.whole = text, first, True

    def __iter__(self) -> Iterator[str]:
        yield self.first
        for line in self.text:
            self.whole = line.endswith(("\n", "\r"))
            yield line.replace("\0", "")


def _said(cells: list[str], places: dict[str, int]) -> dict[str, Any]:
    return {name: cells[place].strip() for name, place in places.items() if place < len(cells) and cells[place].strip()}


def _workbook(content: bytes) -> Iterator[dict[str, Any]]:
    try:
        table = read_table(content, "feed.xlsx", COLUMNS, limits=Limits())
    except TableError as error:
        raise FeedBroken("not_readable", detail=error.text_id) from error
    for row in table.rows:
        yield {name: value for name, value in row.values.items() if value}
