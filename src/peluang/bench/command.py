"""`peluang bench NAME`: makes its own data from a seed, measures, checks, prints one JSON object."""

from __future__ import annotations

import importlib
import json
import sys

import click

from .machine import machine

#: name → (module, default size, what the size counts)
BENCHES = {
    "start": ("start", 2000, "people"),
    "pages": ("pages", 20_000, "people"),
    "draw": ("draw", 1_000_000, "applicants"),
    "seats": ("seats", 1_000, "seats"),
    "allocation": ("allocation", 1_000_000, "people"),
    "certificates": ("certificates", 1_000_000, "certificates"),
    "equivalence": ("equivalence", 1_534, "offerings"),
    "import": ("importing", 10_000, "rows"),
    "stream": ("stream", 1_000_000, "vacancies"),
}


@click.command("bench")
@click.argument("name", type=click.Choice(sorted(BENCHES)))
@click.option("--seed", default=1, show_default=True)
@click.option("--size", type=int, default=None, help="Default: docs/benchmarks.md names it for each bench.")
@click.option(
    "--vacancies", type=click.IntRange(min=1), default=None, help="Of `bench pages` alone; 100,000 unless told."
)
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object on standard output; progress goes to standard error."
)
def command(name: str, seed: int, size: int | None, vacancies: int | None, as_json: bool) -> None:
    """Measure one figure of docs/benchmarks.md."""
    if vacancies and name != "pages":
        raise click.UsageError("--vacancies belongs to `bench pages`; here --size says how many.")
    module, default, _unit = BENCHES[name]
    measure = importlib.import_module(f"peluang.bench.{module}").measure
    more = {"vacancies": vacancies} if vacancies else {}
    result = measure(
        seed=seed, size=size or default, say=lambda text: print(text, file=sys.stderr, flush=True), **more
    )  # fmt: skip
    result = {"bench": name, "seed": seed, "size": size or default, **result, "machine": machine()}
    click.echo(json.dumps(result, indent=None if as_json else 2, ensure_ascii=False))
