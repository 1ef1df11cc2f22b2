"""What two schemes would cost for the same people, quarter by quarter, exact to the rupiah.

One person costs: the training budget at the decree; the part that is spent; the rest, which returns to the
treasury (at the deadline if nothing was bought, else at the end of the fiscal year); incentives in monthly
payments from the month in which everything is proven; one survey payment a month after the first incentive.
All sums are int64, never floating point.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peluang.engines.rules.schemes import SchemeParameters

Int64 = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What n people do, the same under any scheme.

    ``decree_quarter`` int[n]: 0 is the first quarter of the simulation. ``wished_rupiah`` int64[n]: price of
    everything a person would buy if the balance allowed it; 0 buys nothing and loses the membership.
    ``proven_month`` int[n]: months from the start of the decree's quarter until certificate, review and
    account are there; negative means never. ``surveys_answered`` int[n].
    """

    decree_quarter: NDArray[np.int16]
    wished_rupiah: Int64
    proven_month: NDArray[np.int16]
    surveys_answered: NDArray[np.int16]

    def __len__(self) -> int:
        return len(self.decree_quarter)


@dataclass(frozen=True, slots=True)
class SchemeResult:
    """Rupiah per quarter, int64[quarters]. ``left`` is what is neither spent nor returned when the simulation
    ends; ``later`` what falls due after it (incentives and surveys)."""

    scheme_code: str
    people: Int64
    granted: Int64
    spent: Int64
    returned: Int64
    incentives: Int64
    surveys: Int64
    left_rupiah: int
    later_rupiah: int

    @property
    def cash(self) -> Int64:
        """What the treasury really pays in each quarter."""
        total: Int64 = self.spent + self.incentives + self.surveys
        return total

    @property
    def total_rupiah(self) -> int:
        return int(self.cash.sum()) + self.later_rupiah


@dataclass(frozen=True, slots=True)
class Comparison:
    """``difference`` = second minus first, cash per quarter."""

    first: SchemeResult
    second: SchemeResult
    difference: Int64
    difference_rupiah: int


def people_affordable(appropriation_rupiah: int, scheme: SchemeParameters) -> int:
    """Decrees an appropriation covers if everyone uses everything; decrees may never promise more."""
    if appropriation_rupiah < 0:
        raise ValueError("an appropriation cannot be negative")
    if scheme.ceiling_rupiah == 0:
        raise ValueError("this scheme costs nothing, so any number of people is affordable")
    return appropriation_rupiah // scheme.ceiling_rupiah


def simulate(behaviour: Behaviour, scheme: SchemeParameters, quarters: int, *, first_quarter: int = 1) -> SchemeResult:
    """Costs of one scheme. ``first_quarter`` 1..4: which quarter of the fiscal year the simulation starts
    with.

    Raises ValueError for decrees outside the quarters, negative wishes, or sums that could leave int64.
    """
    _check(behaviour, scheme, quarters, first_quarter)
    decree = behaviour.decree_quarter
    people = _counts(decree, quarters)
    spent_each = np.minimum(behaviour.wished_rupiah, scheme.training_rupiah)
    spent = _sums(decree, spent_each, quarters)
    granted = people * scheme.training_rupiah
    returned, left = _returns(behaviour, scheme, quarters, first_quarter, spent_each)
    incentives, later_incentives = _payments(
        behaviour, scheme.incentive_rupiah, quarters, _incentive_months(behaviour, scheme)
    )
    surveys, later_surveys = _payments(behaviour, scheme.survey_rupiah, quarters, _survey_months(behaviour, scheme))
    return SchemeResult(
        scheme.code,
        people,
        granted,
        spent,
        returned,
        incentives,
        surveys,
        left,
        later_incentives + later_surveys,
    )


def compare(
    behaviour: Behaviour,
    first: SchemeParameters,
    second: SchemeParameters,
    quarters: int,
    *,
    first_quarter: int = 1,
) -> Comparison:
    """Both schemes for the same people."""
    one = simulate(behaviour, first, quarters, first_quarter=first_quarter)
    two = simulate(behaviour, second, quarters, first_quarter=first_quarter)
    return Comparison(one, two, two.cash - one.cash, two.total_rupiah - one.total_rupiah)


def _check(behaviour: Behaviour, scheme: SchemeParameters, quarters: int, first_quarter: int) -> None:
    if quarters < 1 or not 1 <= first_quarter <= 4:
        raise ValueError("quarters must be at least 1 and first_quarter 1 to 4")
    columns = (behaviour.wished_rupiah, behaviour.proven_month, behaviour.surveys_answered)
    if any(len(column) != len(behaviour) for column in columns):
        raise ValueError("the columns of the behaviour differ in length")
    if len(behaviour) == 0:
        return
    if behaviour.decree_quarter.min() < 0 or behaviour.decree_quarter.max() >= quarters:
        raise ValueError("a decree lies outside the simulated quarters")
    if behaviour.wished_rupiah.min() < 0:
        raise ValueError("a wished training cannot cost less than nothing")
    if len(behaviour) * scheme.ceiling_rupiah >= 2**62:
        raise ValueError("the sums would not fit into 64 bits")


def _counts(quarter: NDArray[np.int16], quarters: int) -> Int64:
    return np.bincount(quarter, minlength=quarters)[:quarters].astype(np.int64)


def _sums(quarter: NDArray[np.int16], rupiah: Int64, quarters: int) -> Int64:
    """Integer sums a quarter. bincount with weights adds floats, which stop being exact at 2**53; int64 masks
    do not."""
    return np.array([rupiah[quarter == q].sum(dtype=np.int64) for q in range(quarters)], dtype=np.int64)


def _returns(
    behaviour: Behaviour, scheme: SchemeParameters, quarters: int, first_quarter: int, spent_each: Int64
) -> tuple[Int64, int]:
    """Remainders by the quarter in which they return, and the sum still open at the end."""
    decree = behaviour.decree_quarter
    rest = scheme.training_rupiah - spent_each
    # Quarters until the fiscal year ends; a decree in its last quarter returns in that quarter.
    year_end = decree + (4 - first_quarter - decree) % 4
    never_bought = spent_each == 0
    deadline = decree + (scheme.first_training_days + 89) // 90
    when = np.where(never_bought, np.minimum(deadline, year_end), year_end)
    inside = _sums(when, rest, quarters)
    return inside, int(rest.sum(dtype=np.int64)) - int(inside.sum())


def _incentive_months(behaviour: Behaviour, scheme: SchemeParameters) -> list[tuple[int, NDArray[np.bool_]]]:
    earned = (behaviour.proven_month >= 0) & (behaviour.wished_rupiah > 0)
    return [(number * scheme.incentive_interval_months, earned) for number in range(scheme.incentive_count)]


def _survey_months(behaviour: Behaviour, scheme: SchemeParameters) -> list[tuple[int, NDArray[np.bool_]]]:
    earned = (behaviour.proven_month >= 0) & (behaviour.wished_rupiah > 0)
    return [(number + 1, earned & (behaviour.surveys_answered > number)) for number in range(scheme.survey_count)]


def _payments(
    behaviour: Behaviour, rupiah: int, quarters: int, months: list[tuple[int, NDArray[np.bool_]]]
) -> tuple[Int64, int]:
    """Equal payments, so counting people is enough: exact by construction."""
    paid = np.zeros(quarters, dtype=np.int64)
    later = 0
    for offset, who in months:
        if rupiah == 0:
            continue
        when = behaviour.decree_quarter[who] + (behaviour.proven_month[who] + offset) // 3
        inside = when < quarters
        paid += _counts(when[inside], quarters) * rupiah
        later += int((~inside).sum()) * rupiah
    return paid, later
