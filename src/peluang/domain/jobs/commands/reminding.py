"""Employers who are silent are told who waits, once a day at most."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from peluang.domain.events.journal import append_many
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import PROGRAM, Actor, Role
from peluang.domain.kernel.keys import new_ids
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.messages.commands import write_many
from peluang.domain.organisations.models import Membership

from .. import reminder_texts  # noqa: F401 (registers the template)
from ..access import EMPLOYING
from ..events import EMPLOYER_REMINDED
from ..models import Application, EmployerReminder
from ..unanswered import due_for_a_reminder, unanswered

#: The day of a digest is that of the capital: an employer's vacancies may lie in several zones.
_DAY = ZoneInfo("Asia/Jakarta")
_CLAIM = """
insert into jobs_employer_reminder (id, employer_id, "on", waiting, longest, told_at)
select id, employer, %(on)s, waiting, longest, %(at)s
  from unnest(%(ids)s::uuid[], %(employers)s::uuid[], %(waiting)s::int[], %(longest)s::int[])
       as digest(id, employer, waiting, longest)
 order by employer
    on conflict (employer_id, "on") do nothing returning employer_id
"""


@command
def remind_silent_employers(by: Actor, *, at: datetime.datetime, most: int = 200) -> int:
    """One digest for each employer and day; returns how many employers were told (at most `most` a run).

    The rows of applications are locked and those somebody decides this moment skipped; of two workers the one whose
    row of EmployerReminder stands tells, the other finds it there.
    """
    if by.role != Role.SYSTEM:
        raise NotYours
    today = at.astimezone(_DAY).date()
    told = EmployerReminder.objects.filter(on=today).values("employer_id")
    due = due_for_a_reminder(at).exclude(employer_id__in=told).order_by("employer_id")
    employers = list(due.values_list("employer_id", flat=True).distinct()[:most])
    if not employers:
        return 0
    rows = unanswered(at).filter(employer_id__in=employers).order_by("id")
    waits: dict[UUID, list[tuple[UUID, int]]] = {}
    locked = rows.select_for_update(skip_locked=True, of=("self",))
    for key, employer, since in locked.values_list("id", "employer_id", "since"):
        waits.setdefault(employer, []).append((key, (at - since).days))
    ours = _claim(waits, today, at)
    told_of = [key for employer in ours for key, _days in waits[employer]]
    Application.objects.filter(id__in=told_of).update(reminded_at=at)
    _tell(ours, waits, at)
    append_many(EMPLOYER_REMINDED, ours, at=at)
    return len(ours)


def _claim(waits: dict[UUID, list[tuple[UUID, int]]], on: datetime.date, at: datetime.datetime) -> list[UUID]:
    """The employers that are ours to tell; in one order, so that two workers never wait in a circle."""
    if not waits:
        return []
    employers = sorted(waits)
    values: dict[str, Any] = {
        "on": on, "at": at, "ids": list(new_ids(len(employers))), "employers": employers,
        "waiting": [len(waits[each]) for each in employers],
        "longest": [max(days for _key, days in waits[each]) for each in employers],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, values)
        return [row[0] for row in cursor.fetchall()]


def _tell(employers: Iterable[UUID], waits: dict[UUID, list[tuple[UUID, int]]], at: datetime.datetime) -> None:
    """Two statements, and two more for people who recruit for several of them: one message is about one employer."""
    recruiters = Membership.objects.filter(
        organisation_id__in=list(employers), until__isnull=True, role__in=[role.value for role in EMPLOYING]
    )
    pairs = set(recruiters.values_list("person_id", "organisation_id"))
    while pairs:
        turn = dict(sorted(pairs))
        contexts = {
            person: {"waiting": len(waits[employer]), "longest": max(days for _key, days in waits[employer])}
            for person, employer in turn.items()
        }
        write_many(PROGRAM, template="jobs.applicants_wait", contexts=contexts, at=at)
        pairs -= set(turn.items())
