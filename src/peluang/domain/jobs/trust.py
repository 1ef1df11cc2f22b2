"""Reads about what waits for the labour office, in the row security of whoever asks."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Min, Q

from peluang.domain.kernel.context import elevated
from peluang.domain.kernel.refusal import NotYours

from .models import EmployerQuestion, ReviewKind, Vacancy, VacancyReport, VacancyReview

TO_DECIDE = ("waiting", "appealed")


@dataclass
class Waiting:
    """A line of the desk. copies: for how many more copies of one vacancy by the same employer it stands."""

    review: VacancyReview
    reports: int
    copies: int = 0


def desk_reviews(kind: str = "", most: int = 100) -> list[Waiting]:
    """What waits in the actor's region, the most pressing first; copies are folded into one line (one statement)."""
    rows = VacancyReview.objects.filter(status__in=TO_DECIDE).select_related("vacancy__regency", "employer")
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.annotate(many=Count("reports")).order_by("due_on", "opened_at", "id")
    lines: dict[object, Waiting] = {}
    for row in rows[:2000]:
        folded = row.status == "waiting" and row.copy_of_id
        key = (row.copy_of_id, row.employer_id) if folded else row.id
        if key in lines:
            lines[key].copies += 1
        else:
            lines[key] = Waiting(row, row.many)
    return list(lines.values())[:most]


def desk_counts() -> dict[str, int]:
    """kind → how many wait (one statement)."""
    rows = VacancyReview.objects.filter(status__in=TO_DECIDE).order_by()
    return dict(rows.values_list("kind").annotate(many=Count("id")))


@dataclass(frozen=True)
class Look:
    """All that an officer needs. history: earlier looks at this employer's vacancies. many_copies: waiting alike."""

    review: VacancyReview
    reports: list[VacancyReport]
    history: list[VacancyReview]
    many_copies: int


def review_for_office(review_id: UUID) -> Look:
    """Four statements. Raises NotYours for another region's."""
    rows = VacancyReview.objects.select_related(
        "vacancy__regency", "vacancy__employer", "copy_of__employer", "copy_of__regency"
    )
    review = rows.filter(id=review_id).first()
    if review is None:
        raise NotYours
    reports = list(VacancyReport.objects.filter(vacancy=review.vacancy_id).order_by("-reported_at")[:50])
    history = VacancyReview.objects.filter(employer=review.employer_id).exclude(id=review.id)
    copies = VacancyReview.objects.filter(
        copy_of=review.copy_of_id, copy_of__isnull=False, employer=review.employer_id, status="waiting"
    )
    shown = list(history.select_related("vacancy").order_by("-opened_at")[:20])
    return Look(review, reports, shown, copies.exclude(id=review.id).count())


def reviews_of_vacancy(vacancy_id: UUID) -> list[VacancyReview]:
    """For the employer, newest first; what was cleared by a change needs no word."""
    rows = VacancyReview.objects.filter(vacancy=vacancy_id).exclude(status="cleared")
    # What people reported is the employer's matter once an officer took it up or decided.
    rows = rows.exclude(Q(kind=ReviewKind.REPORT) & Q(status="waiting") & Q(holds=False))
    return list(rows.select_related("copy_of").order_by("-opened_at")[:20])


def review_of_employer(employer_id: UUID, review_id: UUID) -> VacancyReview:
    rows = VacancyReview.objects.select_related("vacancy")
    found = rows.filter(id=review_id, employer_id=employer_id).first()
    if found is None:
        raise NotYours
    return found


def report_by_link(report_id: UUID) -> VacancyReport | None:
    """For whoever holds the link; never who reported."""
    with elevated("a report is followed by its own link"):
        return VacancyReport.objects.select_related("vacancy__employer", "review").filter(id=report_id).first()


def holding_looks(vacancy_ids: list[UUID]) -> dict[UUID, UUID]:
    """vacancy id → the look that holds it now, in the asker's region (one statement)."""
    rows = VacancyReview.objects.filter(vacancy__in=vacancy_ids, holds=True, status="waiting").order_by("opened_at")
    return dict(rows.values_list("vacancy", "id"))


def questions_to(employer_id: UUID) -> list[EmployerQuestion]:
    return list(EmployerQuestion.objects.filter(employer=employer_id).order_by("-asked_at")[:20])


@dataclass(frozen=True)
class OwnFacts:
    """What the office compares an employer's papers with. first: when it first posted."""

    open: int
    held: int
    against: int
    first: datetime.datetime | None


def employer_facts(employer_id: UUID) -> OwnFacts:
    """Two statements."""
    rows = Vacancy.objects.filter(employer=employer_id)
    counts = rows.aggregate(
        open=Count("id", filter=Q(status="open")), held=Count("id", filter=Q(status="held")), first=Min("posted_at")
    )
    against = VacancyReview.objects.filter(
        employer=employer_id, status__in=["sent_back", "withdrawn", "upheld"]
    ).count()
    return OwnFacts(counts["open"], counts["held"], against, counts["first"])
