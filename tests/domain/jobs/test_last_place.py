"""Two recruiters, one place, at the same moment."""

from __future__ import annotations

import threading
from unittest.mock import patch

from django.db import models
from django.db.models import QuerySet

from peluang.domain.jobs.commands import hire, offer_work
from peluang.domain.jobs.models import Application, Employment, Vacancy
from peluang.domain.kernel.context import PROGRAM, Actor, acting
from tests.concurrency import at_once
from tests.conftest import NOW
from tests.factories.jobs import TODAY, a_vacancy, an_application
from tests.factories.organisations import an_actor


def prepared(status: str) -> tuple[list[Actor], list[Application], Vacancy]:
    with acting(PROGRAM, scope="command"):
        vacancy = a_vacancy(places=1)
        recruiters = [an_actor("employer", organisation=vacancy.employer) for _ in range(2)]
        return recruiters, [an_application(vacancy=vacancy, status=status) for _ in range(2)], vacancy


def test_of_two_hires_for_the_last_place_one_is_refused_with_a_sentence(fresh_database):
    recruiters, applications, vacancy = prepared("accepted")
    outcome = at_once([lambda n=n: hire(recruiters[n], application_id=applications[n].id, at=NOW) for n in range(2)])
    assert outcome == ["done", "no_place_left"]
    with acting(PROGRAM, scope="command"):
        assert Vacancy.objects.get(id=vacancy.id).filled == Employment.objects.count() == 1


def test_of_two_offers_for_the_last_place_one_is_refused(fresh_database):
    recruiters, applications, _ = prepared("seen")
    outcome = at_once([
        lambda n=n: offer_work(recruiters[n], application_id=applications[n].id, wage=3_000_000, starts_on=TODAY, at=NOW)
        for n in range(2)
    ])  # fmt: skip
    assert outcome == ["done", "no_place_left"]


def test_of_two_recruiters_deciding_one_application_the_second_is_told(fresh_database):
    recruiters, applications, _ = prepared("accepted")
    outcome = at_once([lambda n=n: hire(recruiters[n], application_id=applications[0].id, at=NOW) for n in range(2)])
    assert outcome == ["already_decided", "done"]


def test_the_race_is_real_without_the_lock(fresh_database):
    """With locks switched off both read a free place: the test above would not pass by luck."""
    recruiters, applications, _ = prepared("seen")
    both_have_read = threading.Barrier(2)
    original = models.QuerySet.count

    def count_together(rows: QuerySet[models.Model]) -> int:
        found = original(rows)
        if rows.model is Application:
            both_have_read.wait(10)
        return found

    with (
        patch.object(QuerySet, "select_for_update", lambda rows, **_: rows.all()),
        patch.object(QuerySet, "count", count_together),
    ):
        outcome = at_once([
            lambda n=n: offer_work(recruiters[n], application_id=applications[n].id, wage=3_000_000, starts_on=TODAY, at=NOW)
            for n in range(2)
        ])  # fmt: skip
    assert outcome == ["done", "done"]
