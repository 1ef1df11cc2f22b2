"""What a transfer does, refuses, and does only once."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, ProgrammingError, transaction

from peluang.domain.events.journal import of_subject
from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import Refused
from peluang.domain.money.commands import Order, close_accounts, open_account, transfer, transfer_many
from peluang.domain.money.models import Account, Transfer
from peluang.domain.money.queries import TREASURY, balance, evidenced_by, outside_account, transfers_of
from tests.factories.money import a_fund

pytestmark = pytest.mark.django_db


def order(source, target, amount=100, key=None, **fields) -> Order:
    values = {"purpose": "test", "evidence_kind": "test", "evidence": new_id()} | fields
    return Order(source, target, amount, key=key or f"key:{new_id()}", **values)


def refusal(**arguments) -> str:
    with pytest.raises(Refused) as refused:
        transfer_many(PROGRAM, **arguments)
    assert str(refused.value.text)
    return refused.value.code


def test_money_moves_and_both_sides_show_it(now):
    giver, taker = a_fund(1000), a_fund()
    moved = transfer(
        PROGRAM, source=giver.id, target=taker.id, amount=400, purpose="purchase", evidence_kind="enrolment",
        evidence=new_id(), key="k", at=now,
    )  # fmt: skip
    assert (balance(giver.id), balance(taker.id)) == (600, 400)
    assert transfers_of(taker.id) == evidenced_by(moved.evidence) == [moved]


def test_the_treasury_alone_goes_below_zero(now):
    fund = a_fund(700)
    assert outside_account().balance == -700
    assert refusal(orders=[order(fund.id, TREASURY, 701)], at=now) == "balance_too_small"
    assert balance(fund.id) == 700


def test_what_is_no_transfer(now):
    fund, other = a_fund(100), a_fund()
    assert refusal(orders=[order(fund.id, other.id, 0)], at=now) == "amount_not_positive"
    assert refusal(orders=[order(fund.id, fund.id)], at=now) == "same_account"
    close_accounts(PROGRAM, account_ids=[other.id], at=now)
    assert refusal(orders=[order(fund.id, other.id)], at=now) == "account_closed"


def test_all_or_none(now):
    fund, other = a_fund(150), a_fund()
    assert refusal(orders=[order(fund.id, other.id), order(fund.id, other.id)], at=now) == "balance_too_small"
    assert (balance(fund.id), balance(other.id)) == (150, 0)


def test_the_same_instruction_moves_money_once(now):
    fund, other = a_fund(1000), a_fund()
    wanted = order(fund.id, other.id, key="once")
    (first,) = transfer_many(PROGRAM, orders=[wanted], at=now)
    events = Event.objects.count()
    both = transfer_many(PROGRAM, orders=[wanted, order(fund.id, other.id, 1), wanted], at=now)
    assert [both[0].id, both[2].id] == [first.id, first.id]
    assert balance(other.id) == 101
    transfer_many(PROGRAM, orders=[wanted], at=now)
    assert Event.objects.count() == events + 1


def test_a_key_means_one_thing(now):
    fund, other = a_fund(1000), a_fund()
    transfer_many(PROGRAM, orders=[order(fund.id, other.id, key="k")], at=now)
    assert refusal(orders=[order(fund.id, other.id, 200, key="k")], at=now) == "key_used_differently"
    twice = [order(fund.id, other.id, 1, key="j"), order(fund.id, other.id, 2, key="j")]
    assert refusal(orders=twice, at=now) == "key_used_differently"
    assert balance(other.id) == 100


def test_a_refused_instruction_leaves_its_key_free(now):
    poor, other = a_fund(), a_fund()
    wanted = order(poor.id, other.id, key="later")
    assert refusal(orders=[wanted], at=now) == "balance_too_small"
    transfer_many(PROGRAM, orders=[order(TREASURY, poor.id)], at=now)
    transfer_many(PROGRAM, orders=[wanted], at=now)
    assert balance(other.id) == 100


def test_one_event_a_batch_and_each_transfer_knows_it(now):
    fund, other = a_fund(1000), a_fund()
    moved = transfer_many(PROGRAM, orders=[order(fund.id, other.id) for _ in range(3)], at=now)
    (event,) = Event.objects.filter(id__in={each.event for each in moved})
    assert (event.payload["transfers"], event.payload["total"]) == (3, 300)
    assert of_subject("transfer batch", event.subject) == [event]


def test_nothing_else_changes_a_balance(now):
    fund = a_fund(100)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Account.objects.filter(id=fund.id).update(balance=1_000_000)
    with pytest.raises(DatabaseError, match="begins empty"), transaction.atomic():
        Account.objects.create(kind="fund", name="Rich", balance=5, opened_at=now)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Transfer.objects.all().delete()


def test_accounts_close_empty(now):
    fund = a_fund(100)
    with pytest.raises(Refused) as refused:
        close_accounts(PROGRAM, account_ids=[fund.id], at=now)
    assert refused.value.code == "account_not_empty"
    with pytest.raises(Refused) as refused:
        open_account(PROGRAM, kind="fund", name="Hutang", overdraft=True, at=now)
    assert refused.value.code == "overdraft_outside_only"
