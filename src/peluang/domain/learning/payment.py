"""Who pays a seat and what moves: from the payer's account to what the institution is owed, and back."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import Refused
from peluang.domain.money.commands import open_account, transfer
from peluang.domain.money.models import Account, AccountKind, Transfer
from peluang.domain.money.queries import outside_account
from peluang.domain.organisations.models import Organisation

from .models import Enrolment, Payer, TrainingClass


def provider_account(by: Actor, provider_id: UUID, *, at: datetime.datetime) -> Account:
    """What the institution is owed; opened with its first paid seat."""
    mine = Account.objects.filter(kind=AccountKind.PROVIDER, organisation_id=provider_id, closed_at__isnull=True)
    known = mine.order_by("id").first()
    if known:
        return known
    # Two first seats at once would open two accounts: the second waits here and then finds the first one's.
    provider = Organisation.objects.select_for_update(no_key=True).get(id=provider_id)
    return mine.order_by("id").first() or open_account(
        by, kind=AccountKind.PROVIDER, name=provider.name, organisation_id=provider_id, at=at
    )


def pay_seat(
    by: Actor,
    *,
    training_class: TrainingClass,
    balance_account: UUID | None,
    enrolment_id: UUID,
    person_id: UUID,
    home_region: str,
    at: datetime.datetime,
) -> Transfer | None:
    """Moves the price; a seat that costs nothing moves nothing. Own money never enters the system: it is booked as
    paid at the institution, with the seat as evidence. Raises Refused("fund_empty") or "balance_too_small".
    """
    price = training_class.offering.price
    if price == 0:
        return None
    payer = training_class.payer
    sources = {Payer.BALANCE: balance_account, Payer.OWN: outside_account().id}
    source = sources.get(Payer(payer), training_class.fund_id)
    assert source is not None, "booking checked the payer before"
    try:
        return transfer(
            by, source=source, target=provider_account(by, training_class.offering.provider_id, at=at).id,
            amount=price, purpose="purchase",
            evidence_kind="paid_at_provider" if payer == Payer.OWN else "enrolment",
            evidence=enrolment_id, key=f"seat:{enrolment_id}", person_id=person_id, home_region=home_region, at=at,
        )  # fmt: skip
    except Refused as refusal:
        if refusal.code == "balance_too_small" and payer not in (Payer.BALANCE, Payer.OWN):
            raise Refused(
                "fund_empty",
                _("Dana pembayar kelas ini sudah habis, jadi kursinya belum bisa dipesan."),
                todo=_("Pilih kelas lain; lembaga dan pembayarnya bisa melihat bahwa dananya habis."),
            ) from refusal
        raise


def refund_seat(by: Actor, enrolment: Enrolment, *, at: datetime.datetime) -> int:
    """Moves back exactly what the seat cost, to where it came from; returns the rupiah. Once, whatever happens."""
    if enrolment.transfer_id is None:
        return 0
    paid = Transfer.objects.select_related("source").get(id=enrolment.transfer_id)
    # A balance that was closed in the meantime can take nothing back: the money goes to the treasury.
    target = outside_account() if paid.source.closed_at else paid.source
    transfer(
        by, source=paid.target_id, target=target.id, amount=paid.amount, purpose="refund", evidence_kind="enrolment",
        evidence=enrolment.id, key=f"refund:{enrolment.id}", person_id=enrolment.person_id,
        home_region=enrolment.home_region, at=at,
    )  # fmt: skip
    return paid.amount
