"""Children die with us or are ended by the next run; a stranger's process never is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from peluang.doors.cli.running.processes import Child, Ledger


def sleeper(tmp_path: Path) -> Child:
    return Child("sleeper", [sys.executable, "-c", "import time; time.sleep(600)"], dict(os.environ), tmp_path / "log")


def test_a_fallen_child_is_started_again(tmp_path):
    child = sleeper(tmp_path)
    child.start()
    first = child.process.pid
    os.kill(first, signal.SIGKILL)
    child.process.wait()
    assert "ended with code -9" in child.watch()
    deadline = time.monotonic() + 10
    while child.process.poll() is not None and time.monotonic() < deadline:
        child.watch()
        time.sleep(0.05)
    assert child.process.poll() is None
    assert child.process.pid != first
    child.stop()
    assert child.process.poll() is not None


def test_a_child_dies_with_its_parent(tmp_path):
    code = (
        "import os, sys, time; from pathlib import Path; from peluang.doors.cli.running.processes import Child\n"
        f"c = Child('x', [sys.executable, '-c', 'import time; time.sleep(600)'], dict(os.environ), Path({str(tmp_path / 'log')!r}))\n"
        "c.start(); print(c.process.pid, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 10
    while Path(f"/proc/{pid}").exists() and _state(pid) != "Z" and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{pid}").exists() or _state(pid) == "Z"


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return "Z"


def test_leftovers_are_ended_and_strangers_are_not(tmp_path):
    ours = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    try:
        ledger = Ledger(tmp_path / "run.json")
        ledger.write({ours.pid: "web"})
        text = ledger.path.read_text().replace("}", f', "{stranger.pid}": ["worker", "1"]}}')
        ledger.path.write_text(text)  # the pid was given to somebody else since
        assert ledger.end_leftovers() == ["web"]
        assert ours.wait(5) == -signal.SIGKILL
        assert stranger.poll() is None
        assert not ledger.path.exists()
    finally:
        stranger.kill()
        stranger.wait()


def test_a_torn_ledger_is_no_obstacle(tmp_path):
    path = tmp_path / "run.json"
    path.write_text('{"12": ["web"')
    assert Ledger(path).end_leftovers() == []


def test_workers_that_outlive_their_server_are_ended(tmp_path):
    code = (
        "import subprocess, sys, time\n"
        "worker = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "print(worker.pid, flush=True); time.sleep(600)"
    )
    server = Child("web", [sys.executable, "-c", code], dict(os.environ), tmp_path / "log")
    server.start()
    deadline = time.monotonic() + 10
    while not (tmp_path / "log").read_text().strip() and time.monotonic() < deadline:
        time.sleep(0.05)
    worker = int((tmp_path / "log").read_text())
    ledger = Ledger(tmp_path / "run.json")
    ledger.write({server.process.pid: "web"})
    os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait()
    assert _state(worker) != "Z"
    assert ledger.end_leftovers() == ["web"]
    while _state(worker) != "Z" and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _state(worker) == "Z"
