"""The draw itself: tickets, quotas, families, and what is done with places left over.

Rule version "1". Everyone has a ticket. Round 1: in ticket order an entry takes a place of its own quota
(regency and list), unless two people of its family already have the benefit or were drawn. Round 2: places
left over in a regency go, in ticket order, to anyone of that regency. The rest stays unfilled for the next
wave. Version "1-nation" adds round 3: what is left anywhere goes, in ticket order, to anyone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peluang.engines.draw.outcomes import DrawResult, Outcome, Phase
from peluang.engines.draw.roster import Quotas, Roster, RosterError, cell_keys, quotas_digest, roster_digest
from peluang.engines.draw.tickets import tickets

FAMILY_LIMIT = 2
RULES: dict[str, tuple[Phase, ...]] = {
    "1": (Phase.OWN_QUOTA, Phase.REGENCY),
    "1-nation": (Phase.OWN_QUOTA, Phase.REGENCY, Phase.NATION),
}
_CHUNK = 1 << 16


@dataclass
class _Table:
    """The roster in ticket order, with small dense numbers for cells, regencies and families."""

    order: NDArray[np.int64]
    cell: NDArray[np.int64]
    regency: NDArray[np.int64]
    family: NDArray[np.int64]
    allowance: NDArray[np.int64]
    cell_places: NDArray[np.int64]
    regency_of_cell: NDArray[np.int64]
    regency_codes: NDArray[np.int64]


def draw(roster: Roster, quotas: Quotas, seed: bytes, *, wave: str, rule_version: str = "1") -> DrawResult:
    """Draws. The result depends on seed, wave, roster (as a set), quotas and rule version alone.

    Raises KeyError for an unknown rule version, RosterError for an entry id that occurs twice.
    """
    phases = RULES[rule_version]
    number = tickets(seed, wave, roster.entry_ids)
    table = _table(roster, quotas, number)
    phase = np.zeros(len(roster), dtype=np.int8)
    blocked = np.zeros(len(roster), dtype=bool)
    taken: dict[int, int] = {}
    free = table.cell_places.copy()
    for step in phases:
        free = _round(step, table, free, phase, blocked, taken)
    rank = _ranks(table.cell, len(table.cell_places))
    outcome = np.where(phase > 0, Outcome.DRAWN, np.where(blocked, Outcome.FAMILY_LIMIT, Outcome.PLACES_FULL))
    last = np.zeros(len(table.cell_places), dtype=np.int32)
    own = phase == Phase.OWN_QUOTA
    np.maximum.at(last, table.cell[own], rank[own])
    back = np.empty_like(table.order)
    back[table.order] = np.arange(len(table.order))
    regencies, unfilled = _unfilled(table, free, phase, quotas)
    return DrawResult(
        wave=wave,
        rule_version=rule_version,
        seed_digest=hashlib.sha256(seed).hexdigest(),
        roster_digest=roster_digest(roster),
        quotas_digest=quotas_digest(quotas),
        entry_ids=roster.entry_ids,
        ticket=number,
        outcome=outcome.astype(np.int8)[back],
        phase=phase[back],
        rank=rank[back],
        quota=table.cell_places[table.cell].astype(np.int32)[back],
        last_rank=last[table.cell][back],
        unfilled_regency=regencies,
        unfilled_places=unfilled,
    )


def _table(roster: Roster, quotas: Quotas, number: NDArray[np.uint64]) -> _Table:
    order = np.lexsort((number[:, 1], number[:, 0]))
    _refuse_doubles(roster, number, order)
    roster_cells = cell_keys(roster.regency, roster.priority_list)
    quota_cells = cell_keys(quotas.regency, quotas.priority_list)
    cells, where = np.unique(np.concatenate([quota_cells, roster_cells]), return_inverse=True)
    places = np.zeros(len(cells), dtype=np.int64)
    places[where[: len(quota_cells)]] = quotas.places
    regency_codes, regency_of_cell = np.unique(cells >> 16, return_inverse=True)
    keys, family = np.unique(roster.family_key, return_inverse=True)
    before = np.zeros(len(keys), dtype=np.int64)
    np.maximum.at(before, family, roster.family_recipients.astype(np.int64))
    cell = where[len(quota_cells) :][order]
    return _Table(
        order=order,
        cell=cell,
        regency=regency_of_cell[cell],
        family=family[order],
        allowance=np.maximum(FAMILY_LIMIT - before, 0),
        cell_places=places,
        regency_of_cell=regency_of_cell,
        regency_codes=regency_codes,
    )


def _refuse_doubles(roster: Roster, number: NDArray[np.uint64], order: NDArray[np.int64]) -> None:
    """Equal ids have equal tickets; different ids with equal tickets do not happen before 2**64 entries."""
    ordered = number[order]
    same = np.flatnonzero((ordered[1:] == ordered[:-1]).all(axis=1))
    if len(same):
        raise RosterError(f"entry {roster.entry_ids[order[same[0]]].decode()} stands twice in the roster")


def _ranks(cell: NDArray[np.int64], cells: int) -> NDArray[np.int32]:
    """Place of each entry among those of its cell, from 1, given the cells in ticket order."""
    grouped = np.argsort(cell, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(cell, minlength=cells))[:-1]])
    rank = np.empty(len(cell), dtype=np.int32)
    rank[grouped] = np.arange(len(cell)) - starts[cell[grouped]] + 1
    return rank


def _round(
    step: Phase,
    table: _Table,
    free_cells: NDArray[np.int64],
    phase: NDArray[np.int8],
    blocked: NDArray[np.bool_],
    taken: dict[int, int],
) -> NDArray[np.int64]:
    """One round over all who have no place; fills ``phase``, ``blocked`` and ``taken``. Returns what is left
    by pool: cells in, cells (round 1), regencies (round 2) or one number (round 3) out."""
    if step is Phase.OWN_QUOTA:
        pool, free = table.cell, free_cells
    elif step is Phase.REGENCY:
        pool = table.regency
        free = _pooled(free_cells, table.regency_of_cell, len(table.regency_codes))
    else:
        pool = np.zeros(len(table.order), dtype=np.int64)
        free = free_cells.sum(keepdims=True)
    left: list[int] = free.tolist()
    for where, pools, families, allowed in _waiting(table, pool, left, phase, blocked):
        for position, group, family, allowance in zip(where, pools, families, allowed, strict=True):
            if left[group] == 0:
                continue
            had = taken.get(family, 0)
            if had >= allowance:
                blocked[position] = True
                continue
            taken[family] = had + 1
            left[group] -= 1
            phase[position] = step
    return np.array(left, dtype=np.int64)


def _waiting(
    table: _Table,
    pool: NDArray[np.int64],
    left: list[int],
    phase: NDArray[np.int8],
    blocked: NDArray[np.bool_],
) -> Iterator[tuple[list[int], list[int], list[int], list[int]]]:
    """Entries that could still get a place, in ticket order, in chunks. Most of a million entries come after
    their quota is full; dropping them by array leaves the Python loop only as many turns as there are places,
    more or less."""
    for start in range(0, len(pool), _CHUNK):
        part = slice(start, start + _CHUNK)
        open_pools = np.array(left) > 0
        if not open_pools.any():
            return
        waiting = open_pools[pool[part]] & (phase[part] == 0) & ~blocked[part]
        where = np.flatnonzero(waiting) + start
        family = table.family[where]
        yield where.tolist(), pool[where].tolist(), family.tolist(), table.allowance[family].tolist()


def _pooled(free: NDArray[np.int64], group: NDArray[np.int64], groups: int) -> NDArray[np.int64]:
    total = np.zeros(groups, dtype=np.int64)
    np.add.at(total, group, free)
    return total


def _unfilled(
    table: _Table, free: NDArray[np.int64], phase: NDArray[np.int8], quotas: Quotas
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Regency codes and places that nobody got; after a national round the code is 0 for all of them
    together."""
    if len(free) != len(table.regency_codes):
        drawn = int((phase > 0).sum())
        return np.array([0], dtype=np.int64), np.array([int(quotas.places.sum()) - drawn], dtype=np.int64)
    left = free > 0
    return table.regency_codes[left], free[left]
