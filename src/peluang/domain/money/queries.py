"""Reads of the ledger, in the reader's own row security."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from .models import Account, Transfer

#: Keys of the two accounts made by migration 0003.
TREASURY = UUID("01700000-0000-7000-8000-000000000001")
RETURNED = UUID("01700000-0000-7000-8000-000000000002")


def balance(account_id: UUID) -> int:
    """Rupiah on the account now (one statement). Raises Account.DoesNotExist."""
    return Account.objects.values_list("balance", flat=True).get(id=account_id)


def outside_account() -> Account:
    """The treasury: where public money comes from, and the one account that may be below zero."""
    return Account.objects.get(id=TREASURY)


def returned_account() -> Account:
    """Where unspent grants go when a membership ends."""
    return Account.objects.get(id=RETURNED)


def transfers_of(account_id: UUID, most: int = 50) -> list[Transfer]:
    """What moved on the account, newest first (one statement)."""
    moved = Transfer.objects.filter(Q(source_id=account_id) | Q(target_id=account_id))
    return list(moved.order_by("-at", "-id")[:most])


def evidenced_by(evidence: UUID, purposes: Sequence[str] = ()) -> list[Transfer]:
    """Transfers that rest on one piece of evidence, oldest first (one statement)."""
    found = Transfer.objects.filter(evidence=evidence)
    return list((found.filter(purpose__in=purposes) if purposes else found).order_by("id"))
