"""The demo's money: accounts and the transfers that move it. Balances are the database's to compute."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peluang.domain.money.models import Account, Transfer, TransferKey

from .country import Country
from .loading import BATCH, Loader

#: Funds in the order of plan_training: the provinces' offices, the ministry, twenty employers.
EMPLOYER_FUNDS = 20
FUND_AMOUNT = 40_000_000_000


def write_accounts(loader: Loader, columns: dict[str, Any]) -> None:
    loader.write(Account, {"overdraft": False, "balance": 0, **columns})


def move(
    loader: Loader, country: Country, name: str, *, source: Any, target: Any, amount: Any, purpose: str,
    evidence_kind: Any, evidence: Any, keys: Sequence[str], person: Any = None, region: Any = "", at: NDArray[Any],
) -> NDArray[np.bytes_]:  # fmt: skip
    """Transfers with their idempotency keys, in the order given; returns their ids. `at` one moment each.

    As money.commands.transfer_many, for millions: one event a batch, the same trigger computes the balances.
    """
    ids = country.dice.ids(f"transfers {name}", at)
    columns = {
        "source_id": source, "target_id": target, "amount": amount, "evidence_kind": evidence_kind,
        "evidence": evidence,
        "person": person, "home_region": region,
    }  # fmt: skip
    for start in range(0, len(ids), BATCH):
        part = slice(start, start + BATCH)
        cut = {key: each[part] if isinstance(each, np.ndarray | list) else each for key, each in columns.items()}
        event = loader.event_id(Transfer._meta.db_table)
        loader.write(Transfer, {"id": ids[part], "purpose": purpose, "event": event, "at": at[part], **cut})
        loader.write(TransferKey, {"key": list(keys[part]), "transfer": ids[part]})
    return ids


def fund_ids(country: Country) -> NDArray[np.bytes_]:
    count = len(country.geo.province_codes) + 1 + EMPLOYER_FUNDS
    return country.dice.ids("funds", np.full(count, np.datetime64("2022-08-01T02:00", "s")))


def write_funds(loader: Loader, country: Country, treasury: str) -> None:
    """Regions, the ministry and some employers pay classes from funds of their own."""
    ids, offices = fund_ids(country), country.offices
    owners = [*offices.province.astype(str).tolist(), offices.ministry,
              *country.employers.ids[:EMPLOYER_FUNDS].astype(str).tolist()]  # fmt: skip
    names = [*(f"Dana pelatihan {name}" for name in country.geo.province_names), "Dana pelatihan IKM",
             *(f"Dana pelatihan {name}" for name in country.employers.name[:EMPLOYER_FUNDS])]  # fmt: skip
    when = np.full(len(ids), np.datetime64("2022-08-01T02:00", "s"))
    write_accounts(loader, {"id": ids, "kind": "fund", "name": names, "organisation_id": owners, "opened_at": when})
    # More people, more classes: what each fund holds follows the country's size.
    amount = np.full(len(ids), FUND_AMOUNT * max(1, len(country.people) // 20_000))
    move(
        loader, country, "funds", source=treasury, target=ids, amount=amount, purpose="funding",
        evidence_kind="organisation",
        evidence=owners, keys=[f"funding:{each.decode()}" for each in ids], at=when,
    )  # fmt: skip
