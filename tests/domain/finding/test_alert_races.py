"""Two workers at the same moment."""

from __future__ import annotations

import contextlib
import datetime
import threading
from unittest.mock import patch

import pytest
from django.db import IntegrityError
from django.db.models import QuerySet

from peluang.domain.finding.commands import alerts, rebuild_index, send_alerts
from peluang.domain.finding.models import Alert, ToldVacancy
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.messages.models import OutboxMessage
from tests.concurrency import together
from tests.factories.finding import a_saved_search
from tests.factories.jobs import a_vacancy

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def prepared(now, people):
    with acting(PROGRAM, scope="command"):
        for _ in range(people):
            a_saved_search()
        a_vacancy(posted_at=now + DAY / 2)
        rebuild_index(PROGRAM, at=now)


def counts():
    with acting(PROGRAM, scope="command"):
        return Alert.objects.count(), ToldVacancy.objects.count(), OutboxMessage.objects.count()


def both_ask_before_either_writes(seconds=3):
    """Holds each worker when it knows what is new, until the other does too or, for so long, cannot."""
    met = threading.Barrier(2)
    original = alerts._news

    def news(*args):
        found = original(*args)
        with contextlib.suppress(threading.BrokenBarrierError):  # the other one has nothing to do
            met.wait(seconds)
        return found

    return patch.object(alerts, "_news", news)


def test_two_workers_at_once_write_each_alert_once(fresh_database, now):
    prepared(now, 6)
    with both_ask_before_either_writes():
        together([lambda: send_alerts(PROGRAM, at=now + DAY)] * 2)
    assert counts() == (6, 6, 6)


def test_without_the_lock_both_would_tell_and_the_database_refuses_the_second(fresh_database, now):
    """The race is real: with locks off both find the same news; only the unique key keeps the second from sending."""
    prepared(now, 1)
    refused_by_database: list[IntegrityError] = []

    def turn():
        try:
            send_alerts(PROGRAM, at=now + DAY)
        except IntegrityError as error:
            refused_by_database.append(error)

    with (
        both_ask_before_either_writes(seconds=60),
        patch.object(QuerySet, "select_for_update", lambda rows, **_: rows.all()),
    ):
        together([turn] * 2)
    assert len(refused_by_database) == 1
    assert "vacancy_told_once_a_search" in str(refused_by_database[0])
    assert counts() == (1, 1, 1)
