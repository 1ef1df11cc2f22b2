"""Vacancies, applications and the work that came of them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import home_region, known_choice, known_state, rupiah, state_field
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity
from peluang.domain.people.enums import Education, Sex

from .states import APPLICATION, VACANCY


class WorkKind(models.TextChoices):
    FULL = "full", _("Penuh waktu")
    PART = "part", _("Paruh waktu")
    CONTRACT = "contract", _("Kontrak")
    DAILY = "daily", _("Harian")
    INTERN = "intern", _("Magang")


class Vacancy(Record):
    """Fields of Perpres 57/2023 art. 5. wages: rupiah a month. Age and sex are empty unless a lawful reason
    stands beside them; they never enter a score. description: plain text. applicants: how many applied,
    kept here since nobody but the employer may count the rows.
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

    class Meta:
        db_table = "jobs_vacancy"
        indexes = [
            models.Index(fields=["regency", "occupation"], condition=Q(status="open"), name="vacancy_open_here"),
            models.Index(fields=["-posted_at", "-id"], condition=Q(status="open"), name="vacancy_newest"),
            models.Index(fields=["employer", "status"], name="vacancy_by_employer"),
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
            models.UniqueConstraint(
                fields=["source", "source_ref"], condition=~Q(source_ref=""), name="vacancy_imported_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

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


class Origin(models.TextChoices):
    OWN = "own", _("Melamar sendiri")
    REFERRAL = "referral", _("Dirujuk dinas")
    INVITATION = "invitation", _("Diundang pemberi kerja")


class RefusalReason(models.TextChoices):
    SKILL = "skill", _("Ada keahlian yang belum dikuasai")
    EXPERIENCE = "experience", _("Pengalaman belum cukup")
    DISTANCE = "distance", _("Terlalu jauh")
    WAGE = "wage", _("Upah yang diminta di atas kemampuan kami")
    FILLED = "filled", _("Lowongan sudah terisi")
    ABSENT = "absent", _("Tidak hadir wawancara")
    OTHER = "other", _("Alasan lain")


class Application(Record):
    """match_total: 0..100; match_factors: engines.matching factors as JSON: why it fits, what is missing.

    before: the state before the last decision, to undo it within a day. decided_by: the person who decided last; null
    for the program, and for what was decided before names were kept. ended_at: when the end of the work was recorded.
    """

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="applications")
    employer = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    home_region = home_region()
    origin = models.TextField(choices=Origin.choices, default=Origin.OWN)
    status = state_field(APPLICATION)
    letter = models.TextField(blank=True)
    match_total = models.SmallIntegerField(null=True)
    match_factors = models.JSONField(default=list)
    interview_at = models.DateTimeField(null=True)
    interview_place = models.TextField(blank=True)
    offered_wage = rupiah(null=True)
    starts_on = models.DateField(null=True)
    refusal_reason = models.TextField(choices=RefusalReason.choices, blank=True)
    refusal_skill = models.ForeignKey("skills.Skill", null=True, on_delete=models.PROTECT, related_name="+")
    refusal_note = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    before = models.TextField(blank=True, default="", db_default="")
    ended_at = models.DateTimeField(null=True)
    ended_note = models.TextField(blank=True, default="", db_default="")
    changed_at = models.DateTimeField()

    row_security = RowSecurity(person="person_id", region="home_region", organisations=("employer_id",))

    class Meta:
        db_table = "jobs_application"
        indexes = [
            models.Index(fields=["employer", "status"], name="application_by_employer"),
            models.Index(fields=["person", "changed_at"], name="application_by_person"),
        ]
        constraints = [
            known_state(APPLICATION),
            models.UniqueConstraint(
                fields=["vacancy", "person"], condition=~Q(status="withdrawn"), name="one_application_per_vacancy"
            ),
            models.CheckConstraint(condition=~Q(status="refused") | ~Q(refusal_reason=""), name="refusal_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(refusal_reason="skill") | Q(refusal_skill__isnull=False),
                name="skill_refusal_names_the_skill",
            ),
        ]


class EmploymentKind(models.TextChoices):
    HIRED = "hired", _("Diterima bekerja")
    OWN_BUSINESS = "own_business", _("Usaha sendiri")
    BETTER_JOB = "better_job", _("Lebih baik di pekerjaan sekarang")


class Employment(Record):
    """Work that began: a hire, an own business, a better life in the job one has."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    home_region = home_region()
    kind = models.TextField(choices=EmploymentKind.choices)
    employer = models.ForeignKey("organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    employer_name = models.TextField(blank=True)
    vacancy = models.ForeignKey(Vacancy, null=True, on_delete=models.PROTECT, related_name="+")
    application = models.OneToOneField(Application, null=True, on_delete=models.PROTECT, related_name="employment")
    occupation = models.ForeignKey("skills.Occupation", null=True, on_delete=models.PROTECT, related_name="+")
    wage = rupiah(null=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()

    row_security = RowSecurity(person="person_id", region="home_region", organisations=("employer_id",))

    class Meta:
        db_table = "jobs_employment"
        indexes = [models.Index(fields=["person", "started_on"], name="employment_by_person")]
        constraints = [
            known_choice("kind", EmploymentKind, "employment_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind="hired") | Q(employer__isnull=False) | ~Q(employer_name=""),
                name="hire_names_the_employer",
            ),
        ]
