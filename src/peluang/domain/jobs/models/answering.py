"""How reliably an employer answers those who apply, as counted once a day."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from peluang.domain.kernel.row_security import RowSecurity

#: With fewer answers than these nothing is said: a single answer would be a rate of 100 %.
LEAST_ANSWERED = 5
_SAID = f"answered >= {LEAST_ANSWERED}"


class EmployerAnswering(models.Model):
    """counted, answered, days: as `answering.py` defines them. days: whole days, rounded up, at least 1; null
    without an answer.

    Everybody may read what rests on LEAST_ANSWERED answers; what rests on fewer, the employer alone.
    """

    employer = models.OneToOneField(
        "organisations.Organisation", primary_key=True, on_delete=models.PROTECT, related_name="+"
    )
    counted = models.IntegerField()
    answered = models.IntegerField()
    days = models.IntegerField(null=True)
    measured_on = models.DateField()

    row_security = RowSecurity(
        organisations=("employer_id",),
        extra={"anonymous": _SAID, "person": _SAID, "organisation": _SAID, "region": _SAID},
    )

    class Meta:
        db_table = "jobs_employer_answering"
        constraints = [
            models.CheckConstraint(
                condition=Q(counted__gt=0, answered__gte=0, answered__lte=F("counted")),
                name="answering_within_what_is_counted",
            ),
            models.CheckConstraint(
                condition=Q(answered=0, days__isnull=True) | Q(answered__gt=0, days__isnull=False, days__gt=0),
                name="answering_has_days_with_answers",
            ),
        ]
