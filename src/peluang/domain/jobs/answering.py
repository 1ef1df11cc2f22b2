"""Whether an employer answers: what counts as an answer, and what is said of it in public.

An answer is the first thing somebody of the employer decides about an application: an interview or times for one,
an offer, a refusal. Reading it is none, and what the program decides (a vacancy that filled or was withdrawn) is none
either. An answer taken back within its day never was one; times for an interview once offered stay one.

Counted are the applications sent between WINDOW and SETTLED before the day of counting, to vacancies people apply to
here. Left out is what ended before SETTLED had passed without an answer, because the person withdrew or the program
closed it: nobody knows whether an answer would have come. What had waited longer when it ended counts as unanswered.

- share: of those counted, how many were answered at all, however late
- days: the median, from sending to the first answer, of those answered; whole days, rounded up, at least one
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from peluang.domain.kernel.context import Actor, Role

from .models import LEAST_ANSWERED, Application, EmployerAnswering

#: Younger applications are not counted: their answer may still come.
SETTLED = datetime.timedelta(days=14)
#: Older ones neither: an employer that became better, or worse, shows it within half a year.
WINDOW = datetime.timedelta(days=180)
_ANSWERS = ("interview", "offer", "refused")


def note_answer(application: Application, target: str, by: Actor, at: datetime.datetime) -> None:
    """Called with every decision; keeps the first answer that a person gives (unsaved)."""
    if target in _ANSWERS and by.role != Role.SYSTEM and application.answered_at is None:
        application.answered_at = at


def take_answer_back(application: Application) -> None:
    """Before a decision is undone (unsaved): the answer goes with it, unless an earlier one was given."""
    was_first = application.answered_at == application.decided_at and application.before in ("sent", "seen")
    if application.status in ("refused", "offer") and was_first:
        application.answered_at = None


@dataclass(frozen=True)
class Answering:
    """days: None where fewer than half are answered; then no day is usual."""

    answered: int
    counted: int
    days: int | None


def answering_of(employer_id: UUID) -> Answering | None:
    """One read by key; None below LEAST_ANSWERED, also for the employer itself. Up to a day old."""
    row = EmployerAnswering.objects.filter(employer_id=employer_id, answered__gte=LEAST_ANSWERED).first()
    if row is None:
        return None
    return Answering(row.answered, row.counted, row.days if row.answered * 2 >= row.counted else None)
