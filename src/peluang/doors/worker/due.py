"""What a deadline brings about, in the order of the chain."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from peluang.domain.kernel.context import PROGRAM


def due_work() -> list[tuple[str, Callable[..., int]]]:
    """(name, command) of everything that happens by itself when its time comes."""
    from peluang.domain.benefits.commands import make_incentives_due
    from peluang.domain.evaluation.commands import ask_due, mark_missed
    from peluang.domain.jobs.commands import close_overdue
    from peluang.domain.placement.commands import lapse_referrals
    from peluang.domain.programme.commands import close_due_waves, revoke_overdue

    return [
        ("waves closed", close_due_waves),
        ("recipients revoked", revoke_overdue),
        ("incentives due", make_incentives_due),
        ("vacancies closed", close_overdue),
        ("referrals lapsed", lapse_referrals),
        ("outcomes asked", ask_due),
        ("outcomes missed", mark_missed),
    ]


def run_due(at: datetime.datetime) -> dict[str, int]:
    """Runs everything that is due at `at`; each command is its own transaction. Returns counts by name."""
    return {name: work(PROGRAM, at=at) for name, work in due_work()}
