"""How an institution comes in: papers, venues, trainers' certificates, checks, a visit, an approval that expires."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import known_choice, known_state, state_field
from peluang.domain.kernel.records import Record

from ..states import ADMISSION


class Venue(Record):
    """A place where classes are held. capacity: people. tools: [{"name", "count"}]. safety: {item code: true/false}.

    checked_at, checked_by: the last visit. directions: how to get there, in words.
    """

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    regency = models.ForeignKey("places.Regency", on_delete=models.PROTECT, related_name="+")
    address = models.TextField()
    directions = models.TextField(blank=True)
    capacity = models.IntegerField()
    computers = models.IntegerField(default=0)
    tools = models.JSONField(default=list)
    safety = models.JSONField(default=dict)
    accessible = models.BooleanField(default=False)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "catalogue_venue"
        constraints = [
            models.CheckConstraint(condition=Q(capacity__gt=0, computers__gte=0), name="venue_holds_people"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(address=""), name="venue_says_where"),
        ]

    def __str__(self) -> str:
        return self.name


class Admission(Record):
    """One round of an institution's entry. online_only: it holds no room, so nobody visits.

    licence_until, visit_on, valid_until: local dates. visit_report: what the visitor saw. Rounds follow one another;
    `current` marks the one that counts. reasons: [{"about", "text"}] of a return or refusal. reminded: how many days
    before its end the institution was told last.
    """

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    round = models.SmallIntegerField(default=1)
    current = models.BooleanField(default=True)
    status = state_field(ADMISSION)
    online_only = models.BooleanField(default=False)
    licence_number = models.TextField(blank=True)
    licence_issuer = models.TextField(blank=True)
    licence_until = models.DateField(null=True)
    submitted_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    checker = models.UUIDField(null=True)
    visit_on = models.DateField(null=True)
    visited_by = models.UUIDField(null=True)
    visit_report = models.TextField(blank=True)
    visit_passed = models.BooleanField(null=True)
    reasons = models.JSONField(default=list)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    valid_until = models.DateField(null=True)
    reminded = models.SmallIntegerField(null=True)

    class Meta:
        db_table = "catalogue_admission"
        constraints = [
            known_state(ADMISSION),
            models.UniqueConstraint(fields=["organisation", "round"], name="admission_round_once"),
            models.UniqueConstraint(fields=["organisation"], condition=Q(current=True), name="one_current_admission"),
            models.CheckConstraint(
                condition=~Q(status="approved") | Q(valid_until__isnull=False), name="approval_expires"
            ),
        ]


class PaperKind(models.TextChoices):
    DEED = "deed", _("Akta pendirian")
    NIB = "nib", _("NIB")
    NPWP = "npwp", _("NPWP")
    LICENCE = "licence", _("Izin lembaga pelatihan")
    VENUE = "venue", _("Bukti tempat (milik atau sewa)")


class AdmissionPaper(Record):
    """ok: None until checked. note: why not, for the institution."""

    admission = models.ForeignKey(Admission, on_delete=models.CASCADE, related_name="papers")
    kind = models.TextField(choices=PaperKind.choices)
    number = models.TextField(blank=True)
    file = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    ok = models.BooleanField(null=True)
    note = models.TextField(blank=True)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.UUIDField(null=True)

    class Meta:
        db_table = "catalogue_admission_paper"
        constraints = [
            known_choice("kind", PaperKind, "paper_kind_known"),
            models.UniqueConstraint(fields=["admission", "kind"], name="paper_once_per_kind"),
        ]


class TrainerCredential(Record):
    """A certificate a trainer holds. skkni_unit: the competency unit it proves, if any. valid_until: local date."""

    trainer = models.ForeignKey("catalogue.Trainer", on_delete=models.CASCADE, related_name="credentials")
    title = models.TextField()
    number = models.TextField(blank=True)
    issuer = models.TextField()
    skkni_unit = models.TextField(blank=True)
    valid_until = models.DateField(null=True)
    file = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(null=True)
    verified_by = models.UUIDField(null=True)

    class Meta:
        db_table = "catalogue_trainer_credential"
        constraints = [models.CheckConstraint(condition=~Q(title="") & ~Q(issuer=""), name="credential_says_what")]
