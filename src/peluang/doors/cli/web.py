"""`peluang web`: the web server alone (granian, WSGI, one blocking thread a worker)."""

from __future__ import annotations

import os
import sys

import click


@click.command("web")
@click.option("--bind", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=lambda: int(os.environ.get("PELUANG_WEB_WORKERS", "2")), type=int, show_default="2")
@click.option("--prepare", is_flag=True, help="Only collect and compress styles and scripts.")
def command(bind: str, port: int, workers: int, prepare: bool) -> None:
    """Serve pages and the API."""
    if prepare:
        import django

        django.setup()
        from django.core.management import call_command

        call_command("collectstatic", interactive=False, verbosity=0)
        return
    words = [
        "granian", "--interface", "wsgi", "--host", bind, "--port", str(port), "--workers", str(workers),
        "--blocking-threads", "1", "--respawn-failed-workers", "--no-ws", "--log-level", "warning",
        "peluang.doors.web.wsgi:application",
    ]  # fmt: skip
    os.execv(os.path.join(os.path.dirname(sys.executable), "granian"), words)
