"""Which occupations and industries count as technology, as dated lists.

Some schemes pay for online training only in technology, so a decision must be repeatable years later: a list
is never edited, a new one is added with the day it starts. The choice of codes is ours, after ISCO-08's ICT
groups and ISIC's information and communication sector, since no regulation lists them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from peluang.engines.codes.kbli import Kbli, KbliVersion

_KBJI_PREFIXES = (
    "1330",  # managers of ICT services
    "2153",  # telecommunications engineers
    "2166",  # graphic and multimedia designers
    "2356",  # teachers of information technology
    "2434",  # ICT sales professionals
    "25",  # ICT professionals
    "35",  # ICT technicians
    "7421",  # electronics mechanics and servicers
    "7422",  # ICT installers and servicers
)
_KBLI_PREFIXES: tuple[tuple[KbliVersion, str], ...] = (
    ("2020", "582"),
    ("2020", "61"),
    ("2020", "62"),
    ("2020", "63"),
    ("2020", "951"),
)


@dataclass(frozen=True, slots=True)
class TechnologyList:
    """What counts as technology from `valid_from` until the next list starts.

    A code counts when it starts with one of the prefixes: KBJI 2014 for occupations, (version, prefix) for
    KBLI.
    """

    version: str
    valid_from: date
    occupations: tuple[str, ...]
    industries: tuple[tuple[KbliVersion, str], ...]

    def has_occupation(self, code: str) -> bool:
        return code.startswith(self.occupations)

    def has_industry(self, kbli: Kbli) -> bool:
        return any(kbli.version == version and kbli.code.startswith(prefix) for version, prefix in self.industries)


TECHNOLOGY_LISTS: tuple[TechnologyList, ...] = (
    # The programme's first wave opened on 11 April 2020; nothing is decided before.
    TechnologyList("2020-1", date(2020, 4, 1), _KBJI_PREFIXES, _KBLI_PREFIXES),
    # KBLI 2025 was issued in December 2025 and firms keep their 2020 codes for a time, so both count. 63
    # gained search portals and 61 resale, which are technology too; 60 (social networks as publishing) stays
    # out.
    TechnologyList(
        "2026-1",
        date(2026, 1, 1),
        _KBJI_PREFIXES,
        (*_KBLI_PREFIXES, ("2025", "582"), ("2025", "61"), ("2025", "62"), ("2025", "63"), ("2025", "951")),
    ),
)


def technology_list(at: date) -> TechnologyList:
    """The list in force on a day. Raises LookupError for a day before the first list."""
    in_force = [each for each in TECHNOLOGY_LISTS if each.valid_from <= at]
    if not in_force:
        raise LookupError(f"No technology list is in force on {at}.")
    return max(in_force, key=lambda each: each.valid_from)


def is_technology(code: str | Kbli, at: date | None = None) -> bool:
    """True when a KBJI code (1 to 6 digits) or a Kbli is technology on the day `at`, or on the newest list.

    A decision about money must pass `at`; the newest list is for browsing. Raises LookupError as
    technology_list.
    """
    current = TECHNOLOGY_LISTS[-1] if at is None else technology_list(at)
    return current.has_industry(code) if isinstance(code, Kbli) else current.has_occupation(code)
