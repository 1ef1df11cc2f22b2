"""Who takes part in a draw and how many places there are. Both are checked before anything is drawn."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Commas, quotes and spaces would need quoting in the files; NUL pads numpy's fixed-width strings.
_ALLOWED = np.zeros(256, dtype=bool)
_ALLOWED[list(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:-\0")] = True
# Above this an id is more likely a mistake than a key, and the rows of verify.py stay small.
_LONGEST_ID = 64


class RosterError(ValueError):
    """The roster cannot be drawn from."""


class QuotaError(ValueError):
    """The quotas cannot be used."""


@dataclass(frozen=True)
class Roster:
    """n screened entries, in any order; the draw does not depend on it.

    ``entry_ids`` S[n], letters, digits and ``_.:-``, at most 64, unique. ``regency`` int32[n], Kemendagri
    code such as 3174. ``priority_list`` int16[n], 0 = general. ``family_key`` uint64[n]: keyed hash of the
    family card, never the number itself. ``family_recipients`` int8[n]: recipients so far on that card; where
    rows of a family differ, the highest counts. Raises RosterError.
    """

    entry_ids: NDArray[np.bytes_]
    regency: NDArray[np.int32]
    priority_list: NDArray[np.int16]
    family_key: NDArray[np.uint64]
    family_recipients: NDArray[np.int8]

    def __post_init__(self) -> None:
        columns = (self.regency, self.priority_list, self.family_key, self.family_recipients)
        if any(len(column) != len(self) for column in columns):
            raise RosterError("the columns of the roster differ in length")
        if self.entry_ids.dtype.kind != "S":
            raise RosterError("entry ids must be bytes (numpy dtype S)")
        if len(self) == 0:
            return
        if self.entry_ids.dtype.itemsize > _LONGEST_ID:
            raise RosterError(f"an entry id has more than {_LONGEST_ID} characters")
        letters = np.ascontiguousarray(self.entry_ids).view(np.uint8)
        if not _ALLOWED[letters].all() or bool((self.entry_ids == b"").any()):
            raise RosterError("an entry id is empty or has a character other than letters, digits and _.:-")
        if min(self.regency.min(), self.priority_list.min(), self.family_recipients.min()) < 0:
            raise RosterError("regencies, lists and recipients so far cannot be negative")
        if bool((self.family_key == 0).any()):
            raise RosterError("an entry has no family key: the limit of two in a family could not be kept")

    def __len__(self) -> int:
        return len(self.entry_ids)


@dataclass(frozen=True)
class Quotas:
    """Places for each regency and priority list: int32[q], int16[q], int64[q]. Raises QuotaError."""

    regency: NDArray[np.int32]
    priority_list: NDArray[np.int16]
    places: NDArray[np.int64]

    def __post_init__(self) -> None:
        if not len(self.regency) == len(self.priority_list) == len(self.places):
            raise QuotaError("the columns of the quotas differ in length")
        if len(self.places) == 0:
            return
        if min(self.regency.min(), self.priority_list.min(), self.places.min()) < 0:
            raise QuotaError("codes and places cannot be negative")
        if len(np.unique(cell_keys(self.regency, self.priority_list))) != len(self.places):
            raise QuotaError("a regency has two quotas for the same list")


def cell_keys(regency: NDArray[np.int32], priority_list: NDArray[np.int16]) -> NDArray[np.int64]:
    """One int64 for each pair of regency and list."""
    return regency.astype(np.int64) << 16 | priority_list.astype(np.int64)


def roster_lines(roster: Roster) -> list[bytes]:
    """``entry,regency,list,family,family_recipients``, family as 16 hex digits, sorted.

    numpy sorts the ids in a third of the time that Python needs for the lines; what is left to the final sort
    are ids of different length, whose order changes with the comma behind them.
    """
    order = np.argsort(roster.entry_ids, kind="stable")
    columns = (
        roster.entry_ids,
        roster.regency,
        roster.priority_list,
        roster.family_key,
        roster.family_recipients,
    )
    rows = zip(*(column[order].tolist() for column in columns), strict=True)
    return sorted([b"%b,%d,%d,%016x,%d" % row for row in rows])


def quota_lines(quotas: Quotas) -> list[bytes]:
    """``regency,list,places``, sorted."""
    columns = (quotas.regency.tolist(), quotas.priority_list.tolist(), quotas.places.tolist())
    return sorted(b"%d,%d,%d" % row for row in zip(*columns, strict=True))


def digest(lines: list[bytes]) -> str:
    """SHA-256 (hex) of sorted lines, each followed by a line feed."""
    total = hashlib.sha256()
    for start in range(0, len(lines), 10_000):
        total.update(b"\n".join(lines[start : start + 10_000]) + b"\n")
    return total.hexdigest()


def roster_digest(roster: Roster) -> str:
    """Published when the wave closes, before the draw."""
    return digest(roster_lines(roster))


def quotas_digest(quotas: Quotas) -> str:
    return digest(quota_lines(quotas))
