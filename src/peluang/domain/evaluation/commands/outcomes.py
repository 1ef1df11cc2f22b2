"""Asking people 3, 6 and 12 months after a training what became of them."""

from __future__ import annotations

import calendar
import datetime
import hashlib
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.catalogue.commands import refresh_results
from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import PROGRAM, Actor, Role
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning.models import Enrolment
from peluang.domain.messages.commands import write
from peluang.domain.people.enums import Purpose
from peluang.domain.people.queries import people_with_consent
from peluang.engines.rules import local_date

from .. import access, message_texts
from ..events import OUTCOME_ANSWERED, OUTCOMES_ASKED, OUTCOMES_MISSED
from ..models import Outcome, Situation
from ..queries import WORKING, compute_results
from ..states import OUTCOME

MONTHS = (3, 6, 12)
#: Days between the question and its end.
ANSWER_DAYS = 30
_WAGE_MAX = 1_000_000_000  # rupiah a month


def months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day `months` calendar months on; the last day where that month is shorter."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@command
def plan_outcomes(by: Actor, *, enrolment_id: UUID, at: datetime.datetime) -> int:
    """Plans the three questions for a completed training; returns how many are new. Repeating changes nothing."""
    enrolment = Enrolment.objects.get(id=enrolment_id)
    finished = local_date(enrolment.completed_at or at)
    rows = [
        Outcome(
            enrolment=enrolment,
            offering_id=enrolment.offering_id,
            person_id=enrolment.person_id,
            home_region=enrolment.home_region,
            months=months,
            due_on=months_later(finished, months),
        )
        for months in MONTHS
    ]
    before = Outcome.objects.filter(enrolment=enrolment).count()
    Outcome.objects.bulk_create(rows, ignore_conflicts=True)
    return len(MONTHS) - before


@command
def ask_due(by: Actor, *, at: datetime.datetime, most: int = 1000) -> int:
    """Asks everyone whose day has come, up to `most` people; returns how many were asked.

    The question stands on the person's page; only those who agreed to surveys get a message (UU PDP 27/2022).
    """
    due = list(
        Outcome.objects.select_for_update(skip_locked=True)
        .filter(status="planned", due_on__lte=local_date(at))
        .order_by("due_on")[:most]
    )
    if not due:
        return 0
    _move(by, due, "asked")
    agreed = people_with_consent([row.person_id for row in due], Purpose.SURVEYS)
    for row in due:
        if row.person_id in agreed:
            write(
                by,
                person_id=row.person_id,
                template=message_texts.OUTCOME_ASKED,
                at=at,
                once=f"outcome-asked-{row.id}",
                context={"outcome_id": str(row.id), "months": row.months, "until": _last_day(row)},
            )
    append(OUTCOMES_ASKED, new_id(), at=at, outcomes=len(due), digest=_digest(due))
    return len(due)


@command
def mark_missed(by: Actor, *, at: datetime.datetime, most: int = 5000) -> int:
    """Closes questions that nobody answered for thirty days; returns how many."""
    limit = local_date(at) - datetime.timedelta(days=ANSWER_DAYS)
    late = list(
        Outcome.objects.select_for_update(skip_locked=True)
        .filter(status="asked", due_on__lt=limit)
        .order_by("due_on")[:most]
    )
    if not late:
        return 0
    _move(by, late, "missed")
    append(OUTCOMES_MISSED, new_id(), at=at, outcomes=len(late), digest=_digest(late))
    return len(late)


@command
def answer_outcome(
    by: Actor,
    *,
    outcome_id: UUID,
    situation: str,
    wage: int | None = None,
    uses_training: bool | None = None,
    at: datetime.datetime,
) -> Outcome:
    """Stores the answer and refreshes the training's result in the same transaction. wage: rupiah a month.

    Raises NotYours for another person's question; Refused for a wrong state, situation or wage.
    """
    outcome = Outcome.objects.select_for_update().filter(id=outcome_id).first()
    if outcome is None:
        raise NotYours
    access.may_answer(by, outcome)
    _check_answer(situation, wage)
    works = situation in WORKING
    OUTCOME.advance(outcome, "answered", Role.PERSON)
    outcome.situation = situation
    outcome.wage = wage if works else None
    outcome.uses_training = uses_training if works else None
    outcome.answered_at = at
    outcome.save()
    append(
        OUTCOME_ANSWERED,
        outcome.id,
        at=at,
        enrolment_id=outcome.enrolment_id,
        offering_id=outcome.offering_id,
        person_id=outcome.person_id,
        months=outcome.months,
        situation=situation,
        uses_training=outcome.uses_training,
    )
    refresh_results(PROGRAM, rows=compute_results([outcome.offering_id]), at=at)
    return outcome


@command
def refresh_results_of(by: Actor, *, offering_ids: Sequence[UUID] | None, at: datetime.datetime) -> int:
    """Recomputes results from evidence, of these trainings or of all (None); returns how many were written."""
    rows = compute_results(offering_ids)
    refresh_results(PROGRAM, rows=rows, at=at)
    return len(rows)


def _check_answer(situation: str, wage: int | None) -> None:
    if situation not in Situation.values:
        raise Refused(
            "unknown_situation",
            _("Pilih keadaanmu sekarang."),
            todo=_("Pilih satu dari enam pilihan."),
            field="situation",
        )
    if wage is not None and not 0 <= wage <= _WAGE_MAX:
        raise Refused(
            "wage_out_of_range",
            _("Penghasilan sebulan harus antara Rp0 dan Rp1 miliar."),
            todo=_("Isi angka rupiah saja, atau kosongkan."),
            field="wage",
        )


def _move(by: Actor, rows: list[Outcome], target: str) -> None:
    for row in rows:
        OUTCOME.advance(row, target, by.role)
    Outcome.objects.bulk_update(rows, ["status"], batch_size=1000)


def _last_day(outcome: Outcome) -> datetime.date:
    return outcome.due_on + datetime.timedelta(days=ANSWER_DAYS)


def _digest(rows: Iterable[Outcome]) -> str:
    return hashlib.sha256("".join(sorted(str(row.id) for row in rows)).encode()).hexdigest()
