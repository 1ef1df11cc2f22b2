"""After an offline training: a case in the labour office of the person's regency."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import home_region, known_state, state_field
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity

from .states import CASE, REFERRAL


class Aim(models.TextChoices):
    JOB = "job", _("Mencari kerja")
    OWN_BUSINESS = "own_business", _("Membuka usaha")
    BETTER_JOB = "better_job", _("Lebih baik di pekerjaan sekarang")


class PlacementCase(Record):
    """due_by: when the labour office has to act next; aim: what the person wants."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    home_region = home_region()
    office = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    enrolment = models.OneToOneField("learning.Enrolment", null=True, on_delete=models.PROTECT, related_name="+")
    aim = models.TextField(choices=Aim.choices, default=Aim.JOB)
    status = state_field(CASE)
    officer = models.UUIDField(null=True)
    note = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    due_by = models.DateField()
    closed_at = models.DateTimeField(null=True)
    close_reason = models.TextField(blank=True)

    row_security = RowSecurity(person="person_id", region="home_region", organisations=("office_id",))

    class Meta:
        db_table = "placement_case"
        indexes = [models.Index(fields=["office", "status", "due_by"], name="case_queue")]
        constraints = [
            known_state(CASE),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(status__in=["opened", "interviewed", "referred"]), name="one_open_case_per_person",
            ),
            models.CheckConstraint(condition=~Q(status="closed") | ~Q(close_reason=""), name="closed_case_says_why"),
        ]  # fmt: skip


class Referral(Record):
    """reasons: engines.matching factors; application: made when the person agrees."""

    case = models.ForeignKey(PlacementCase, on_delete=models.PROTECT, related_name="referrals")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    home_region = home_region()
    vacancy = models.ForeignKey("jobs.Vacancy", on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey("jobs.Application", null=True, on_delete=models.PROTECT, related_name="+")
    status = state_field(REFERRAL)
    reasons = models.JSONField(default=list)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    answer_by = models.DateField()
    answered_at = models.DateTimeField(null=True)

    row_security = RowSecurity(person="person_id", region="home_region")

    class Meta:
        db_table = "placement_referral"
        constraints = [
            known_state(REFERRAL),
            models.UniqueConstraint(fields=["case", "vacancy"], name="referred_once_per_vacancy"),
        ]
