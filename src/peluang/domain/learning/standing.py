"""Where one person stands with one class, read at once: what booking, waiting and the page before them need to know."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from .models import TrainingClass, WaitingEntry
from .waiting_line import is_offered

#: A function of migration 0004: planned once a connection, since a crowd asks it while the class is locked.
_READ = "select * from learning_standing(%s, %s)"
_LOCK = "select 1 from learning_class where id = %s for no key update"


@dataclass(frozen=True)
class Standing:
    """suspended: the institution takes nobody. allocated: seats go by wish and priority. greatest: highest seat number
    sold. place: own place in line or offer."""

    suspended: bool
    seated: bool
    allocated: bool
    greatest: int
    place: WaitingEntry | None

    def offered(self, at: datetime.datetime) -> bool:
        return is_offered(self.place, at)

    def offer_has_ended(self, at: datetime.datetime) -> bool:
        return self.place is not None and self.place.status == "offered" and not self.offered(at)


def standing_of(training_class: TrainingClass, person_id: UUID, *, lock: bool = False) -> Standing:
    """1 statement, 2 for who stands in line; brings what changes about the class (state, start, seats, price) up to
    date as well. lock: locks the class first, as locked_class does, with a statement that reads nothing else, so that
    the next in the queue waits as short as possible.

    In a command it is read after the lock: it sees what was decided while waiting. On a page, in the person's own row
    security, `greatest` means nothing.
    """
    with connection.cursor() as cursor:
        if lock:
            cursor.execute(_LOCK, [training_class.id])
        cursor.execute(_READ, [training_class.id, person_id])
        row = cursor.fetchone()
    for name, value in zip(_CHANGING, row, strict=False):
        setattr(training_class, name, value)
    offering = training_class.offering
    offering.status, offering.price, suspended, seated, allocated, greatest, place = row[len(_CHANGING) :]
    entry = WaitingEntry.objects.get(id=place) if place else None
    return Standing(suspended, seated, allocated, greatest or 0, entry)


_CHANGING = ("status", "starts_at", "seats", "seats_taken", "seats_held")
