"""Certificates: of completion, signed by us; of competency, issued by others and verified here."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from peluang.domain.kernel.fields import home_region, known_state, state_field
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity

from ..states import COMPETENCY
from .classes import Enrolment


class SigningKey(models.Model):
    """Public halves of the keys that sign certificates; private halves stay outside the database.

    retired_at: it signs no longer; what it signed before stays valid. revoked_at: from this moment on somebody else may
    have had it, so nothing dated later is valid, whoever shows it.
    """

    kid = models.TextField(primary_key=True)
    public_jwk = models.JSONField()
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = models.TextField(blank=True, default="", db_default="")

    class Meta:
        db_table = "learning_signing_key"
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | (~Q(revoked_reason="") & Q(retired_at__isnull=False)),
                name="revoked_key_is_retired_for_a_reason",
            )
        ]


class Certificate(Record):
    """credential: signed Open Badges 3.0 (JWT-VC). status_index: its bit in the revocation list."""

    number = models.TextField(unique=True)
    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="certificate")
    offering = models.ForeignKey("catalogue.Offering", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    home_region = home_region()
    holder_name = models.TextField()
    title = models.TextField()
    credential = models.TextField()
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="+")
    status_index = models.BigIntegerField(unique=True)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = models.TextField(blank=True)

    row_security = RowSecurity(person="person_id", region="home_region", organisations=("provider_id",), disclosed=True)

    class Meta:
        db_table = "learning_certificate"
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | ~Q(revoked_reason=""), name="revocation_has_a_reason"
            )
        ]
        indexes = [
            models.Index(fields=["status_index"], condition=Q(revoked_at__isnull=False), name="certificate_revoked")
        ]


class CompetencyCertificate(Record):
    """What a person can do, assessed by an LSP against SKKNI units. issuer: the LSP here, or null with issuer_name.

    units: SKKNI unit codes. level: KKNI 1-9. issued_on, expires_on: local dates. It outweighs completion.
    decided_at, decided_by: who checked it. reminded_at: that it is about to expire; expired_at: what it proved was
    taken back because its time is over.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    home_region = home_region()
    issuer = models.ForeignKey("organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    issuer_name = models.TextField()
    number = models.TextField()
    title = models.TextField()
    units = models.JSONField(default=list)
    level = models.SmallIntegerField(null=True)
    skill = models.ForeignKey("skills.Skill", null=True, on_delete=models.PROTECT, related_name="+")
    issued_on = models.DateField()
    expires_on = models.DateField()
    file = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    status = state_field(COMPETENCY)
    reason = models.TextField(blank=True)
    claimed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    revoked_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    expired_at = models.DateTimeField(null=True)

    row_security = RowSecurity(person="person_id", region="home_region", organisations=("issuer_id",), disclosed=True)

    class Meta:
        db_table = "learning_competency_certificate"
        constraints = [
            known_state(COMPETENCY),
            models.CheckConstraint(condition=Q(expires_on__gt=F("issued_on")), name="competency_expires_after_issue"),
            models.CheckConstraint(condition=Q(level__isnull=True) | Q(level__range=(1, 9)), name="kkni_level"),
            models.UniqueConstraint(
                fields=["issuer_name", "number"], condition=~Q(status="refused"), name="competency_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["refused", "revoked"]) | ~Q(reason=""), name="competency_no_has_a_reason"
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_on"],
                condition=Q(status="verified", expired_at__isnull=True),
                name="competency_to_expire",
            ),
            models.Index(fields=["issuer", "status"], name="competency_by_issuer"),
            models.Index(fields=["person"], name="competency_by_person"),
        ]
