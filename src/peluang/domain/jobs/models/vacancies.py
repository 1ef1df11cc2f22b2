"""Vacancies and the skills they ask for."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import known_choice, known_state, rupiah, state_field
from peluang.domain.kernel.records import Record
from peluang.domain.people.enums import Education, Sex

from ..states import VACANCY


class WorkKind(models.TextChoices):
    FULL = "full", _("Penuh waktu")
    PART = "part", _("Paruh waktu")
    CONTRACT = "contract", _("Kontrak")
    DAILY = "daily", _("Harian")
    INTERN = "intern", _("Magang")


class Vacancy(Record):
    """Fields of Perpres 57/2023 art. 5. wages: rupiah a month. Age and sex are empty unless a lawful reason
    stands beside them; they never enter a score. description: plain text. applicants: how many applied,
    kept here since nobody but the employer may count the rows. apply_mode: "link" sends people to source_url.

    country: ISO code; abroad only with the licence it was posted under. wage_floor: the minimum wage its wage lay below
    when it was posted, with wage_reason, or by a micro or small firm (wage_exempt).

    requirement_ground: which law allows age or sex to be asked for (requirements.py). requirement_status: "" without
    such a requirement, else "waiting", "allowed" or "refused"; nobody but employer and office sees it unless allowed.
    text_bands: numbers by which near copies are found (engines.vacancy_checks); null until it was looked at.
    """

    employer = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    title = models.TextField()
    description = models.TextField(blank=True)
    requirements = models.TextField(blank=True)
    occupation = models.ForeignKey("skills.Occupation", null=True, on_delete=models.PROTECT, related_name="+")
    regency = models.ForeignKey("places.Regency", on_delete=models.PROTECT, related_name="+")
    address = models.TextField(blank=True)
    kind = models.TextField(choices=WorkKind.choices, default=WorkKind.FULL)
    wage_min = rupiah(null=True)
    wage_max = rupiah(null=True)
    headcount = models.IntegerField()
    filled = models.IntegerField(default=0)
    applicants = models.IntegerField(default=0)
    education_min = models.TextField(choices=Education.choices, blank=True)
    experience_years = models.SmallIntegerField(default=0)
    age_min = models.SmallIntegerField(null=True)
    age_max = models.SmallIntegerField(null=True)
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    requirement_reason = models.TextField(blank=True)
    requirement_ground = models.TextField(blank=True, db_default="", default="")
    requirement_status = models.TextField(blank=True, db_default="", default="")
    text_bands = ArrayField(models.BigIntegerField(), null=True)
    open_to_disability = models.BooleanField(default=True)
    valid_from = models.DateField()
    valid_until = models.DateField()
    status = state_field(VACANCY)
    status_reason = models.TextField(blank=True)
    posted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    source = models.TextField(default="own")
    source_ref = models.TextField(blank=True)
    source_url = models.URLField(blank=True, max_length=500)
    country = models.CharField(max_length=2, default="ID", db_default="ID")
    licence = models.ForeignKey("jobs.PlacementLicence", null=True, on_delete=models.PROTECT, related_name="+")
    wage_reason = models.TextField(blank=True, default="", db_default="")
    wage_floor = rupiah(null=True)
    wage_exempt = models.BooleanField(default=False, db_default=False)
    apply_mode = models.TextField(default="here", db_default="here")

    class Meta:
        db_table = "jobs_vacancy"
        indexes = [
            models.Index(fields=["regency", "occupation"], condition=Q(status="open"), name="vacancy_open_here"),
            models.Index(fields=["-posted_at", "-id"], condition=Q(status="open"), name="vacancy_newest"),
            models.Index(fields=["employer", "status"], name="vacancy_by_employer"),
            GinIndex(fields=["text_bands"], condition=Q(status__in=["held", "open"]), name="vacancy_by_text"),
        ]
        constraints = [
            known_state(VACANCY),
            known_choice("kind", WorkKind, "vacancy_kind_known"),
            models.CheckConstraint(condition=Q(headcount__gt=0), name="vacancy_wants_someone"),
            models.CheckConstraint(
                condition=Q(filled__gte=0, filled__lte=F("headcount")), name="filled_within_headcount"
            ),
            models.CheckConstraint(
                condition=Q(wage_min__isnull=True) | Q(wage_max__isnull=True) | Q(wage_max__gte=F("wage_min")),
                name="wage_range_rises",
            ),
            models.CheckConstraint(condition=Q(wage_min__isnull=True) | Q(wage_min__gt=0), name="wage_positive"),
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="vacancy_dates_rise"),
            models.CheckConstraint(
                condition=Q(sex="", age_min__isnull=True, age_max__isnull=True) | ~Q(requirement_reason=""),
                name="age_or_sex_needs_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(country="ID") | Q(licence__isnull=False) | Q(status__in=["draft", "withdrawn"]),
                name="abroad_only_by_a_licensed_agency",
            ),
            models.CheckConstraint(
                condition=Q(wage_floor__isnull=True) | Q(wage_exempt=True) | ~Q(wage_reason=""),
                name="below_minimum_says_why",
            ),
            models.CheckConstraint(
                condition=Q(requirement_status__in=["", "waiting", "refused", "allowed"]),
                name="requirement_status_known",
            ),
            models.CheckConstraint(
                condition=~Q(requirement_status="allowed") | ~Q(requirement_ground=""),
                name="requirement_allowed_by_a_law",
            ),
            models.CheckConstraint(
                condition=Q(apply_mode="here") | (Q(apply_mode="link") & ~Q(source_url="")),
                name="apply_here_or_by_link",
            ),
            models.UniqueConstraint(
                fields=["source", "source_ref"], condition=~Q(source_ref=""), name="vacancy_imported_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def limited(self) -> bool:
        """Whether it asks for an age or a sex, allowed or not."""
        return bool(self.sex) or self.age_min is not None or self.age_max is not None

    @property
    def places_left(self) -> int:
        return self.headcount - self.filled


class VacancySkill(Record):
    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="needed")
    skill = models.ForeignKey("skills.Skill", on_delete=models.PROTECT, related_name="+")
    essential = models.BooleanField(default=True)

    class Meta:
        db_table = "jobs_vacancy_skill"
        constraints = [models.UniqueConstraint(fields=["vacancy", "skill"], name="skill_once_per_vacancy")]
