"""Who comes first where seats are scarce: a dated table of a few plain reasons. Within equal points the ticket decides.

Version 1 is our own proposal, for the programme's committee to decide on: people who never had a training before
those who had one; people with a disability, who are turned away most often elsewhere; then people who live near, who
are the likeliest to come every day. Seats kept for a regency are set for each class, not here.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Applicant:
    """What the rule looks at. had_training: finished one here, passed or not."""

    had_training: bool
    has_disability: bool


@dataclass(frozen=True)
class Factor:
    """points for whoever `holds`; near_km instead: for classes within so many kilometres of their regency."""

    code: str
    label: Any
    points: int
    holds: Callable[[Applicant], bool] | None = None
    near_km: int | None = None


@dataclass(frozen=True)
class PriorityRule:
    version: str
    valid_from: datetime.date
    factors: tuple[Factor, ...]

    @property
    def near(self) -> Factor | None:
        return next((each for each in self.factors if each.near_km is not None), None)

    def factor(self, code: str) -> Factor | None:
        return next((each for each in self.factors if each.code == code), None)

    def person_factors(self, applicant: Applicant) -> list[Factor]:
        return [each for each in self.factors if each.holds is not None and each.holds(applicant)]


RULES = (
    PriorityRule(
        "peluang/pembagian 1",
        datetime.date(2020, 1, 1),
        (
            Factor("first_training", _("Belum pernah ikut pelatihan"), 4, lambda each: not each.had_training),
            Factor("disability", _("Penyandang disabilitas"), 2, lambda each: each.has_disability),
            Factor("near", _("Tinggal paling jauh 50 km dari kelas"), 1, near_km=50),
        ),
    ),
)


def rule_on(day: datetime.date) -> PriorityRule:
    return max((each for each in RULES if each.valid_from <= day), key=lambda each: each.valid_from)


def rule_named(version: str) -> PriorityRule:
    """The rule a round was opened under; it stays for the round's life."""
    return next(each for each in RULES if each.version == version)
