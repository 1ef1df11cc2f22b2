"""KBJI 2014, Indonesia's classification of occupations: a tree by digits.

One digit is a major group, two a sub-major, three a minor and four a unit group; four digits equal ISCO-08.
Titles are in data/occupations.csv, ours after the official ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from peluang.engines.codes.explain import CodeError
from peluang.engines.codes.tables import read_table
from peluang.engines.codes.technology import (
    TECHNOLOGY_LISTS,
    TechnologyList,
    is_technology,
    technology_list,
)

__all__ = [
    "KBJI_VERSION",
    "TECHNOLOGY_LISTS",
    "Occupation",
    "OccupationError",
    "TechnologyList",
    "children",
    "is_technology",
    "level",
    "occupation",
    "occupations",
    "parent",
    "technology_list",
    "unit_group",
]

KBJI_VERSION = "KBJI 2014"


class OccupationError(CodeError):
    """No occupation has this code. `code` is unknown_occupation."""


@dataclass(frozen=True, slots=True)
class Occupation:
    """A group of KBJI 2014 with its title in both languages."""

    code: str
    title_id: str
    title_en: str

    @property
    def level(self) -> int:
        """1 major, 2 sub-major, 3 minor, 4 unit group."""
        return len(self.code)


@lru_cache(maxsize=1)
def _occupations() -> dict[str, Occupation]:
    return {row["code"]: Occupation(row["code"], row["title_id"], row["title_en"]) for row in read_table("occupations")}


@lru_cache(maxsize=1)
def _children() -> dict[str, tuple[Occupation, ...]]:
    below: dict[str, list[Occupation]] = {}
    for each in occupations():
        above = parent(each.code)
        below.setdefault("" if above is None else above.code, []).append(each)
    return {code: tuple(sorted(group, key=lambda each: each.code)) for code, group in below.items()}


def occupations(at_level: int | None = None) -> tuple[Occupation, ...]:
    """All groups by code, or those of one level (1 to 4)."""
    chosen = [each for each in _occupations().values() if at_level is None or each.level == at_level]
    return tuple(sorted(chosen, key=lambda each: each.code))


def occupation(code: str) -> Occupation:
    """The group with this KBJI code. Raises OccupationError(unknown_occupation)."""
    found = _occupations().get(code.strip())
    if found is None:
        raise OccupationError(
            "unknown_occupation",
            f"Kode jabatan ini tidak ada dalam {KBJI_VERSION}.",
            f"No occupation in {KBJI_VERSION} has this code.",
        )
    return found


def parent(code: str) -> Occupation | None:
    """The group above, or None for a major group. Raises OccupationError for an unknown code."""
    shorter = occupation(code).code[:-1]
    while shorter and shorter not in _occupations():
        shorter = shorter[:-1]
    return _occupations()[shorter] if shorter else None


def children(code: str = "") -> tuple[Occupation, ...]:
    """The groups directly below by code; without a code the major groups. Raises OccupationError."""
    return _children().get(occupation(code).code if code else "", ())


def level(code: str) -> int:
    """1 to 4, the number of digits. Raises OccupationError for an unknown code."""
    return occupation(code).level


def unit_group(code: str) -> Occupation:
    """The unit group (4 digits) of a four- or six-digit KBJI code: 721201 belongs to 7212.

    Raises OccupationError(unknown_occupation), also for codes above that level.
    """
    bare = code.strip()
    return occupation(bare[:4] if len(bare) in (4, 6) else f"{bare}?")
