"""What the program would have done by itself in the days that the demo's clock skips."""

from __future__ import annotations

import datetime

from peluang.domain.kernel.context import PROGRAM
from peluang.domain.messages.commands import send_waiting
from peluang.domain.readings.totals import forget
from peluang.doors.worker.due import run_due


def run_due_work(at: datetime.datetime) -> dict[str, int]:
    """Everything that fell due, as the worker does it, and its messages; returns how many rows each touched."""
    done = run_due(at) | {"messages sent": send_waiting(PROGRAM, at=at)}
    forget()
    return done
