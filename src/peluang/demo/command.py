"""`peluang demo`: fills an empty database with an invented country (docs/demo.md)."""

from __future__ import annotations

import time
from typing import Any

import click


@click.command("demo")
@click.option(
    "--people", type=click.IntRange(200, 5_000_000), default=20_000, show_default=True, help="How many people."
)
@click.option(
    "--seed", type=click.IntRange(0, 2**31), default=1, show_default=True, help="The same seed makes the same country."
)
@click.option(
    "--vacancies",
    type=click.IntRange(200, 2_000_000),
    default=5_000,
    show_default=True,
    help="Fewer in a small country, unless another number is asked for.",
)
@click.option("--accounts", is_flag=True, help="Only list the demo's accounts.")
@click.option("--if-empty", is_flag=True, help="Do nothing when there is anybody already.")
def command(people: int, seed: int, vacancies: int, accounts: bool, if_empty: bool) -> None:
    """Make a demo country: invented people, institutions, classes, vacancies and what became of them."""
    if accounts:
        _list_accounts()
        return
    import django

    django.setup()
    from peluang.demo.seeding import NotEmpty, has_people, seed_country, unfinished
    from peluang.doors.clock import now

    half = unfinished()
    if half:
        # The journal remembers what was made for whom: only the same country can be completed.
        people, seed = int(str(half["people"])), int(str(half["seed"]))
        click.echo(f"A demo of {people:,} people (seed {seed}) was interrupted; going on where it stopped.")
    elif has_people():
        if if_empty:
            return
        raise click.ClickException(
            "This database already holds people, so nothing was changed. A demo needs an empty database: make a new one"
            " (another PELUANG_HOME or DATABASE_URL), or delete this installation's var folder if it is only a demo."
        )
    begun = time.monotonic()
    try:
        with _Progress() as progress:
            seed_country(
                people=people, seed=seed, at=now(), vacancies=vacancies, on_step=progress.step, on_rows=progress.rows
            )
    except NotEmpty as error:
        raise click.ClickException("This database holds something else than this demo; nothing was changed.") from error
    except KeyboardInterrupt as error:
        raise click.ClickException(
            "Interrupted. Run the same command again: a small demo starts afresh, a large one goes on where it stopped."
        ) from error
    click.echo(f"{people:,} people, {progress.written:,} rows in {time.monotonic() - begun:.1f} s (seed {seed})")


def _list_accounts() -> None:
    from peluang.demo.accounts import DEMO_ACCOUNTS

    for account in DEMO_ACCOUNTS:
        click.echo(f"    {account.email:36} {account.purpose}")


class _Progress:
    """A bar over the steps, with the rows written so far."""

    def __init__(self) -> None:
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        from peluang.demo.seeding import STEPS

        self.written = 0
        self._bar = Progress(
            TextColumn("{task.description:14}"), BarColumn(), TextColumn("{task.fields[rows]:>12,} rows"),
            TimeElapsedColumn(),
        )  # fmt: skip
        self._task: Any = self._bar.add_task("plan", total=len(STEPS) + 2, rows=0)

    def __enter__(self) -> _Progress:
        self._bar.start()
        return self

    def __exit__(self, *problem: object) -> None:
        self._bar.stop()

    def step(self, name: str, number: int) -> None:
        self._bar.update(self._task, description=name, completed=number)

    def rows(self, count: int) -> None:
        self.written += count
        self._bar.update(self._task, rows=self.written)
