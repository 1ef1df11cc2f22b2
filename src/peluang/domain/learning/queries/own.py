"""What a person sees of their own trainings, in their own row security."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from peluang.domain.catalogue.queries import as_scheduled

from ..completion import Requirement, requirements
from ..evidence import Collected, collect
from ..models import AssessmentKind, Attendance, Certificate, Enrolment, Session, TrainingClass


@dataclass(frozen=True)
class OwnTraining:
    """sessions: (session, attendance or None) in order. requirements: everything needed to pass, with how far it is."""

    enrolment: Enrolment
    sessions: list[tuple[Session, Attendance | None]]
    scores: dict[str, int]
    requirements: Sequence[Requirement]
    attended_percent: int
    certificate: Certificate | None
    reviewed: bool

    def next_session(self, at: datetime.datetime) -> Session | None:
        return next((each for each, _seen in self.sessions if each.ends_at > at), None)


def trainings_of(person_id: UUID) -> list[Enrolment]:
    """All seats of a person, newest first, with class, place, provider, certificate and review (1 statement)."""
    return list(
        Enrolment.objects.filter(person_id=person_id)
        .select_related(
            "training_class", "training_class__regency", "offering", "offering__training_type", "provider",
            "certificate", "review",
        )
        .order_by("-booked_at", "-id")
    )  # fmt: skip


def own_training(person_id: UUID, enrolment_id: UUID) -> OwnTraining | None:
    """One seat with its sessions, attendance, tests and what is missing (4 statements); None when not theirs."""
    enrolment = (
        Enrolment.objects.filter(person_id=person_id, id=enrolment_id)
        .select_related(
            "training_class", "training_class__regency__province", "training_class__offering",
            "training_class__trainer",
            "offering", "offering__training_type", "provider", "certificate", "review",
        )
        .first()
    )  # fmt: skip
    if enrolment is None:
        return None
    collected: Collected = collect(enrolment.training_class, [enrolment])[enrolment.id]
    evidence = collected.evidence
    return OwnTraining(
        enrolment=enrolment,
        sessions=[(each, collected.attendances.get(each.id)) for each in collected.sessions],
        scores={kind: found.score for kind, found in collected.scores.items() if kind in AssessmentKind.values},
        requirements=requirements(evidence),
        attended_percent=evidence.attended_percent,
        certificate=getattr(enrolment, "certificate", None),
        reviewed=hasattr(enrolment, "review"),
    )


def bookable_class(class_id: UUID) -> TrainingClass | None:
    """A class as the page that asks "choose this one?" shows it (2 statements, one more when its offering changed since
    it was scheduled), with the terms it keeps; drafts' classes don't exist.
    """
    row = (
        TrainingClass.objects.select_related(
            "offering",
            "offering__training_type",
            "offering__provider",
            "regency__province",
            "trainer",
            "fund__organisation",
            "room",
        )
        .prefetch_related("sessions")
        .filter(id=class_id)
        .first()
    )
    if row:
        as_scheduled(row.offering, row.version)
    return row
