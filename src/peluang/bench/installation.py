"""A throw-away installation of the product: its own folders, its own database, gone at the end."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from peluang.foundation.postgres import EmbeddedPostgres


@dataclass
class Installation:
    """folder: everything it writes. environment: what its processes get."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def server(self) -> EmbeddedPostgres:
        return EmbeddedPostgres(self.folder / "database")

    def peluang(self, *words: str, role: str = "app") -> None:
        """Runs a command of the product; raises CalledProcessError with its output."""
        subprocess.run(
            [sys.executable, "-m", "peluang.doors.cli.main", *words],
            env=self.environment | {"PELUANG_DB_ROLE": role}, check=True, stdout=sys.stderr,
        )  # fmt: skip

    def use_here(self) -> None:
        """Points this process at the installation (before Django is set up)."""
        os.environ.update(self.environment)
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()


@contextlib.contextmanager
def installation() -> Iterator[Installation]:
    """As root below /var/lib, since the database's unprivileged user has to reach it; else below the temp folder."""
    parent = Path("/var/lib/peluang") if os.getuid() == 0 else Path(tempfile.gettempdir())
    parent.mkdir(mode=0o711, parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=parent))
    folder.chmod(0o711)
    made = Installation(folder)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PELUANG_", "DATABASE_"))}
    made.environment = kept | {
        "PELUANG_VAR": str(folder / "var"), "PELUANG_DATABASE_BASE": str(folder / "database"),
        "PELUANG_INDEX": str(folder / "index"), "PELUANG_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "peluang.foundation.settings",
    }  # fmt: skip
    try:
        yield made
    finally:
        shutil.rmtree(made.server.socket_folder, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
