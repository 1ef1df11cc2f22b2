"""`peluang run`: one command brings up the portal with a whole country in it."""

from __future__ import annotations

import os
import time

import click

from .running.portal import Portal


@click.command("run")
@click.option("--port", type=int, default=lambda: int(os.environ.get("PELUANG_PORT", "8000")), show_default="8000")
@click.option("--bind", default=lambda: os.environ.get("PELUANG_BIND", "127.0.0.1"), show_default="127.0.0.1")
@click.option(
    "--people",
    type=int,
    default=lambda: int(os.environ.get("PELUANG_DEMO_PEOPLE", "20000")),
    show_default="20000",
)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--demo/--no-demo", default=lambda: os.environ.get("PELUANG_DEMO", "1") != "0", show_default="demo")
def command(port: int, bind: str, people: int, seed: int, demo: bool) -> None:
    """Start everything; Ctrl-C stops everything."""
    begun = time.monotonic()

    def say(text: str) -> None:
        click.echo(f"[{time.monotonic() - begun:5.1f} s] {text}")

    portal = Portal(port, bind, people, seed, demo, say)
    try:
        portal.start()
        say("ready")
        click.echo(f"\n  Peluang: {portal.url}\n")
        if demo:
            click.echo(
                f"  Sign in at {portal.url}/akun/masuk/ as one of these; the one-time codes appear at {portal.url}/demo"
            )
            portal.show_demo_accounts()
        click.echo("Ctrl-C stops everything.")
        portal.watch()
    except KeyboardInterrupt:
        click.echo("\nstopping ...")
    finally:
        portal.stop()
