"""Taking and leaving a seat: seat and money move together or not at all."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.commands import write
from peluang.domain.money.queries import balance
from peluang.domain.organisations.commands import disclose, end_disclosure
from peluang.domain.people.models import Person
from peluang.domain.programme.commands import mark_first_purchase, undo_first_purchase
from peluang.domain.programme.models import Recipient

from .. import access
from ..events import SEAT_BOOKED, SEAT_CANCELLED
from ..locks import locked_class, locked_seat
from ..models import BookingKey, Enrolment, Payer, TrainingClass
from ..payment import pay_seat, refund_seat
from ..purchase import must_be_allowed, must_be_bookable, no_decree
from ..states import ENROLMENT


@command
def book_seat(
    by: Actor, *, class_id: UUID, person_id: UUID, wants_placement: bool = True, key: str, at: datetime.datetime
) -> Enrolment:
    """Takes the lowest free seat and moves its price by the class's payer. key: one per wish, made by the caller;
    the same key again returns the same seat.

    Raises NotYours for another person; Refused: class_not_open, class_begun, offering_not_published, class_full,
    already_seated, no_decree, key_used, fund_empty, and every reason of engines.rules.may_purchase in lower case.
    """
    access.must_be_person(by, person_id)
    training_class = locked_class(class_id)
    claim = f"{person_id}:{key}"
    known = BookingKey.objects.filter(key=claim).first()
    if known:
        return _same(known, class_id)
    person = Person.objects.filter(id=person_id).first()
    if person is None:
        raise NotYours()
    must_be_bookable(training_class, person_id, at)
    recipient = _paying_recipient(training_class, person_id, at)
    enrolment = Enrolment(
        id=new_id(), training_class=training_class, offering=training_class.offering,
        provider=training_class.offering.provider, person=person, home_region=person.home_region_id,
        recipient=recipient, seat=_lowest_free(training_class), payer=training_class.payer,
        price=training_class.offering.price, wants_placement=wants_placement, booked_at=at,
    )  # fmt: skip
    _claim(claim, enrolment.id)
    enrolment.transfer = pay_seat(
        by, training_class=training_class, balance_account=recipient.account_id if recipient else None,
        enrolment_id=enrolment.id, person_id=person_id, home_region=person.home_region_id, at=at,
    )  # fmt: skip
    enrolment.save(force_insert=True)
    training_class.seats_taken += 1
    training_class.save(update_fields=["seats_taken"])
    _tell_of_booking(by, enrolment, recipient, at)
    return enrolment


@command
def cancel_seat(by: Actor, *, enrolment_id: UUID, at: datetime.datetime) -> Enrolment:
    """Frees the seat and sends the money back. Raises Refused("class_begun") once the class has started."""
    training_class, enrolment = locked_seat(enrolment_id)
    if not access.manages(by, enrolment.provider_id):
        access.must_be_person(by, enrolment.person_id)
    ENROLMENT.advance(enrolment, "cancelled", by.role)
    if training_class.status != "open" or at >= training_class.starts_at:
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
    bought = Enrolment.objects.filter(recipient=enrolment.recipient_id).exclude(status="cancelled")
    if enrolment.recipient_id and not bought.exists():
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


def _lowest_free(training_class: TrainingClass) -> int:
    taken = set(training_class.enrolments.exclude(status="cancelled").values_list("seat", flat=True))
    return next(number for number in range(1, training_class.seats + 1) if number not in taken)


def _same(known: BookingKey, class_id: UUID) -> Enrolment:
    enrolment = Enrolment.objects.select_related("training_class", "offering").get(id=known.enrolment)
    if enrolment.training_class_id != class_id:
        raise _key_used()
    return enrolment


def _claim(key: str, enrolment_id: UUID) -> None:
    """Two requests with one key for two classes hold different class locks; the key's row tells them apart."""
    try:
        with transaction.atomic():
            BookingKey.objects.create(key=key, enrolment=enrolment_id)
    except IntegrityError as error:
        raise _key_used() from error


def _key_used() -> Refused:
    return Refused(
        "key_used",
        _("Halaman ini sudah dipakai untuk memesan kelas lain."),
        todo=_("Muat ulang halaman, lalu periksa Pelatihanku sebelum mencoba lagi."),
    )


def _tell_of_booking(by: Actor, enrolment: Enrolment, recipient: Recipient | None, at: datetime.datetime) -> None:
    training_class = enrolment.training_class
    disclose(
        by, organisation_id=enrolment.provider_id, person_id=enrolment.person_id, purpose="class",
        subject=enrolment.id, at=at,
    )  # fmt: skip
    if recipient is not None and recipient.first_purchased_at is None:
        mark_first_purchase(by, recipient_id=recipient.id, at=at)
    append(
        SEAT_BOOKED, enrolment.id, at=at, class_id=training_class.id, offering_id=enrolment.offering_id,
        person_id=enrolment.person_id, payer=enrolment.payer, recipient_id=recipient.id if recipient else None,
    )  # fmt: skip
    write(
        by, person_id=enrolment.person_id, template="learning.seat_booked", at=at, once=f"seat:{enrolment.id}",
        context={
            "class_id": training_class.id, "starts_at": training_class.starts_at, "seat": enrolment.seat,
            "enrolment_id": enrolment.id,
        },
    )  # fmt: skip
