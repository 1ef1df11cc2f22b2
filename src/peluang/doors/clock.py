"""The one place where doors ask what time it is; commands and engines get it as `at`.

In the demo the clock can be moved ahead (never in a real installation), so that a person can walk from
registration to the three-month outcome in an afternoon.
"""

from __future__ import annotations

import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from peluang.foundation.paths import var


def now() -> datetime.datetime:
    """Aware UTC now, plus the demo's offset."""
    return timezone.now() + datetime.timedelta(days=demo_offset_days())


def wall_clock() -> datetime.datetime:
    """Aware UTC now, whatever a demo plays: what other machines' clocks are compared with."""
    return timezone.now()


def demo_offset_days() -> int:
    if not settings.DEMO:
        return 0
    try:
        return int(_file().read_text())
    except (FileNotFoundError, ValueError):
        return 0


def move_demo_clock(days: int) -> int:
    """Moves the demo's clock ahead by `days` (0–400) and returns the new offset. Raises RuntimeError elsewhere."""
    if not settings.DEMO:
        raise RuntimeError("only a demo has a clock that can be moved")
    offset = demo_offset_days() + max(0, min(days, 400))
    _file().write_text(str(offset))
    return offset


def _file() -> Path:
    return var() / "demo-clock"
