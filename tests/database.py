"""The tests' database: one cluster a run, a template made once, a clone for each worker.

Append-only tables forbid TRUNCATE, so tests that commit get a clone of their own instead of a flush.
The migrated data folder is kept by digest of everything that shapes it, so that the next run starts in a second.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from peluang.foundation.postgres import DATABASE, OWNER, SUPERUSER, EmbeddedPostgres

ROOT = Path(__file__).resolve().parents[1]
SHAPE = (
    "src/peluang/domain/*/migrations/*.py",
    "src/peluang/domain/*/models.py",
    "src/peluang/domain/*/models/*.py",
    "src/peluang/domain/kernel/row_security.py",
    "src/peluang/domain/places/commands.py",
    "src/peluang/domain/skills/commands/*.py",
    "src/peluang/engines/codes/data/*",
    "src/peluang/foundation/postgres.py",
    "src/peluang/doors/cli/migrate.py",
    "requirements/run.txt",
)


def tests_folder() -> Path:
    root = Path("/var/lib/peluang") if os.getuid() == 0 else Path(tempfile.gettempdir()) / f"peluang-{os.getuid()}"
    return root / "tests"


def shape_digest() -> str:
    digest = hashlib.sha256(sys.version.encode())
    for pattern in SHAPE:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


class Cluster:
    """Started by the process that runs pytest; workers find it through the environment."""

    def __init__(self) -> None:
        self.server = EmbeddedPostgres(tests_folder() / f"run-{os.getpid()}", durable=False)
        self.child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        _sweep()
        self.server.base.parent.mkdir(parents=True, exist_ok=True)
        kept = tests_folder() / f"kept-{shape_digest()}"
        self.server._own(self.server.base)
        if kept.exists():
            subprocess.run(["cp", "-a", str(kept), str(self.server.data)], check=True)
        self.server.prepare()
        self.child = self.server.start()
        os.environ["PELUANG_TEST_DATABASE_BASE"] = str(self.server.base)
        if not kept.exists():
            self.server.ensure_roles_and_database()
            self._build()
            self.server.stop(self.child)
            subprocess.run(["cp", "-a", str(self.server.data), f"{kept}.{os.getpid()}"], check=True)
            try:
                Path(f"{kept}.{os.getpid()}").rename(kept)
            except OSError:  # another run was first
                shutil.rmtree(f"{kept}.{os.getpid()}")
            self.child = self.server.start()

    def _build(self) -> None:
        environment = os.environ | {
            "PELUANG_DATABASE_BASE": str(self.server.base), "DJANGO_SETTINGS_MODULE": "peluang.foundation.settings",
        }  # fmt: skip
        environment.pop("DATABASE_URL", None)
        for words, role in ((["migrate"], "owner"), (["reference"], "app")):
            done = subprocess.run(
                [sys.executable, "-m", "peluang.doors.cli.main", *words],
                env=environment | {"PELUANG_DB_ROLE": role}, capture_output=True, text=True, cwd=ROOT,
            )  # fmt: skip
            if done.returncode:
                raise RuntimeError(f"peluang {words[0]} failed:\n{done.stdout}{done.stderr}")

    def stop(self) -> None:
        if self.child:
            self.server.stop(self.child)
        shutil.rmtree(self.server.base, ignore_errors=True)
        shutil.rmtree(self.server.socket_folder, ignore_errors=True)


def _sweep() -> None:
    """Removes what killed runs left, and all but the two newest kept templates."""
    for folder in tests_folder().glob("run-*"):
        if not Path(f"/proc/{folder.name[4:]}").exists():
            shutil.rmtree(folder, ignore_errors=True)
    kept = sorted(tests_folder().glob("kept-*"), key=lambda each: each.stat().st_mtime, reverse=True)
    for folder in kept[2:]:
        shutil.rmtree(folder, ignore_errors=True)


def running_server() -> EmbeddedPostgres:
    return EmbeddedPostgres(Path(os.environ["PELUANG_TEST_DATABASE_BASE"]), durable=False)


def clone(name: str, template: str = DATABASE) -> None:
    """A fresh database in a few hundredths of a second."""
    with psycopg.connect(running_server().dsn(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute(f'drop database if exists "{name}" with (force)')
        connection.execute(f'create database "{name}" template "{template}" owner {OWNER} strategy file_copy')


def drop(name: str) -> None:
    with psycopg.connect(running_server().dsn(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute(f'drop database if exists "{name}" with (force)')
