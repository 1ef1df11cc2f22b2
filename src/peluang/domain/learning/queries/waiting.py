"""A person's places in line, and what the link in a message shows."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from peluang.domain.kernel.context import elevated

from ..models import TrainingClass, WaitingEntry
from ..waiting_line import IN_LINE, is_offered

_CLASS = (
    "training_class", "training_class__offering", "training_class__offering__training_type",
    "training_class__offering__provider", "training_class__regency__province",
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """position: 1 = next; 0 when a seat is offered or the place has ended. waiting: people in the line."""

    entry: WaitingEntry
    position: int
    waiting: int

    @property
    def training_class(self) -> TrainingClass:
        return self.entry.training_class

    def offered(self, at: datetime.datetime) -> bool:
        return is_offered(self.entry, at)


def place_of(person_id: UUID, class_id: UUID) -> Place | None:
    """The person's newest place in the line of a class, also an ended one (2 statements)."""
    entry = (
        WaitingEntry.objects.select_related(*_CLASS)
        .filter(person_id=person_id, training_class_id=class_id)
        .order_by("-joined_at", "-id")
        .first()
    )
    return _placed(entry) if entry else None


def line_length(class_id: UUID) -> int:
    """How many wait (1 statement)."""
    with elevated("how long a line is"):
        return WaitingEntry.objects.filter(training_class_id=class_id, status="waiting").count()


def places_of(person_id: UUID) -> list[WaitingEntry]:
    """Every line the person stands in or is offered a seat from, offers first (1 statement)."""
    found = WaitingEntry.objects.select_related(*_CLASS).filter(person_id=person_id, status__in=IN_LINE)
    return sorted(found, key=lambda each: (each.status != "offered", each.training_class.starts_at))


def place_by_token(token: str) -> WaitingEntry | None:
    """For whoever holds the link; the token is the permission (1 statement)."""
    with elevated("the link of a message shows its own place in line"):
        return WaitingEntry.objects.select_related(*_CLASS).filter(token=token).first()


def _placed(entry: WaitingEntry) -> Place:
    with elevated("a position is a number among others"):
        line = WaitingEntry.objects.filter(training_class_id=entry.training_class_id, status="waiting")
        before = line.filter(Q(joined_at__lt=entry.joined_at) | Q(joined_at=entry.joined_at, id__lt=entry.id)).count()
        return Place(entry, before + 1 if entry.status == "waiting" else 0, line.count())
