"""A person's messages, in the language of the page."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from .models import OutboxMessage, OutboxStatus, Preference
from .wording import render


@dataclass(frozen=True)
class InboxItem:
    """path: where it leads, "" for nowhere."""

    id: UUID
    subject: str
    body: str
    path: str
    written_at: datetime.datetime
    unread: bool
    channel: str


def inbox(person_id: UUID, most: int = 50, before: datetime.datetime | None = None) -> list[InboxItem]:
    """Newest first, whatever the channel was (two statements and one for each kind of name in them)."""
    rows = OutboxMessage.objects.filter(person_id=person_id, urgent=False).exclude(status=OutboxStatus.STOPPED)
    if before:
        rows = rows.filter(written_at__lt=before)
    found = list(rows.order_by("-written_at", "-id")[:most])
    language = "en" if (get_language() or "id").startswith("en") else "id"
    return [
        InboxItem(row.id, words.subject, words.body, words.path, row.written_at, row.read_at is None, row.channel)
        for row, words in zip(found, render(found, language))
    ]


def unread_count(person_id: UUID) -> int:
    return OutboxMessage.objects.filter(person_id=person_id, urgent=False, read_at__isnull=True).count()


def preference_of(person_id: UUID) -> Preference | None:
    return Preference.objects.filter(person_id=person_id).first()


@dataclass(frozen=True)
class OutboxHealth:
    """For operators: what waits, since when, and what was given up."""

    waiting: int
    oldest_waiting: datetime.datetime | None
    failed: int


def health(at: datetime.datetime) -> OutboxHealth:
    due = OutboxMessage.objects.filter(status=OutboxStatus.WAITING, not_before__lte=at)
    oldest = due.order_by("not_before").values_list("not_before", flat=True).first()
    return OutboxHealth(due.count(), oldest, OutboxMessage.objects.filter(status=OutboxStatus.FAILED).count())
