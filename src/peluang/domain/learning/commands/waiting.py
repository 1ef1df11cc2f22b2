"""The line behind a full class: joining, declining (by page or by the link in the message), and what time brings."""

from __future__ import annotations

import datetime
import secrets
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import PROGRAM, Actor, acting
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.people.models import Person
from peluang.domain.programme.models import Recipient

from .. import access
from ..events import LINE_JOINED
from ..locks import locked_class
from ..models import Payer, TrainingClass, WaitingEntry
from ..purchase import in_allocation, must_be_bookable, no_decree
from ..standing import standing_of
from ..waiting_line import IN_LINE, close_line, leave_line, offer_free_seats, own_place, tell_of_expiry

#: Classes looked after in one turn of the worker.
_BATCH = 200


@command
def join_line(by: Actor, *, class_id: UUID, person_id: UUID, at: datetime.datetime) -> WaitingEntry:
    """The last place in the line of a full class; who stands in it already keeps their place.

    Raises NotYours; Refused: seats_free, in_allocation, and as must_be_bookable; no_decree when the balance would
    have to pay and there is none.
    """
    access.must_be_person(by, person_id)
    region = Person.objects.filter(id=person_id).values_list("home_region_id", flat=True).first()
    if region is None:
        raise NotYours()
    training_class = locked_class(class_id)
    standing = standing_of(training_class, person_id)
    if standing.place:
        return standing.place
    must_be_bookable(training_class, standing, at)
    if standing.allocated:
        raise in_allocation()
    if training_class.seats_left > 0:
        raise Refused(
            "seats_free", _("Kelas ini masih punya kursi kosong."), todo=_("Langsung pesan saja, tidak perlu menunggu.")
        )
    if training_class.payer == Payer.BALANCE and not Recipient.objects.filter(person_id=person_id).exists():
        raise no_decree()
    entry = WaitingEntry.objects.create(
        training_class=training_class, person_id=person_id, home_region=region, token=secrets.token_urlsafe(24),
        joined_at=at,
    )  # fmt: skip
    append(LINE_JOINED, entry.id, at=at, class_id=class_id, person_id=person_id)
    return entry


@command
def decline_place(by: Actor, *, class_id: UUID, person_id: UUID, at: datetime.datetime) -> WaitingEntry:
    """Leaves the line, or gives back the seat that was offered; the next in line is asked at once. Raises NotYours."""
    access.must_be_person(by, person_id)
    training_class = locked_class(class_id)
    entry = own_place(training_class, person_id)
    if entry is None:
        raise NotYours()
    return _decline(by, training_class, entry, at)


@command
def decline_by_link(by: Actor, *, token: str, at: datetime.datetime) -> WaitingEntry:
    """Whoever holds the link of the message may decline, signed in or not: it can only give a place back.

    Raises NotYours for a link that was never sent; Refused("already_ended") when nothing waits any more.
    """
    entry = WaitingEntry.objects.filter(token=token).first() if token else None
    if entry is None:
        raise NotYours()
    training_class = locked_class(entry.training_class_id)
    entry.refresh_from_db()
    if entry.status not in IN_LINE:
        raise Refused(
            "already_ended",
            _("Tempat ini sudah tidak menunggu jawaban."),
            todo=_("Tidak ada yang perlu kamu lakukan."),
        )
    return _decline(PROGRAM, training_class, entry, at)


def expire_offers(by: Actor, *, at: datetime.datetime) -> int:
    """For the worker: offers whose time is over pass to the next in line. A class a transaction; returns offers."""
    with acting(PROGRAM, scope="command"):
        late = WaitingEntry.objects.filter(status="offered", expires_at__lte=at)
        classes = list(
            late.order_by("training_class_id").values_list("training_class_id", flat=True).distinct()[:_BATCH]
        )
    return sum(_expire(by, class_id=class_id, at=at) for class_id in classes)


def offer_forgotten_seats(by: Actor, *, at: datetime.datetime) -> int:
    """For the worker: a free seat behind which people wait though nobody was asked when it got free, since the
    institution was suspended or a round stood before the line. Returns offers."""
    with acting(PROGRAM, scope="command"):
        free = TrainingClass.objects.filter(
            status="open", starts_at__gt=at, seats__gt=F("seats_taken") + F("seats_held"), waiting__status="waiting"
        ).exclude(offering__provider__status__in=["suspended", "closed"])
        free = free.exclude(allocation_class__allocation__status__in=["open", "computed"])
        classes = list(free.order_by("starts_at", "id").values_list("id", flat=True).distinct()[:_BATCH])
    return sum(_offer(by, class_id=class_id, at=at) for class_id in classes)


def close_lines(by: Actor, *, at: datetime.datetime) -> int:
    """For the worker: who still waits for a class that began or takes nobody any more is told; returns people."""
    with acting(PROGRAM, scope="command"):
        waiting = WaitingEntry.objects.filter(status__in=IN_LINE)
        over = waiting.filter(training_class__starts_at__lte=at) | waiting.exclude(training_class__status="open")
        classes = list(
            over.order_by("training_class_id").values_list("training_class_id", flat=True).distinct()[:_BATCH]
        )
    return sum(_close(by, class_id=class_id, at=at) for class_id in classes)


@command
def _expire(by: Actor, *, class_id: UUID, at: datetime.datetime) -> int:
    """Read after the lock: who took the seat in the meantime is not expired."""
    training_class = locked_class(class_id)
    late = list(
        WaitingEntry.objects.filter(training_class=training_class, status="offered", expires_at__lte=at).order_by("id")
    )
    for entry in late:
        leave_line(training_class, entry, "expired", by=PROGRAM, at=at)
    training_class.save(update_fields=["seats_held"])
    tell_of_expiry(late, at)
    offer_free_seats(training_class, at=at)
    return len(late)


@command
def _offer(by: Actor, *, class_id: UUID, at: datetime.datetime) -> int:
    return offer_free_seats(locked_class(class_id), at=at)


@command
def _close(by: Actor, *, class_id: UUID, at: datetime.datetime) -> int:
    training_class = locked_class(class_id)
    if training_class.status == "open" and at < training_class.starts_at:
        return 0  # moved to a later day while we waited for it
    return close_line(training_class, at=at)


def _decline(by: Actor, training_class: TrainingClass, entry: WaitingEntry, at: datetime.datetime) -> WaitingEntry:
    leave_line(training_class, entry, "declined", by=by, at=at)
    training_class.save(update_fields=["seats_held"])
    offer_free_seats(training_class, at=at)
    return entry
