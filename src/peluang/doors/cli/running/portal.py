"""The whole portal on one machine: database, tables, reference data, demo, web, worker."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from typing import IO

import click

from peluang.foundation.database_url import is_embedded
from peluang.foundation.paths import database_base, var
from peluang.foundation.postgres import DatabaseUnavailable, EmbeddedPostgres

from .processes import Child, Ledger


class Portal:
    """One run of the portal. `people` and `seed` shape the demo country when the database is empty."""

    def __init__(self, port: int, bind: str, people: int, seed: int, demo: bool, say: Callable[[str], None]) -> None:
        self.bind, self.people, self.seed, self.demo, self.say = bind, people, seed, demo, say
        self.port = _free_port(bind, port)
        self.url = os.environ.get("PELUANG_BASE_URL") or f"http://localhost:{self.port}"
        self.environment = os.environ | {
            "PELUANG_BASE_URL": self.url, "PELUANG_DEMO": "1" if demo else "0",
            "DJANGO_SETTINGS_MODULE": "peluang.foundation.settings",
        }  # fmt: skip
        self.ledger = Ledger(var() / "run.json")
        self.postgres: EmbeddedPostgres | None = None
        self.database: subprocess.Popen[bytes] | None = None
        self.children: list[Child] = []
        self.lock: IO[str] | None = None

    # -- up -----------------------------------------------------------------------------------------
    def start(self) -> None:
        # A shell starts background jobs with Ctrl-C ignored; here both signals always mean: stop everything.
        signal.signal(signal.SIGINT, _interrupt)
        signal.signal(signal.SIGTERM, _interrupt)
        self._take_lock()
        leftovers = self.ledger.end_leftovers()
        if leftovers:
            self.say(f"ended what an interrupted run left over: {', '.join(leftovers)}")
        self._start_database()
        self._prepare()
        self._start_children()
        self._wait_until_it_answers()

    def _take_lock(self) -> None:
        self.lock = (var() / "run.lock").open("a+")
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self.lock.seek(0)
            where = self.lock.read().strip() or "another terminal"
            raise click.ClickException(f"It is running already: {where}. Stop it there with Ctrl-C first.") from error
        self.lock.truncate(0)
        self.lock.write(self.url)
        self.lock.flush()

    def _start_database(self) -> None:
        if not is_embedded():
            self.say("database: the server that DATABASE_URL names")
            return
        self.postgres = EmbeddedPostgres(database_base())
        try:
            self.postgres.prepare(lambda text: self.say("database: making a new one"))
            self.database = self.postgres.start()
            self._record()
            self.postgres.ensure_roles_and_database()
        except DatabaseUnavailable as error:
            raise click.ClickException(str(error)) from error

    def _prepare(self) -> None:
        self._step("tables", ["migrate"], role="owner")
        words = ["prepare", "--people", str(self.people), "--seed", str(self.seed)]
        self._step("reference data, styles, demo, index", [*words, "--demo" if self.demo else "--no-demo"])

    def _step(self, name: str, words: list[str], role: str = "app") -> None:
        self.say(name)
        environment = self.environment | {"PELUANG_DB_ROLE": role}
        done = subprocess.run([sys.executable, "-m", "peluang.doors.cli.main", *words], env=environment)
        if done.returncode:
            raise click.ClickException(f"{name} did not succeed (see above). What was there before is unchanged.")

    def _start_children(self) -> None:
        logs = var() / "log"
        logs.mkdir(exist_ok=True)
        program = [sys.executable, "-m", "peluang.doors.cli.main"]
        self.children = [
            Child(
                "web",
                [*program, "web", "--bind", self.bind, "--port", str(self.port)],
                self.environment,
                logs / "web.log",
            ),
            Child("worker", [*program, "worker"], self.environment, logs / "worker.log"),
        ]
        for child in self.children:
            child.start()
        self._record()

    def _record(self) -> None:
        pids = {child.process.pid: child.name for child in self.children if child.process}
        if self.database:
            pids[self.database.pid] = "postgres"
        self.ledger.write(pids)

    def _wait_until_it_answers(self) -> None:
        address = f"http://{self.bind}:{self.port}/"
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(address, timeout=5) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.1)
        log = self.children[0].log
        raise click.ClickException(f"The web server did not answer; the end of {log}:\n{log.read_text()[-1500:]}")

    def show_demo_accounts(self) -> None:
        """Prints one demo account for every audience."""
        subprocess.run([sys.executable, "-m", "peluang.doors.cli.main", "demo", "--accounts"], env=self.environment)

    # -- life ---------------------------------------------------------------------------------------
    def watch(self) -> None:
        """Until Ctrl-C or SIGTERM: starts again whatever falls, the database included."""
        while True:
            time.sleep(0.5)
            if self.database and self.postgres and self.database.poll() is not None:
                self.say("the database fell; starting it again (what was committed is safe)")
                self.database = self.postgres.start()
                self._record()
            before = [child.process for child in self.children]
            for child in self.children:
                line = child.watch()
                if line:
                    self.say(line)
            if before != [child.process for child in self.children]:
                self._record()

    def stop(self) -> None:
        for child in reversed(self.children):
            child.stop()
        if self.database and self.postgres:
            self.postgres.stop(self.database)
        self.ledger.path.unlink(missing_ok=True)
        if self.lock:
            self.lock.close()


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _free_port(bind: str, wanted: int) -> int:
    """The wanted port, or the next free one: the address is printed either way."""
    for port in range(wanted, wanted + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((bind, port))
            except OSError:
                continue
            return port
    raise click.ClickException(f"No free port between {wanted} and {wanted + 99}; set PELUANG_PORT.")
