"""`peluang texts`: keeps the English complete. Indonesian is in the code itself; English in each room's catalogue."""

from __future__ import annotations

import sys

import click

from .catalogues import compile_all, rooms, update_room


@click.command("texts")
@click.option("--compile", "compile_only", is_flag=True, help="Only compile the catalogues (.po to .mo).")
@click.option("--check", is_flag=True, help="Change nothing; fail when an English text is missing.")
def command(compile_only: bool, check: bool) -> None:
    """Collect texts from code and templates into each room's catalogue, and say what English lacks."""
    if compile_only:
        compile_all()
        return
    missing = 0
    known = {message_id for room in rooms() for message_id in room.translated()}
    for room in rooms():
        lacking = update_room(room, known, write=not check)
        missing += len(lacking)
        for text, place in lacking:
            click.echo(f"{place}: {text!r}")
    if not check:
        compile_all()
    click.echo(f"{missing} texts without English", err=True)
    sys.exit(1 if missing else 0)
