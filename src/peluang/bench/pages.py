"""`peluang bench pages`: what a page costs: CPU of app and database, statements, bytes, requests a second."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from .browser_session import signed_in_cookie
from .installation import Installation, installation
from .machine import cpu_seconds
from .requests import Visitor, rate
from .weights import first_visit_bytes, repeat_visit_bytes

PORT = 18500
VACANCIES = 100_000
_WARM_UP, _REQUESTS = 40, 300


def measure(*, seed: int, size: int, say: Callable[[str], None], vacancies: int = VACANCIES) -> dict[str, Any]:
    """size: people. pages: {name: {cpu_ms, cpu_p95_ms, sql, first_kb, repeat_kb, requests_per_s}}.

    cpu_ms: user and system time of the web server's and PostgreSQL's processes over 300 requests with varied
    words, places and filters, divided by 300. sql: statements without BEGIN, SAVEPOINT and the context.
    """
    with installation() as place:
        begun = time.monotonic()
        say(f"a country of {size:,} people and {vacancies:,} vacancies")
        with _database(place) as postgres_pid:
            _fill(place, size, vacancies, seed)
            place.use_here()
            setup = time.monotonic() - begun
            with _web(place) as web_pid:
                return {
                    "vacancies": vacancies,
                    "setup_s": round(setup, 1),
                    "pages": _pages(seed, [web_pid, postgres_pid], say),
                }


def _pages(seed: int, roots: list[int], say: Callable[[str], None]) -> dict[str, Any]:
    from .page_list import page_list

    cookie = signed_in_cookie()
    results = {}
    for name, paths, signed_in in page_list(random.Random(seed)):
        visitor = Visitor("127.0.0.1", PORT, cookie if signed_in else "")
        for n in range(_WARM_UP):
            visitor.get(paths[n % len(paths)])
        before = cpu_seconds(roots)
        for n in range(_REQUESTS):
            visitor.get(paths[n % len(paths)])
        used = cpu_seconds(roots) - before
        results[name] = {
            "cpu_ms": round(used / _REQUESTS * 1000, 2),
            "sql": max(_statements(path, signed_in) for path in paths[:5]),
            "first_kb": round(first_visit_bytes(visitor, paths[0]) / 1024, 1),
            "repeat_kb": round(repeat_visit_bytes(visitor, paths[0]) / 1024, 1),
            "requests_per_s": round(rate("127.0.0.1", PORT, visitor.cookie, paths, seconds=3.0)),
        }
        say(f"{name}: {results[name]}")
    return results


def _statements(path: str, signed_in: bool) -> int:
    from django.db import connection
    from django.test.client import Client
    from django.test.utils import CaptureQueriesContext

    from .browser_session import signed_in_session_key

    client = Client(HTTP_HOST="localhost")
    if signed_in:
        client.cookies["sessionid"] = signed_in_session_key()
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    quiet = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
    return sum(
        1 for query in captured.captured_queries
        if not query["sql"].upper().startswith(quiet) and "set_config" not in query["sql"]
    )  # fmt: skip


def _fill(place: Installation, size: int, vacancies: int, seed: int) -> None:
    place.peluang("migrate", role="owner")
    place.peluang("reference")
    place.peluang("web", "--prepare")
    place.peluang("demo", "--people", str(size), "--seed", str(seed), "--vacancies", str(vacancies))
    place.peluang("index", "rebuild")


@contextmanager
def _database(place: Installation) -> Iterator[int]:
    with place.server.running() as child:
        yield child.pid


@contextmanager
def _web(place: Installation) -> Iterator[int]:
    child = subprocess.Popen(
        [sys.executable, "-m", "peluang.doors.cli.main", "web", "--port", str(PORT)], env=place.environment
    )
    try:
        visitor = Visitor("127.0.0.1", PORT, "")
        for _ in range(300):
            try:
                visitor.get("/?" + urlencode({"warm": 1}))
                break
            except OSError:
                time.sleep(0.1)
        yield child.pid
    finally:
        child.terminate()
        child.wait(20)
