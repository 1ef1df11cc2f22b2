"""Times an employer offers for interviews, and the applicants who may pick one."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity

from .applications import Application
from .vacancies import Vacancy


class InterviewInvitation(Record):
    """An applicant who may pick a time of this vacancy. none_fits_note: what they wrote when no time suits them."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="interview_invitation")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    none_fits_at = models.DateTimeField(null=True)
    none_fits_note = models.TextField(blank=True)

    row_security = RowSecurity(person="person_id", organisations=("employer_id",))

    class Meta:
        db_table = "jobs_interview_invitation"
        indexes = [models.Index(fields=["vacancy", "person"], name="interview_invited_to")]


class InterviewSlot(Record):
    """place: an address; online_url: a link; one of them at least. application: who picked it, kept when the slot is
    cancelled, so that their calendar can be told which time it was.
    """

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="slots")
    employer = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.TextField(blank=True)
    online_url = models.URLField(max_length=500, blank=True)
    application = models.ForeignKey(Application, null=True, on_delete=models.PROTECT, related_name="slots")
    taken_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    row_security = RowSecurity(
        organisations=("employer_id",),
        extra={
            "person": "exists (select 1 from jobs_interview_invitation invited where invited.vacancy_id ="
            " jobs_interview_slot.vacancy_id and invited.person_id ="
            " nullif(current_setting('peluang.actor', true), '')::uuid)"
        },
    )

    class Meta:
        db_table = "jobs_interview_slot"
        indexes = [models.Index(fields=["vacancy", "starts_at"], name="slot_by_vacancy")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="slot_takes_time"),
            models.CheckConstraint(condition=~Q(place="", online_url=""), name="slot_is_somewhere"),
            models.CheckConstraint(
                condition=Q(application__isnull=True, taken_at__isnull=True)
                | Q(application__isnull=False, taken_at__isnull=False),
                name="slot_taken_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["application"], condition=Q(cancelled_at__isnull=True), name="one_slot_per_application"
            ),
            ExclusionConstraint(
                name="slots_of_an_employer_apart",
                expressions=[
                    (
                        Func(
                            "starts_at", "ends_at", RangeBoundary(), function="TSTZRANGE",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    ("employer", RangeOperators.EQUAL),
                ],
                condition=Q(cancelled_at__isnull=True),
            ),
        ]  # fmt: skip

    @property
    def where(self) -> str:
        return self.place or self.online_url
