"""The ledger against a model of it: the same instructions are accepted and refused, the same balances remain."""

from __future__ import annotations

from contextlib import ExitStack
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from peluang.domain.kernel.context import PROGRAM
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import Refused
from peluang.domain.money.commands import Order, close_accounts, open_account, transfer_many
from peluang.domain.money.models import Account
from peluang.domain.money.queries import TREASURY
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
_EVIDENCE = UUID(int=1)


def answered(orders: list[Order]) -> bool:
    """What the real ledger says."""
    try:
        transfer_many(PROGRAM, orders=orders, at=NOW)
    except Refused:
        return False
    return True


class Ledger(RuleBasedStateMachine):
    """The model: a dict of balances, a dict of keys, a set of closed accounts."""

    accounts = Bundle("accounts")

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.stack.enter_context(transaction.atomic())
        self.start = dict(Account.objects.values_list("id", "balance"))
        self.balances: dict[UUID, int] = dict(self.start)
        self.keys: dict[str, tuple] = {}
        self.closed: set[UUID] = set()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.stack.close()

    @initialize(target=accounts)
    def treasury(self) -> UUID:
        return TREASURY

    @rule(target=accounts)
    def open(self) -> UUID:
        account = open_account(PROGRAM, kind="fund", name="Model", at=NOW)
        self.balances[account.id] = 0
        return account.id

    @rule(
        batch=st.lists(
            st.tuples(
                accounts, accounts, st.sampled_from([0, 1, 5, 100]), st.integers(0, 9), st.sampled_from("abcdefghij")
            ),
            min_size=1, max_size=4,
        )
    )  # fmt: skip
    def move(self, batch: list[tuple[UUID, UUID, int, int, str]]) -> None:
        orders = [
            Order(source, target, amount, "test", "test", _EVIDENCE, f"{key}{number}")
            for source, target, amount, number, key in batch
        ]
        assert answered(orders) == self.expected(orders)

    def expected(self, orders: list[Order]) -> bool:
        """What a correct ledger answers; on yes the model takes the change over."""
        if any(each.amount <= 0 or each.source == each.target for each in orders):
            return False
        keys, balances = dict(self.keys), dict(self.balances)
        touched = set()
        for each in orders:
            content = (each.source, each.target, each.amount)
            if keys.setdefault(each.key, content) != content:
                return False
            if each.key not in self.keys and each.key not in touched:
                touched.add(each.key)
                balances[each.source] -= each.amount
                balances[each.target] += each.amount
                if self.closed & {each.source, each.target}:
                    return False
        if any(amount < 0 for account, amount in balances.items() if account != TREASURY):
            return False
        self.keys, self.balances = keys, balances
        return True

    @rule(account=accounts)
    def close(self, account: UUID) -> None:
        if account == TREASURY:
            return
        try:
            close_accounts(PROGRAM, account_ids=[account], at=NOW)
        except Refused:
            assert self.balances[account] > 0
        else:
            assert self.balances[account] == 0
            self.closed.add(account)

    @invariant()
    def balances_agree(self) -> None:
        assert dict(Account.objects.values_list("id", "balance")) == self.balances

    @invariant()
    def money_is_neither_made_nor_lost(self) -> None:
        assert (Account.objects.aggregate(total=Sum("balance"))["total"] or 0) == 0
        assert not Account.objects.filter(overdraft=False, balance__lt=0).exists()


def test_the_ledger_answers_as_its_model():
    run_state_machine_as_test(
        Ledger,
        settings=settings(
            max_examples=40,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_sum_over_many_transfers_is_exact():
    """Amounts near the limits of 64 bits do not round."""
    a, b = (open_account(PROGRAM, kind="fund", name="Besar", at=NOW).id for _ in range(2))
    huge = 4_000_000_000_000_000_001
    for source, target, key in ((TREASURY, a, "1"), (a, b, "2"), (b, TREASURY, "3")):
        transfer_many(PROGRAM, orders=[Order(source, target, huge, "test", "test", new_id(), f"huge{key}")], at=NOW)
    assert Account.objects.get(id=TREASURY).balance == 0
