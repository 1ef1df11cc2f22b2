"""Reads of payouts, each with a bounded number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Sum

from peluang.domain.kernel.context import Actor, elevated

from .access import must_be_at_the_desk
from .models import Incentive, PayoutAccount

_IN_USE = ("declared", "verified", "refused")


def payout_account_of(person_id: UUID) -> PayoutAccount | None:
    """The one in use (one statement)."""
    return PayoutAccount.objects.filter(person_id=person_id, status__in=_IN_USE).first()


def incentives_of(person_id: UUID) -> list[Incentive]:
    """In the order they are paid (one statement)."""
    rows = Incentive.objects.select_related("payout_account").filter(person_id=person_id)
    return list(rows.order_by("due_at", "kind", "instalment"))


@dataclass(frozen=True)
class StateTotal:
    status: str
    count: int
    rupiah: int


@dataclass(frozen=True)
class Desk:
    """What waits at the payments desk. accounts: to be matched, oldest first; incentives: of the chosen state."""

    accounts_waiting: int
    accounts: list[PayoutAccount]
    totals: dict[str, StateTotal]
    incentives: list[Incentive]


def payments_desk(by: Actor, *, status: str, most: int = 50) -> Desk:
    """Four statements. The payment partner has no region and no disclosure: its desk sees what it pays, by role.

    Raises NotYours.
    """
    must_be_at_the_desk(by)
    with elevated("payments desk"):
        waiting = PayoutAccount.objects.filter(status="declared")
        accounts = list(waiting.select_related("person").order_by("declared_at")[:most])
        rows = Incentive.objects.values_list("status").annotate(n=Count("id"), total=Sum("amount"))
        found = Incentive.objects.select_related("person", "payout_account").filter(status=status)
        return Desk(
            accounts_waiting=waiting.count() if len(accounts) == most else len(accounts),
            accounts=accounts,
            totals={state: StateTotal(state, count, total) for state, count, total in rows},
            incentives=list(found.order_by("due_at", "id")[:most]),
        )


def account_at_desk(by: Actor, account_id: UUID) -> PayoutAccount | None:
    must_be_at_the_desk(by)
    with elevated("payments desk"):
        return PayoutAccount.objects.select_related("person").filter(id=account_id).first()


def incentive_at_desk(by: Actor, incentive_id: UUID) -> Incentive | None:
    must_be_at_the_desk(by)
    with elevated("payments desk"):
        return Incentive.objects.select_related("person", "payout_account").filter(id=incentive_id).first()
