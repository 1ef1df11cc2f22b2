"""From places and lists in words to the small numbers that the draw and its public files use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from uuid import UUID

import numpy as np

from peluang.engines.draw import Quotas, Roster

from .facts import PersonFacts
from .models import WaveQuota
from .priorities import PRIORITIES

#: Rule versions of a wave → of the engine.
RULES = {"draw-1": "1", "draw-1-nation": "1-nation"}


def region_number(region: str) -> int:
    """ "33.20" → 3320, "33" → 33, "" (everywhere else) → 0."""
    return int(region.replace(".", "") or 0)


def list_numbers(priorities: Iterable[str]) -> dict[str, int]:
    """0 is the general list; the others are numbered in alphabetical order of their codes."""
    return {code: number for number, code in enumerate(["", *sorted(set(priorities) - {""})])}


def assigner(quotas: Sequence[WaveQuota]) -> Callable[[PersonFacts], tuple[str, str]]:
    """Which quota a person is drawn in: the smallest region that has one, and there the first list they are on.

    One region for everybody of a regency, so that places left over on a list go to neighbours (round 2).
    """
    cells = {(quota.region, quota.priority) for quota in quotas}
    regions = {region for region, _ in cells}
    lists = [each for each in PRIORITIES.values() if any(each.code == priority for _, priority in cells)]

    def assign(facts: PersonFacts) -> tuple[str, str]:
        home = facts.home_region
        region = next((each for each in (home, home[:2]) if each in regions), "")
        for each in lists:
            if (region, each.code) in cells and each.holds(facts):
                return region, each.code
        return region, ""

    return assign


def family_key(wave_id: UUID, kk_digest: bytes | memoryview | None, person_id: UUID) -> str:
    """16 hex digits that differ from wave to wave: they tell families of one roster apart, and lead to no card,
    since kk_digest is itself an HMAC under a key outside the database."""
    ground = bytes(kk_digest) if kk_digest else person_id.bytes
    key = sha256(b"family" + wave_id.bytes + ground).digest()[:8]
    return (key if any(key) else b"\0" * 7 + b"\1").hex()


RosterRow = tuple[UUID, str, str, str, int]  # entry, quota region, list, family key, family's recipients so far


def roster_of(rows: Sequence[RosterRow], quotas: Sequence[WaveQuota]) -> Roster:
    numbers = list_numbers(quota.priority for quota in quotas)
    if not rows:
        none = np.array([], dtype=np.int64)
        return Roster(
            np.array([], dtype="S36"), none.astype(np.int32), none.astype(np.int16), none.astype(np.uint64),
            none.astype(np.int8),
        )  # fmt: skip
    entries, regions, lists, families, before = zip(*rows, strict=True)
    return Roster(
        np.array([str(entry).encode() for entry in entries], dtype="S36"),
        np.array([region_number(region) for region in regions], dtype=np.int32),
        np.array([numbers[each] for each in lists], dtype=np.int16),
        np.array([int(key, 16) for key in families], dtype=np.uint64),
        np.array(before, dtype=np.int8),
    )


def quotas_of(quotas: Sequence[WaveQuota]) -> Quotas:
    numbers = list_numbers(quota.priority for quota in quotas)
    return Quotas(
        np.array([region_number(quota.region) for quota in quotas], dtype=np.int32),
        np.array([numbers[quota.priority] for quota in quotas], dtype=np.int16),
        np.array([quota.places for quota in quotas], dtype=np.int64),
    )
