"""What time brings about in curation: reviewers and institutions are reminded, nothing is decided by itself."""

from __future__ import annotations

import datetime

from django.db.models import F, Max

from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.engines.rules import local_date

from .. import access, message_texts
from ..curation_telling import tell_office, tell_person, tell_provider
from ..models import ContentReport, CurationRound

#: Each is told once; rows older than this were told long ago and need not be read again.
_LOOKED_BACK = datetime.timedelta(days=30)
_MOST = 1000


@command
def remind_of_rounds(by: Actor, *, at: datetime.datetime) -> int:
    """Rounds over their due date: told to who claimed it, else to the office. Drafts over the time to correct: told to
    the institution. Returns the number of messages.
    """
    access.must_curate(by)
    today = local_date(at)
    told = 0
    for row in CurationRound.objects.filter(decision="", due_on__lt=today).order_by("due_on", "id")[:_MOST]:
        said = {"offering_id": row.offering_id, "round_id": row.id, "due_on": row.due_on}
        once = f"round-overdue-{row.id}"
        told += (
            tell_person(by, row.reviewer, message_texts.ROUND_OVERDUE, once=once, at=at, **said)
            if row.reviewer
            else tell_office(by, message_texts.ROUND_OVERDUE, once=once, at=at, **said)
        )
    for row in _uncorrected(today):
        told += tell_provider(
            by, row.offering.provider_id, message_texts.STALE, once=f"round-stale-{row.id}", at=at,
            offering_id=row.offering_id, answer_due=row.answer_due,
        )  # fmt: skip
    return told


@command
def remind_of_reports(by: Actor, *, at: datetime.datetime) -> int:
    """Reports that nobody answered in time, and prices that were not corrected: told to the office, which decides."""
    access.must_curate(by)
    today = local_date(at)
    told = 0
    late = ContentReport.objects.filter(status="open", answer_due__range=(today - _LOOKED_BACK, _before(today)))
    for row in late.order_by("answer_due", "id")[:_MOST]:
        told += tell_office(
            by, message_texts.REPORT_UNANSWERED, once=f"report-late-{row.id}", at=at, offering_id=row.offering_id,
            report_id=row.id, answer_due=row.answer_due,
        )  # fmt: skip
    wrong = ContentReport.objects.filter(
        status="upheld", correct_by__range=(today - _LOOKED_BACK, _before(today)), offering__status="published",
        offering__price__gte=F("price"),
    )  # fmt: skip
    for row in wrong.order_by("correct_by", "id")[:_MOST]:
        told += tell_office(
            by, message_texts.PRICE_UNCORRECTED, once=f"price-late-{row.id}", at=at, offering_id=row.offering_id,
            report_id=row.id, correct_by=row.correct_by,
        )  # fmt: skip
    return told


def _uncorrected(today: datetime.date) -> list[CurationRound]:
    """The last round of its offering, returned, and its time to correct is over."""
    found = CurationRound.objects.filter(decision="returned", answer_due__range=(today - _LOOKED_BACK, _before(today)))
    newest = found.annotate(last=Max("offering__rounds__number")).filter(number=F("last"))
    living = newest.exclude(offering__status__in=["merged", "retired"])
    return list(living.select_related("offering").order_by("answer_due", "id")[:_MOST])


def _before(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=1)
