"""When what happened in the demo country: counted back from the moment it is made for."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Moments = NDArray[np.datetime64]
Span = NDArray[Any] | float


def days(number: Span) -> Any:
    """Days, fractions too, as a span of whole seconds."""
    return np.asarray(np.asarray(number, dtype=np.float64) * 86_400).astype("timedelta64[s]")


@dataclass(frozen=True)
class WaveTimes:
    """number: of the wave. All moments UTC; None: not yet."""

    number: int
    opens: np.datetime64
    closes: np.datetime64
    screened: np.datetime64 | None = None
    drawn: np.datetime64 | None = None
    decreed: np.datetime64 | None = None


class Timeline:
    """The first wave lies in 2022, since its scheme ended with that year; everything else is counted back from `at`."""

    def __init__(self, at: datetime.datetime) -> None:
        self.at = at
        self.now = np.datetime64(at.astimezone(datetime.UTC).replace(tzinfo=None, microsecond=0), "s")
        self.today = (self.now + np.timedelta64(7, "h")).astype("datetime64[D]")  # Jakarta's date
        self.first = WaveTimes(
            1, _moment("2022-08-22T02:00"), _moment("2022-09-04T16:59"), _moment("2022-09-05T03:00"),
            _moment("2022-09-06T03:00"), _moment("2022-09-08T03:00"),
        )  # fmt: skip
        self.second = WaveTimes(2, self.ago(40), self.ago(26), self.ago(25), self.ago(22), self.ago(8))
        self.third = WaveTimes(3, self.ago(6), self.ago(-8))

    def ago(self, number: float) -> np.datetime64:
        """Nine in the morning in Jakarta, so many days before today (negative: to come)."""
        return _moment(f"{self.today}T02:00") - np.timedelta64(round(number * 86_400), "s")


def _moment(text: str) -> np.datetime64:
    return np.datetime64(text, "s")


def aware(moment: np.datetime64) -> datetime.datetime:
    found: datetime.datetime = moment.astype("datetime64[s]").item()
    return found.replace(tzinfo=datetime.UTC)


def between(random: np.random.Generator, start: Any, end: Any, count: int) -> Moments:
    """`count` moments from `start` to `end` (each one moment or an array), whole seconds."""
    first = np.broadcast_to(np.asarray(start, dtype="datetime64[s]").astype(np.int64), (count,))
    last = np.broadcast_to(np.asarray(end, dtype="datetime64[s]").astype(np.int64), (count,))
    return (first + (random.random(count) * np.maximum(last - first, 0)).astype(np.int64)).astype("datetime64[s]")


def local_days(moments: Moments) -> NDArray[np.datetime64]:
    """Jakarta's calendar date: deadlines of the programme are dates of its office."""
    return (moments + np.timedelta64(7, "h")).astype("datetime64[D]")


def add_months(dates: NDArray[np.datetime64], months: int) -> NDArray[np.datetime64]:
    """The same day so many months later, or the last day of a shorter month."""
    month = dates.astype("datetime64[M]")
    day = (dates - month.astype("datetime64[D]")).astype(np.int64)
    later = month + np.timedelta64(months, "M")
    last = ((later + np.timedelta64(1, "M")).astype("datetime64[D]") - later.astype("datetime64[D]")).astype(
        np.int64
    ) - 1
    return later.astype("datetime64[D]") + np.minimum(day, last).astype("timedelta64[D]")
