"""People whose institution was suspended: into another class, or the money back."""

from __future__ import annotations

import datetime
import logging
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import PROGRAM, Actor, acting
from peluang.domain.kernel.refusal import NotYours, Refused

from .. import access
from ..events import SEAT_CANCELLED, SEAT_MOVED
from ..locks import locked_class, locked_seat
from ..models import Enrolment, TrainingClass
from ..states import ENROLMENT
from ..suspension import choice_for, classes_to_end, equivalent_classes
from .classes import cancel_class
from .seats import book_seat, leave

_log = logging.getLogger(__name__)


@command
def transfer_seat(by: Actor, *, enrolment_id: UUID, class_id: UUID, at: datetime.datetime) -> Enrolment:
    """The money comes back and pays the new seat in the same transaction, so nobody stands between two classes.

    The purchase counts as made all along: the time for the first training does not run again. Raises NotYours;
    Refused: no_choice, not_equivalent, and every reason of book_seat (nothing has changed then).
    """
    old = Enrolment.objects.filter(id=enrolment_id).first()
    if old is None:
        raise NotYours()
    access.must_be_person(by, old.person_id)
    # Both classes in the order of their keys, so that two people who change places queue instead of deadlocking.
    for each in sorted({old.training_class_id, class_id}):
        locked_class(each)
    training_class, enrolment = locked_seat(enrolment_id)
    _must_have_a_choice(enrolment, at)
    if not equivalent_classes(enrolment, at).filter(id=class_id).exists():
        raise Refused(
            "not_equivalent",
            _("Kelas ini tidak bisa dipilih: sudah penuh, lebih mahal, atau bukan pelatihan yang sama."),
            todo=_("Pilih kelas lain dari daftar, atau minta uangmu kembali."),
            field="class_id",
        )
    _leave(by, training_class, enrolment, "learning.seat_moved", at)
    new = book_seat(
        by, class_id=class_id, person_id=enrolment.person_id, wants_placement=enrolment.wants_placement,
        key=f"move:{enrolment.id}", at=at,
    )  # fmt: skip
    append(SEAT_MOVED, enrolment.id, at=at, person_id=enrolment.person_id, to_enrolment=new.id, to_class=class_id)
    return new


@command
def take_refund(by: Actor, *, enrolment_id: UUID, at: datetime.datetime) -> Enrolment:
    """The money back because the institution was suspended. Raises NotYours, Refused("no_choice")."""
    training_class, enrolment = locked_seat(enrolment_id)
    access.must_be_person(by, enrolment.person_id)
    _must_have_a_choice(enrolment, at)
    _leave(by, training_class, enrolment, "learning.seat_cancelled", at)
    return enrolment


def end_classes_of_sanctioned(by: Actor, *, at: datetime.datetime) -> int:
    """For the worker: each class in a transaction of its own, so that one that can't end does not keep the others."""
    with acting(PROGRAM, scope="command"):
        found = classes_to_end(at)
    ended = 0
    for class_id in found:
        try:
            cancel_class(by, class_id=class_id, reason="institution_sanctioned", at=at)
        except Refused as refusal:
            _log.warning("class %s of a sanctioned institution goes on: %s", class_id, refusal.code)
        else:
            ended += 1
    return ended


def _must_have_a_choice(enrolment: Enrolment, at: datetime.datetime) -> None:
    if choice_for(enrolment, at) is None:
        raise Refused(
            "no_choice",
            _("Kursi ini tidak menunggu pilihanmu."),
            todo=_("Buka halaman kelasmu untuk melihat keadaannya."),
        )


def _leave(
    by: Actor, training_class: TrainingClass, enrolment: Enrolment, template: str, at: datetime.datetime
) -> None:
    """As leaving a seat, but the first purchase stays counted: this is not the person's doing."""
    ENROLMENT.advance(enrolment, "cancelled", by.role)
    enrolment.status_reason = "institution_suspended"
    refunded = leave(by, enrolment, template=template, at=at)
    append(
        SEAT_CANCELLED, enrolment.id, at=at, class_id=training_class.id, offering_id=enrolment.offering_id,
        person_id=enrolment.person_id, refunded=refunded,
    )  # fmt: skip
    training_class.seats_taken -= 1
    training_class.save(update_fields=["seats_taken"])
