"""Outcomes after 3, 6 and 12 months, and findings on trainings with the institution's decision."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import home_region, known_choice, known_state, rupiah, state_field
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity

from .states import FINDING, OUTCOME


class Situation(models.TextChoices):
    EMPLOYED = "employed", _("Bekerja")
    OWN_BUSINESS = "own_business", _("Punya usaha sendiri")
    BETTER_JOB = "better_job", _("Lebih baik di pekerjaan yang sama")
    LOOKING = "looking", _("Masih mencari kerja")
    STUDYING = "studying", _("Belajar lagi")
    NOT_LOOKING = "not_looking", _("Tidak mencari kerja")


class Outcome(Record):
    """months: 3, 6 or 12 after finishing. uses_training: whether the work uses what was learned."""

    enrolment = models.ForeignKey("learning.Enrolment", on_delete=models.PROTECT, related_name="+")
    offering = models.ForeignKey("catalogue.Offering", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    home_region = home_region()
    months = models.SmallIntegerField()
    due_on = models.DateField()
    status = state_field(OUTCOME)
    situation = models.TextField(choices=Situation.choices, blank=True)
    wage = rupiah(null=True)
    uses_training = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True)

    row_security = RowSecurity(person="person_id", region="home_region")

    class Meta:
        db_table = "evaluation_outcome"
        indexes = [
            models.Index(fields=["due_on"], condition=Q(status="planned"), name="outcome_due"),
            models.Index(fields=["offering", "months"], condition=Q(status="answered"), name="outcome_by_offering"),
        ]
        constraints = [
            known_state(OUTCOME),
            models.UniqueConstraint(fields=["enrolment", "months"], name="outcome_once"),
            models.CheckConstraint(condition=Q(months__in=[3, 6, 12]), name="outcome_months_known"),
            models.CheckConstraint(condition=~Q(status="answered") | ~Q(situation=""), name="answered_says_what"),
        ]


class FindingKind(models.TextChoices):
    LOW_UPTAKE = "low_uptake", _("Jarang dipilih")
    LOW_COMPLETION = "low_completion", _("Banyak yang tidak selesai")
    LOW_GAIN = "low_gain", _("Nilai hampir tidak naik")
    LOW_OUTCOME = "low_outcome", _("Sedikit yang bekerja sesudahnya")
    DUPLICATE = "duplicate", _("Sama dengan pelatihan lain")
    PRICE = "price", _("Lebih mahal daripada di luar")
    CONTENT = "content", _("Isi perlu diperbarui")


class CourseFinding(Record):
    """A flag, not a verdict. figures: the numbers it rests on."""

    offering = models.ForeignKey("catalogue.Offering", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=FindingKind.choices)
    text = models.TextField()
    figures = models.JSONField(default=dict)
    status = state_field(FINDING)
    status_reason = models.TextField(blank=True)
    filed_by = models.UUIDField()
    filed_at = models.DateTimeField()
    answer_by = models.DateField()

    class Meta:
        db_table = "evaluation_finding"
        constraints = [
            known_state(FINDING),
            known_choice("kind", FindingKind, "finding_kind_known"),
            models.UniqueConstraint(
                fields=["offering", "kind"], condition=Q(status="open"), name="one_open_finding_of_a_kind"
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | ~Q(status_reason=""), name="withdrawn_finding_says_why"
            ),
        ]


class Decision(models.TextChoices):
    KEEP = "keep", _("Tetap")
    REVISE = "revise", _("Diperbaiki")
    MERGE = "merge", _("Digabung")
    RETIRE = "retire", _("Dihentikan")


class FindingDecision(Record):
    """What the institution decided, why, and by when it will be done."""

    finding = models.OneToOneField(CourseFinding, on_delete=models.PROTECT, related_name="decision")
    decision = models.TextField(choices=Decision.choices)
    reason = models.TextField()
    due_on = models.DateField()
    merge_into = models.ForeignKey("catalogue.Offering", null=True, on_delete=models.PROTECT, related_name="+")
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField()

    class Meta:
        db_table = "evaluation_finding_decision"
        constraints = [
            known_choice("decision", Decision, "decision_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(decision="merge") | Q(merge_into__isnull=False), name="merge_says_into_what"
            ),
        ]
