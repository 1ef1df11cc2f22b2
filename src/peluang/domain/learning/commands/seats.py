"""Taking and leaving a seat: seat and money move together or not at all."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from peluang.domain.catalogue.queries import as_scheduled
from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.commands import write, write_many
from peluang.domain.money.queries import balance
from peluang.domain.organisations.commands import end_disclosure
from peluang.domain.organisations.commands.disclosures import disclose_first
from peluang.domain.programme.commands import mark_first_purchase, undo_first_purchase
from peluang.domain.programme.models import Recipient

from .. import access
from ..events import SEAT_BOOKED, SEAT_CANCELLED
from ..locks import locked_seat
from ..models import BookingKey, Enrolment, Payer, Session, TrainingClass
from ..payment import pay_seat, refund_seat
from ..purchase import class_full, must_be_allowed, must_be_bookable, must_have_a_seat, no_decree
from ..standing import Standing, standing_of
from ..states import ENROLMENT
from ..waiting_line import leave_line, offer_free_seats


def book_seat(
    by: Actor, *, class_id: UUID, person_id: UUID, wants_placement: bool = True, key: str, at: datetime.datetime
) -> Enrolment:
    """Takes the lowest free seat, or the one held for this person in line, and moves its price by the class's payer.
    key: one per wish, made by the caller; the same key again returns the same seat.

    Raises NotYours for another person; Refused: class_not_open, class_begun, offering_not_published, class_full,
    in_allocation, already_seated, no_decree, key_used, fund_empty, and every reason of engines.rules.may_purchase in
    lower case.
    """
    access.must_be_person(by, person_id)
    refuse_when_sold_out(class_id, person_id, at)
    return _book(by, class_id=class_id, person_id=person_id, wants_placement=wants_placement, key=key, at=at)


@command
def _book(
    by: Actor, *, class_id: UUID, person_id: UUID, wants_placement: bool, key: str, at: datetime.datetime
) -> Enrolment:
    """What touches nobody else's rows comes before the class is locked, so that the queue behind it is short: the
    key, who sees whom, and the message, which names class and seat only when it is sent. A refusal takes all back."""
    enrolment_id = new_id()
    claimed, region = claim_key(f"{person_id}:{key}", enrolment_id, person_id)
    if not claimed:
        return _same(f"{person_id}:{key}", class_id)
    training_class = TrainingClass.objects.select_related("offering").filter(id=class_id).first()
    if region is None or training_class is None:
        raise NotYours()
    as_scheduled(training_class.offering, training_class.version)  # the price it was scheduled with
    tell_of_seat(by, training_class, enrolment_id, person_id=person_id, at=at)
    standing = standing_of(training_class, person_id, lock=True)
    must_be_bookable(training_class, standing, at)
    must_have_a_seat(training_class, standing, at)
    return give_seat(
        by, training_class, standing, enrolment_id=enrolment_id, person_id=person_id, home_region=region,
        wants_placement=wants_placement, at=at,
    )  # fmt: skip


def give_seat(
    by: Actor,
    training_class: TrainingClass,
    standing: Standing,
    *,
    enrolment_id: UUID,
    person_id: UUID,
    home_region: str,
    wants_placement: bool,
    at: datetime.datetime,
) -> Enrolment:
    """The seat itself, in a command that holds the class and has checked that there is one: the money, the row, the
    count, the event. Raises Refused when the money is not there or not allowed to pay this."""
    recipient = _paying_recipient(training_class, person_id, at)
    enrolment = Enrolment(
        id=enrolment_id, training_class=training_class, offering=training_class.offering,
        provider_id=training_class.offering.provider_id, person_id=person_id, home_region=home_region,
        recipient=recipient, seat=_lowest_free(training_class, standing.greatest), payer=training_class.payer,
        price=training_class.offering.price, wants_placement=wants_placement, booked_at=at,
    )  # fmt: skip
    enrolment.transfer = pay_seat(
        by, training_class=training_class, balance_account=recipient.account_id if recipient else None,
        enrolment_id=enrolment.id, person_id=person_id, home_region=home_region, at=at,
    )  # fmt: skip
    enrolment.save(force_insert=True)
    if standing.place is not None:
        leave_line(training_class, standing.place, "taken", by=by, at=at)
    training_class.seats_taken += 1
    _count(training_class)
    if recipient is not None and recipient.first_purchased_at is None:
        mark_first_purchase(by, recipient_id=recipient.id, at=at)
    append(
        SEAT_BOOKED, enrolment.id, at=at, class_id=training_class.id, offering_id=enrolment.offering_id,
        person_id=person_id, payer=enrolment.payer, recipient_id=recipient.id if recipient else None,
    )  # fmt: skip
    return enrolment


def _count(training_class: TrainingClass) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update learning_class set seats_taken = %s, seats_held = %s where id = %s",
            [training_class.seats_taken, training_class.seats_held, training_class.id],
        )


def tell_of_seat(
    by: Actor, training_class: TrainingClass, enrolment_id: UUID, *, person_id: UUID, at: datetime.datetime
) -> None:
    """What a new seat brings beside itself: the institution sees the person, the person gets a message."""
    disclose_first(
        organisation_id=training_class.offering.provider_id, person_id=person_id, purpose="class", subject=enrolment_id,
        at=at,
    )  # fmt: skip
    context = {"class_id": training_class.id, "enrolment_id": enrolment_id}
    write_many(
        by, template="learning.seat_booked", contexts={person_id: context}, at=at, once=f"seat:{enrolment_id}"
    )  # fmt: skip


def refuse_when_sold_out(class_id: UUID, person_id: UUID, at: datetime.datetime) -> None:
    """Turns a crowd away with one read and no lock. Every seat is taken and none is held for somebody in line, so at
    this moment nobody could book; a seat that is given back goes to the line or to who asks next.

    Who has booked anything before goes the whole way: they may hold the seat already. Raises Refused("class_full").
    """
    with connection.cursor() as cursor:
        cursor.execute("select learning_sold_out(%s, %s, %s)", [class_id, at, person_id])
        if cursor.fetchone()[0]:
            raise class_full()


@command
def cancel_seat(by: Actor, *, enrolment_id: UUID, at: datetime.datetime) -> Enrolment:
    """Frees the seat and sends the money back; whoever is next in line is offered it. Once the class has started only
    who is told that it moves may still leave, until the day stated then. Raises NotYours, Refused("class_begun").
    """
    training_class, enrolment = locked_seat(enrolment_id)
    if not access.manages(by, enrolment.provider_id):
        access.must_be_person(by, enrolment.person_id)
    ENROLMENT.advance(enrolment, "cancelled", by.role)
    attended = Session.objects.filter(attendances__enrolment=enrolment) if training_class.moved_at else ()
    moved = may_leave_after_move(training_class, attended, at)
    if (training_class.status != "open" or at >= training_class.starts_at) and not moved:
        raise Refused(
            "class_begun",
            _("Kelas ini sudah dimulai, jadi kursinya tidak bisa dibatalkan lagi."),
            todo=_("Bicarakan dengan lembaganya kalau kamu berhalangan hadir."),
        )
    refunded = leave(by, enrolment, template="learning.seat_cancelled", at=at)
    append(
        SEAT_CANCELLED, enrolment.id, at=at, class_id=training_class.id, offering_id=enrolment.offering_id,
        person_id=enrolment.person_id, refunded=refunded,
    )  # fmt: skip
    training_class.seats_taken -= 1
    training_class.save(update_fields=["seats_taken"])
    offer_free_seats(training_class, at=at)
    bought = Enrolment.objects.filter(recipient=enrolment.recipient_id).exclude(status="cancelled")
    # Who leaves because the class was moved does not lose the time for a first training with it.
    if enrolment.recipient_id and not moved and not bought.exists():
        undo_first_purchase(by, recipient_id=enrolment.recipient_id, at=at)
    return enrolment


def leave(by: Actor, enrolment: Enrolment, *, template: str, at: datetime.datetime) -> int:
    """What leaving a seat takes, whoever decided it: money back, sight of the person ended, a message."""
    refunded = refund_seat(by, enrolment, at=at)
    enrolment.status = "cancelled"
    enrolment.save(update_fields=["status", "status_reason"])
    end_disclosure(by, subject=enrolment.id, at=at)
    write(
        by, person_id=enrolment.person_id, template=template, at=at, once=f"{template}:{enrolment.id}",
        context={"class_id": enrolment.training_class_id, "refunded": refunded, "enrolment_id": enrolment.id},
    )  # fmt: skip
    return refunded


def _paying_recipient(training_class: TrainingClass, person_id: UUID, at: datetime.datetime) -> Recipient | None:
    """The recipient whose balance pays, locked: two purchases of one person in two classes follow one another."""
    if training_class.payer != Payer.BALANCE:
        return None
    recipient = (
        Recipient.objects.select_for_update(of=("self",), no_key=True)
        .select_related("scheme")
        .filter(person_id=person_id)
        .first()
    )
    if recipient is None:
        raise no_decree()
    # Read after the lock: a purchase this one waited for has changed it.
    left = balance(recipient.account_id)
    must_be_allowed(recipient, training_class.offering, balance=left, at=at)
    return recipient


def may_leave_after_move(training_class: TrainingClass, attended: Iterable[Session], at: datetime.datetime) -> bool:
    """The class was put to another time or place, the stated day has not passed, and they have not come since.
    attended: sessions the person was at."""
    moved, until = training_class.moved_at, training_class.leave_until
    if moved is None or until is None or at > until or training_class.status not in ("open", "running"):
        return False
    return not any(each.starts_at >= moved for each in attended)


def _lowest_free(training_class: TrainingClass, greatest: int) -> int:
    """The class is locked: seats_taken is right. Without a gap the next number follows from the greatest."""
    if greatest == training_class.seats_taken:
        return greatest + 1
    taken = set(training_class.enrolments.exclude(status="cancelled").values_list("seat", flat=True))
    return next(number for number in range(1, training_class.seats + 1) if number not in taken)


def _same(key: str, class_id: UUID) -> Enrolment:
    known = BookingKey.objects.get(key=key)
    enrolment = Enrolment.objects.select_related("training_class", "offering").get(id=known.enrolment)
    if enrolment.training_class_id != class_id:
        raise _key_used()
    return enrolment


_CLAIM = """
with claimed as (
    insert into learning_booking_key (key, enrolment) values (%s, %s) on conflict (key) do nothing returning 1
)
select exists (select 1 from claimed), (select home_region from people_person where id = %s)
"""


def claim_key(key: str, enrolment_id: UUID, person_id: UUID) -> tuple[bool, str | None]:
    """(whether the key is ours, where the person registered). A transaction that is using the key right now is waited
    for: if that commits, the key is not ours; if it rolls back, it is."""
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [key, enrolment_id, person_id])
        claimed, region = cursor.fetchone()
    return claimed, region


def _key_used() -> Refused:
    return Refused(
        "key_used",
        _("Halaman ini sudah dipakai untuk memesan kelas lain."),
        todo=_("Muat ulang halaman, lalu periksa Pelatihanku sebelum mencoba lagi."),
    )
