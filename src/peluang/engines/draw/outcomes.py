"""What a draw says: to everyone in numbers, to each person in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from peluang.engines.draw.roster import Quotas, Roster, cell_keys


class Outcome(IntEnum):
    """Why an entry was drawn or not. FAMILY_LIMIT: its turn came while places were free, but two of its
    family already had one."""

    DRAWN = 1
    PLACES_FULL = 2
    FAMILY_LIMIT = 3


class Phase(IntEnum):
    """The round in which a place was given."""

    NONE = 0
    OWN_QUOTA = 1
    REGENCY = 2
    NATION = 3


@dataclass(frozen=True)
class Receipt:
    """One entry's result. ``rank`` among the ``quota`` places of its regency and list; ``last_rank``: the
    highest rank that still got a place of that quota (0: nobody)."""

    entry_id: str
    ticket: str
    outcome: Outcome
    phase: Phase
    rank: int
    quota: int
    last_rank: int
    text_id: str
    text_en: str


@dataclass(frozen=True)
class DrawResult:
    """Arrays in roster order. ``unfilled_*``: regency codes and the places nobody got."""

    wave: str
    rule_version: str
    seed_digest: str
    roster_digest: str
    quotas_digest: str
    entry_ids: NDArray[np.bytes_]
    ticket: NDArray[np.uint64]
    outcome: NDArray[np.int8]
    phase: NDArray[np.int8]
    rank: NDArray[np.int32]
    quota: NDArray[np.int32]
    last_rank: NDArray[np.int32]
    unfilled_regency: NDArray[np.int64]
    unfilled_places: NDArray[np.int64]

    def receipt(self, entry_id: str) -> Receipt:
        """Raises KeyError for an entry that is not in the roster. Looks through the roster: for one person,
        not for all."""
        found = np.flatnonzero(self.entry_ids == entry_id.encode())
        if not len(found):
            raise KeyError(entry_id)
        return self.receipt_at(int(found[0]))

    def receipt_at(self, position: int) -> Receipt:
        """The receipt of the entry at this place of the roster."""
        outcome = Outcome(int(self.outcome[position]))
        rank, quota, last = (int(a[position]) for a in (self.rank, self.quota, self.last_rank))
        high, low = (int(half) for half in self.ticket[position])
        texts = _texts(outcome, Phase(int(self.phase[position])), rank, quota, last)
        return Receipt(
            self.entry_ids[position].decode(),
            f"{high:016x}{low:016x}",
            outcome,
            Phase(int(self.phase[position])),
            rank,
            quota,
            last,
            *texts,
        )


def _texts(outcome: Outcome, phase: Phase, rank: int, quota: int, last: int) -> tuple[str, str]:
    if outcome is Outcome.FAMILY_LIMIT:
        return (
            "Belum terpilih: saat giliranmu tiba, dua orang dari Kartu Keluarga yang sama sudah "
            "menerima atau terpilih.",
            "Not drawn: when your turn came, two people of the same family card already had the benefit or a place.",
        )
    if outcome is Outcome.PLACES_FULL and quota == 0:
        return (
            f"Belum terpilih: tidak ada tempat untuk daftarmu di daerah ini, nomor undianmu urutan {rank}.",
            f"Not drawn: there were no places for your list in this region; your ticket came as number {rank}.",
        )
    if outcome is Outcome.PLACES_FULL:
        return (
            f"Belum terpilih: nomor undianmu urutan {rank}, tempatnya {quota}, urutan terakhir yang terpilih {last}.",
            f"Not drawn: your ticket came as number {rank} for {quota} places; the last one drawn was number {last}.",
        )
    if phase is Phase.OWN_QUOTA:
        return (
            f"Terpilih: nomor undianmu urutan {rank} untuk {quota} tempat.",
            f"Drawn: your ticket came as number {rank} for {quota} places.",
        )
    place_id, place_en = (
        ("kabupaten/kotamu", "your regency") if phase is Phase.REGENCY else ("seluruh negeri", "the country")
    )
    return (
        f"Terpilih dari tempat yang tersisa di {place_id} (urutan {rank} di daftarmu).",
        f"Drawn for a place left over in {place_en} (number {rank} on your list).",
    )


@dataclass(frozen=True)
class DrawCheck:
    """How often a rule is broken. Both must be 0."""

    quota_errors: int
    family_errors: int


def check(roster: Roster, quotas: Quotas, result: DrawResult) -> DrawCheck:
    """Counts broken rules from roster, quotas and outcome alone, sharing nothing with the drawing.

    A quota error is one place too many: in a regency and list (round 1), in a regency (rounds 1 and 2), in
    the country. A family error is one recipient above two. ``roster`` must be in the order of ``result``.
    """
    cells = cell_keys(roster.regency, roster.priority_list)
    quota_cells = cell_keys(quotas.regency, quotas.priority_list)
    own = result.phase == Phase.OWN_QUOTA
    near = own | (result.phase == Phase.REGENCY)
    drawn = result.outcome == Outcome.DRAWN
    too_many = _excess(cells[own], quota_cells, quotas.places)
    too_many += _excess(roster.regency[near].astype(np.int64), quotas.regency.astype(np.int64), quotas.places)
    too_many += max(0, int(drawn.sum()) - int(quotas.places.sum()))
    too_many += int((drawn != (result.phase > 0)).sum())
    keys, family = np.unique(roster.family_key, return_inverse=True)
    before = np.zeros(len(keys), dtype=np.int64)
    np.maximum.at(before, family, roster.family_recipients.astype(np.int64))
    now = np.bincount(family[drawn], minlength=len(keys))
    return DrawCheck(too_many, int(np.where(now > 0, np.maximum(before + now - 2, 0), 0).sum()))


def _excess(used: NDArray[np.int64], keys: NDArray[np.int64], places: NDArray[np.int64]) -> int:
    names, where = np.unique(np.concatenate([keys, used]), return_inverse=True)
    allowed = np.zeros(len(names), dtype=np.int64)
    np.add.at(allowed, where[: len(keys)], places)
    count = np.bincount(where[len(keys) :], minlength=len(names))
    return int(np.maximum(count - allowed, 0).sum())
