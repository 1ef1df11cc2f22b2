"""`peluang feeds …`: vacancies of other portals, from a file or from their addresses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

_SHOWN = 20


@click.group("feeds")
def command() -> None:
    """Read feeds of other portals: JSON-LD, XML or CSV."""
    import django

    django.setup()


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--name", required=True, help="Whose vacancies they are; a feed of this name is made where there is none."
)
@click.option("--kind", type=click.Choice(["auto", "jsonld", "xml", "csv"]), default="auto", show_default=True)
@click.option("--mode", type=click.Choice(["link", "here"]), help="Where people apply; link for a new feed.")
@click.option("--employer", default="", help="Name of the registered employer whose vacancies these are (for `here`).")
def import_(file: Path, name: str, kind: str, mode: str | None, employer: str) -> None:
    """Take in FILE. Items that can't be read are listed; the others are taken. Killed, it goes on the next time."""
    from peluang.domain.jobs.commands import begin_run
    from peluang.domain.jobs.commands.feed_runs import read_on
    from peluang.domain.jobs.feed_documents import keep
    from peluang.domain.jobs.feed_texts import trouble, words
    from peluang.domain.kernel.context import PROGRAM
    from peluang.domain.kernel.refusal import Refused

    from ..clock import now

    try:
        with file.open("rb") as stream:
            document = keep(iter(lambda: stream.read(1 << 20), b""))
        feed = _feed(name, kind, mode, employer)
        run = _unfinished(feed, document.digest) or begin_run(
            PROGRAM, feed_id=feed.id, document=document, at=now()
        )  # fmt: skip
        run = read_on(PROGRAM, run.id, now=now, enough=lambda: False)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    for problem in run.problems[:_SHOWN]:
        click.echo(f"item {problem['item']}, {problem['title']}: {words(problem)} [{problem['code']}]")
    if run.refused > _SHOWN:
        click.echo(f"… and {run.refused - _SHOWN} more, on the feed's page")
    click.echo(
        f"{run.cursor} items: {run.new} new, {run.changed} changed, {run.same} as before, {run.folded} copies, "
        f"{run.closed} gone, {run.refused} with problems, {run.noted} with a note"
    )
    if run.broke:
        raise click.ClickException(f"{trouble(run.broke)} [{run.broke}, line {run.broke_line}]")


@command.command("list")
def list_() -> None:
    """Name, mode, open vacancies, last reading."""
    from peluang.domain.jobs.feed_queries import feeds
    from peluang.domain.kernel.context import PROGRAM, acting

    with acting(PROGRAM):
        rows = feeds()
        if not rows:
            click.echo("no feeds yet")
        for row in rows:
            state = "stopped" if row.stopped_at else row.trouble or row.last_status or "never read"  # type: ignore[attr-defined]
            click.echo(f"{row.name}\t{row.mode}\t{row.shown or 0}\t{state}\t{row.url or '-'}")  # type: ignore[attr-defined]


@command.command("run")
def run() -> None:
    """What the worker does each minute, once: fetch what is due, read on what was begun, to its end."""
    from ..worker.feeds import turn

    done = turn(seconds=86_400)
    click.echo(f"{done['fetched']} fetched, {done['ended']} readings ended")


def _feed(name: str, kind: str, mode: str | None, employer: str) -> Any:
    """The one of this name, or a new one. Raises Refused."""
    from peluang.domain.jobs.commands import register_feed
    from peluang.domain.jobs.feed_queries import employers_named, feed_named
    from peluang.domain.kernel.context import PROGRAM, acting

    from ..clock import now

    with acting(PROGRAM):
        found = feed_named(name)
        owners = [each for each in employers_named(employer) if each.name == employer] if employer else []
    if found is not None:
        asked = {"kind": kind if kind != "auto" else "", "mode": mode or ""}
        other = [
            f"{each} {getattr(found, each)}" for each, want in asked.items() if want not in ("", getattr(found, each))
        ]
        if other or (employer and [each.id for each in owners] != [found.organisation_id]):
            what = ", ".join(other) or "another employer"
            raise click.ClickException(f"the feed {name} is there already with {what}: change it on its page first")
        return found
    if employer and len(owners) != 1:
        raise click.ClickException(f"not exactly one checked employer is named {employer}")
    return register_feed(
        PROGRAM, name=name, kind=kind, mode=mode or "link", organisation_id=owners[0].id if owners else None, at=now()
    )


def _unfinished(feed: Any, digest: str) -> Any:
    """A reading of this very document that was cut short."""
    from peluang.domain.jobs.feed_queries import running
    from peluang.domain.kernel.context import PROGRAM, acting

    with acting(PROGRAM):
        return next((each for each in running() if each.feed_id == feed.id and each.document == digest), None)
