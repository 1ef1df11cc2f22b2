"""Why somebody looks at a vacancy or an employer: what was found, reported and asked, what both sides said of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import known_choice, known_state, state_field
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity

from ..states import VACANCY_REVIEW


class ReviewKind(models.TextChoices):
    TEXT = "text", _("Kata atau salinan yang ditemukan")
    REPORT = "report", _("Dilaporkan orang")
    REQUIREMENT = "requirement", _("Syarat umur atau jenis kelamin")


class VacancyReview(Record):
    """One look of the labour office at one vacancy. region: regency code of the place of work.

    holds: the vacancy is not shown until this is decided. found: [{"signal", "words"}], words as they stand there.
    text_mark: of the text that was looked at, so that what was allowed is not held again. due_on: local date.
    """

    vacancy = models.ForeignKey("jobs.Vacancy", on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    kind = models.TextField(choices=ReviewKind.choices)
    status = state_field(VACANCY_REVIEW)
    holds = models.BooleanField(default=False)
    found = models.JSONField(default=list)
    copy_of = models.ForeignKey("jobs.Vacancy", null=True, on_delete=models.SET_NULL, related_name="+")
    text_mark = models.BigIntegerField()
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    appeal = models.TextField(blank=True)
    appealed_at = models.DateTimeField(null=True)
    appeal_decision = models.TextField(blank=True)
    appeal_decided_at = models.DateTimeField(null=True)
    appeal_decided_by = models.UUIDField(null=True)

    row_security = RowSecurity(organisations=("employer_id",), region="region")

    class Meta:
        db_table = "jobs_vacancy_review"
        indexes = [
            models.Index(
                fields=["region", "due_on"], condition=Q(status__in=["waiting", "appealed"]), name="review_to_decide"
            ),
            models.Index(fields=["vacancy", "-opened_at"], name="review_of_vacancy"),
            models.Index(fields=["employer", "-opened_at"], name="review_of_employer"),
        ]
        constraints = [
            known_state(VACANCY_REVIEW),
            known_choice("kind", ReviewKind, "vacancy_review_kind_known"),
            models.UniqueConstraint(
                fields=["vacancy", "kind"], condition=Q(status="waiting"), name="one_look_of_a_kind_at_once"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["sent_back", "withdrawn", "appealed", "upheld"]) | ~Q(decision=""),
                name="vacancy_review_against_says_why",
            ),
            models.CheckConstraint(
                condition=Q(appeal_decided_by__isnull=True) | ~Q(appeal_decided_by=models.F("decided_by")),
                name="vacancy_appeal_decided_by_another",
            ),
        ]


class ReportKind(models.TextChoices):
    FEE = "fee", _("Meminta uang")
    FALSE = "false", _("Pekerjaannya tidak ada")
    CONTACT = "contact", _("Hanya lewat kontak pribadi")
    UNFAIR = "unfair", _("Syarat yang tidak adil")
    OTHER = "other", _("Hal lain")


class VacancyReport(Record):
    """What anyone says is wrong with a vacancy; the employer never sees it. reporter: a person, or null.

    address: an e-mail address to be told at, if a visitor left one. visitor: a keyed number of a visitor's network
    address that is good for one day alone, so that one visitor counts once. review: that it led to, null until then.
    """

    vacancy = models.ForeignKey("jobs.Vacancy", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    kind = models.TextField(choices=ReportKind.choices)
    text = models.TextField(blank=True)
    reporter = models.UUIDField(null=True)
    address = models.TextField(blank=True)
    visitor = models.TextField(blank=True)
    reported_at = models.DateTimeField()
    review = models.ForeignKey(VacancyReview, null=True, on_delete=models.PROTECT, related_name="reports")

    row_security = RowSecurity(person="reporter", region="region")

    class Meta:
        db_table = "jobs_vacancy_report"
        indexes = [
            models.Index(fields=["vacancy", "-reported_at"], name="report_of_vacancy"),
            models.Index(
                fields=["reporter", "-reported_at"], condition=Q(reporter__isnull=False), name="report_by_person"
            ),
        ]
        constraints = [known_choice("kind", ReportKind, "vacancy_report_kind_known")]


class EmployerQuestion(Record):
    """What the labour office wants to know before it calls an employer checked, and the employer's answer."""

    employer = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    question = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField(null=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    row_security = RowSecurity(organisations=("employer_id",), region="region")

    class Meta:
        db_table = "jobs_employer_question"
        constraints = [
            models.UniqueConstraint(
                fields=["employer"], condition=Q(answered_at__isnull=True), name="one_open_question_to_an_employer"
            ),
            models.CheckConstraint(condition=~Q(question=""), name="employer_question_asks"),
        ]
