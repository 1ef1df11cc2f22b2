"""What follows an allocation: seats are held for the winners, then booked one by one like any other seat."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from collections import Counter
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import PROGRAM, Actor, acting
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import Refused
from peluang.domain.messages.commands import write_many
from peluang.engines.allocation import Proof

from .. import access
from ..events import ALLOCATION_SETTLED, LINE_JOINED
from ..locks import locked_class
from ..models import Allocation, TrainingClass, WaitingEntry, Wish
from ..purchase import must_be_bookable
from ..round_market import points_at
from ..standing import standing_of
from ..states import ALLOCATION
from ..waiting_line import IN_LINE, classes_with_a_line, offer_free_seats
from .allocation import locked_round
from .seats import claim_key, give_seat, tell_of_seat

#: Winners seated in one turn of the worker, and people put in line for a seat that a winner could not take.
_BATCH, _MOST_IN_LINE = 200, 50


@command
def settle_allocation(by: Actor, *, allocation_id: UUID, at: datetime.datetime) -> Allocation:
    """Holds every given seat for its winner and tells the others; seat_winners books them. Nobody else can buy a held
    seat. Raises NotYours; Refused: wrong_state, proof_fails, seats_changed (compute again)."""
    access.must_allocate(by)
    row = locked_round(allocation_id)
    ALLOCATION.advance(row, "settled", by.role)
    if row.proof is None or not Proof.from_json(row.proof).holds:
        raise Refused("proof_fails", _("Bukti pembagian ini tidak sah, jadi kursinya tidak dibagikan."))
    winners = list(
        Wish.objects.filter(allocation=row, given__isnull=False).values_list("given__training_class_id", "id")
    )
    lined = classes_with_a_line(row.id)
    held = _hold(Counter(class_id for class_id, _wish in winners), lined)
    row.settled_at = at
    row.save(update_fields=["status", "settled_at"])
    for class_id in lined:
        offer_free_seats(held[class_id], at=at)
    losers = Wish.objects.filter(allocation=row, given__isnull=True).values_list("person_id", flat=True)
    contexts = {person: {"allocation_id": row.id} for person in losers}
    write_many(PROGRAM, template="learning.not_allocated", contexts=contexts, at=at, once=f"allocation:{row.id}")
    digest = hashlib.sha256("\n".join(sorted(f"{c} {w}" for c, w in winners)).encode()).hexdigest()
    append(ALLOCATION_SETTLED, row.id, at=at, seated=len(winners), refused=0, digest=digest)
    return row


def seat_winners(by: Actor, *, at: datetime.datetime, most: int = _BATCH) -> int:
    """For the worker, and for the office's own click: books seats of settled rounds, each in a transaction of its own.
    Returns how many winners were dealt with."""
    with acting(PROGRAM, scope="command"):
        waiting = Wish.objects.filter(allocation__status="settled", outcome="given")
        found = list(waiting.order_by("allocation__settled_at", "ticket").values_list("id", flat=True)[:most])
    for wish_id in found:
        _seat(PROGRAM, wish_id=wish_id, at=at)
    return len(found)


@command
def _seat(by: Actor, *, wish_id: UUID, at: datetime.datetime) -> None:
    """Books the held seat; a winner whose balance or class says no is told why, and the seat goes on."""
    class_id = Wish.objects.filter(id=wish_id).values_list("given__training_class_id", flat=True).first()
    if class_id is None:
        return
    training_class = locked_class(class_id, related=("offering",))
    wish = Wish.objects.select_for_update(of=("self",)).get(id=wish_id)
    if wish.outcome != "given":
        return  # another worker was here
    training_class.seats_held = max(0, training_class.seats_held - 1)  # closed lines hold nothing any more
    training_class.save(update_fields=["seats_held"])
    try:
        with transaction.atomic():
            wish.enrolment = _book(by, training_class, wish, at)
        wish.outcome = "seated"
    except Refused as refusal:
        training_class.refresh_from_db(fields=["seats_taken", "seats_held"])  # counted already, and taken back
        wish.outcome = f"refused_{refusal.code}"
    wish.save(update_fields=["outcome", "enrolment"])
    template = "learning.allocated" if wish.enrolment else "learning.allocation_refused"
    context = {"allocation_id": wish.allocation_id, "class_id": class_id, "rank": wish.rank}
    write_many(by, template=template, contexts={wish.person_id: context}, at=at, once=f"wish:{wish.id}")
    if not wish.enrolment:
        _pass_on(training_class, wish, at)


def _book(by: Actor, training_class: TrainingClass, wish: Wish, at: datetime.datetime) -> UUID:
    enrolment_id = new_id()
    claim_key(f"{wish.person_id}:wish:{wish.id}", enrolment_id, wish.person_id)
    standing = standing_of(training_class, wish.person_id)
    must_be_bookable(training_class, standing, at)
    tell_of_seat(by, training_class, enrolment_id, person_id=wish.person_id, at=at)
    give_seat(
        by, training_class, standing, enrolment_id=enrolment_id, person_id=wish.person_id,
        home_region=wish.home_region, wants_placement=True, at=at,
    )  # fmt: skip
    return enrolment_id


def _hold(winners: Counter[UUID], lined: list[UUID]) -> dict[UUID, TrainingClass]:
    """Locks the winners' classes and those with a line, in one order, and returns them."""
    wanted = [*winners, *lined]
    rows = {
        row.id: row
        for row in TrainingClass.objects.select_for_update(no_key=True).filter(id__in=wanted).order_by("id")
    }  # fmt: skip
    for row in (rows[class_id] for class_id in winners):
        if row.status != "open" or row.seats_left < winners[row.id]:
            raise Refused(
                "seats_changed",
                _("Kursi kelas %(code)s berubah sejak dihitung.") % {"code": row.code},
                todo=_("Hitung pembagiannya sekali lagi."),
            )
        row.seats_held += winners[row.id]
        row.save(update_fields=["seats_held"])
    return rows


def _pass_on(training_class: TrainingClass, refused: Wish, at: datetime.datetime) -> None:
    """The next who wished this class and got nothing stand in its line, in the round's own order, and are asked."""
    row = refused.given
    if row is None:  # nothing was given, so nothing is passed on
        return
    key = str(row.id)
    empty = Wish.objects.filter(allocation_id=row.allocation_id, given__isnull=True, classes__contains=[key])
    known = set(
        WaitingEntry.objects.filter(training_class=training_class, status__in=IN_LINE).values_list(
            "person_id", flat=True
        )
    )
    known |= set(training_class.enrolments.exclude(status="cancelled").values_list("person_id", flat=True))
    next_ones = sorted(
        (each for each in empty if key not in each.struck and each.person_id not in known),
        key=lambda each: (-points_at(each, key), each.ticket),
    )  # fmt: skip
    for place, each in enumerate(next_ones[:_MOST_IN_LINE]):
        entry = WaitingEntry.objects.create(
            training_class=training_class, person_id=each.person_id, home_region=each.home_region,
            token=secrets.token_urlsafe(24), joined_at=at + datetime.timedelta(microseconds=place),
        )  # fmt: skip
        append(LINE_JOINED, entry.id, at=at, class_id=training_class.id, person_id=each.person_id)
    offer_free_seats(training_class, at=at)
