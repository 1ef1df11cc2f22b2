"""Warning, suspension, blacklist: each with a reason, an answer and an appeal."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import known_choice, known_state, state_field
from peluang.domain.kernel.records import Record

from ..states import SANCTION


class SanctionKind(models.TextChoices):
    WARNING = "warning", _("Peringatan")
    SUSPENSION = "suspension", _("Penangguhan")
    BLACKLIST = "blacklist", _("Daftar hitam")


#: Closes an organisation to new classes and seats while it is in force.
CLOSING = (SanctionKind.SUSPENSION, SanctionKind.BLACKLIST)
#: An appeal does not stop a sanction: it holds until somebody else has decided.
IN_EFFECT = ("in_force", "appealed")


class Sanction(Record):
    """rule: the clause it rests on. answer_due, appeal_due: local dates. until: last day, null = until lifted.

    decided_by, appeal_decided_by: persons; the second is never the first. lift_reason: why it fell without an appeal.
    """

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="sanctions")
    kind = models.TextField(choices=SanctionKind.choices)
    status = state_field(SANCTION)
    reason = models.TextField()
    rule = models.TextField()
    announced_at = models.DateTimeField()
    announced_by = models.UUIDField(null=True)
    answer_due = models.DateField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    starts_on = models.DateField(null=True)
    until = models.DateField(null=True)
    appeal_due = models.DateField(null=True)
    appeal = models.TextField(blank=True)
    appealed_at = models.DateTimeField(null=True)
    appeal_decision = models.TextField(blank=True)
    appeal_decided_at = models.DateTimeField(null=True)
    appeal_decided_by = models.UUIDField(null=True)
    lift_reason = models.TextField(blank=True, db_default="")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.UUIDField(null=True)

    class Meta:
        db_table = "organisations_sanction"
        indexes = [models.Index(fields=["organisation", "status"], name="sanction_by_organisation")]
        constraints = [
            known_state(SANCTION),
            known_choice("kind", SanctionKind, "sanction_kind_known"),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(rule=""), name="sanction_has_reason_and_rule"),
            models.CheckConstraint(
                condition=Q(appeal_decided_by__isnull=True) | ~Q(appeal_decided_by=F("decided_by")),
                name="appeal_decided_by_another",
            ),
            models.UniqueConstraint(
                fields=["organisation", "kind"], condition=~Q(status__in=["lifted", "ended"]),
                name="one_sanction_of_a_kind",
            ),
        ]  # fmt: skip
