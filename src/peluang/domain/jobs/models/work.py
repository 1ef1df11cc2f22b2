"""Work that began."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import home_region, known_choice, rupiah
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity

from .applications import Application
from .vacancies import Vacancy


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
