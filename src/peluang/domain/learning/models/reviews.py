"""What people say about a training, and what is said about that."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from peluang.domain.kernel.fields import known_state
from peluang.domain.kernel.records import Record

from ..states import REVIEW
from .classes import Enrolment


class Review(Record):
    """answers: {material, trainer, tools, usefulness}: 1–5 each. Only after completion."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="review")
    offering = models.ForeignKey("catalogue.Offering", on_delete=models.PROTECT, related_name="+")
    home_region = models.CharField(max_length=5)
    answers = models.JSONField()
    text = models.TextField(blank=True)
    written_at = models.DateTimeField()
    status = models.TextField(choices=REVIEW.choices, default=REVIEW.initial, db_default=REVIEW.initial)
    report_reason = models.TextField(blank=True, db_default="")
    moderated_at = models.DateTimeField(null=True)
    moderated_by = models.UUIDField(null=True)
    moderation_reason = models.TextField(blank=True, db_default="")
    provider_answer = models.TextField(blank=True, db_default="")
    provider_answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "learning_review"
        constraints = [
            known_state(REVIEW),
            models.CheckConstraint(
                condition=~Q(status="hidden") | ~Q(moderation_reason=""), name="hidden_review_says_why"
            ),
        ]
