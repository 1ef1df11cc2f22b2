"""Moving money. The database keeps the balances (migration 0002); what it refuses becomes a plain sentence."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.keys import new_id, new_ids
from peluang.domain.kernel.refusal import Refused

from ..events import MONEY_MOVED
from ..models import Transfer, TransferKey


@dataclass(frozen=True, slots=True)
class Order:
    """One instruction: `amount` rupiah from `source` to `target`, for `purpose`, resting on `evidence`.

    key: the same instruction has the same key, however often it is sent.
    """

    source: UUID
    target: UUID
    amount: int
    purpose: str
    evidence_kind: str
    evidence: UUID
    key: str
    person_id: UUID | None = None
    home_region: str = ""

    @property
    def content(self) -> tuple[object, ...]:
        return (self.source, self.target, self.amount, self.purpose, self.evidence_kind, self.evidence, self.person_id)


@command
def transfer(
    by: Actor, *, source: UUID, target: UUID, amount: int, purpose: str, evidence_kind: str, evidence: UUID,
    key: str, person_id: UUID | None = None, home_region: str = "", at: datetime.datetime,
) -> Transfer:  # fmt: skip
    """Moves one amount. Raises as transfer_many."""
    order = Order(source, target, amount, purpose, evidence_kind, evidence, key, person_id, home_region)
    return transfer_many(by, orders=[order], at=at)[0]


@command
def transfer_many(by: Actor, *, orders: Sequence[Order], at: datetime.datetime) -> list[Transfer]:
    """Moves many amounts, all or none, in one insert, so that each account is updated once; one event a batch.

    Returns the transfers in the order of `orders`. An order whose key was used before with the same content
    moves nothing and returns the first transfer. Raises Refused: "balance_too_small", "account_closed",
    "amount_not_positive", "same_account", "key_used_differently".
    """
    if not orders:
        return []
    _check(orders)
    wanted = {order.key: order for order in orders}
    ids = dict(zip(wanted, new_ids(len(wanted))))
    fresh = _claim_keys(ids)
    made = {}
    if fresh:
        made = _move([wanted[key] for key in wanted if key in fresh], ids, at)
    made |= _first_transfers([wanted[key] for key in wanted if key not in fresh])
    return [made[order.key] for order in orders]


def _check(orders: Sequence[Order]) -> None:
    seen: dict[str, Order] = {}
    for order in orders:
        if order.amount <= 0:
            raise Refused("amount_not_positive", _("Jumlah uang harus lebih dari nol."), field="amount")
        if order.source == order.target:
            raise Refused("same_account", _("Uang harus pindah di antara dua akun yang berbeda."))
        if seen.setdefault(order.key, order).content != order.content:
            raise _key_used_differently()


def _claim_keys(ids: dict[str, UUID]) -> set[str]:
    """Takes the keys nobody has used yet; returns those. Waits for a transaction that is using one right now:
    if that commits, the key is not ours; if it rolls back, it is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into money_transfer_key (key, transfer) select * from unnest(%s::text[], %s::uuid[])"
            " order by 1 on conflict (key) do nothing returning key",
            [list(ids), [str(each) for each in ids.values()]],
        )
        return {row[0] for row in cursor.fetchall()}


def _move(orders: list[Order], ids: dict[str, UUID], at: datetime.datetime) -> dict[str, Transfer]:
    purposes = {order.purpose for order in orders}
    event = append(
        MONEY_MOVED, new_id(), at=at, transfers=len(orders), total=sum(order.amount for order in orders),
        purpose=purposes.pop() if len(purposes) == 1 else "several", digest=_digest(orders),
    )  # fmt: skip
    rows = [
        Transfer(
            id=ids[order.key], source_id=order.source, target_id=order.target, amount=order.amount,
            purpose=order.purpose, evidence_kind=order.evidence_kind, evidence=order.evidence, person=order.person_id,
            home_region=order.home_region, event=event.id, at=at,
        )
        for order in orders
    ]  # fmt: skip
    try:
        with transaction.atomic():
            _insert(rows)
    except DatabaseError as error:
        raise _refusal(error) from error
    return {order.key: row for order, row in zip(orders, rows)}


def _insert(rows: list[Transfer]) -> None:
    columns = (
        [str(row.id) for row in rows],
        [str(row.source_id) for row in rows],
        [str(row.target_id) for row in rows],
        [row.amount for row in rows],
        [row.purpose for row in rows],
        [row.evidence_kind for row in rows],
        [str(row.evidence) for row in rows],
        [str(row.person) if row.person else None for row in rows],
        [row.home_region for row in rows],
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into money_transfer (id, source_id, target_id, amount, purpose, evidence_kind, evidence, person,"
            " home_region, event, at) select *, %s::uuid, %s from unnest(%s::uuid[], %s::uuid[], %s::uuid[],"
            " %s::bigint[], %s::text[], %s::text[], %s::uuid[], %s::uuid[], %s::text[])",
            [str(rows[0].event), rows[0].at, *columns],
        )


def _first_transfers(orders: list[Order]) -> dict[str, Transfer]:
    """What the same keys moved before. Raises Refused when it was something else."""
    if not orders:
        return {}
    keys = dict(TransferKey.objects.filter(key__in=[order.key for order in orders]).values_list("key", "transfer"))
    rows = Transfer.objects.in_bulk(list(keys.values()))
    found = {order.key: rows[keys[order.key]] for order in orders}
    if any(order.content != _content(found[order.key]) for order in orders):
        raise _key_used_differently()
    return found


def _content(row: Transfer) -> tuple[object, ...]:
    return (row.source_id, row.target_id, row.amount, row.purpose, row.evidence_kind, row.evidence, row.person)


def _key_used_differently() -> Refused:
    return Refused(
        "key_used_differently",
        _("Nomor perintah ini sudah dipakai untuk pembayaran lain."),
        todo=_("Muat ulang halaman, lalu periksa apakah pembayarannya sudah tercatat."),
    )


def _refusal(error: DatabaseError) -> Exception:
    """The plain sentence of a constraint; anything else stays what it is."""
    constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
    if constraint == "account_never_negative":
        return Refused(
            "balance_too_small",
            _("Saldonya tidak cukup."),
            todo=_("Periksa saldo, lalu pilih yang harganya tidak lebih besar. Tidak ada uang yang berpindah."),
        )
    if constraint == "account_is_open":
        return Refused("account_closed", _("Akun ini sudah ditutup."), todo=_("Tidak ada uang yang berpindah."))
    return error


def _digest(orders: list[Order]) -> str:
    lines = sorted(f"{o.key} {o.source} {o.target} {o.amount}" for o in orders)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
