"""A reader pages through while others write: nothing twice, nothing missing, and in the end the same as the database."""

from __future__ import annotations

import random
import threading
import time
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from peluang.domain.events.sealer import seal
from peluang.domain.jobs import stream
from peluang.domain.jobs.commands import change_vacancy, close_vacancy, post_vacancy
from peluang.domain.jobs.models import Vacancy
from peluang.domain.jobs.stream import Cursor, changes
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.refusal import Refused
from tests.conftest import NOW
from tests.factories.jobs import a_vacancy

pytestmark = pytest.mark.django_db


@given(st.text(max_size=60))
def test_any_text_is_a_cursor_or_refused(text):
    try:
        cursor = Cursor.of(text)
    except Refused as refusal:
        assert refusal.field == "after"
    else:
        assert Cursor.of(cursor.text) == cursor


class Reader:
    """Keeps a copy as a partner would. versions: titles told of a vacancy, in order."""

    def __init__(self, limit: int) -> None:
        self.cursor: Cursor | None = None
        self.limit = limit
        self.copy: dict[UUID, str] = {}
        self.versions: dict[UUID, list[str]] = {}

    def page(self) -> bool:
        with acting(PROGRAM, scope="command"):
            page = changes(self.cursor, self.limit)
        for row in page.rows:
            self.copy[row.id] = row.title
            self.versions.setdefault(row.id, []).append(row.title)
        for each in page.removed:
            self.copy.pop(each, None)
        self.cursor = page.next
        return page.more


def _write(mine: list[UUID], seed: int, stopping: threading.Event) -> None:
    """Each change gives a title never used before, so that a version told twice shows. Some commit late."""
    dice = random.Random(seed)
    number = 0
    try:
        while not stopping.is_set():
            number += 1
            vacancy = dice.choice(mine)
            with acting(PROGRAM, scope="command"):
                status = Vacancy.objects.get(id=vacancy).status
                if status == "closed":
                    post_vacancy(PROGRAM, vacancy_id=vacancy, at=NOW)
                if status == "open" and dice.random() < 0.3:
                    close_vacancy(PROGRAM, vacancy_id=vacancy, at=NOW)
                else:
                    change_vacancy(PROGRAM, vacancy_id=vacancy, title=f"{seed}-{number}", at=NOW)
                stopping.wait(dice.random() * 0.01)  # the event has its id now and its commit later
    finally:
        connection.close()


def _seal(stopping: threading.Event) -> None:
    try:
        while not stopping.is_set():
            with acting(PROGRAM, scope="command"):
                seal(NOW, most=50)
            stopping.wait(0.005)
    finally:
        connection.close()


def _race(limit: int, seconds: float) -> tuple[Reader, dict[UUID, str]]:
    """A reader of pages, three writers and the sealer at once; then the reader reads to the end. Returns it with the
    titles that are open now.
    """
    with acting(PROGRAM, scope="command"):
        ids = [a_vacancy(title=f"awal-{number}").id for number in range(300)]
    stopping = threading.Event()
    threads = [threading.Thread(target=_write, args=(ids[n::3], n, stopping)) for n in range(3)]
    threads.append(threading.Thread(target=_seal, args=(stopping,)))
    reader = Reader(limit)
    for each in threads:
        each.start()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        reader.page()
    stopping.set()
    for each in threads:
        each.join()
    with acting(PROGRAM, scope="command"):
        while seal(NOW):
            pass
        standing = dict(Vacancy.objects.filter(status="open").values_list("id", "title"))
    while reader.page():
        pass
    return reader, standing


def _doubles(reader: Reader) -> int:
    """Versions told more than once: every write gives a title of its own, also when it opens again."""
    return sum(len(told) - len(set(told)) for told in reader.versions.values())


@pytest.mark.parametrize("limit", [7, 200])
def test_nothing_twice_and_nothing_missing_while_others_write(fresh_database, limit):
    reader, standing = _race(limit, 4)
    assert sum(len(each) for each in reader.versions.values()) > 400  # it did change under the reader
    assert reader.copy == standing
    assert _doubles(reader) == 0


def test_without_the_look_at_later_events_there_are_doubles(fresh_database, monkeypatch):
    """The race is real: what the test above guards against happens as soon as the guard is gone."""
    monkeypatch.setattr(stream, "_LATER", "(%s::text[] is null or %s < 0)")
    reader, _standing = _race(7, 3)
    assert _doubles(reader) > 0
