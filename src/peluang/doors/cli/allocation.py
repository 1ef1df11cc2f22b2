"""`peluang allocation WISHES CLASSES [RESERVES]`: gives scarce seats by wish and priority, and prints the proof;
`peluang allocation verify …` checks a published result, as anyone can with verify.py alone."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class _ComputesByDefault(click.Group):
    """The files may follow at once: `peluang allocation wishes.csv classes.csv`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("-h", "--help"):
            args = ["compute", *args]
        return super().parse_args(ctx, args)


@click.group("allocation", cls=_ComputesByDefault)
def command() -> None:
    """Seats by wish and priority: compute a round, check a published one."""


@command.command("compute")
@click.argument("wishes", type=_FILE)
@click.argument("classes", type=_FILE)
@click.argument("reserves", type=_FILE, required=False)
@click.option("--seed", default="", help="64 hex digits; drawn and printed in the proof when not given.")
@click.option("--name", default="", help="Name of the round: part of every ticket. Default: the file's name.")
@click.option("--result", type=click.Path(dir_okay=False, path_type=Path), help="Default: standard output.")
@click.option("--proof", type=click.Path(dir_okay=False, path_type=Path), help="Default: standard error.")
def compute(
    wishes: Path, classes: Path, reserves: Path | None, seed: str, name: str, result: Path | None, proof: Path | None
) -> None:
    """WISHES: person,regency,rank,class,points · CLASSES: class,seats · RESERVES: class,regency,seats."""
    from peluang.engines import allocation

    try:
        market = allocation.read_market(classes, reserves, wishes)
    except allocation.MarketError as error:
        raise click.ClickException(str(error)) from error
    secret = _secret(seed)
    name = name or wishes.stem
    given = allocation.allocate(market, secret, name=name)
    found = allocation.check(given, secret, name=name)
    page = allocation.proof_of(given, found, name=name, secret=secret).text()
    if result:
        allocation.write_result(result, given)
    else:
        click.echo("person,class,rank,seat")
        for line in sorted(allocation.result_lines(given)):
            click.echo(line.decode())
    if proof:
        proof.write_text(page, encoding="utf-8")
    else:
        click.echo(page, err=result is None)
    raise SystemExit(0 if found.holds else 1)


@command.command("verify")
@click.argument("wishes", type=_FILE)
@click.argument("classes", type=_FILE)
@click.argument("reserves", type=_FILE)
@click.argument("seed")
@click.argument("result", type=_FILE)
@click.option("--name", required=True, help="Name of the round, as its proof says.")
@click.option("--public", default="", help="The public value that was mixed into the seed, if one was.")
@click.option("--commitment", default="", help="The SHA-256 that was published when the round opened.")
def verify(
    wishes: Path, classes: Path, reserves: Path, seed: str, result: Path, name: str, public: str, commitment: str
) -> None:
    """Count the blocking pairs of RESULT anew, from the files and SEED (hex)."""
    from peluang.engines.allocation import verify_files

    files = (str(classes), str(reserves), str(wishes))
    problems = verify_files(*files, seed, str(result), name, public, commitment)
    for problem in problems:
        click.echo(problem)
    click.echo("TIDAK SESUAI / DOES NOT AGREE" if problems else "SESUAI / AGREES: 0 blocking pairs")
    raise SystemExit(1 if problems else 0)


def _secret(seed: str) -> bytes:
    if not seed:
        return secrets.token_bytes(32)
    try:
        secret = bytes.fromhex(seed)
    except ValueError:
        secret = b""
    if len(secret) != 32:
        raise click.BadParameter("64 hexadecimal digits", param_hint="--seed")
    return secret
