"""Classes and their sessions: made where enough people want the same training in the same weeks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .dice import rank_within
from .geography import Geography
from .plan_catalogue import Catalogue
from .timeline import Moments, days

PAYERS = ("balance", "ministry", "region", "employer", "own")
BALANCE, MINISTRY, REGION, EMPLOYER, OWN = range(len(PAYERS))
_EPOCH = np.datetime64("2022-01-03", "D")  # a Monday
_HOURS = {"Asia/Jakarta": 7, "Asia/Pontianak": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}


@dataclass
class Classes:
    """payer: place in PAYERS. fund: place among the funds (plan_money.py), -1 without one."""

    offering: NDArray[np.int64]
    payer: NDArray[np.int64]
    fund: NDArray[np.int64]
    start_day: NDArray[np.datetime64]
    seats: NDArray[np.int64]
    sessions: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.offering)

    @staticmethod
    def joined(parts: list[Classes]) -> Classes:
        return Classes(*(np.concatenate([getattr(part, name) for part in parts]) for name in _NAMES))


_NAMES = ("offering", "payer", "fund", "start_day", "seats", "sessions")


def grouped(
    catalogue: Catalogue, offering: NDArray[np.int64], payer: NDArray[np.int64], fund: NDArray[np.int64],
    target: NDArray[np.datetime64], window: int,
) -> tuple[Classes, NDArray[np.int64]]:  # fmt: skip
    """Classes for those who want `offering` around the day `target`, and each one's class.

    People of one offering, payer and window of days share a class until its seats are taken; it starts on the
    latest day any of them wants.
    """
    turn = (target - _EPOCH).astype(np.int64) // window
    group = ((offering * 8 + payer) * 512 + fund + 1) * 4096 + turn
    group = group * 64 + rank_within(group) // seats_of(catalogue, offering)
    _, first, of = np.unique(group, return_index=True, return_inverse=True)
    latest = np.zeros(len(first), dtype=np.int64)
    np.maximum.at(latest, of, target.astype("datetime64[D]").astype(np.int64))
    picked = offering[first]
    made = Classes(
        picked, payer[first], fund[first], latest.astype("datetime64[D]"), seats_of(catalogue, picked),
        session_counts(catalogue, picked),
    )  # fmt: skip
    return made, of.astype(np.int64)


def seats_of(catalogue: Catalogue, offering: NDArray[np.int64]) -> NDArray[np.int64]:
    """Online rooms hold a hundred, workshops sixteen to thirty."""
    share = catalogue.offerings.share[offering]
    return np.where(share == 100, 100, np.where(share > 0, 40, 16 + (offering * 7) % 15))


def session_counts(catalogue: Catalogue, offering: NDArray[np.int64]) -> NDArray[np.int64]:
    """At most eight hours face to face and three hours online in one day (standard v2.0); at most ten sessions."""
    online, offline = _counts(catalogue, offering)
    return online + offline


def _counts(catalogue: Catalogue, offering: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    minutes = (catalogue.offerings.theory + catalogue.offerings.practice)[offering]
    share = catalogue.offerings.share[offering]
    # Self-study fills what live online sessions leave: five of them are the standard's 15 hours.
    online = np.where(share > 0, np.minimum(np.ceil(minutes * share / 100 / 180), np.where(share == 100, 5, 3)), 0)
    offline = np.where(share < 100, np.minimum(np.ceil(minutes * (100 - share) / 100 / 480), 10), 0)
    return online.astype(np.int64), np.maximum(offline, 1 - np.minimum(online, 1)).astype(np.int64)


@dataclass
class Sessions:
    """Flat: those of class c are rows start[c]:start[c + 1]. number counts from 1."""

    training_class: NDArray[np.int64]
    number: NDArray[np.int64]
    begins: Moments
    ends: Moments
    online: NDArray[np.bool_]
    start: NDArray[np.int64]


def sessions_of(catalogue: Catalogue, geo: Geography, classes: Classes) -> Sessions:
    """Day after day: workshops from eight to four local time, webinars from seven to ten in the evening."""
    online, offline = _counts(catalogue, classes.offering)
    count = online + offline
    of = np.repeat(np.arange(len(classes)), count)
    start = np.concatenate([[0], np.cumsum(count)])
    number = np.arange(len(of)) - start[of]
    webinar = number < online[of]  # theory first
    hours = np.array([_HOURS[geo.zone[each]] for each in catalogue.offerings.regency])[classes.offering][of]
    minutes = (catalogue.offerings.theory + catalogue.offerings.practice) * (100 - catalogue.offerings.share) // 100
    each = np.clip(minutes[classes.offering] // np.maximum(offline, 1), 120, 480)[of]
    midnight = (classes.start_day[of] + number.astype("timedelta64[D]")).astype("datetime64[s]")
    begins = midnight + ((np.where(webinar, 19, 8) - hours) * 3600).astype("timedelta64[s]")
    length = np.where(webinar, 180, each) * 60
    return Sessions(of, number + 1, begins, begins + length.astype("timedelta64[s]"), webinar, start)


def class_span(sessions: Sessions) -> tuple[Moments, Moments]:
    """First begin and last end of each class."""
    return sessions.begins[sessions.start[:-1]], sessions.ends[sessions.start[1:] - 1]


def class_codes(catalogue: Catalogue, classes: Classes) -> list[str]:
    """Short, unique, readable on a poster: the type's first letters and a number."""
    words: list[Any] = [each["code"].split("-")[0][:4].upper() for each in catalogue.types]
    kinds = catalogue.offerings.type[classes.offering].tolist()
    return [f"{words[kind]}-{number:05d}" for number, kind in enumerate(kinds, start=1)]


def day_after(moments: Moments, span: Any) -> NDArray[np.datetime64]:
    return (moments + days(span)).astype("datetime64[D]")
