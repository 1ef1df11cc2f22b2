"""A conversation as one side reads it: before the person's consent nothing that reaches anybody is shown."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from peluang.engines.contacts import Kind, found, masked

from .models import Application, ApplicationMessage
from .states import CLOSED

#: After an application is closed both sides may still write for a month.
WRITING_AFTER = datetime.timedelta(days=30)
_MOST_SHOWN = 200


@dataclass(frozen=True)
class Line:
    """One message. mine: written by the reader's side, shown as written. hidden: not all is shown to the other."""

    text: str
    mine: bool
    sent_at: datetime.datetime
    read_at: datetime.datetime | None
    hidden: bool


def conversation(application: Application, *, as_person: bool) -> list[Line]:
    """Oldest first, the last 200 (one statement), in the reader's own row security."""
    rows = ApplicationMessage.objects.filter(application=application).order_by("-sent_at", "-id")[:_MOST_SHOWN]
    agreed = application.contact_shared_at is not None
    said: dict[bool, list[str]] = {True: [], False: []}
    lines = []
    for row in reversed(rows):
        lines.append(_line(row, as_person, agreed, said[row.from_person]))
        said[row.from_person].append(row.text)
    return lines


def unread(application_id: UUID, *, as_person: bool) -> int:
    """Messages of the other side that this one has not opened (one statement)."""
    theirs = ApplicationMessage.objects.filter(application_id=application_id, from_person=not as_person)
    return theirs.filter(read_at__isnull=True).count()


def shown_to_other_side(text: str, *, agreed: bool, before: Sequence[str] = ()) -> str:
    """agreed: the person shares their contact with this employer. A NIK or NPWP is hidden all the same. before: the
    earlier messages of the same side, oldest first.
    """
    return masked(text, _hidden_words(), agreed=agreed, before=before)


def writing_until(application: Application) -> datetime.datetime | None:
    """None while the application runs."""
    if application.status not in CLOSED:
        return None
    return (application.decided_at or application.changed_at) + WRITING_AFTER


def can_write(application: Application, *, as_person: bool, at: datetime.datetime) -> bool:
    """Once it was sent; for an employer not after the person took it back."""
    if application.status == "draft" or (application.status == "withdrawn" and not as_person):
        return False
    until = writing_until(application)
    return until is None or at <= until


def _line(row: ApplicationMessage, as_person: bool, agreed: bool, before: Sequence[str]) -> Line:
    mine = row.from_person == as_person
    hidden = bool(found(row.text, agreed=agreed, before=before))
    text = row.text if mine or not hidden else shown_to_other_side(row.text, agreed=agreed, before=before)
    return Line(text, mine, row.sent_at, row.read_at, hidden)


def _hidden_words() -> dict[Kind, str]:
    return {
        Kind.PHONE: _("[nomor disembunyikan]"), Kind.EMAIL: _("[alamat email disembunyikan]"),
        Kind.LINK: _("[tautan disembunyikan]"), Kind.IDENTITY: _("[nomor identitas disembunyikan]"),
    }  # fmt: skip
