"""What learning does when an institution is suspended, blacklisted, or open again. Loaded by handlers.py."""

from __future__ import annotations

from uuid import UUID

from peluang.domain.events.journal import durable
from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.messages.commands import write_many
from peluang.domain.messages.templates import register
from peluang.domain.organisations.events import SANCTION_ENDED, SANCTION_IN_FORCE, SANCTION_LIFTED
from peluang.domain.organisations.models import IN_EFFECT, Sanction, SanctionKind

from .models import Enrolment, TrainingClass
from .suspension import choice_ends

register(
    "learning.choose_after_suspension",
    subject_id="Pilih sampai {until:datetime}: pindah kelas atau uang kembali ({class_name})",
    subject_en="Choose by {until:datetime}: another class or your money back ({class_name})",
    body_id="Lembaganya sedang ditangguhkan, jadi kelasmu belum bisa dimulai. Ini bukan karena kamu. Kalau kamu tidak "
    "memilih, uangmu kembali utuh dengan sendirinya.",
    body_en="The institution is suspended, so your class cannot begin. This is not because of you. If you choose "
    "nothing, all your money goes back by itself.",
    path="/saya/pelatihan/{enrolment_id}/pindah",
)
register(
    "learning.class_goes_on",
    subject_id="Kelasmu tetap berjalan: {class_name}",
    subject_en="Your class goes on: {class_name}",
    body_id="Penangguhan lembaganya sudah selesai. Kursimu tetap milikmu; kamu tidak perlu melakukan apa-apa.",
    body_en="The suspension of the institution is over. Your seat is still yours; there is nothing to do.",
    path="/saya/pelatihan/{enrolment_id}",
)
register(
    "learning.seat_moved",
    subject_id="Kamu pindah dari {class_name}",
    subject_en="You moved from {class_name}",
    body_id="Uang yang kembali dari kelas lama: {refunded:rupiah}. Kelas barumu ada di pesan berikutnya.",
    body_en="Money that came back from the old class: {refunded:rupiah}. Your new class is in the next message.",
    path="/saya/pelatihan",
)


@durable("learning-suspensions", SANCTION_IN_FORCE, SANCTION_LIFTED, SANCTION_ENDED)
def tell_people_of_suspensions(events: list[Event]) -> None:
    """By the worker, after the decision stands: a booking holds its class and then the institution, a decision holds
    the institution, so asking inside the decision would let the two wait for each other (a test showed that).

    Nobody falls between: the classes are locked here, so a booking that came before is seen, and one that comes later
    reads that the institution is closed. Repeating a batch tells nobody twice.
    """
    with acting(PROGRAM, scope="command"):
        for event in events:
            if event.payload["kind"] != SanctionKind.SUSPENSION:
                continue  # a warning changes nothing; a blacklist asks nothing, its classes end with refunds
            sanction = Sanction.objects.select_related("organisation").get(id=event.subject)
            if event.type == SANCTION_IN_FORCE.name and sanction.status in IN_EFFECT:
                _ask_to_choose(sanction, event)
            elif event.type != SANCTION_IN_FORCE.name and sanction.decided_at is not None:
                _tell_that_it_goes_on(sanction, event)


def _ask_to_choose(sanction: Sanction, event: Event) -> None:
    for row in _locked_open_classes(event):
        until = choice_ends(sanction, row)
        contexts = {person: {"class_id": row.id, "enrolment_id": seat, "until": until} for person, seat in _booked(row)}
        write_many(
            PROGRAM, template="learning.choose_after_suspension", contexts=contexts, at=event.at,
            once=f"choose:{event.subject}:{row.id}",
        )  # fmt: skip


def _tell_that_it_goes_on(sanction: Sanction, event: Event) -> None:
    """Only when nothing else closes the institution, and to those alone who still hold their seats."""
    if sanction.organisation.status == "suspended":
        return
    for row in _locked_open_classes(event):
        contexts = {person: {"class_id": row.id, "enrolment_id": seat} for person, seat in _booked(row)}
        write_many(
            PROGRAM, template="learning.class_goes_on", contexts=contexts, at=event.at,
            once=f"goes_on:{event.subject}:{row.id}",
        )  # fmt: skip


def _locked_open_classes(event: Event) -> list[TrainingClass]:
    found = TrainingClass.objects.select_for_update(no_key=True).filter(
        offering__provider=event.payload["organisation_id"], status="open"
    )
    return list(found.order_by("id"))


def _booked(row: TrainingClass) -> list[tuple[UUID, UUID]]:
    return list(Enrolment.objects.filter(training_class=row, status="booked").values_list("person_id", "id"))
