"""`peluang worker`: background work."""

from __future__ import annotations

import click


@click.command("worker")
def command() -> None:
    """Seal events, hand them on, send messages, do what is due."""
    import django

    django.setup()
    from peluang.doors.worker.main import work

    work()
