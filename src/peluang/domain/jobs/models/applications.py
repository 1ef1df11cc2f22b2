"""Applications: both sides see the same row."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import home_region, known_state, rupiah, state_field
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity

from ..states import APPLICATION
from .vacancies import Vacancy


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
    interview_revision: rises with every time agreed, moved or cancelled, as calendars count. interview_reminded_for:
    the time of which the person was reminded. reminded_at: when the employer was last told that it waits.
    answered_at: when somebody of the employer first answered (answering.py); null also when that was taken back.
    contact_shared_at: since when the person shows this employer how to reach them; null before consent and after it.
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
    interview_revision = models.SmallIntegerField(default=0, db_default=0)
    interview_reminded_for = models.DateTimeField(null=True)
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
    contact_shared_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    row_security = RowSecurity(person="person_id", region="home_region", organisations=("employer_id",))

    class Meta:
        db_table = "jobs_application"
        indexes = [
            models.Index(fields=["employer", "status"], name="application_by_employer"),
            models.Index(fields=["person", "changed_at"], name="application_by_person"),
            models.Index(fields=["interview_at"], condition=Q(status="interview"), name="application_interviews"),
            models.Index(
                fields=["employer", "sent_at"],
                condition=Q(status__in=["sent", "seen", "interview"]),
                name="application_unanswered",
            ),
        ]
        constraints = [
            known_state(APPLICATION),
            models.UniqueConstraint(
                fields=["vacancy", "person"],
                condition=~Q(status__in=["withdrawn", "refused"]),  # applying_again.py
                name="one_application_per_vacancy",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(sent_at__isnull=False, answered_at__gte=F("sent_at")),
                name="answered_after_it_was_sent",
            ),
            models.CheckConstraint(condition=~Q(status="refused") | ~Q(refusal_reason=""), name="refusal_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(refusal_reason="skill") | Q(refusal_skill__isnull=False),
                name="skill_refusal_names_the_skill",
            ),
        ]
