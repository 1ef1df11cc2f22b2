"""The three public files of a draw: roster, quotas and result, as plain CSV that a spreadsheet and verify.py
can read."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from peluang.engines.draw.outcomes import DrawResult, Outcome
from peluang.engines.draw.roster import Quotas, Roster, quota_lines, roster_lines

ROSTER_HEADER = b"entry,regency,list,family,family_recipients"
QUOTAS_HEADER = b"regency,list,places"
RESULT_HEADER = b"entry,outcome,round,rank,quota"
OUTCOME_WORDS = {
    Outcome.DRAWN: b"drawn",
    Outcome.PLACES_FULL: b"places_full",
    Outcome.FAMILY_LIMIT: b"family_limit",
}


def write_roster(path: Path, roster: Roster) -> None:
    """Sorted, so that the file does not show who came first."""
    _write(path, [ROSTER_HEADER], roster_lines(roster))


def write_quotas(path: Path, quotas: Quotas) -> None:
    _write(path, [QUOTAS_HEADER], quota_lines(quotas))


def write_result(path: Path, result: DrawResult) -> None:
    """Comment lines with wave, rule and digests, then one line an entry, sorted."""
    head = [
        f"# wave: {result.wave}".encode(),
        f"# rule: {result.rule_version}".encode(),
        f"# seed-sha256: {result.seed_digest}".encode(),
        f"# roster-sha256: {result.roster_digest}".encode(),
        f"# quotas-sha256: {result.quotas_digest}".encode(),
        RESULT_HEADER,
    ]
    words = {int(outcome): word for outcome, word in OUTCOME_WORDS.items()}
    columns = (result.entry_ids, result.outcome, result.phase, result.rank, result.quota)
    order = np.argsort(result.entry_ids, kind="stable")
    rows = zip(*(column[order].tolist() for column in columns), strict=True)
    lines = [
        b"%b,%b,%d,%d,%d" % (entry, words[outcome], phase, rank, quota) for entry, outcome, phase, rank, quota in rows
    ]
    lines.sort()
    _write(path, head, lines)


def read_roster(path: Path) -> Roster:
    """Raises ValueError for a header or row that is not of the form, RosterError for its content."""
    rows = _read(path, ROSTER_HEADER)
    columns = list(zip(*rows, strict=True)) or [()] * 5
    return Roster(
        np.array(columns[0], dtype="S") if columns[0] else np.array([], dtype="S1"),
        np.array([int(v) for v in columns[1]], dtype=np.int32),
        np.array([int(v) for v in columns[2]], dtype=np.int16),
        np.array([int(v, 16) for v in columns[3]], dtype=np.uint64),
        np.array([int(v) for v in columns[4]], dtype=np.int8),
    )


def read_quotas(path: Path) -> Quotas:
    """Raises ValueError for a header or row that is not of the form, QuotaError for its content."""
    rows = _read(path, QUOTAS_HEADER)
    columns = list(zip(*rows, strict=True)) or [()] * 3
    return Quotas(
        np.array([int(v) for v in columns[0]], dtype=np.int32),
        np.array([int(v) for v in columns[1]], dtype=np.int16),
        np.array([int(v) for v in columns[2]], dtype=np.int64),
    )


def _write(path: Path, head: list[bytes], lines: list[bytes]) -> None:
    with path.open("wb") as file:
        file.write(b"\n".join(head) + b"\n")
        for start in range(0, len(lines), 10_000):
            file.write(b"\n".join(lines[start : start + 10_000]) + b"\n")


def _read(path: Path, header: bytes) -> list[list[bytes]]:
    lines = path.read_bytes().splitlines()
    if not lines or lines[0] != header:
        raise ValueError(f"{path.name}: the first line must be {header.decode()}")
    return [line.split(b",") for line in lines[1:]]
