"""The embedded PostgreSQL: no superuser for the program, no TCP, and it comes back after a kill."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from peluang.foundation.postgres import APP, OWNER, SUPERUSER, DatabaseUnavailable, EmbeddedPostgres
from tests.database import tests_folder


@pytest.fixture
def server() -> Iterator[EmbeddedPostgres]:
    made = EmbeddedPostgres(tests_folder() / f"run-{os.getpid()}" / f"own-{time.monotonic_ns()}")
    yield made
    shutil.rmtree(made.base, ignore_errors=True)
    shutil.rmtree(made.socket_folder, ignore_errors=True)


def test_roles_sockets_and_rights(server: EmbeddedPostgres):
    with server.running():
        with psycopg.connect(server.dsn(APP)) as connection:
            row = connection.execute(
                "select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user"
            ).fetchone()
            assert row == (False, False, False)
            assert connection.execute("show listen_addresses").fetchone() == ("",)
            assert connection.execute("show server_encoding").fetchone() == ("UTF8",)
        with psycopg.connect(server.dsn(OWNER)) as connection:
            assert connection.execute("select rolsuper from pg_roles where rolname = current_user").fetchone() == (
                False,
            )
        assert stat.S_IMODE(server.socket_folder.stat().st_mode) == 0o700
        if os.getuid() == 0:
            assert server.data.stat().st_uid != 0


def test_existing_folders_above_keep_their_mode(tmp_path: Path):
    root = Path(tempfile.mkdtemp(dir="/var/lib" if os.getuid() == 0 else None))
    root.chmod(0o711)
    server = EmbeddedPostgres(root / "a" / "b")
    try:
        server._own(server.base)
        assert stat.S_IMODE(root.stat().st_mode) == 0o711
        assert stat.S_IMODE(server.base.stat().st_mode) == 0o700
    finally:
        shutil.rmtree(root)


def test_another_major_is_never_opened(server: EmbeddedPostgres):
    server._own(server.base)
    server.data.mkdir()
    (server.data / "PG_VERSION").write_text("16\n")
    with pytest.raises(DatabaseUnavailable, match="belongs to PostgreSQL 16"):
        server.prepare()
    assert (server.data / "PG_VERSION").read_text() == "16\n"


@pytest.mark.long
def test_what_was_committed_survives_kill_9_of_the_postmaster(server: EmbeddedPostgres):
    server.prepare()
    child = server.start()
    with psycopg.connect(server.dsn(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute("create table kept (n int)")
        connection.execute("insert into kept select generate_series(1, 50000)")
        busy = psycopg.connect(server.dsn(SUPERUSER, "postgres"))
        busy.execute("insert into kept select generate_series(1, 300000)")  # never committed
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    begun = time.monotonic()
    again = server.start()
    try:
        assert time.monotonic() - begun < 60
        with psycopg.connect(server.dsn(SUPERUSER, "postgres")) as connection:
            assert connection.execute("select count(*) from kept").fetchone() == (50000,)
    finally:
        server.stop(again)


@pytest.mark.long
def test_an_interrupted_initdb_is_made_anew(server: EmbeddedPostgres):
    server._own(server.base)
    half = server.base / "data.partial"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    with server.running(), psycopg.connect(server.dsn(APP)) as connection:
        assert connection.execute("select 1").fetchone() == (1,)
    assert not half.exists()


def test_a_missing_library_says_so(server: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch):
    server.prepare()
    (server.data / "peluang.conf").write_text("no_such_setting = 1\n")
    if os.getuid() == 0:
        shutil.chown(server.data / "peluang.conf", "nobody")
    clock = iter([0.0, 0.0, 0.0, 61.0, 200.0, 300.0, 400.0])
    monkeypatch.setattr("peluang.foundation.postgres.time.monotonic", lambda: next(clock, 999.0))
    with pytest.raises(DatabaseUnavailable, match="no_such_setting"):
        server.start()
    assert subprocess.run(["pgrep", "-f", str(server.data)], capture_output=True).stdout == b""
