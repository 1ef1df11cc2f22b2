"""`peluang quality NAME FILE`: how well something works on data of yours; one JSON object, no database needed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click


@click.group("quality")
def command() -> None:
    """How good the answers are, on a file that you bring."""


@command.command("search")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--seed", default=1, show_default=True)
@click.option("--items", default=200, show_default=True, help="Vacancies that are looked for, for each kind of query.")
@click.option("--misses", is_flag=True, help="Also print queries whose vacancy was not among the first ten.")
def search(file: Path, seed: int, items: int, misses: bool) -> None:
    """Look for vacancies of FILE (as `peluang import vacancies` reads it) by what people would type.

    Recall at 1 and 10, mean reciprocal rank, and milliseconds of CPU, for each kind of query.
    """
    import django

    django.setup()
    from .search_quality import measure

    found = measure(
        content=file.read_bytes(), file_name=file.name, seed=seed, items=items, misses=misses,
        say=lambda text: print(text, file=sys.stderr, flush=True),
    )  # fmt: skip
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))
