"""An employer asks somebody who fits and agreed to be found."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import home_region, known_choice, known_state, state_field
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity

from ..states import INVITATION


class DeclineReason(models.TextChoices):
    """For the person's own record alone: the employer reads that they are not interested now, never why."""

    NONE = "", _("Tidak ingin menyebut")
    WAGE = "wage", _("Upahnya belum cocok")
    DISTANCE = "distance", _("Terlalu jauh")
    KIND = "kind", _("Bukan pekerjaan yang kucari")
    BUSY = "busy", _("Sedang tidak mencari kerja")
    OTHER = "other", _("Alasan lain")


class VacancyInvitation(Record):
    """Who was invited is shown to the employer only through the application that accepting makes, so the employer is
    no party to this row: its pages read masked profiles (jobs.fitting). text: the employer's own words to the person.
    match_total: 0..100 and match_factors as an application keeps them, at the moment of inviting.
    """

    vacancy = models.ForeignKey("jobs.Vacancy", on_delete=models.PROTECT, related_name="invitations")
    employer = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    home_region = home_region()
    status = state_field(INVITATION)
    text = models.TextField(blank=True)
    match_total = models.SmallIntegerField()
    match_factors = models.JSONField(default=list)
    invited_at = models.DateTimeField()
    invited_by = models.UUIDField(null=True)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    decline_reason = models.TextField(choices=DeclineReason.choices, blank=True)
    application = models.OneToOneField(
        "jobs.Application", null=True, on_delete=models.PROTECT, related_name="invitation"
    )

    row_security = RowSecurity(person="person_id")

    class Meta:
        db_table = "jobs_vacancy_invitation"
        indexes = [
            models.Index(fields=["person", "invited_at"], name="invitation_by_person"),
            models.Index(fields=["expires_at"], condition=Q(status="sent"), name="invitation_open"),
        ]
        constraints = [
            known_state(INVITATION),
            known_choice("decline_reason", DeclineReason, "invitation_decline_known"),
            models.UniqueConstraint(fields=["vacancy", "person"], name="invited_once_per_vacancy"),
            models.CheckConstraint(
                condition=Q(status="accepted", application__isnull=False)
                | (~Q(status="accepted") & Q(application__isnull=True)),
                name="accepted_invitation_has_its_application",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("invited_at")), name="invitation_lasts"),
        ]
