"""What waits for reviewers: rounds by due date, free content to look at, reports to decide."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet

from peluang.domain.kernel.context import elevated
from peluang.domain.organisations.models import Organisation
from peluang.engines.rules import local_date

from ..content import Content
from ..models import ContentReport, CurationRound, FreeEquivalent, Offering, OfferingVersion

_MOST = 200


@dataclass(frozen=True)
class Waiting:
    """A round in the queue. change: of an offering that is sold already."""

    round: CurationRound
    overdue: bool
    mine: bool

    @property
    def change(self) -> bool:
        return self.round.offering.published_at is not None


def curation_queue(*, person_id: UUID | None, at: datetime.datetime, mine: bool = False) -> list[Waiting]:
    """Open rounds, the nearest due date first (one statement). mine: those that this person claimed."""
    today = local_date(at)
    found = CurationRound.objects.filter(decision="").select_related(
        "offering__training_type", "offering__provider", "version"
    )
    if mine:
        found = found.filter(reviewer=person_id)
    rows = found.order_by("due_on", "submitted_at", "id")[:_MOST]
    return [Waiting(row, row.due_on < today, person_id is not None and row.reviewer == person_id) for row in rows]


def round_page(round_id: UUID) -> CurationRound | None:
    """A round with what is reviewed and whose it is (two statements)."""
    return (
        CurationRound.objects.select_related(
            "version", "offering__training_type", "offering__provider__regency", "offering__trainer",
            "offering__regency", "offering__occupation",
        )
        .prefetch_related("offering__taught__skill")
        .filter(id=round_id)
        .first()
    )  # fmt: skip


def content_before(row: CurationRound) -> tuple[str, Content] | None:
    """What this round's version is compared with: what is sold, else what was submitted the time before (one
    statement). The first word says which: "sold" or "submitted". None for a first submission.
    """
    earlier = OfferingVersion.objects.filter(offering_id=row.offering_id, number__lt=row.version.number)
    sold = earlier.filter(applied_at__isnull=False)
    found = (sold if row.offering.published_at else earlier).order_by("-number").first()
    return (("sold" if row.offering.published_at else "submitted"), found.content) if found else None


def rounds_of(offering_id: UUID) -> list[CurationRound]:
    """All rounds of an offering, newest first (one statement)."""
    return list(CurationRound.objects.filter(offering_id=offering_id).select_related("version").order_by("-number"))


def free_elsewhere(training_type_id: UUID, offering_id: UUID | None = None) -> list[FreeEquivalent]:
    """Confirmed free content for a public page: of the type, and of this offering (one statement)."""
    found = FreeEquivalent.objects.filter(training_type_id=training_type_id, status="confirmed")
    ours = Q(offering__isnull=True) | Q(offering_id=offering_id) if offering_id else Q(offering__isnull=True)
    return list(found.filter(ours).order_by(F("offering").asc(nulls_last=True), "-checked_at")[:20])


def free_to_check() -> list[FreeEquivalent]:
    """Proposed links, longest waiting first (one statement)."""
    found = FreeEquivalent.objects.filter(status="proposed").select_related("training_type", "offering__provider")
    return list(found.order_by("proposed_at", "id")[:_MOST])


def free_page(equivalent_id: UUID) -> FreeEquivalent | None:
    found = FreeEquivalent.objects.select_related("training_type", "offering__provider")
    return found.filter(id=equivalent_id).first()


def free_of_offering(offering: Offering) -> list[FreeEquivalent]:
    """Every link about an offering or its type, whatever was decided (one statement), for its reviewer."""
    found = FreeEquivalent.objects.filter(training_type_id=offering.training_type_id)
    return list(found.filter(Q(offering__isnull=True) | Q(offering=offering)).order_by("status", "-proposed_at")[:20])


@dataclass(frozen=True)
class ReportSeen:
    """A report without who made it. overdue: the institution's time to answer is over. correction_overdue: the price
    was to be corrected by now and still stands."""

    report: ContentReport
    offering: Offering
    provider: Organisation
    overdue: bool
    correction_overdue: bool


def reports_of_provider(provider_id: UUID, *, at: datetime.datetime) -> list[ReportSeen]:
    """Those of an institution, what waits for an answer first (one statement)."""
    found = _reports().filter(provider_id=provider_id).order_by("answered_at", "decided_at", "-reported_at")
    return [_seen(row, at) for row in found[:_MOST]]


def reports_to_decide(*, at: datetime.datetime) -> list[ReportSeen]:
    """Answered ones, and those whose time is over, first; then the others that are open (one statement)."""
    found = _reports().filter(status__in=["open", "answered"]).order_by("answer_due", "id")
    seen = [_seen(row, at) for row in found[:_MOST]]
    return sorted(seen, key=lambda each: not (each.report.answered_at or each.overdue))


def prices_to_correct(*, at: datetime.datetime) -> list[ReportSeen]:
    """Upheld reports whose price still stands though its time is over (one statement)."""
    late = _reports().filter(status="upheld", correct_by__lt=local_date(at), offering__status="published")
    rows = late.filter(offering__price__gte=F("price")).order_by("correct_by", "id")
    return [_seen(row, at) for row in rows[:_MOST]]


def report_page(report_id: UUID, *, at: datetime.datetime) -> ReportSeen | None:
    """One report as far as the reader may see it (one statement)."""
    row = _reports().filter(id=report_id).first()
    return _seen(row, at) if row else None


def report_by_link(report_id: UUID, *, at: datetime.datetime) -> ReportSeen | None:
    """For whoever holds the link: its number cannot be guessed, and it does not say who reported."""
    with elevated("a report by the link that its reporter was given"):
        return report_page(report_id, at=at)


def waiting_counts() -> dict[str, int]:
    """What waits on the office's desk: "rounds", "free", "reports" (three statements)."""
    return {
        "rounds": CurationRound.objects.filter(decision="").count(),
        "free": FreeEquivalent.objects.filter(status="proposed").count(),
        "reports": ContentReport.objects.filter(status__in=["open", "answered"]).count(),
    }


def _reports() -> QuerySet[ContentReport]:
    """Never with the column that says who reported."""
    return ContentReport.objects.defer("reporter").select_related("offering__training_type", "provider")


def _seen(row: ContentReport, at: datetime.datetime) -> ReportSeen:
    today = local_date(at)
    stands = row.offering.status == "published" and row.offering.price >= row.price
    late = row.status == "upheld" and row.correct_by is not None and row.correct_by < today
    return ReportSeen(
        row, row.offering, row.provider, overdue=row.status == "open" and row.answer_due < today,
        correction_overdue=bool(late and stands),
    )  # fmt: skip
