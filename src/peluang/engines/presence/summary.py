"""From scans to a stay: first in, last out. The order in which they arrive does not matter, nor how often."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Moment:
    """One scan that counts. by_code: proven by a code; else a name was tapped."""

    direction: str
    at: datetime.datetime
    by_code: bool


@dataclass(frozen=True)
class Stay:
    """left_at: None until somebody was seen leaving. by_code: both ends are."""

    arrived_at: datetime.datetime
    left_at: datetime.datetime | None
    by_code: bool


def stay_of(
    moments: Iterable[Moment],
    arrived_at: datetime.datetime | None = None,
    left_at: datetime.datetime | None = None,
) -> Stay | None:
    """The stay of one person in one session; arrived_at, left_at: ends that were written by hand and go before scans.

    None while nobody saw them come: leaving alone proves no time. Of two scans of one moment the code counts.
    """
    moments = set(moments)
    first = min((each for each in moments if each.direction == "in"), key=_earliest, default=None)
    arrived = arrived_at or (first.at if first else None)
    if arrived is None:
        return None
    last = max((each for each in moments if each.direction == "out" and each.at >= arrived), key=_latest, default=None)
    left = left_at or (last.at if last else None)
    if left is not None and left < arrived:
        left = None
    by_code = arrived_at is None and bool(first and first.by_code)
    if left is not None:
        by_code = by_code and left_at is None and bool(last and last.by_code)
    return Stay(arrived, left, by_code)


def _earliest(moment: Moment) -> tuple[datetime.datetime, bool]:
    return moment.at, not moment.by_code


def _latest(moment: Moment) -> tuple[datetime.datetime, bool]:
    return moment.at, moment.by_code
