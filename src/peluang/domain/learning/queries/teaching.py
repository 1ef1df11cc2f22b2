"""What an institution and its trainers see of their classes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from peluang.domain.kernel.context import Actor, Role

from .. import access
from ..completion import missing
from ..evidence import Collected, collect
from ..models import Enrolment, Review, Session, TrainingClass
from ..questions import QUESTIONS


@dataclass(frozen=True)
class Seated:
    """One line of the roster. passes: on today's evidence."""

    enrolment: Enrolment
    collected: Collected
    passes: bool


@dataclass(frozen=True)
class Roster:
    training_class: TrainingClass
    sessions: list[Session]
    seated: list[Seated]


def _classes() -> QuerySet[TrainingClass]:
    return TrainingClass.objects.select_related(
        "offering", "offering__training_type", "offering__provider", "regency__province", "trainer"
    )


def classes_of_provider(provider_id: UUID, *, ended: bool = False) -> list[TrainingClass]:
    """Classes of an institution: those to come and running, or those that ended (1 statement)."""
    states = ["finished", "cancelled"] if ended else ["open", "running"]
    found = _classes().filter(offering__provider_id=provider_id, status__in=states)
    return list(found.order_by("-starts_at" if ended else "starts_at", "id")[:200])


def classes_of_offering(offering_id: UUID) -> list[TrainingClass]:
    """All classes of an offering, newest first (1 statement)."""
    return list(_classes().filter(offering_id=offering_id).order_by("-starts_at", "id")[:100])


def classes_on(by: Actor, *, day: datetime.date, zone: datetime.tzinfo) -> list[TrainingClass]:
    """Classes this trainer leads (a manager: all of the institution) with a session on `day`, or running without an
    end (1 statement). A trainer sees those of colleagues only where the class names nobody.
    """
    start = datetime.datetime.combine(day, datetime.time(), zone)
    today = Session.objects.filter(
        training_class=OuterRef("pk"), starts_at__lt=start + datetime.timedelta(days=1), ends_at__gte=start
    )
    found = _classes().filter(
        Q(Exists(today)) | Q(status="running"), offering__provider_id=by.organisation, status__in=["open", "running"]
    )
    if by.role == Role.TRAINER:
        found = found.filter(Q(trainer__person_id=by.person) | Q(trainer__person__isnull=True))
    return list(found.prefetch_related("sessions").order_by("starts_at", "id"))


def class_of(by: Actor, class_id: UUID) -> TrainingClass | None:
    """A class the actor may teach; None when it is not theirs (1 statement)."""
    found = _classes().filter(id=class_id).first()
    return found if found is not None and access.may_teach(by, found) else None


def roster(training_class: TrainingClass) -> Roster:
    """Who sits in the class, with attendance and scores (4 statements), by seat."""
    seated = list(
        Enrolment.objects.filter(training_class=training_class)
        .exclude(status="cancelled")
        .select_related("person")
        .order_by("seat")
    )
    collected = collect(training_class, seated)
    rows = [Seated(each, collected[each.id], not missing(collected[each.id].evidence)) for each in seated]
    return Roster(training_class, list(training_class.sessions.all()), rows)


@dataclass(frozen=True)
class ReviewSummary:
    """means: by question, 1-5. newest: with text, newest first."""

    count: int
    means: dict[str, float]
    newest: list[Review]


def reviews_of_provider(provider_id: UUID, *, most: int = 20) -> ReviewSummary:
    """What people wrote about an institution (2 statements). Reviews carry no name."""
    found = Review.objects.filter(offering__provider_id=provider_id)
    answers = list(found.values_list("answers", flat=True))
    means = {question: sum(each[question] for each in answers) / len(answers) for question in QUESTIONS if answers}
    newest = found.exclude(text="").select_related("offering").order_by("-written_at")[:most]
    return ReviewSummary(len(answers), means, list(newest))
