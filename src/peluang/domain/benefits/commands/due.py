"""When an incentive becomes due: first training, certificate, review and an account in the same NIK, all four."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Count, F, Q

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.messages.commands import write
from peluang.domain.programme.models import Recipient
from peluang.engines.rules import Payment, PaymentKind, incentive_due

from ..events import INCENTIVE_DUE
from ..models import Incentive, IncentiveKind
from ..progress import Progress, progress_of

_KINDS = {PaymentKind.INCENTIVE: IncentiveKind.TRAINING, PaymentKind.SURVEY: IncentiveKind.SURVEY}
BATCH = 2000


@command
def settle_incentives(by: Actor, *, person_id: UUID, at: datetime.datetime) -> list[Incentive]:
    """Writes the incentives that are due for this person now; returns the new ones. Repeating it adds nothing.

    engines.rules.incentive_due decides. Source: Permenko Perekonomian 11/2020 and 17/2022.
    """
    recipient = Recipient.objects.select_for_update(of=("self",)).filter(person_id=person_id).first()
    if recipient is None:
        return []
    progress = progress_of(person_id)
    if progress is None or progress.enrolment is None:
        return []
    due = incentive_due(progress.facts, progress.parameters, at)
    return [_due(by, progress, payment, at) for payment in due.payments]


def _due(by: Actor, progress: Progress, payment: Payment, at: datetime.datetime) -> Incentive:
    recipient, enrolment = progress.recipient, progress.enrolment
    assert enrolment is not None
    row = Incentive.objects.create(
        recipient=recipient, enrolment=enrolment, person_id=recipient.person_id, home_region=recipient.home_region,
        kind=_KINDS[payment.kind], instalment=payment.number, amount=payment.rupiah, due_at=at,
    )  # fmt: skip
    append(INCENTIVE_DUE, row.id, at=at, person_id=row.person_id, amount=row.amount)
    write(
        by, person_id=row.person_id, template="benefits.incentive_due", context={"amount": row.amount}, at=at,
        once=f"incentive_due:{row.id}",
    )  # fmt: skip
    return row


@command
def make_incentives_due(by: Actor, *, at: datetime.datetime) -> int:
    """Monthly instalments whose day has come, for up to BATCH people; returns how many became due. For the worker."""
    counts = (
        Incentive.objects.filter(kind=IncentiveKind.TRAINING)
        .values("person_id", of=F("recipient__scheme__parameters__incentive_count"))
        .annotate(made=Count("id"))
        .filter(~Q(of=1))
        .order_by("person_id")
    )
    waiting = [row["person_id"] for row in counts if row["made"] < int(row["of"])][:BATCH]
    return sum(len(settle_incentives(by, person_id=person_id, at=at)) for person_id in waiting)
