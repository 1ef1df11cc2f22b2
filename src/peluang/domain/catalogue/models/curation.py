"""What people look at before and after an offering is published: versions, review, reports, free equivalents."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import known_choice, known_state, rupiah, state_field
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity

from ..states import FREE_EQUIVALENT, REPORT


class OfferingVersion(Record):
    """An offering as it stood. content: its fields and taught skills. A class keeps the version it was scheduled with;
    material: hours, mode, price, parts of the assessment changed, so that people looked at it again.
    """

    offering = models.ForeignKey("catalogue.Offering", on_delete=models.PROTECT, related_name="versions")
    number = models.IntegerField()
    content = models.JSONField()
    material = models.BooleanField(default=True)
    standard = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "catalogue_offering_version"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["offering", "number"], name="offering_version_once")]


class CurationRound(Record):
    """One round of review. due_on: local date by which people decide. findings: what the standard said then.
    remarks: [{"field", "text", "clause"}] of the reviewer. decision: "published", "returned", "withdrawn" by the
    institution, or "" while open. *_checked: the reviewer looked for the same for nothing, and at the price elsewhere.
    answer_due: local date by which the institution corrects what was returned.
    """

    offering = models.ForeignKey("catalogue.Offering", on_delete=models.PROTECT, related_name="rounds")
    version = models.ForeignKey(OfferingVersion, on_delete=models.PROTECT, related_name="+")
    number = models.SmallIntegerField()
    standard = models.TextField()
    submitted_at = models.DateTimeField()
    due_on = models.DateField()
    reviewer = models.UUIDField(null=True)
    findings = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    free_checked = models.BooleanField(default=False)
    outside_checked = models.BooleanField(default=False, db_default=False)
    decision = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    answer_due = models.DateField(null=True)

    class Meta:
        db_table = "catalogue_curation_round"
        constraints = [
            models.UniqueConstraint(fields=["offering", "number"], name="curation_round_once"),
            models.UniqueConstraint(fields=["offering"], condition=Q(decision=""), name="one_open_curation_round"),
            models.CheckConstraint(
                condition=Q(decision__in=["", "published", "returned", "withdrawn"]), name="curation_decision_known"
            ),
        ]


class FreeEquivalent(Record):
    """The same content elsewhere for nothing. Identical free content may not be sold (Permenko 11/2020 art. 29).

    offering: set when it is the same as this one; null when it teaches the same type of training.
    """

    training_type = models.ForeignKey("catalogue.TrainingType", on_delete=models.PROTECT, related_name="+")
    offering = models.ForeignKey("catalogue.Offering", null=True, on_delete=models.PROTECT, related_name="+")
    title = models.TextField()
    url = models.URLField(max_length=500)
    source = models.TextField(blank=True)
    status = state_field(FREE_EQUIVALENT)
    reason = models.TextField(blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.UUIDField(null=True)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.UUIDField(null=True)

    class Meta:
        db_table = "catalogue_free_equivalent"
        constraints = [
            known_state(FREE_EQUIVALENT),
            models.UniqueConstraint(
                fields=["training_type", "offering", "url"], name="free_equivalent_once", nulls_distinct=False
            ),
        ]


class ReportKind(models.TextChoices):
    CHEAPER = "cheaper", _("Di tempat lain lebih murah")
    FREE = "free", _("Di tempat lain gratis")
    UNTRUE = "untrue", _("Isinya tidak seperti yang ditulis")
    FICTITIOUS = "fictitious", _("Kelasnya tidak pernah ada")
    OTHER = "other", _("Hal lain")


class ContentReport(Record):
    """What anyone reports about an offering. reporter: a person or null; never shown to the institution.

    price: rupiah, what the offering cost that day. correct_by: local date by which an upheld price is corrected.
    """

    offering = models.ForeignKey("catalogue.Offering", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=ReportKind.choices)
    text = models.TextField(blank=True)
    url = models.URLField(max_length=500, blank=True)
    reporter = models.UUIDField(null=True)
    price = rupiah(default=0, db_default=0)
    status = state_field(REPORT)
    reported_at = models.DateTimeField()
    answer_due = models.DateField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    correct_by = models.DateField(null=True)

    row_security = RowSecurity(person="reporter", organisations=("provider_id",))

    class Meta:
        db_table = "catalogue_content_report"
        constraints = [known_state(REPORT), known_choice("kind", ReportKind, "report_kind_known")]
