"""Outcomes, and the results of trainings computed from evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import connection

from peluang.domain.catalogue.commands import ResultRow
from peluang.domain.kernel.context import elevated
from peluang.domain.learning.queries import count_results

from ..models import Outcome, Situation

#: Situations that count as work in a training's result.
WORKING = (Situation.EMPLOYED, Situation.OWN_BUSINESS, Situation.BETTER_JOB)
_TOLD = """
select offering_id, count(*), count(*) filter (where situation = any(%(working)s)) from evaluation_outcome
where status = 'answered' and months = %(months)s and (%(all)s or offering_id = any(%(ids)s)) group by 1
"""


def compute_results(offering_ids: Sequence[UUID] | None, *, months: int = 3) -> list[ResultRow]:
    """Results of these trainings, or of every training with evidence (None); outcomes at `months` after finishing.

    Two statements, set-based. gain: points of 100; stars: 1–5; answered and working: people.
    """
    wanted: dict[str, Any] = {
        "all": offering_ids is None,
        "ids": list(offering_ids or []),
        "months": months,
        "working": list(WORKING),
    }
    with elevated("results of trainings are totals over everybody who took them"), connection.cursor() as cursor:
        rows = count_results(offering_ids)
        cursor.execute(_TOLD, wanted)
        told = {offering: (answered, working) for offering, answered, working in cursor.fetchall()}
    for offering in {*told, *(offering_ids or [])}:
        rows.setdefault(offering, ResultRow(offering))
    return [
        replace(row, months=months, answered=told.get(each, (0, 0))[0], working=told.get(each, (0, 0))[1])
        for each, row in rows.items()
    ]


def outcome_of(person_id: UUID, outcome_id: UUID) -> Outcome | None:
    """One question to this person, with its training (1 statement)."""
    return (
        Outcome.objects.select_related("offering", "offering__provider", "enrolment")
        .filter(id=outcome_id, person_id=person_id)
        .first()
    )


def asked_of(person_id: UUID) -> list[Outcome]:
    """Questions that wait for an answer, oldest first (1 statement)."""
    found = Outcome.objects.filter(person_id=person_id, status="asked").select_related("offering")
    return list(found.order_by("due_on"))
