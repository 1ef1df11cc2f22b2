"""Interview times as each side reads them, and as a calendar keeps them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from peluang.engines.calendars import Event

from .models import Application, InterviewInvitation, InterviewSlot

#: A time can be changed by who picked it until a day before.
CHANGE_BEFORE = datetime.timedelta(days=1)
#: Of an interview whose length nobody wrote down.
_USUAL = datetime.timedelta(hours=1)


@dataclass(frozen=True)
class Choice:
    """What an applicant may pick. mine: theirs now; free: those nobody took; may_change: picking is still open."""

    invitation: InterviewInvitation
    mine: InterviewSlot | None
    free: list[InterviewSlot]
    may_change: bool


def choice_of(application: Application, at: datetime.datetime) -> Choice | None:
    """Two statements, in the person's own sight; None for who was not invited to pick."""
    invitation = InterviewInvitation.objects.filter(application=application).first()
    if invitation is None:
        return None
    rows = InterviewSlot.objects.filter(vacancy_id=application.vacancy_id, cancelled_at__isnull=True)
    found = list(rows.filter(starts_at__gt=at).order_by("starts_at"))
    mine = next((each for each in found if each.application_id == application.id), None)
    open_to = application.status in ("sent", "seen", "interview")
    return Choice(
        invitation, mine, [each for each in found if each.application_id is None],
        open_to and (mine is None or may_change(mine, at)),
    )  # fmt: skip


def may_change(slot: InterviewSlot, at: datetime.datetime) -> bool:
    return slot.starts_at - at >= CHANGE_BEFORE


def slots_of(vacancy_id: UUID) -> list[InterviewSlot]:
    """An employer's times for a vacancy, with who picked them (one statement)."""
    rows = InterviewSlot.objects.filter(vacancy_id=vacancy_id).select_related("application__person")
    return list(rows.order_by("starts_at"))


def interview_event(application: Application, *, summary: str, at: datetime.datetime) -> Event | None:
    """The interview for a calendar (one statement); cancelled when it was; None when there never was one."""
    rows = InterviewSlot.objects.filter(application=application)
    slot = rows.order_by(F("cancelled_at").desc(nulls_first=True)).first()
    off = application.interview_at is None or application.status in ("refused", "withdrawn")
    starts_at = application.interview_at or (slot.starts_at if slot else None)
    if starts_at is None:
        return None
    length = slot.ends_at - slot.starts_at if slot and slot.starts_at == starts_at else _USUAL
    place = application.interview_place or (slot.where if slot else "")
    return Event(
        uid=f"lamaran-{application.id}@peluang", sequence=application.interview_revision + off, written_at=at,
        starts_at=starts_at, ends_at=starts_at + length, summary=_("Wawancara: %(what)s") % {"what": summary},
        location=place, url=place if place.startswith("https://") else "", cancelled=off,
    )  # fmt: skip
