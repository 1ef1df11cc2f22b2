"""`peluang index rebuild`: builds the search indexes anew from the database."""

from __future__ import annotations

import sys
import time

import click


@click.group("index")
def command() -> None:
    """The search indexes of vacancies and trainings."""


@command.command("rebuild")
@click.option("--if-missing", is_flag=True, help="Do nothing when there are indexes of this release.")
def rebuild(if_missing: bool) -> None:
    """Build both indexes from the database. Searches go on with the old ones until the new ones are whole."""
    import django

    django.setup()
    from peluang.domain.finding.commands import rebuild_index
    from peluang.domain.finding.index import index_is_there
    from peluang.domain.kernel.context import PROGRAM
    from peluang.doors import clock

    if if_missing and index_is_there():
        return
    started = time.monotonic()
    try:
        built = rebuild_index(PROGRAM, at=clock.now(), progress=_show if sys.stderr.isatty() else None)
    except TimeoutError as error:
        raise click.ClickException(f"{error}. Is a worker in the middle of a large batch? Try again.") from error
    seconds = time.monotonic() - started
    click.echo(f"{built.vacancies} vacancies and {built.offerings} offerings in {seconds:.1f} s")
    for row, why in built.skipped:
        click.echo(f"  left out {row}: {why}", err=True)


def _show(name: str, done: int, total: int) -> None:
    width = 30
    filled = width * done // max(total, 1)
    click.echo(f"\r{name:10} [{'#' * filled}{'.' * (width - filled)}] {done}/{total}", nl=done == total, err=True)
