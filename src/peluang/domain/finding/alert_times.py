"""When the next alert is due: in the morning where the person lives."""

from __future__ import annotations

import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from peluang.engines.codes.regions import regency

_DAYS = {"daily": 1, "weekly": 7}
_MORNING = datetime.time(7)
#: Minutes over which the mornings of all people are spread, so that no minute has to compute everybody's.
_SPREAD = 120


def next_alert(at: datetime.datetime, every: str, lives_in: str, search_id: UUID) -> datetime.datetime:
    """A day or a week after `at`, between seven and nine local time, at the same minute each time. every: "daily" or
    "weekly"; lives_in: regency code.
    """
    zone = ZoneInfo(regency(lives_in).timezone)
    day = at.astimezone(zone).date() + datetime.timedelta(days=_DAYS[every])
    morning = datetime.datetime.combine(day, _MORNING, zone)
    return morning.astimezone(datetime.UTC) + datetime.timedelta(minutes=search_id.int % _SPREAD)
