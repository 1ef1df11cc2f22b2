"""Accounts with money on them: it comes from the treasury, as everywhere."""

from __future__ import annotations

import itertools
from typing import Any

from peluang.domain.kernel.context import PROGRAM
from peluang.domain.kernel.keys import new_id
from peluang.domain.money.commands import open_account, transfer
from peluang.domain.money.models import Account
from peluang.domain.money.queries import TREASURY
from tests.conftest import NOW

_numbers = itertools.count(1)


def a_fund(amount: int = 0, *, kind: str = "fund", **fields: Any) -> Account:
    """An account holding `amount` rupiah from the treasury."""
    account = open_account(PROGRAM, kind=kind, name=fields.pop("name", f"Dana {next(_numbers)}"), at=NOW, **fields)
    if amount:
        transfer(
            PROGRAM,
            source=TREASURY,
            target=account.id,
            amount=amount,
            purpose="fund",
            evidence_kind="test",
            evidence=new_id(),
            key=f"test:{account.id}",
            at=NOW,
        )
        account.refresh_from_db()
    return account
