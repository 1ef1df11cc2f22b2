"""The `peluang` command. Each subcommand lives in a module of its own and is loaded when called.

`demo` and `bench` stand above the doors and use the product; the command finds them by name, so no floor imports them.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
from typing import Any

import click

#: subcommand → module; it holds a click command named `command`. Without a dot: a module of this folder.
SUBCOMMANDS = {
    "run": "run", "migrate": "migrate", "reference": "reference", "worker": "worker", "web": "web",
    "import": "imports", "certificate": "certificate", "draw": "draw", "allocation": "allocation", "index": "index",
    "equivalence": "equivalence", "feeds": "feeds",
    "prepare": "prepare", "texts": "texts", "states": "states", "access": "access",
    "demo": "peluang.demo.command", "bench": "peluang.bench.command", "quality": "peluang.bench.quality_command",
}  # fmt: skip


class Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(name for name, module in SUBCOMMANDS.items() if _exists(module))

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        module = SUBCOMMANDS.get(name)
        if module is None or not _exists(module):
            return None
        found: Any = importlib.import_module(_address(module))
        return found.command


def _address(module: str) -> str:
    return module if "." in module else f"peluang.doors.cli.{module}"


def _exists(module: str) -> bool:
    return importlib.util.find_spec(_address(module)) is not None


@click.command(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
def group() -> None:
    """Peluang: from training to work."""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peluang.foundation.settings")
    group()


if __name__ == "__main__":
    main()
