"""Every test with the `db` fixture runs as the program's own role, in scope `command`, and is rolled back."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator

import pytest
from django.db import connections

from peluang.domain.kernel.context import PROGRAM, acting
from tests import database

#: The tests' present: a Tuesday morning in Jakarta.
NOW = datetime.datetime(2026, 11, 24, 3, 0, tzinfo=datetime.UTC)


@pytest.fixture
def now() -> datetime.datetime:
    return NOW


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_cluster] = None
    if not hasattr(config, "workerinput") and config.getoption("numprocesses", None):
        _start(config)


_cluster: pytest.StashKey[database.Cluster | None] = pytest.StashKey()


def _start(config: pytest.Config) -> None:
    cluster = database.Cluster()
    config.stash[_cluster] = cluster
    cluster.start()


def pytest_unconfigure(config: pytest.Config) -> None:
    cluster = config.stash.get(_cluster, None)
    if cluster:
        cluster.stop()


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker) -> Iterator[None]:
    """A clone of the template for this worker; nothing is migrated here."""
    if "PELUANG_TEST_DATABASE_BASE" not in os.environ:
        _start(request.config)
    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'gw')}_{os.getpid()}"
    database.clone(name)
    point_at(name)
    with django_db_blocker.unblock():
        yield
        connections["default"].close()
    database.drop(name)


def point_at(name: str) -> None:
    """Django's connection, from now on, to this database of the tests' cluster, as the program's role."""
    connection = connections["default"]
    connection.close()
    connection.settings_dict.update(
        NAME=name, HOST=str(database.running_server().socket_folder), USER="peluang_app", CONN_MAX_AGE=0
    )


@pytest.fixture(autouse=True)
def _django_db_marker(request: pytest.FixtureRequest) -> None:
    """As pytest-django's, but a test with a fresh database commits there and is not wrapped."""
    if request.node.get_closest_marker("django_db") and "fresh_database" not in request.fixturenames:
        request.getfixturevalue("_django_db_helper")


@pytest.fixture(autouse=True)
def _as_program(request: pytest.FixtureRequest) -> Iterator[None]:
    """Database tests act as the program unless they say otherwise."""
    marked = request.node.get_closest_marker("django_db")
    if not (marked or "db" in request.fixturenames) or "fresh_database" in request.fixturenames:
        yield
        return
    request.getfixturevalue("db")
    with acting(PROGRAM, scope="command"):
        yield


@pytest.fixture
def fresh_database(django_db_setup, django_db_blocker) -> Iterator[str]:
    """A database of its own for tests that commit: races, crashes, several processes."""
    before = connections["default"].settings_dict["NAME"]
    name = f"fresh_{os.getpid()}_{os.urandom(3).hex()}"
    database.clone(name)
    with django_db_blocker.unblock():
        point_at(name)
        try:
            yield name
        finally:
            point_at(before)
    database.drop(name)
