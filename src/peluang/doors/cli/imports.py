"""`peluang import …`: files of others, checked first, written whole or not at all."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

_SHOWN = 20


@click.group("import")
def command() -> None:
    """Take in files: catalogue, vacancies, minimum-wages, kbji, esco.

    Each first checks every row. With a problem in any row nothing is written; the report names row, column and reason.
    """


def _table_options(function: Any) -> Any:
    for option in (
        click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path)),
        click.option(
            "--source", default="", help="Whose data it is; rows are found again by it. Default: the file's name."
        ),
        click.option("--dry-run", is_flag=True, help="Only check and report."),
        click.option("--skip-bad", is_flag=True, help="Leave out rows with problems and take in the others."),
        click.option("--json", "as_json", is_flag=True, help="The report as one JSON object."),
    ):
        function = option(function)
    return function


@command.command("catalogue")
@_table_options
def catalogue(file: Path, source: str, dry_run: bool, skip_bad: bool, as_json: bool) -> None:
    """Trainings (CSV or XLSX): institution, title, category, mode, url, price."""
    _start()
    from peluang.domain.catalogue.commands import import_catalogue

    _take_in(import_catalogue, file, source, dry_run, skip_bad, as_json)


@command.command("vacancies")
@_table_options
def vacancies(file: Path, source: str, dry_run: bool, skip_bad: bool, as_json: bool) -> None:
    """Vacancies (CSV or XLSX): title, employer, place, headcount, wages, dates."""
    _start()
    from peluang.domain.jobs.commands import import_vacancies

    _take_in(import_vacancies, file, source, dry_run, skip_bad, as_json)


@command.command("minimum-wages")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
def minimum_wages(file: Path, dry_run: bool, as_json: bool) -> None:
    """An official list of minimum wages (CSV or XLSX: region, valid_from, amount, decree)."""
    _start()
    from peluang.domain.jobs.commands import take_in_official_wages
    from peluang.domain.kernel.context import PROGRAM

    content = file.read_bytes()
    report = _run(
        lambda at: take_in_official_wages(PROGRAM, content=content, file_name=file.name, dry_run=dry_run, at=at)
    )
    _report(report, as_json, dry_run)


@command.command("kbji")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
def kbji(file: Path, dry_run: bool, as_json: bool) -> None:
    """Official titles of KBJI 2014 (CSV or XLSX: code, title)."""
    _start()
    from peluang.domain.kernel.context import PROGRAM
    from peluang.domain.skills.commands import import_kbji

    _report(
        _run(lambda at: import_kbji(PROGRAM, content=file.read_bytes(), file_name=file.name, dry_run=dry_run, at=at)),
        as_json,
    )


@command.command("esco")
@click.argument("archives", type=click.Path(exists=True, dir_okay=False, path_type=Path), nargs=-1, required=True)
@click.option(
    "--release", default="", help="Version of the release, such as v1.1.1; default: read from the file names."
)
@click.option("--dry-run", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
def esco(archives: tuple[Path, ...], release: str, dry_run: bool, as_json: bool) -> None:
    """The official ESCO release: all its ZIP files at once."""
    import re

    _start()
    from peluang.domain.kernel.context import PROGRAM
    from peluang.domain.skills.commands import import_esco

    found = re.search(r"v\d+(\.\d+)+", archives[0].name)
    version = release or (found.group() if found else "")
    contents = [path.read_bytes() for path in archives]
    _report(_run(lambda at: import_esco(PROGRAM, archives=contents, version=version, dry_run=dry_run, at=at)), as_json)


def _start() -> None:
    import django

    django.setup()
    from django.db import connection

    # An import is one transaction over many rows; pages keep their fifteen seconds.
    with connection.cursor() as cursor:
        cursor.execute("set statement_timeout = 0")


def _take_in(work: Any, file: Path, source: str, dry_run: bool, skip_bad: bool, as_json: bool) -> None:
    from peluang.domain.kernel.context import PROGRAM

    report = _run(
        lambda at: work(
            PROGRAM,
            content=file.read_bytes(),
            file_name=file.name,
            source=source or file.stem,
            dry_run=dry_run,
            skip_bad=skip_bad,
            at=at,
        )
    )
    _report(report, as_json, dry_run)


def _run(work: Any) -> Any:
    from peluang.domain.kernel.refusal import Refused

    from ..clock import now

    try:
        return work(now())
    except Refused as refusal:
        raise click.ClickException(f"{refusal} (nothing was written)") from refusal


def _report(report: Any, as_json: bool, dry_run: bool = False) -> None:
    if as_json:
        click.echo(json.dumps(report, default=lambda value: vars(value), ensure_ascii=False))
    else:
        for problem in report.problems[:_SHOWN]:
            click.echo(f"row {problem.row}, {problem.column or 'whole row'}: {problem.text} [{problem.code}]")
        if len(report.problems) > _SHOWN:
            click.echo(f"… and {len(report.problems) - _SHOWN} more (--json lists all)")
            for code, rows in _by(report.problems, "code").items():
                click.echo(f"left out, {len(rows)} rows: {code} ({_listed(rows)})")
        for text, rows in _by(report.notes, "text").items():
            click.echo(f"note, {len(rows)} rows: {text} ({_listed(rows)})")
        folded = f"{report.folded} copies, " if report.folded else ""
        click.echo(
            f"{report.rows} rows: {report.new} new, {report.changed} changed, {report.same} as before, {folded}"
            f"{report.rejected} with problems"
        )
        click.echo("written" if report.written else "nothing was written")
        if report.problems and not report.written and not dry_run:
            click.echo("To take in the other rows: --skip-bad", err=True)
    sys.exit(0 if report.written or (dry_run and not report.problems) else 1)


def _by(said: list[Any], name: str) -> dict[str, list[int]]:
    """Rows by what is said of them."""
    found: dict[str, list[int]] = {}
    for each in said:
        rows = found.setdefault(getattr(each, name), [])
        if each.row not in rows[-1:]:
            rows.append(each.row)
    return found


def _listed(rows: list[int]) -> str:
    return "row " + ", ".join(map(str, rows[:_SHOWN])) + (" …" if len(rows) > _SHOWN else "")
