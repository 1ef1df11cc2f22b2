"""Accounts begin empty and end empty."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import Refused

from ..events import ACCOUNT_CLOSED, ACCOUNT_OPENED
from ..models import Account, AccountKind


@dataclass(frozen=True, slots=True)
class NewAccount:
    """One account to open; its key may be chosen beforehand, for bulk writes."""

    kind: str
    name: str
    person_id: UUID | None = None
    organisation_id: UUID | None = None
    home_region: str = ""
    overdraft: bool = False
    id: UUID = field(default_factory=new_id)


@command
def open_account(
    by: Actor, *, kind: str, name: str, person_id: UUID | None = None, organisation_id: UUID | None = None,
    home_region: str = "", overdraft: bool = False, at: datetime.datetime,
) -> Account:  # fmt: skip
    """Opens one empty account. Raises Refused("overdraft_outside_only") for an overdraft of any other kind."""
    new = NewAccount(kind, name, person_id, organisation_id, home_region, overdraft)
    open_accounts(by, accounts=[new], at=at)
    return Account.objects.get(id=new.id)


@command
def open_accounts(by: Actor, *, accounts: Sequence[NewAccount], at: datetime.datetime) -> list[UUID]:
    """Opens any number of accounts in one statement and with one event; returns their keys."""
    if not accounts:
        return []
    if any(each.overdraft and each.kind != AccountKind.OUTSIDE for each in accounts):
        raise Refused("overdraft_outside_only", _("Hanya akun di luar sistem yang boleh di bawah nol."))
    _insert(accounts, at)
    keys = [each.id for each in accounts]
    kinds = {each.kind for each in accounts}
    append(
        ACCOUNT_OPENED, keys[0], at=at, accounts=len(keys), digest=_digest(keys),
        kind=kinds.pop() if len(kinds) == 1 else "several",
    )  # fmt: skip
    return keys


@command
def close_accounts(by: Actor, *, account_ids: Sequence[UUID], at: datetime.datetime) -> int:
    """Closes empty accounts; returns how many. Raises Refused("account_not_empty") if one still holds money.

    Locked first: a payment into an account that is being closed waits, and then finds it closed.
    """
    found = list(Account.objects.select_for_update().filter(id__in=account_ids, closed_at__isnull=True).order_by("id"))
    if any(each.balance for each in found):
        raise Refused("account_not_empty", _("Akun ini belum kosong, jadi belum bisa ditutup."))
    if not found:
        return 0
    Account.objects.filter(id__in=[each.id for each in found]).update(closed_at=at)
    append(ACCOUNT_CLOSED, new_id(), at=at, accounts=len(found), digest=_digest([each.id for each in found]))
    return len(found)


def _insert(accounts: Sequence[NewAccount], at: datetime.datetime) -> None:
    """One statement over arrays: 100,000 accounts in about a second, where a row a statement takes a minute."""
    columns = (
        [str(each.id) for each in accounts],
        [each.kind for each in accounts],
        [each.name for each in accounts],
        [str(each.person_id) if each.person_id else None for each in accounts],
        [str(each.organisation_id) if each.organisation_id else None for each in accounts],
        [each.home_region for each in accounts],
        [each.overdraft for each in accounts],
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into money_account (id, kind, name, person_id, organisation_id, home_region, overdraft, balance,"
            " opened_at) select *, 0, %s from unnest(%s::uuid[], %s::text[], %s::text[], %s::uuid[], %s::uuid[],"
            " %s::text[], %s::bool[])",
            [at, *columns],
        )


def _digest(keys: Sequence[UUID]) -> str:
    return hashlib.sha256("\n".join(sorted(map(str, keys))).encode()).hexdigest()
