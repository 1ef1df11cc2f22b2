"""A live server on a database of its own, one Chromium a run, and a browser context for everybody who takes part.

`world` is the stage of a journey: `world.visitor()` opens a browser, `world.due(days=90)` lets time pass,
`world.country` holds who and what is there. The test fails on any script error, CSP violation or broken answer.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import database
from tests.conftest import point_at

from .server import LiveServer
from .world import World

# Playwright's sync API runs an event loop in this thread; our own database calls stay synchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = os.environ.get("PELUANG_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
_ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    """English comes from compiled catalogues: written once, by the process that starts the others."""
    if not hasattr(config, "workerinput"):
        from peluang.doors.cli.catalogues import compile_all

        compile_all()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip(
            "browser tests need Chromium: install it (Debian: apt-get install chromium) or set PELUANG_CHROMIUM"
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served(django_db_setup: None) -> Iterator[LiveServer]:
    server = LiveServer().start()
    yield server
    server.stop()


def _world(server: LiveServer, chromium: Browser, folder: Path, blocker: object) -> Iterator[World]:
    name = f"browser_{os.getpid()}_{os.urandom(3).hex()}"
    database.clone(name)
    try:
        with blocker.unblock():  # type: ignore[attr-defined]
            before = database_name()
            point_at(name)
            world = World(server, chromium, folder)
            try:
                with world.in_place():
                    yield world
            finally:
                point_at(before)
    finally:
        database.drop(name)


def database_name() -> str:
    from django.db import connections

    return str(connections["default"].settings_dict["NAME"])


@pytest.fixture
def world(served: LiveServer, chromium: Browser, tmp_path: Path, django_db_blocker: object) -> Iterator[World]:
    """A country of this test's own, empty but for places, occupations and skills."""
    served.broken.clear()
    made = _world(served, chromium, tmp_path, django_db_blocker)
    current = next(made)
    yield current
    next(made, None)
    _nothing_broke(current, served)


def _nothing_broke(world: World, served: LiveServer) -> None:
    met = [*served.broken, *world.problems]
    world.problems.clear()
    served.broken.clear()
    assert not met, "met on the way:\n  " + "\n  ".join(met)


@pytest.fixture(autouse=True)
def _nothing_breaks_in_a_shared_world(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "shared_world" in request.fixturenames:
        _nothing_broke(request.getfixturevalue("shared_world"), request.getfixturevalue("served"))


@pytest.fixture(scope="module")
def shared_world(
    served: LiveServer, chromium: Browser, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: object
) -> Iterator[World]:
    """One country for all tests of a file that only look."""
    yield from _world(served, chromium, tmp_path_factory.mktemp("shared"), django_db_blocker)
