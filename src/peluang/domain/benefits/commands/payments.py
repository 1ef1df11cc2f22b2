"""Paying: due incentives are sent to the partner in batches; the partner says paid or failed, with a reference."""

from __future__ import annotations

import datetime
import hashlib
from uuid import UUID

from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.commands import write
from peluang.domain.money.commands import Order, transfer, transfer_many
from peluang.domain.money.models import Transfer
from peluang.domain.money.queries import TREASURY

from ..access import must_be_another
from ..events import INCENTIVE_FAILED, INCENTIVE_PAID, INCENTIVES_SENT
from ..models import Incentive, PayoutAccount
from ..reasons import PAYMENT, REASONS
from ..states import INCENTIVE

BATCH = 5000


@command
def send_incentives(by: Actor, *, at: datetime.datetime) -> int:
    """Hands up to BATCH incentives to the payment partner: those that are due, and those that failed and can work
    now. Each moves from what the decree set aside to the outside. Returns how many; call again until 0.

    After a failure whose fix is the person's, only a newly verified account is tried; else it would fail again.
    """
    if by.role not in (Role.PROGRAMME_OFFICE, Role.SYSTEM):
        raise NotYours()
    rows = _sendable()
    if not rows:
        return 0
    accounts = dict(
        PayoutAccount.objects.filter(person__in=[row.person_id for row in rows], status="verified").values_list(
            "person_id", "id"
        )
    )
    tries = dict(
        Transfer.objects.filter(evidence__in=[row.id for row in rows], purpose="incentive")
        .values_list("evidence").annotate(n=Count("id"))
    )  # fmt: skip
    orders = [
        Order(
            row.recipient.decree.wave.appropriation.incentive_account_id, TREASURY, row.amount, "incentive",
            "incentive", row.id, f"incentive:{row.id}:{tries.get(row.id, 0) + 1}", row.person_id, row.home_region,
        )
        for row in rows
    ]  # fmt: skip
    for row, moved in zip(rows, transfer_many(by, orders=orders, at=at)):
        INCENTIVE.advance(row, "sent", by.role)
        row.payout_account_id, row.transfer_id = accounts[row.person_id], moved.id
        row.sent_at, row.reason = at, ""
    Incentive.objects.bulk_update(rows, ["status", "payout_account", "transfer", "sent_at", "reason"], batch_size=1000)
    append(
        INCENTIVES_SENT,
        new_id(),
        at=at,
        incentives=len(rows),
        total=sum(row.amount for row in rows),
        digest=_digest(rows),
    )
    return len(rows)


def _sendable() -> list[Incentive]:
    """Locked, so that two batches at once never take the same incentive. A revoked certificate pays nothing."""
    retry = [code for code, reason in REASONS.items() if reason.owner != "person"]
    verified = PayoutAccount.objects.filter(status="verified").values("person_id")
    replaced = Q(payout_account__status="replaced") | Q(payout_account__verified_at__gt=F("sent_at"))
    return list(
        Incentive.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("recipient__decree__wave__appropriation")
        .filter(Q(status="due") | (Q(status="failed") & (Q(reason__in=retry) | replaced)))
        .filter(person__in=verified, enrolment__certificate__revoked_at__isnull=True)
        .order_by("due_at", "id")[:BATCH]
    )


@command
def confirm_incentive(
    by: Actor, *, incentive_id: UUID, paid: bool, reference: str = "", reason: str = "", at: datetime.datetime
) -> Incentive:
    """The partner's answer. Paid needs its reference; failed needs a code of reasons.py, and the money goes back to
    what is set aside for this person.

    Raises Refused: "reference_missing", "reason_unknown", "wrong_state".
    """
    row = (
        Incentive.objects.select_for_update(of=("self",))
        .select_related("recipient__decree__wave__appropriation").filter(id=incentive_id).first()
    )  # fmt: skip
    if row is None:
        raise NotYours()
    must_be_another(by, row.person_id)
    if paid:
        _paid(by, row, reference.strip(), at)
    else:
        _failed(by, row, reason, at)
    row.save()
    return row


def _paid(by: Actor, row: Incentive, reference: str, at: datetime.datetime) -> None:
    if not reference or len(reference) > 60 or " " in reference or "@" in reference:
        raise Refused("reference_missing", _("Isi nomor bukti dari mitra, tanpa spasi."), field="reference")
    INCENTIVE.advance(row, "paid", by.role)
    row.partner_reference, row.paid_at = reference, at
    append(INCENTIVE_PAID, row.id, at=at, person_id=row.person_id, amount=row.amount, reference=reference)
    write(
        by, person_id=row.person_id, template="benefits.incentive_paid", at=at, once=f"incentive_paid:{row.id}",
        context={"amount": row.amount, "reference": reference},
    )  # fmt: skip


def _failed(by: Actor, row: Incentive, reason: str, at: datetime.datetime) -> None:
    if reason not in REASONS or PAYMENT not in REASONS[reason].stages:
        raise Refused(
            "reason_unknown", _("Pilih alasan dari daftar, supaya orangnya tahu cara membetulkan."), field="reason"
        )
    INCENTIVE.advance(row, "failed", by.role)
    row.reason = reason
    transfer(
        by, source=TREASURY, target=row.recipient.decree.wave.appropriation.incentive_account_id, amount=row.amount,
        purpose="incentive_failed", evidence_kind="incentive", evidence=row.id, key=f"failed:{row.transfer_id}",
        person_id=row.person_id, home_region=row.home_region, at=at,
    )  # fmt: skip
    append(INCENTIVE_FAILED, row.id, at=at, person_id=row.person_id, amount=row.amount, reason=reason)
    write(
        by, person_id=row.person_id, template="benefits.incentive_failed", at=at,
        context={"amount": row.amount, "reason": reason}, once=f"incentive_failed:{row.transfer_id}",
    )  # fmt: skip


def _digest(rows: list[Incentive]) -> str:
    return hashlib.sha256("\n".join(sorted(str(row.id) for row in rows)).encode()).hexdigest()
