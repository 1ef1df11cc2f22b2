"""`peluang states`: writes docs/states from the workflow tables."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import click

from peluang.foundation.paths import home


@click.command("states")
@click.option("--check", is_flag=True, help="Change nothing; fail when a diagram is out of date.")
def command(check: bool) -> None:
    """Draw every workflow as a Mermaid diagram."""
    import django

    django.setup()
    stale = [path for path, text in diagrams().items() if not path.exists() or path.read_text() != text]
    if check:
        if stale:
            raise click.ClickException(f"out of date: {', '.join(path.name for path in stale)}; run `peluang states`")
        return
    for path, text in diagrams().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    click.echo(f"{len(stale)} diagrams written")


def diagrams() -> dict[Path, str]:
    """docs/states/<app>.<workflow>.md → its text."""
    import peluang.domain
    from peluang.domain.kernel.workflows import Workflow

    made = {}
    for app in pkgutil.iter_modules(peluang.domain.__path__):
        try:
            module = importlib.import_module(f"peluang.domain.{app.name}.states")
        except ModuleNotFoundError:
            continue
        for value in vars(module).values():
            if isinstance(value, Workflow):
                path = home() / "docs" / "states" / f"{app.name}.{value.name}.md"
                made[path] = _page(app.name, value)
    return made


def _page(app: str, workflow: object) -> str:
    from django.utils import translation

    from peluang.domain.kernel.workflows import Workflow

    assert isinstance(workflow, Workflow)
    with translation.override("id"):
        rows = "\n".join(f"| `{code}` | {label} |" for code, label in workflow.states.items())
        return (
            f"# {app}: {workflow.name}\n\nMade by `peluang states` from `domain/{app}/states.py`; don't edit.\n\n"
            f"```mermaid\n{workflow.diagram()}```\n\n| state | people read |\n|---|---|\n{rows}\n"
        )
