"""Benefit schemes as dated data. A cohort keeps the scheme of its decree for life; a change is a new record.

Sources: press report of 7 November 2020 (semi-bansos amounts, the plan of 2021); Permenko Perekonomian
11/2020 art. 2 (who), 17 (once), 18-19 (balance, 30 days, 15 December); Permenko Perekonomian 17/2022 (from
2023).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from peluang.engines.rules.reasons import local_date


class SchemeError(ValueError):
    """A scheme that cannot be used. ``problems`` holds one plain sentence for each fault."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class SchemeParameters:
    """One scheme. Amounts in rupiah, spans in days, ages in completed years, both ends of a period included.

    ``planned`` marks a scheme that was announced and never opened: it can be simulated, no wave may use it.
    ``online_share_percent``: a training counts as online when its online time is MORE than this share of all
    its time. ``incentive_interval_months``: calendar months between two payments of the incentive.
    ``year_end_day``: month and day of the last purchase in a fiscal year, "MM-DD" (art. 19 (1) a).
    """

    code: str
    name_id: str
    name_en: str
    training_rupiah: int
    incentive_rupiah: int
    incentive_count: int
    survey_rupiah: int
    survey_count: int
    first_training_days: int
    next_training_requires_review: bool
    online_only_technology: bool
    social_aid_excluded: bool
    age_min: int
    age_max: int | None
    rule: str
    decision: str
    decision_date: date
    valid_from: date
    valid_until: date | None = None
    online_only_technology_from: date | None = None
    online_only_technology_until: date | None = None
    online_share_percent: int = 50
    incentive_interval_months: int = 1
    family_limit: int = 2
    year_end_day: str = "12-15"
    planned: bool = False

    def __post_init__(self) -> None:
        problems = _problems(self)
        if problems:
            raise SchemeError(problems)

    def in_force(self, at: date | datetime) -> bool:
        """May a decree of this day use the scheme? Planned schemes never."""
        day = local_date(at)
        return not self.planned and self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def online_restricted(self, at: date | datetime) -> bool:
        """Does "online only for technology" bind a purchase on this day?"""
        day = local_date(at)
        start = self.online_only_technology_from
        end = self.online_only_technology_until
        return self.online_only_technology and (start is None or start <= day) and (end is None or day <= end)

    @property
    def incentive_total_rupiah(self) -> int:
        return self.incentive_rupiah * self.incentive_count

    @property
    def survey_total_rupiah(self) -> int:
        return self.survey_rupiah * self.survey_count

    @property
    def ceiling_rupiah(self) -> int:
        """The most that one recipient can cost: what a decree has to reserve from its appropriation."""
        return self.training_rupiah + self.incentive_total_rupiah + self.survey_total_rupiah


_COUNTS = (
    "incentive_count",
    "survey_count",
    "first_training_days",
    "family_limit",
    "incentive_interval_months",
)
_AMOUNTS = ("training_rupiah", "incentive_rupiah", "survey_rupiah")
_DATES = tuple(f.name for f in fields(SchemeParameters) if "date" in str(f.type))
_OPTIONAL = frozenset(f.name for f in fields(SchemeParameters) if "None" in str(f.type))
_REQUIRED = tuple(f.name for f in fields(SchemeParameters) if f.default is MISSING)
_TYPES = {f.name: str(f.type).split(" ")[0] for f in fields(SchemeParameters)}


def _problems(scheme: SchemeParameters) -> list[str]:
    found = []
    if not scheme.code.strip():
        found.append("The scheme needs a code.")
    for name in _AMOUNTS + _COUNTS:
        if getattr(scheme, name) < 0:
            found.append(f"{name} cannot be negative.")
    if max(getattr(scheme, name) for name in _AMOUNTS) > 1_000_000_000:
        found.append("An amount for one person is above Rp 1,000,000,000: probably a typing mistake.")
    if scheme.family_limit < 1:
        found.append("family_limit must be at least 1.")
    if not 0 <= scheme.online_share_percent <= 100:
        found.append("online_share_percent must be between 0 and 100.")
    if scheme.age_max is not None and scheme.age_max < scheme.age_min:
        found.append("age_max must not be below age_min.")
    if scheme.valid_until is not None and scheme.valid_until < scheme.valid_from:
        found.append("valid_until must not be before valid_from.")
    start, end = scheme.online_only_technology_from, scheme.online_only_technology_until
    if start is not None and end is not None and end < start:
        found.append("online_only_technology_until must not be before online_only_technology_from.")
    if not _month_and_day(scheme.year_end_day):
        found.append('year_end_day must be a month and a day such as "12-15".')
    return found


def _month_and_day(text: str) -> bool:
    try:
        date.fromisoformat(f"2023-{text}")
    except ValueError:
        return False
    return len(text) == 5


def to_json(scheme: SchemeParameters) -> dict[str, Any]:
    """A dict of JSON values; dates as "YYYY-MM-DD"."""
    out: dict[str, Any] = {}
    for field in fields(scheme):
        value = getattr(scheme, field.name)
        out[field.name] = value.isoformat() if isinstance(value, date) else value
    return out


def from_json(data: Mapping[str, Any]) -> SchemeParameters:
    """The scheme of a dict made by :func:`to_json` or typed by a person. Raises SchemeError naming every
    fault."""
    known = {field.name for field in fields(SchemeParameters)}
    found = [f"There is no field called {name}." for name in sorted(set(data) - known)]
    found += [f"{name} is missing." for name in _REQUIRED if name not in data and name not in _OPTIONAL]
    values: dict[str, Any] = {}
    for name in known & set(data):
        value, problem = _read(name, data[name])
        values[name] = value
        if problem:
            found.append(problem)
    values.setdefault("age_max", None)
    if found:
        raise SchemeError(sorted(found))
    return SchemeParameters(**values)


def _read(name: str, value: Any) -> tuple[Any, str | None]:
    if value is None:
        return None, None if name in _OPTIONAL else f"{name} must not be empty."
    wanted = _TYPES[name]
    if wanted == "date":
        try:
            return date.fromisoformat(value), None
        except (TypeError, ValueError):
            return None, f'{name} must be a date such as "2023-01-01".'
    if wanted == "bool":
        return value, None if isinstance(value, bool) else f"{name} must be true or false."
    if wanted == "int":
        # bool is an int in Python; "true" rupiah would otherwise be one rupiah.
        good = isinstance(value, int) and not isinstance(value, bool)
        return value, None if good else f"{name} must be a whole number."
    return value, None if isinstance(value, str) else f"{name} must be text."


def extended(scheme: SchemeParameters, *, until: date, decision: str, decision_date: date) -> SchemeParameters:
    """The same scheme, open longer by a new decision. Amounts cannot change: that would be another scheme."""
    if scheme.valid_until is not None and until < scheme.valid_until:
        raise SchemeError(["An extension must not end earlier than the scheme already does."])
    return replace(scheme, valid_until=until, decision=decision, decision_date=decision_date)


# The day the first wave opened stands for the decision: the committee's own letter is not public.
SEMI_BANSOS_2020 = SchemeParameters(
    code="semi-bansos-2020",
    name_id="Skema semi-bansos",
    name_en="Semi social-aid scheme",
    training_rupiah=1_000_000,
    incentive_rupiah=600_000,
    incentive_count=4,
    survey_rupiah=50_000,
    survey_count=3,
    first_training_days=30,
    next_training_requires_review=True,
    online_only_technology=False,
    social_aid_excluded=True,
    age_min=18,
    age_max=None,
    rule="Permenko Perekonomian 11/2020",
    decision="Keputusan Komite Cipta Kerja, skema semi-bansos",
    decision_date=date(2020, 4, 11),
    valid_from=date(2020, 4, 11),
    valid_until=date(2022, 12, 31),
)

# The report names no surveys and no deadline for this plan: it keeps the 30 days of the time and pays no
# survey.
PLAN_2021 = SchemeParameters(
    code="plan-2021",
    name_id="Skema awal (rencana 2021)",
    name_en="Original scheme (plan of 2021)",
    training_rupiah=5_000_000,
    incentive_rupiah=500_000,
    incentive_count=1,
    survey_rupiah=0,
    survey_count=0,
    first_training_days=30,
    next_training_requires_review=True,
    online_only_technology=True,
    online_only_technology_from=date(2021, 4, 1),
    social_aid_excluded=True,
    age_min=18,
    age_max=None,
    rule="Permenko Perekonomian 11/2020",
    decision="Rencana Komite menurut laporan pers 7 November 2020",
    decision_date=date(2020, 11, 7),
    valid_from=date(2021, 4, 1),
    planned=True,
)

NORMAL_2023 = SchemeParameters(
    code="normal-2023",
    name_id="Skema normal mulai 2023",
    name_en="Normal scheme from 2023",
    training_rupiah=3_500_000,
    incentive_rupiah=600_000,
    incentive_count=1,
    survey_rupiah=50_000,
    survey_count=2,
    first_training_days=15,
    next_training_requires_review=True,
    online_only_technology=False,
    social_aid_excluded=False,
    age_min=18,
    age_max=64,
    rule="Permenko Perekonomian 17/2022",
    decision="Permenko Perekonomian 17/2022",
    decision_date=date(2023, 1, 1),
    valid_from=date(2023, 1, 1),
)

SCHEMES: dict[str, SchemeParameters] = {s.code: s for s in (SEMI_BANSOS_2020, PLAN_2021, NORMAL_2023)}


def scheme_in_force(at: date | datetime) -> SchemeParameters | None:
    """The built-in scheme that a decree of this day uses; None before the programme began."""
    return next((s for s in SCHEMES.values() if s.in_force(at)), None)
