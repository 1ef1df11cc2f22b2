"""`peluang draw verify`: repeats a published draw, as anyone can with verify.py alone."""

from __future__ import annotations

import click


@click.group("draw")
def command() -> None:
    """Check published draws."""


@command.command("verify")
@click.argument("roster", type=click.Path(exists=True, dir_okay=False))
@click.argument("quotas", type=click.Path(exists=True, dir_okay=False))
@click.argument("seed")
@click.argument("result", type=click.Path(exists=True, dir_okay=False))
@click.option("--public", default="", help="The public value that was mixed into the seed, if one was.")
@click.option("--commitment", default="", help="The SHA-256 that was published when the wave opened.")
def verify(roster: str, quotas: str, seed: str, result: str, public: str, commitment: str) -> None:
    """Repeat a draw from ROSTER, QUOTAS and SEED (hex) and compare with RESULT."""
    from peluang.engines.draw import verify_files

    problems = verify_files(roster, quotas, seed, result, public, commitment)
    for problem in problems:
        click.echo(problem)
    click.echo("TIDAK SESUAI / DOES NOT AGREE" if problems else "SESUAI / AGREES")
    raise SystemExit(1 if problems else 0)
