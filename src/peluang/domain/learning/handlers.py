"""What learning does when the catalogue reports something."""

from __future__ import annotations

from django.db import connection
from django.utils.translation import gettext_lazy as _

from peluang.domain.catalogue.events import OFFERING_ENDED
from peluang.domain.events.journal import append, in_transaction
from peluang.domain.events.models import Event
from peluang.domain.kernel.refusal import Refused

from . import message_texts, sanction_handlers  # noqa: F401  (register texts and subscriptions)
from .commands.redeem import new_code
from .events import CLASS_CANCELLED, SEAT_BOOKED
from .models import Enrolment, TrainingClass


@in_transaction(OFFERING_ENDED)
def protect_participants(event: Event) -> None:
    """An offering ends only when nobody holds a seat in it; its empty open classes close with it.

    The classes are locked first: a booking that came before is seen, one that comes later finds the class closed.
    """
    classes = TrainingClass.objects.select_for_update(no_key=True).filter(
        offering=event.subject, status__in=["open", "running"]
    )
    found = list(classes.order_by("id"))
    held = [each.code for each in found if each.status == "running" or each.seats_taken]
    if held:
        raise Refused(
            "classes_running",
            _("Masih ada kelas dengan peserta: %(codes)s.") % {"codes": ", ".join(held)},
            todo=_("Selesaikan kelas itu, atau batalkan supaya pesertanya mendapat uangnya kembali."),
        )
    for each in found:
        each.status = "cancelled"
        each.save(update_fields=["status"])
        append(CLASS_CANCELLED, each.id, at=event.at, cause=event, offering_id=each.offering_id, refunded=0)


@in_transaction(SEAT_BOOKED)
def give_redeem_code(event: Event) -> None:
    """A seat with something online gets its code with the seat, however it was booked or given."""
    with connection.cursor() as cursor:  # asked first and by hand: most classes meet in a room, and this one is locked
        cursor.execute(
            "select exists (select 1 from learning_session where training_class_id = %s and kind <> 'room')",
            [event.payload["class_id"]],
        )
        if not cursor.fetchone()[0]:
            return
    enrolment = Enrolment.objects.filter(id=event.subject, redeem_code__isnull=True).first()
    if enrolment is not None:
        new_code(enrolment, at=event.at)
