"""Child processes that die with us, are started again when they fall, and are found again after a kill."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

_PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """name: for the log. words: the command. A child that falls is started again, later each time."""

    name: str
    words: list[str]
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    falls: int = 0
    again_at: float = 0.0

    def start(self) -> None:
        libc = ctypes.CDLL(None)

        def die_with_parent() -> None:
            libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)

        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.words, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                preexec_fn=die_with_parent, process_group=0,
            )  # fmt: skip

    def watch(self) -> str | None:
        """Starts the child again when it has fallen; returns a line to print, if there is one."""
        if self.process is None or self.process.poll() is None:
            return None
        if not self.again_at:
            self.falls += 1
            _end_group(self.process.pid)  # a server killed alone leaves its workers, and they the port
            self.again_at = time.monotonic() + min(30, 0.5 * 2**self.falls)
            return f"{self.name} ended with code {self.process.returncode}; starting it again (log: {self.log})"
        if time.monotonic() >= self.again_at:
            self.again_at = 0.0
            self.start()
        return None

    def stop(self, timeout: float = 15) -> None:
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(timeout)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        if self.process:
            _end_group(self.process.pid)  # workers of a server that was killed a moment ago


@dataclass
class Ledger:
    """Which processes a run started, so that the next one can end what a kill -9 left over, and only that."""

    path: Path
    entries: dict[str, list[str]] = field(default_factory=dict)

    def write(self, pids: dict[int, str]) -> None:
        text = json.dumps({str(pid): [name, _started(pid)] for pid, name in pids.items()})
        partial = self.path.with_suffix(".partial")
        partial.write_text(text)
        partial.replace(self.path)

    def end_leftovers(self) -> list[str]:
        """Ends processes of an earlier run: the same pid with the same start time, so never a stranger's."""
        try:
            known: dict[str, list[str]] = json.loads(self.path.read_text())
        except (FileNotFoundError, ValueError):
            return []
        ended = []
        for text, (name, started) in known.items():
            pid = int(text)
            alive = bool(started) and _started(pid) == started
            if alive:
                os.kill(pid, signal.SIGINT if name == "postgres" else signal.SIGKILL)
                _wait_gone(pid, 30)
            if (name != "postgres" and _end_group(pid)) or alive:
                ended.append(name)
        self.path.unlink(missing_ok=True)
        return ended


def _end_group(leader: int) -> int:
    """Ends what is left of a child's process group after its leader; returns how many.

    The leader's number may be somebody else's by now, so only programs of this environment are ended.
    """
    ended = 0
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == leader:
            continue
        try:
            group = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[2])
            if group == leader and sys.prefix.encode() in (entry / "cmdline").read_bytes():
                os.kill(int(entry.name), signal.SIGKILL)
                ended += 1
        except (FileNotFoundError, ProcessLookupError):
            continue
    return ended


def _started(pid: int) -> str:
    """Start time of a process in clock ticks since boot (proc(5), field 22); "" when there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[19]
    except (FileNotFoundError, IndexError, ProcessLookupError):
        return ""


def _wait_gone(pid: int, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while _started(pid) and time.monotonic() < deadline:
        if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return
        time.sleep(0.1)
