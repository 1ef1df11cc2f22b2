"""Quiet hours: nobody's phone rings at night. Local time of where the person lives."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo


def not_before(
    at: datetime.datetime, zone: str, quiet_from: datetime.time, quiet_until: datetime.time
) -> datetime.datetime:
    """`at` itself outside the quiet hours, else their end. Equal times: no quiet hours. Over midnight too."""
    if quiet_from == quiet_until:
        return at
    local = at.astimezone(ZoneInfo(zone))
    clock = local.time().replace(tzinfo=None)
    over_midnight = quiet_from > quiet_until
    quiet = clock >= quiet_from or clock < quiet_until if over_midnight else quiet_from <= clock < quiet_until
    if not quiet:
        return at
    day = local.date()
    if over_midnight and clock >= quiet_from:
        day += datetime.timedelta(days=1)
    return datetime.datetime.combine(day, quiet_until, ZoneInfo(zone)).astimezone(datetime.UTC)
