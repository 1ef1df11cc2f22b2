"""Pairs of offerings that wait for a person."""

from __future__ import annotations

from typing import Any

from peluang.domain.catalogue.models import EquivalenceProposal, Offering
from tests.conftest import NOW


def a_proposal(one: Offering, other: Offering, **fields: Any) -> EquivalenceProposal:
    """Open, with a score in the band."""
    first, second = sorted((one, other), key=lambda each: each.id)
    return EquivalenceProposal.objects.create(first=first, second=second, **{"score": 0.7, "proposed_at": NOW} | fields)
