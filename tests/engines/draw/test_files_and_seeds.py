"""Commitments, tickets, rosters and their files."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.draw import (
    QuotaError,
    Quotas,
    Roster,
    RosterError,
    commitment,
    commitment_holds,
    draw_seed,
    read_quotas,
    read_roster,
    ticket,
    tickets,
    write_quotas,
    write_roster,
)


def test_commitment_is_plain_sha256() -> None:
    seed = b"s" * 32
    assert commitment(seed) == hashlib.sha256(seed).hexdigest()
    assert commitment_holds(seed, f" {commitment(seed).upper()} ")
    assert not commitment_holds(b"t" * 32, commitment(seed))
    with pytest.raises(ValueError, match="32 bytes"):
        commitment(b"short")


def test_the_public_value_changes_the_seed() -> None:
    secret = b"s" * 32
    assert draw_seed(secret, "1") != draw_seed(secret, "2") != secret
    with pytest.raises(ValueError, match="empty"):
        draw_seed(secret, "")


@given(st.binary(min_size=1, max_size=64), st.text(max_size=10), st.from_regex(r"[a-z0-9-]{1,36}", fullmatch=True))
def test_tickets_are_the_standard_hmac(seed: bytes, wave: str, entry: str) -> None:
    expected = hmac.new(seed, wave.encode() + b"\n" + entry.encode(), hashlib.sha256).digest()[:16]
    assert ticket(seed, wave, entry) == expected
    high, low = tickets(seed, wave, np.array([entry], dtype="S"))[0].tolist()
    assert high.to_bytes(8, "big") + low.to_bytes(8, "big") == expected


def roster(**changes: object) -> Roster:
    columns: dict[str, object] = {
        "entry_ids": np.array(["a", "bb"], dtype="S"),
        "regency": np.array([1101, 3174], dtype=np.int32),
        "priority_list": np.array([0, 1], dtype=np.int16),
        "family_key": np.array([2**64 - 1, 5], dtype=np.uint64),
        "family_recipients": np.array([0, 2], dtype=np.int8),
    }
    return Roster(**(columns | changes))  # type: ignore[arg-type]


def test_files_there_and_back(tmp_path: Path) -> None:
    write_roster(tmp_path / "r.csv", roster())
    again = read_roster(tmp_path / "r.csv")
    for name in ("entry_ids", "regency", "priority_list", "family_key", "family_recipients"):
        assert getattr(again, name).tolist() == getattr(roster(), name).tolist()
    quotas = Quotas(
        np.array([1101, 3174], dtype=np.int32), np.array([0, 1], dtype=np.int16), np.array([3, 0], dtype=np.int64)
    )
    write_quotas(tmp_path / "q.csv", quotas)
    assert read_quotas(tmp_path / "q.csv").places.tolist() == [3, 0]
    with pytest.raises(ValueError, match="first line"):
        read_quotas(tmp_path / "r.csv")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"entry_ids": np.array(["a,b", "c"], dtype="S")}, "character"),
        ({"entry_ids": np.array(["", "c"], dtype="S")}, "empty"),
        ({"entry_ids": np.array(["a" * 65, "c"], dtype="S")}, "64"),
        ({"entry_ids": np.array(["a", "c"])}, "bytes"),
        ({"entry_ids": np.array(["a"], dtype="S")}, "length"),
        ({"family_key": np.array([0, 5], dtype=np.uint64)}, "family key"),
        ({"regency": np.array([-1, 5], dtype=np.int32)}, "negative"),
    ],
)
def test_rosters_that_cannot_be_drawn(changes: dict[str, object], says: str) -> None:
    with pytest.raises(RosterError, match=says):
        roster(**changes)


def test_quotas_that_cannot_be_used() -> None:
    code, listed = np.array([1101, 1101], dtype=np.int32), np.array([0, 0], dtype=np.int16)
    with pytest.raises(QuotaError, match="two quotas"):
        Quotas(code, listed, np.array([1, 1], dtype=np.int64))
    with pytest.raises(QuotaError, match="negative"):
        Quotas(code, np.array([0, 1], dtype=np.int16), np.array([1, -1], dtype=np.int64))
