"""Eight threads drain one account: first shown to overdraw when nobody locks, then never."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connections

from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import Refused
from peluang.domain.money.commands import transfer
from peluang.domain.money.models import Account, Transfer
from peluang.domain.money.queries import TREASURY
from tests.conftest import NOW
from tests.factories.money import a_fund

THREADS, AMOUNT, BALANCE = 8, 60, 200


def at_once(work: Callable[[int], None]) -> list[BaseException]:
    """Runs `work(n)` in THREADS threads that start together; returns what they raised."""
    gate, raised = threading.Barrier(THREADS), []

    def run(number: int) -> None:
        try:
            gate.wait()
            work(number)
        except BaseException as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return raised


def drained(source) -> int:
    with acting(PROGRAM, scope="command"):
        return sum(Transfer.objects.filter(source=source).values_list("amount", flat=True))


@pytest.fixture
def account(fresh_database):
    with acting(PROGRAM, scope="command"):
        return a_fund(BALANCE).id


def test_reading_first_and_writing_then_overdraws(account):
    """The race is real: a ledger kept by read, decide, write gives out more than there is."""
    spent, guard, pause = [], threading.Lock(), threading.Barrier(THREADS)

    def naive(number: int) -> None:
        with acting(PROGRAM, scope="command"):
            left = Account.objects.get(id=account).balance  # no lock
            pause.wait()
            if left >= AMOUNT:
                with guard:
                    spent.append(AMOUNT)

    assert at_once(naive) == []
    assert sum(spent) > BALANCE


def test_transfers_never_overdraw(account):
    def buy(number: int) -> None:
        transfer(
            PROGRAM, source=account, target=TREASURY, amount=AMOUNT, purpose="test", evidence_kind="test",
            evidence=new_id(), key=f"buy:{number}", at=NOW,
        )  # fmt: skip

    raised = at_once(buy)
    assert {type(error) for error in raised} == {Refused}
    assert {error.code for error in raised} == {"balance_too_small"}
    assert len(raised) == THREADS - BALANCE // AMOUNT
    assert drained(account) == BALANCE // AMOUNT * AMOUNT
    with acting(PROGRAM, scope="command"):
        assert Account.objects.get(id=account).balance == BALANCE % AMOUNT


def test_the_same_key_from_eight_threads_moves_money_once(account):
    evidence, moved = new_id(), []

    def buy(number: int) -> None:
        moved.append(
            transfer(
                PROGRAM, source=account, target=TREASURY, amount=AMOUNT, purpose="test", evidence_kind="test",
                evidence=evidence, key="one", at=NOW,
            ).id
        )  # fmt: skip

    assert at_once(buy) == []
    assert len(set(moved)) == 1
    assert drained(account) == AMOUNT


def test_batches_over_the_same_accounts_do_not_deadlock(account):
    """Two batches in opposite order queue: accounts are locked in the order of their keys."""
    with acting(PROGRAM, scope="command"):
        other = a_fund(BALANCE).id

    def back_and_forth(number: int) -> None:
        source, target = (account, other) if number % 2 else (other, account)
        for turn in range(10):
            transfer(
                PROGRAM, source=source, target=target, amount=1, purpose="test", evidence_kind="test",
                evidence=new_id(), key=f"{number}:{turn}", at=NOW,
            )  # fmt: skip

    assert at_once(back_and_forth) == []
    with acting(PROGRAM, scope="command"):
        assert (
            sorted(Account.objects.filter(id__in=[account, other]).values_list("balance", flat=True)) == [BALANCE] * 2
        )
