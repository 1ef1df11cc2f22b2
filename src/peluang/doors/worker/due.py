"""What a deadline brings about, in the order of the chain."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from peluang.domain.kernel.context import PROGRAM


def due_work() -> list[tuple[str, Callable[..., int]]]:
    """(name, command) of everything that happens by itself when its time comes."""
    from peluang.domain.benefits.commands import make_incentives_due
    from peluang.domain.catalogue.commands import (
        expire_admissions,
        remind_expiring,
        remind_of_reports,
        remind_of_rounds,
    )
    from peluang.domain.evaluation.commands import ask_due, mark_missed
    from peluang.domain.finding.commands import forget_told, send_alerts
    from peluang.domain.jobs.commands import (
        close_overdue,
        close_unlicensed,
        expire_invitations,
        hide_untrusted,
        measure_answering,
        remind_of_interviews,
        remind_silent_employers,
    )
    from peluang.domain.learning.commands import end_classes_of_sanctioned, remind_of_expiry
    from peluang.domain.learning.commands.allocation import cancel_overdue_allocations
    from peluang.domain.learning.commands.finishing import finish_overdue_classes
    from peluang.domain.learning.commands.online_sessions import start_online_classes
    from peluang.domain.learning.commands.papers import score_forgotten_papers
    from peluang.domain.learning.commands.settling import seat_winners
    from peluang.domain.learning.commands.waiting import close_lines, expire_offers, offer_forgotten_seats
    from peluang.domain.organisations.commands import end_sanctions
    from peluang.domain.organisations.commands.partner_requests import forget_partner_requests
    from peluang.domain.placement.commands import lapse_referrals
    from peluang.domain.programme.commands import close_due_waves, revoke_overdue

    return [
        ("waves closed", close_due_waves),
        ("recipients revoked", revoke_overdue),
        ("sanctions ended", end_sanctions),
        ("approvals expired", expire_admissions),
        ("approvals reminded", remind_expiring),
        ("reviews reminded", remind_of_rounds),
        ("reports reminded", remind_of_reports),
        # Before online classes start by themselves: those of a suspended institution don't.
        ("classes of sanctioned institutions ended", end_classes_of_sanctioned),
        ("allocations nobody settled cancelled", cancel_overdue_allocations),
        ("winners of allocations seated", seat_winners),
        # Lines close before offers pass on: nobody is asked for a class that has begun.
        ("waiting lists closed", close_lines),
        ("offers of seats expired", expire_offers),
        ("forgotten seats offered", offer_forgotten_seats),
        ("online classes started", start_online_classes),
        ("papers scored", score_forgotten_papers),
        ("classes ended by time", finish_overdue_classes),
        ("competency reminded or ended", remind_of_expiry),
        ("incentives due", make_incentives_due),
        # After vacancies closed: what ended today is no news.
        ("vacancies closed", close_overdue),
        ("vacancies of suspended employers held", hide_untrusted),
        ("vacancies abroad without a licence closed", close_unlicensed),
        ("invitations to apply expired", expire_invitations),
        ("interviews reminded", remind_of_interviews),
        ("silent employers reminded", remind_silent_employers),
        ("answering of employers measured", measure_answering),
        ("alerts of searches written", send_alerts),
        ("told vacancies forgotten", forget_told),
        ("referrals lapsed", lapse_referrals),
        ("outcomes asked", ask_due),
        ("outcomes missed", mark_missed),
        ("partner requests forgotten", forget_partner_requests),
    ]


def run_due(at: datetime.datetime) -> dict[str, int]:
    """Runs everything that is due at `at`; each command is its own transaction. Returns counts by name."""
    return {name: work(PROGRAM, at=at) for name, work in due_work()}
