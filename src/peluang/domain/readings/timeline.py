"""The whole chain for one person: every hop done, whose turn, by when."""

from __future__ import annotations

import datetime
from uuid import UUID

from .facts import Facts, facts_of
from .hop import Hop
from .hops import learning, outcome, programme, work


def timeline(person_id: UUID, at: datetime.datetime) -> list[Hop]:
    """All hops in order (1 statement); empty when the actor may not see this person."""
    facts = facts_of(person_id, at)
    return hops_of(facts, at) if facts else []


def hops_of(facts: Facts, at: datetime.datetime) -> list[Hop]:
    """The rules alone, without the database."""
    return [
        *programme.registered(facts),
        *programme.wave(facts, at),
        *programme.balance(facts, at),
        *learning.classes(facts, at),
        *learning.review(facts),
        *learning.incentive(facts),
        *work.work(facts),
        *outcome.outcome(facts),
    ]
