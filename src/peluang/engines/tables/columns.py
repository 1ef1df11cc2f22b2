"""Columns and the headings people give them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from .errors import columns_missing


@dataclass(frozen=True)
class Column:
    """name: ours. headings: what people call it, any case, spaces or underscores. needed: no table without it."""

    name: str
    headings: tuple[str, ...]
    needed: bool = False


def fold(heading: str) -> str:
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]", "", plain)


def places_of(columns: tuple[Column, ...], header: list[str]) -> dict[str, int]:
    """Column name → its place in the header. Raises TableError naming every needed column that is not there."""
    folded = [fold(cell) for cell in header]
    found: dict[str, int] = {}
    for column in columns:
        wanted = [fold(each) for each in (column.name, *column.headings)]
        place = next((folded.index(each) for each in wanted if each in folded), None)
        if place is not None:
            found[column.name] = place
    missing = [
        column.headings[0] if column.headings else column.name
        for column in columns
        if column.needed and column.name not in found
    ]
    if missing:
        raise columns_missing(missing)
    return found
