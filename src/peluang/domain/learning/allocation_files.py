"""What anyone may download of a round, as the engine's verifier reads it. People stand in it by the number of their
wish list alone: no name, no NIK; with regency, wishes and points, without which nobody could count again."""

from __future__ import annotations

from collections.abc import Iterable

from peluang.domain.kernel.context import elevated
from peluang.engines.allocation import class_lines, reserve_lines, wish_lines
from peluang.engines.allocation.files import CLASSES_HEADER, RESERVES_HEADER, RESULT_HEADER, WISHES_HEADER

from .models import Allocation
from .round_market import RoundMarket, market_of, public_code


def classes_csv(row: Allocation) -> bytes:
    return _file(CLASSES_HEADER, class_lines(_market(row).market))


def reserves_csv(row: Allocation) -> bytes:
    return _file(RESERVES_HEADER, reserve_lines(_market(row).market))


def wishes_csv(row: Allocation) -> bytes:
    """Struck wishes are left out: they take no part."""
    return _file(WISHES_HEADER, wish_lines(_market(row).market))


def result_csv(row: Allocation) -> bytes:
    """The computed result as it was stored. rank: among the wishes that took part."""
    found = _market(row)
    lines = []
    for wish in found.wishes:
        taking_part = [key for key in wish.classes if key not in wish.struck]
        if wish.given_id is None or str(wish.given_id) not in taking_part:
            # Nobody who named no possible class is in the wishes, so nobody of them is in the result.
            if taking_part:
                lines.append(f"{wish.id.hex},,0,none".encode())
            continue
        code = next(public_code(each) for each in found.classes if each.id == wish.given_id)
        rank = taking_part.index(str(wish.given_id)) + 1
        lines.append(f"{wish.id.hex},{code},{rank},{'kept' if wish.kept else 'open'}".encode())
    return _file(RESULT_HEADER, lines)


def _market(row: Allocation) -> RoundMarket:
    with elevated("public files of an allocation: wish numbers alone"):
        return market_of(row)


def _file(header: str, lines: Iterable[bytes]) -> bytes:
    return header.encode() + b"\n" + b"".join(line + b"\n" for line in sorted(lines))
