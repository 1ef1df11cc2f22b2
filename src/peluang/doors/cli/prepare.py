"""`peluang prepare`: what has to be there before the first page, in one process: each start of one costs a second."""

from __future__ import annotations

import click


@click.command("prepare")
@click.option("--people", type=int, default=20_000, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--demo/--no-demo", default=False, show_default=True)
def command(people: int, seed: int, demo: bool) -> None:
    """Reference data, styles and scripts, the demo when asked for and nobody is there, the search index."""
    from .main import group

    steps = [("reference data", ["reference", "--if-needed"]), ("styles and scripts", ["web", "--prepare"])]
    if demo:
        steps.append(("demo country", ["demo", "--if-empty", "--people", str(people), "--seed", str(seed)]))
    steps.append(("search index", ["index", "rebuild", "--if-missing"]))
    for name, words in steps:
        try:
            group.main(words, standalone_mode=False)
        except click.ClickException as error:
            raise click.ClickException(f"{name}: {error.format_message()}") from error
