"""The stream at its door: what a page says, where it goes on, what is answered to nonsense."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from tests.factories.jobs import a_vacancy

from peluang.domain.events.sealer import seal
from peluang.domain.jobs.commands import change_vacancy, close_vacancy
from peluang.domain.kernel.context import PROGRAM

pytestmark = pytest.mark.django_db
START = "/api/v1/vacancies/changes"


def ask(address: str = START, **headers: str) -> Any:
    parts = urlsplit(address)
    return Client(headers=headers).get(parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()})


def read(address: str = START) -> tuple[list[dict[str, Any]], str]:
    """All items up to the head, and where to go on."""
    items: list[dict[str, Any]] = []
    for _page in range(100):
        said = ask(address).json()
        items += said["items"]
        address = said["next"]
        if not said["more"]:
            return items, address
    raise AssertionError("the stream never ends")


def kinds(items: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(each["type"], each["id"]) for each in items]


def test_first_everything_that_is_open_then_what_changed(now):
    drafted, first, second = a_vacancy(status="draft"), a_vacancy(skills=["las-smaw"]), a_vacancy(title="Kasir")
    items, address = read(f"{START}?limit=1")
    assert kinds(items) == [("changed", str(first.id)), ("changed", str(second.id))]
    assert items[0]["vacancy"]["skills"] == ["las-smaw"]
    assert items[0]["vacancy"]["regency"] == {"code": "33.20", "name": first.regency.name}
    assert str(drafted.id) not in str(items)

    change_vacancy(PROGRAM, vacancy_id=first.id, title="Juru las pipa", at=now)
    change_vacancy(PROGRAM, vacancy_id=first.id, title="Juru las kapal", at=now)
    close_vacancy(PROGRAM, vacancy_id=second.id, at=now)
    assert read(address)[0] == []  # not sealed yet: nobody knows its place in the order
    seal(now)
    items, address = read(address)
    assert kinds(items) == [("changed", str(first.id)), ("removed", str(second.id))]
    assert items[0]["vacancy"]["title"] == "Juru las kapal"
    assert read(address)[0] == []


def test_several_changes_over_several_pages_are_told_once(now):
    vacancy = a_vacancy()
    _items, address = read()
    for number in range(5):
        change_vacancy(PROGRAM, vacancy_id=vacancy.id, title=f"Kasir {number}", at=now)
    seal(now)
    items, _address = read(address.replace("limit=500", "limit=2"))
    assert [each["vacancy"]["title"] for each in items] == ["Kasir 4"]


def test_what_changes_during_the_first_phase_comes_once_in_its_new_state(now):
    rows = [a_vacancy(title=f"Kasir {number}") for number in range(4)]
    page = ask(f"{START}?limit=2").json()
    change_vacancy(PROGRAM, vacancy_id=rows[0].id, title="Baru", at=now)
    change_vacancy(PROGRAM, vacancy_id=rows[3].id, title="Baru juga", at=now)
    close_vacancy(PROGRAM, vacancy_id=rows[2].id, at=now)
    seal(now)
    items, _address = read(page["next"])
    told = [(each["type"], (each["vacancy"] or {}).get("title")) for each in page["items"] + items]
    assert told == [
        ("changed", "Kasir 0"),
        ("changed", "Kasir 1"),
        ("changed", "Baru"),
        ("changed", "Baru juga"),
        ("removed", None),
    ]


def test_nothing_new_is_304(now):
    a_vacancy()
    _items, address = read()
    answer = ask(address)
    assert answer.status_code == 200
    assert "no-cache" in answer["Cache-Control"]
    again = ask(address, If_None_Match=answer["ETag"])
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
    a_vacancy_that_tells(now)
    assert ask(address, If_None_Match=answer["ETag"]).status_code == 200


def a_vacancy_that_tells(now: datetime.datetime) -> None:
    change_vacancy(PROGRAM, vacancy_id=a_vacancy().id, title="Kasir", at=now)
    seal(now)


@pytest.mark.parametrize(
    "after", ["x", "Yy4x", "Yw", "Yy4tMQ", "é", "cy4xLnp6", "Y" * 500, "Yy45OTk5OTk5OTk5OTk5OTk5OTk5OTk"]
)
def test_a_cursor_of_nobody_is_refused_or_empty(after):
    answer = Client().get(START, {"after": after})
    if answer.status_code != 200:
        assert (answer.status_code, answer.json()["code"]) == (422, "cursor_unreadable")
        assert answer.json()["todo"]
    else:
        assert answer.json()["items"] == []


@pytest.mark.parametrize("limit", ["0", "1001", "-1", "banyak"])
def test_limits(limit):
    answer = Client().get(START, {"limit": limit})
    assert (answer.status_code, answer.json()["field"]) == (422, "limit")


def test_few_statements(django_assert_max_num_queries):
    for number in range(5):
        a_vacancy(title=f"Kasir {number}")
    with django_assert_max_num_queries(12):
        ask()
