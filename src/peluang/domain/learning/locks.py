"""Rows that a command holds until its transaction ends. Order everywhere: class, enrolment, recipient, accounts.

All locks are `no_key`: they hold off whoever changes the row, not whoever merely points to it. With the stronger lock
retiring an offering (offering, then its classes) and booking (class, then a row that points to the offering) would
wait for each other; a test showed that deadlock.
"""

from __future__ import annotations

from uuid import UUID

from peluang.domain.catalogue.queries import as_scheduled
from peluang.domain.kernel.refusal import NotYours

from .models import Enrolment, TrainingClass

_WITH = ("offering", "offering__provider", "trainer")


def locked_class(class_id: UUID, *, related: tuple[str, ...] = _WITH) -> TrainingClass:
    """The class, locked before anything about its seats is read: whoever comes second reads what the first left.

    Limit: bookings of one class queue behind one another (docs/benchmarks.md: `bench seats`), classes don't touch.
    """
    row = (
        TrainingClass.objects.select_for_update(of=("self",), no_key=True)
        .select_related(*related)
        .filter(id=class_id)
        .first()
    )
    if row is None:
        raise NotYours()
    as_scheduled(row.offering, row.version)  # a class keeps what was promised when it was scheduled, its price too
    return row


def locked_seat(enrolment_id: UUID) -> tuple[TrainingClass, Enrolment]:
    """The class first and then the seat, so that cancelling and booking take their locks in the same order."""
    class_id = Enrolment.objects.values_list("training_class_id", flat=True).filter(id=enrolment_id).first()
    if class_id is None:
        raise NotYours()
    training_class = locked_class(class_id)
    enrolment = Enrolment.objects.select_for_update(no_key=True).get(id=enrolment_id)
    enrolment.training_class = training_class
    enrolment.offering = training_class.offering
    return training_class, enrolment


def lock_seat_alone(enrolment_id: UUID) -> Enrolment:
    """The seat without its class: for what one person does in their own seat (tests, practical work), so that forty
    people of one class don't queue. Whoever ends the class locks its seats too, so both follow one another.

    The class is read after the lock: joined in the same statement it would be as it was before the wait.
    """
    enrolment = Enrolment.objects.select_for_update(no_key=True).filter(id=enrolment_id).first()
    if enrolment is None:
        raise NotYours()
    enrolment.training_class = TrainingClass.objects.select_related("offering", "offering__provider", "trainer").get(
        id=enrolment.training_class_id
    )
    enrolment.offering = enrolment.training_class.offering
    return enrolment
