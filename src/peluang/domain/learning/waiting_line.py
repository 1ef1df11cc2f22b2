"""The line behind a full class: a seat that gets free is held for the next in line, for a while.

Rule "peluang/antre 1" (our own): an offer holds for 24 hours, for 6 when the class begins within three days, and in any
case until an hour before it begins. It counts from when the person can hear of it: at night from seven o'clock. When
that leaves less than an hour, nobody is asked any more and the seat is open to everyone.

Everything here runs inside a command that holds the class (locks.py), so that nobody else changes its line.
"""

from __future__ import annotations

import datetime
from uuid import UUID

from peluang.domain.events.journal import append
from peluang.domain.kernel.context import PROGRAM, Actor, Role
from peluang.domain.messages.commands import write_many
from peluang.domain.messages.quiet_hours import not_before
from peluang.domain.organisations.models import Organisation

from .events import LINE_CLOSED, LINE_LEFT, SEAT_OFFERED
from .models import AllocationClass, TrainingClass, WaitingEntry
from .states import WAITING

RULE = "peluang/antre 1"
IN_LINE = ("waiting", "offered")
_USUAL, _SOON = datetime.timedelta(hours=24), datetime.timedelta(hours=6)
_SOON_BEFORE = datetime.timedelta(days=3)
_LAST_BEFORE_START = datetime.timedelta(hours=1)
_SHORTEST = datetime.timedelta(hours=1)
_NIGHT = (datetime.time(21), datetime.time(7))


def offer_until(at: datetime.datetime, starts_at: datetime.datetime, zone: str) -> datetime.datetime | None:
    """Until when a seat that got free at `at` is held for the next in line; None when it is too late to ask."""
    heard = not_before(at, zone, *_NIGHT)
    span = _SOON if starts_at - heard <= _SOON_BEFORE else _USUAL
    until = min(heard + span, starts_at - _LAST_BEFORE_START)
    return until if until - heard >= _SHORTEST else None


def own_place(training_class: TrainingClass, person_id: UUID) -> WaitingEntry | None:
    """The person's place in line or the offer they have (1 statement)."""
    return WaitingEntry.objects.filter(
        training_class=training_class, person_id=person_id, status__in=IN_LINE
    ).first()  # fmt: skip


def is_offered(entry: WaitingEntry | None, at: datetime.datetime) -> bool:
    return bool(entry and entry.status == "offered" and entry.expires_at and at < entry.expires_at)


def leave_line(
    training_class: TrainingClass, entry: WaitingEntry, target: str, *, by: Actor, at: datetime.datetime
) -> None:
    """Ends a place in line; a held seat is no longer held. The caller saves the class's seats_held."""
    held = entry.status == "offered"
    WAITING.advance(entry, target, by.role)
    entry.ended_at = at
    entry.save(update_fields=["status", "ended_at"])
    training_class.seats_held -= int(held)
    append(LINE_LEFT, entry.id, at=at, class_id=training_class.id, person_id=entry.person_id, outcome=target, held=held)


def offer_free_seats(training_class: TrainingClass, *, at: datetime.datetime) -> int:
    """Holds every free seat for the next in line, first come first, and tells them; returns how many."""
    if training_class.status != "open" or training_class.seats_left < 1:
        return 0
    waiting = WaitingEntry.objects.filter(training_class=training_class, status="waiting")
    found = list(waiting.order_by("joined_at", "id")[: training_class.seats_left])
    until = offer_until(at, training_class.starts_at, zone_of(training_class)) if found else None
    if until is None or _elsewhere(training_class):
        return 0
    for entry in found:
        WAITING.advance(entry, "offered", Role.SYSTEM)
        entry.offered_at, entry.expires_at = at, until
        entry.save(update_fields=["status", "offered_at", "expires_at"])
        append(SEAT_OFFERED, entry.id, at=at, class_id=training_class.id, person_id=entry.person_id, expires_at=until)
    training_class.seats_held += len(found)
    training_class.save(update_fields=["seats_held"])
    _tell(found, "learning.seat_offered", at, expires_at=until)
    return len(found)


def classes_with_a_line(allocation_id: UUID) -> list[UUID]:
    """Classes of a round that people waited for before it opened: what the round leaves over is theirs first."""
    waiting = WaitingEntry.objects.filter(
        status="waiting", training_class__allocation_class__allocation_id=allocation_id
    )  # fmt: skip
    return list(waiting.order_by("training_class_id").values_list("training_class_id", flat=True).distinct())


def close_line(training_class: TrainingClass, *, at: datetime.datetime) -> int:
    """Nobody waits any more: the class began, was cancelled, or its offering ended. Everybody is told."""
    found = list(WaitingEntry.objects.filter(training_class=training_class, status__in=IN_LINE))
    for entry in found:
        WAITING.advance(entry, "closed", Role.SYSTEM)
        entry.ended_at = at
    WaitingEntry.objects.bulk_update(found, ["status", "ended_at"])
    training_class.seats_held = 0
    training_class.save(update_fields=["seats_held"])
    if found:
        append(LINE_CLOSED, training_class.id, at=at, people=len(found))
        _tell(found, "learning.line_closed", at)
    return len(found)


def tell_of_expiry(entries: list[WaitingEntry], at: datetime.datetime) -> None:
    _tell(entries, "learning.offer_expired", at)


def zone_of(training_class: TrainingClass) -> str:
    return training_class.regency.province.timezone if training_class.regency else "Asia/Jakarta"


def _elsewhere(training_class: TrainingClass) -> bool:
    """Its free seats are given away in a round, or its institution takes nobody."""
    if Organisation.objects.filter(
        id=training_class.offering.provider_id, status__in=["suspended", "closed"]
    ).exists():  # fmt: skip
        return True
    return in_allocation(training_class.id)


def in_allocation(class_id: UUID) -> bool:
    """Its seats are given by wish and priority in a round that is not settled yet (1 statement)."""
    return AllocationClass.objects.filter(
        training_class_id=class_id, allocation__status__in=["open", "computed"]
    ).exists()  # fmt: skip


def _tell(entries: list[WaitingEntry], template: str, at: datetime.datetime, **more: datetime.datetime) -> None:
    """In the program's name: whoever gave the seat back is not who writes."""
    for entry in entries:
        write_many(
            PROGRAM, template=template, at=at, once=f"{template}:{entry.id}",
            contexts={entry.person_id: {"class_id": entry.training_class_id, "token": entry.token} | more},
        )  # fmt: skip
