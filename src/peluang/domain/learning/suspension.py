"""What a suspension or blacklist of an institution means for its classes and for people who hold seats there.

Running classes finish under a suspension. Who holds a seat in a class that has not begun chooses within seven days
(our own rule, "peluang/sanksi 1"): another class of the same training type for the same price or less, or the money
back; whoever says nothing gets the money back. A blacklist ends every class, with refunds.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.refusal import Refused
from peluang.domain.organisations.models import IN_EFFECT, Organisation, Sanction, SanctionKind

from .class_price import seat_price
from .models import Enrolment, Payer, TrainingClass

CHOICE_DAYS = 7
_MOST_TARGETS = 20


def must_take_people(provider_id: UUID) -> None:
    """Raises Refused("institution_suspended"). Read by a statement of its own after the class is locked, so that a
    suspension which was decided while waiting for the lock is seen (1 statement).
    """
    if Organisation.objects.filter(id=provider_id, status__in=["suspended", "closed"]).exists():
        raise Refused(
            "institution_suspended",
            _("Lembaga ini sedang ditangguhkan, jadi tidak menerima peserta."),
            todo=_("Pilih kelas yang sama di lembaga lain."),
            field="class_id",
        )


def choice_ends(sanction: Sanction, training_class: TrainingClass) -> datetime.datetime:
    """Seven days after the decision, but never later than the class would have begun."""
    assert sanction.decided_at is not None, "in force means decided"
    return min(sanction.decided_at + datetime.timedelta(days=CHOICE_DAYS), training_class.starts_at)


def suspension_of(provider_id: UUID) -> Sanction | None:
    """The suspension that holds now, if any (1 statement)."""
    found = Sanction.objects.filter(organisation_id=provider_id, kind=SanctionKind.SUSPENSION, status__in=IN_EFFECT)
    return found.first()


@dataclass(frozen=True)
class Choice:
    """until: after it the money goes back by itself."""

    sanction: Sanction
    until: datetime.datetime


def choice_for(enrolment: Enrolment, at: datetime.datetime) -> Choice | None:
    """Whether this seat's owner may choose now (1 statement); None when the class goes on or has ended."""
    training_class = enrolment.training_class
    if enrolment.status != "booked" or training_class.status != "open":
        return None
    sanction = suspension_of(enrolment.provider_id)
    if sanction is None:
        return None
    until = choice_ends(sanction, training_class)
    return Choice(sanction, until) if at < until else None


def equivalent_classes(enrolment: Enrolment, at: datetime.datetime) -> QuerySet[TrainingClass]:
    """Open classes of the same training type with a free seat, paid the same way, not dearer than this seat was (each
    with the `price` of its own version); the earliest first.
    """
    mine = enrolment.training_class
    found = TrainingClass.objects.annotate(price=seat_price()).filter(
        offering__training_type=enrolment.offering.training_type_id, offering__status="published",
        price__lte=enrolment.price, status="open", starts_at__gt=at, payer=enrolment.payer,
        seats__gt=F("seats_taken") + F("seats_held"),
    ).exclude(offering__provider__status__in=["suspended", "closed"])  # fmt: skip
    if enrolment.payer not in (Payer.BALANCE, Payer.OWN):
        found = found.filter(fund=mine.fund_id)
    seated = Enrolment.objects.filter(person=enrolment.person_id).exclude(status="cancelled")
    found = found.exclude(id__in=seated.values("training_class_id"))
    return found.select_related("offering__provider", "regency__province", "trainer").order_by("starts_at", "id")


def nearest_equivalents(enrolment: Enrolment, at: datetime.datetime) -> list[TrainingClass]:
    """At most twenty, those of the same regency first (1 statement)."""
    rows = list(equivalent_classes(enrolment, at)[: _MOST_TARGETS * 5])
    for each in rows:
        each.offering.price = each.price  # type: ignore[attr-defined]
    home = enrolment.training_class.regency_id or enrolment.home_region
    rows.sort(key=lambda each: (each.regency_id != home, (each.regency_id or "")[:2] != home[:2], each.starts_at))
    return rows[:_MOST_TARGETS]


def classes_to_end(at: datetime.datetime) -> list[UUID]:
    """Of blacklisted institutions all that are not over; of suspended ones those whose time to choose is over
    (1 statement).
    """
    decided = at - datetime.timedelta(days=CHOICE_DAYS)
    holding = Q(offering__provider__sanctions__status__in=IN_EFFECT)
    black = holding & Q(offering__provider__sanctions__kind=SanctionKind.BLACKLIST, status__in=["open", "running"])
    late = Q(offering__provider__sanctions__decided_at__lte=decided) | Q(starts_at__lte=at)
    suspended = holding & Q(offering__provider__sanctions__kind=SanctionKind.SUSPENSION, status="open") & late
    return list(TrainingClass.objects.filter(black | suspended).distinct().order_by("id").values_list("id", flat=True))
