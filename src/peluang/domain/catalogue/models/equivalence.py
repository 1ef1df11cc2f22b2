"""Which offerings are the same training: what the engine proposed and what people said."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from peluang.domain.kernel.fields import known_state, state_field
from peluang.domain.kernel.records import Record

from ..states import PROPOSAL


class EquivalenceProposal(Record):
    """A pair in the review band, or a pair people decided. score: 0–1. guard: what kept them apart, if anything.
    The smaller id is `first`. What people decided outlives every new run of the engine.
    """

    first = models.ForeignKey("catalogue.Offering", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("catalogue.Offering", on_delete=models.PROTECT, related_name="+")
    score = models.FloatField()
    guard = models.TextField(blank=True)
    status = state_field(PROPOSAL)
    reason = models.TextField(blank=True)
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)

    class Meta:
        db_table = "catalogue_equivalence_proposal"
        constraints = [
            known_state(PROPOSAL),
            models.UniqueConstraint(fields=["first", "second"], name="pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
            models.CheckConstraint(condition=Q(score__range=(0, 1)), name="score_is_a_share"),
        ]
