"""`peluang bench start`: the first start, a later start, and a start after everything was killed."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import psycopg

from peluang.foundation.postgres import APP

from .installation import Installation, installation

_LONGEST = 900.0


def measure(*, seed: int, size: int, say: Callable[[str], None]) -> dict[str, Any]:
    """first_start_s: empty folders to a page that answers, demo country included (downloads excluded).

    recovered_after_kill: database, web, worker and supervisor get SIGKILL in turn and then all at once while
    rows are written; afterwards every acknowledged row is there, and the portal answers.
    """
    with installation() as place:
        say(f"first start, demo of {size:,} people")
        run, first = _start(place, size, seed)
        people = _count(place, "people_person")
        _stop(run)
        say("next start")
        run, following = _start(place, size, seed)
        _stop(run)
        recovered, longest = _kills(place, size, seed, people, say)
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "first_start_s": round(first, 1), "next_start_s": round(following, 1), "recovered_after_kill": recovered,
        "longest_recovery_s": round(longest, 1), "cpu_s": round(usage.ru_utime + usage.ru_stime, 1), "people": people,
    }  # fmt: skip


def _kills(place: Installation, size: int, seed: int, people: int, say: Callable[[str], None]) -> tuple[bool, float]:
    longest, fine = 0.0, True
    for victim in ("postgres", "web", "worker", "supervisor", "everything"):
        run, _ = _start(place, size, seed)
        pids = _pids(place) | {"supervisor": run.pid}
        written = _write(place, 200)
        for pid in pids.values() if victim == "everything" else [pids[victim]]:
            os.kill(pid, signal.SIGKILL)
        if victim in ("supervisor", "everything"):
            run.wait()
        else:
            time.sleep(1)
            _stop(run)
        run, seconds = _start(place, size, seed)
        kept = _count(place, "web_cache", f"cache_key like 'bench-{written}-%'")
        say(f"after kill -9 of {victim}: started in {seconds:.1f} s, {kept} of 200 acknowledged rows")
        fine = fine and kept == 200 and _count(place, "people_person") == people
        longest = max(longest, seconds)
        _stop(run)
    return fine, longest


def _start(place: Installation, size: int, seed: int) -> tuple[subprocess.Popen[str], float]:
    begun = time.monotonic()
    run = subprocess.Popen(
        [sys.executable, "-m", "peluang.doors.cli.main", "run", "--people", str(size),
         "--seed", str(seed), "--port", "18400"],
        env=place.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    lines = []
    assert run.stdout
    for line in run.stdout:
        lines.append(line)
        if "ready" in line:
            return run, time.monotonic() - begun
        if time.monotonic() - begun > _LONGEST:
            break
    raise RuntimeError("the portal did not start:\n" + "".join(lines[-30:]))


def _stop(run: subprocess.Popen[str]) -> None:
    run.send_signal(signal.SIGINT)
    run.wait(60)
    if run.stdout:
        run.stdout.close()


def _pids(place: Installation) -> dict[str, int]:
    import json

    text = (place.folder / "var" / "run.json").read_text()
    return {name: int(pid) for pid, (name, _started) in json.loads(text).items()}


def _count(place: Installation, table: str, condition: str = "true") -> int:
    with psycopg.connect(place.server.dsn(APP)) as connection:
        connection.execute("select set_config('peluang.scope', 'national', true)")
        row = connection.execute(f"select count(*) from {table} where {condition}").fetchone()
        return int(row[0]) if row else 0


def _write(place: Installation, rows: int) -> int:
    """Commits rows one by one, as acknowledged writes, into the cache table; returns their mark."""
    mark = time.monotonic_ns()
    with psycopg.connect(place.server.dsn(APP), autocommit=True) as connection:
        for n in range(rows):
            connection.execute(
                "insert into web_cache (cache_key, value, expires) values (%s, '', now() + interval '1 day')",
                [f"bench-{mark}-{n}"],
            )
    return mark
