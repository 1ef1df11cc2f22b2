"""`peluang equivalence`: which trainings of a file, or of this installation, are the same."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from peluang.engines.equivalence import Pair

MOST_ROWS = 50_000
_IDS = ("id", "kode", "code", "no", "nomor", "key", "ref")
_TITLES = ("title", "judul", "judul pelatihan", "nama pelatihan", "nama", "pelatihan", "course", "name", "training")
_TEXTS = ("description", "deskripsi", "keterangan", "uraian", "text", "isi", "desc", "summary")


class BadFile(ValueError):
    """What is wrong with a file, in plain words, and what to do."""


@dataclass(frozen=True)
class Clustered:
    """ids, titles: as in the file. cluster: a number a row. ask: pairs the engine would show to people."""

    ids: list[str]
    titles: list[str]
    cluster: list[int]
    ask: list[Pair]


@click.command("equivalence")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object: rows, and pairs that people should look at.")
@click.option("--ask", "only_ask", is_flag=True, help="Print the pairs that people should look at, with reasons.")
@click.option("--catalogue", is_flag=True, help="No file: look at this installation's published offerings and propose.")
def command(file: Path | None, as_json: bool, only_ask: bool, catalogue: bool) -> None:
    """Cluster the trainings of FILE (CSV: id, title, description): prints id and cluster for each row.

    With or without a header, commas, semicolons or tabs. Rows with the same cluster are the same training.
    """
    if catalogue == (file is not None):
        raise click.UsageError("Give a FILE, or --catalogue for this installation's offerings.")
    if file is None:
        _look_at_catalogue(as_json)
        return
    try:
        found = cluster_file(_content(file), file.name)
    except BadFile as problem:
        raise click.ClickException(str(problem)) from problem
    _print(found, as_json=as_json, only_ask=only_ask)


def cluster_file(content: bytes, file_name: str) -> Clustered:
    """Reads a table and clusters its rows. Raises BadFile."""
    from peluang.engines.equivalence import Text, cluster

    rows = read_rows(content, file_name)
    found = cluster([Text(title, description) for _id, title, description in rows])
    return Clustered([row[0] for row in rows], [row[1] for row in rows], found.cluster, found.ask)


def read_rows(content: bytes, file_name: str) -> list[tuple[str, str, str]]:
    """(id, title, description) of each row; the description may be empty. Raises BadFile."""
    if not content.strip():
        raise BadFile(f"{file_name} is empty: there is nothing to compare.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(f"{file_name} is not UTF-8 (byte {error.start}). Save it again as “CSV UTF-8”.") from error
    if "\0" in text:
        raise BadFile(f"{file_name} is no text file. Save the table as “CSV UTF-8”.")
    cells = _cells(text, file_name)
    if len(cells) > MOST_ROWS + 1:
        raise BadFile(f"{file_name} has more than {MOST_ROWS:,} rows. Split it into several files.")
    places, body, first = _columns(cells, file_name)
    rows: list[tuple[str, str, str]] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(body, start=first):
        identity, title, description = (row[place].strip() if place is not None and place < len(row) else ""
                                        for place in places)  # fmt: skip
        if not identity or not title:
            lacking = "title" if identity else "id"
            raise BadFile(f"Row {number} of {file_name} has no {lacking}. Nothing was compared.")
        if identity in seen:
            raise BadFile(f"The id {identity!r} stands twice in {file_name}: rows {seen[identity]} and {number}.")
        seen[identity] = number
        rows.append((identity, title, description))
    if not rows:
        raise BadFile(f"{file_name} has a header but no rows.")
    return rows


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadFile(f"{file} can't be read: {error.strerror}.") from error


def _cells(text: str, file_name: str) -> list[list[str]]:
    first = next(line for line in text.splitlines() if line.strip())
    delimiter = max(",;\t|", key=first.count)
    csv.field_size_limit(1_000_000)
    try:
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise BadFile(f"{file_name} can't be split into rows: a quotation mark is not closed ({error}).") from error
    return [row for row in found if any(cell.strip() for cell in row)]


def _columns(cells: list[list[str]], file_name: str) -> tuple[tuple[int, int, int | None], list[list[str]], int]:
    """Places of id, title and description; the rows; the number of the first. Without a header: the first three."""
    header = [" ".join(cell.lower().replace("_", " ").split()) for cell in cells[0]]
    identity, title, text = (next((header.index(name) for name in names if name in header), None)
                             for names in (_IDS, _TITLES, _TEXTS))  # fmt: skip
    if title is not None and identity is not None:
        return (identity, title, text), cells[1:], 2
    if title is not None or text is not None or identity is not None:
        missing = "id" if identity is None else "title"
        raise BadFile(f"{file_name} lacks the column “{missing}”. Its header says: {', '.join(cells[0])}.")
    if len(cells[0]) < 2:
        raise BadFile(f"{file_name} has one column. Needed are id and title; description is welcome.")
    return (0, 1, 2 if len(cells[0]) > 2 else None), cells, 1


def _print(found: Clustered, *, as_json: bool, only_ask: bool) -> None:
    asked = [_asked(found, pair) for pair in found.ask]
    if as_json:
        rows = [{"id": each, "cluster": number} for each, number in zip(found.ids, found.cluster, strict=True)]
        counts = {"rows": len(rows), "clusters": len(set(found.cluster))}
        click.echo(json.dumps(counts | {"clusters_of_rows": rows, "ask": asked}, ensure_ascii=False))
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    if only_ask:
        writer.writerow(["first", "second", "score", "open", "first_title", "second_title"])
        writer.writerows([each["first"], each["second"], each["score"], " ".join(each["open"]), *each["titles"]]
                         for each in asked)  # fmt: skip
        return
    writer.writerow(["id", "cluster"])
    writer.writerows(zip(found.ids, found.cluster, strict=True))
    click.echo(f"{len(found.ids)} rows, {len(set(found.cluster))} different trainings; "
               f"{len(asked)} pairs need a person's eyes (--ask)", err=True)  # fmt: skip


def _asked(found: Clustered, pair: Pair) -> dict[str, Any]:
    places: Sequence[int] = (pair.first, pair.second)
    return {
        "first": found.ids[pair.first], "second": found.ids[pair.second], "score": pair.score, "open": list(pair.open),
        "shared": list(pair.shared), "titles": [found.titles[place] for place in places],
    }  # fmt: skip


def _look_at_catalogue(as_json: bool) -> None:
    import django

    django.setup()
    from peluang.domain.catalogue.commands import propose_equivalents
    from peluang.domain.kernel.context import PROGRAM

    from ..clock import now

    report = propose_equivalents(PROGRAM, at=now())
    if as_json:
        click.echo(json.dumps(vars(report)))
    else:
        click.echo(f"{report.offerings} offerings looked at: {report.proposed} new pairs for people, "
                   f"{report.gone} taken back, {report.open} open in all")  # fmt: skip
