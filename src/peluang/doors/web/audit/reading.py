"""What an auditor reads: the journal with its seals, decrees with their draws, and the ledger's totals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, Subquery

from peluang.domain.events.models import Event, Seal, SealedEvent, UnsealedEvent
from peluang.domain.money.models import AccountKind
from peluang.domain.programme.models import Wave

PER_PAGE = 50


@dataclass(frozen=True)
class ChainState:
    """last: the newest seal. waiting: events without a position yet."""

    last: Seal | None
    waiting: int


@dataclass(frozen=True)
class LedgerTotal:
    """balance: rupiah over all accounts of a kind; moved: what its accounts received."""

    kind: str
    label: str
    accounts: int
    balance: int


def chain_state() -> ChainState:
    """2 statements."""
    return ChainState(Seal.objects.order_by("-number").first(), UnsealedEvent.objects.count())


def journal(*, kind: str = "", subject: UUID | None = None, before: UUID | None = None) -> list[Event]:
    """Events, newest first, with their sealed position (1 statement). before: the last id of the page above.

    kind: the start of a type, "programme." for a whole app. Paged by id, which begins with its time, so that a page
    far back costs no more than the first.
    """
    found = Event.objects.all()
    if kind:
        found = found.filter(type__startswith=kind)
    if subject:
        found = found.filter(subject=subject)
    if before:
        found = found.filter(id__lt=before)
    position = SealedEvent.objects.filter(event=OuterRef("id")).values("position")
    return list(found.annotate(position=Subquery(position)).order_by("-id")[:PER_PAGE])


def draws() -> list[Wave]:
    """Waves that were drawn, with their decrees (1 statement)."""
    found = Wave.objects.filter(status__in=["drawn", "decreed"]).select_related("decree", "scheme")
    return list(found.order_by("-number")[:100])


def ledger() -> list[LedgerTotal]:
    """Balances by kind of account (1 statement); their sum is zero, or something was altered."""
    with connection.cursor() as cursor:
        cursor.execute("select kind, count(*), sum(balance)::bigint from money_account group by kind order by kind")
        labels: dict[Any, Any] = dict(AccountKind.choices)
        return [LedgerTotal(kind, str(labels.get(kind, kind)), n, total) for kind, n, total in cursor.fetchall()]
