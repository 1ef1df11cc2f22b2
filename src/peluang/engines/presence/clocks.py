"""Phones whose clock is wrong: how far, told by the phone itself when it sends."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

#: A clock further off than this is no clock; what it claims says nothing.
_WIDEST = datetime.timedelta(days=3650)


@dataclass(frozen=True)
class Skew:
    """seconds: how far the phone's clock is ahead (negative: behind)."""

    seconds: int

    def true_time(self, claimed: datetime.datetime) -> datetime.datetime:
        """What the phone's clock meant."""
        return claimed - datetime.timedelta(seconds=self.seconds)


def skew_between(device_now: datetime.datetime, now: datetime.datetime) -> Skew:
    """From the phone's "now" as it sends and the server's as it receives. The way between adds at most seconds."""
    ahead = max(-_WIDEST, min(_WIDEST, device_now - now))
    return Skew(round(ahead.total_seconds()))
