"""That an employer was reminded of applicants who wait for an answer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity


class EmployerReminder(Record):
    """One digest a day (WIB). waiting: applications it told of; longest: days the first of them has waited."""

    employer = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    waiting = models.IntegerField()
    longest = models.IntegerField()
    told_at = models.DateTimeField()

    row_security = RowSecurity(organisations=("employer_id",))

    class Meta:
        db_table = "jobs_employer_reminder"
        constraints = [
            models.UniqueConstraint(fields=["employer", "on"], name="employer_reminded_once_a_day"),
            models.CheckConstraint(condition=Q(waiting__gt=0), name="reminder_of_somebody"),
        ]
