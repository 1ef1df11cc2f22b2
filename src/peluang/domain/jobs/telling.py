"""Messages about applications: to the person, and to those who recruit for the employer."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from peluang.domain.kernel.context import PROGRAM
from peluang.domain.messages.commands import write, write_many
from peluang.domain.organisations.models import Membership

from . import message_texts, slot_texts, talking_texts  # noqa: F401 (registers the templates)
from .access import EMPLOYING
from .models import Application


def tell_person(
    application: Application, template: str, at: datetime.datetime, *, once: str | None = None, **context: Any
) -> None:
    """context: ids, numbers, dates; the job's title is joined when the message is sent. once: as in messages.write."""
    write(
        PROGRAM,
        person_id=application.person_id,
        template=f"jobs.{template}",
        context=_context(application) | context,
        once=once,
        at=at,
    )


def tell_people(applications: Sequence[Application], template: str, at: datetime.datetime) -> None:
    """One piece of news to many applicants of one vacancy."""
    contexts = {each.person_id: _context(each) for each in applications}
    write_many(PROGRAM, template=f"jobs.{template}", contexts=contexts, at=at)


def tell_recruiters(application: Application, template: str, at: datetime.datetime, **context: Any) -> None:
    recruiters = Membership.objects.filter(
        organisation_id=application.employer_id, until__isnull=True, role__in=[role.value for role in EMPLOYING]
    )
    contexts = dict.fromkeys(recruiters.values_list("person_id", flat=True), _context(application) | context)
    write_many(PROGRAM, template=f"jobs.{template}", contexts=contexts, at=at)


def _context(application: Application) -> dict[str, Any]:
    return {"application_id": application.id, "vacancy_id": application.vacancy_id}
