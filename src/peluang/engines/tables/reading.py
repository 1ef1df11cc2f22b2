"""Reading CSV and XLSX. Formulas stay formulas: a saved result may be old, or made to mislead."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from openpyxl import load_workbook

from .columns import Column, places_of
from .errors import TableError, broken_csv, empty, too_large, too_many_rows, unreadable

_FIELD_LIMIT = 1_000_000
_MOST_COLUMNS = 200


@dataclass(frozen=True)
class Limits:
    """megabytes of the file as handed in; rows without the header; unpacked: megabytes an XLSX may grow to."""

    megabytes: int = 20
    rows: int = 200_000
    unpacked: int = 300


LIMITS = Limits()


@dataclass(frozen=True)
class Row:
    """number: as a spreadsheet counts (the header is 1), in CSV the line of the file where the row begins.

    broken: more cells than the header has. cut: the last of a CSV file, without its last cells and without a line's
    end. formulas: columns that hold a formula instead of a value.
    """

    number: int
    values: dict[str, str]
    broken: bool = False
    formulas: frozenset[str] = frozenset()
    cut: bool = False


@dataclass(frozen=True)
class Table:
    """columns: names of ours that the header has. rows: those with anything in them."""

    columns: frozenset[str]
    rows: list[Row]


@dataclass(frozen=True)
class _Cell:
    text: str
    formula: bool = False


def read_table(content: bytes, file_name: str, columns: tuple[Column, ...], *, limits: Limits = LIMITS) -> Table:
    """Reads a whole table. Raises TableError; what is wrong with single rows is left to the caller."""
    if len(content) > limits.megabytes * 1_000_000:
        raise too_large(limits.megabytes)
    workbook = content[:4] == b"PK\x03\x04"
    lines = _xlsx(content, limits) if workbook else _csv(content)
    filled = ((number, cells) for number, cells in lines if any(cell.text for cell in cells))
    header = next(filled, None)
    if header is None:
        raise empty()
    places = places_of(columns, [cell.text for cell in header[1]])
    rows = []
    for number, cells in filled:
        rows.append(_row(number, cells, places, len(header[1])))
        if len(rows) > limits.rows:
            raise too_many_rows(limits.rows)
    if rows and not workbook and not content.rstrip(b" \t").endswith((b"\n", b"\r", b"\0")):
        rows[-1] = replace(rows[-1], cut=len(cells) < len(header[1]))
    return Table(frozenset(places), rows)


def _row(number: int, cells: list[_Cell], places: dict[str, int], width: int) -> Row:
    used = len(cells)
    while used and not cells[used - 1].text:
        used -= 1
    values = {name: cells[place].text if place < len(cells) else "" for name, place in places.items()}
    formulas = frozenset(name for name, place in places.items() if place < len(cells) and cells[place].formula)
    return Row(number, values, used > width, formulas)


def _csv(content: bytes) -> Iterator[tuple[int, list[_Cell]]]:
    """Line numbers are those of the file, so that a text with line breaks inside is still found there."""
    text = _decoded(content)
    # A web page or JSON in place of a table: an answer of a site that was saved as it came.
    if text.lstrip()[:1] in ("<", "{", "["):
        raise unreadable()
    first = text.lstrip().splitlines()[0] if text.strip() else ""
    delimiter = max(",;\t|", key=first.count)
    csv.field_size_limit(_FIELD_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        before = 0
        for cells in reader:
            yield before + 1, [_Cell(cell.strip(), _is_formula(cell)) for cell in cells]
            before = reader.line_num
    except csv.Error as error:
        raise broken_csv(before + 1) from error


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content:
        raise unreadable()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _is_formula(text: str) -> bool:
    """ "=…" in CSV becomes a formula when somebody opens the table; "+62…" and "-" stay what they are."""
    return text.lstrip().startswith("=")


def _xlsx(content: bytes, limits: Limits) -> Iterator[tuple[int, list[_Cell]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > limits.unpacked * 1_000_000:
                raise too_large(limits.unpacked)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=limits.rows + 3, max_col=_MOST_COLUMNS)
        yield from ((number, _cells(row)) for number, row in enumerate(rows, start=1))
        book.close()
    except TableError:
        raise
    except (KeyError, ValueError, IndexError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise unreadable() from error


def _cells(row: Iterable[object]) -> list[_Cell]:
    return [_Cell(_plain(cell), getattr(cell, "data_type", "") == "f") for cell in row]


def _plain(cell: object) -> str:
    value = getattr(cell, "value", None)
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    return str(value).strip()
