"""Machines of partner organisations: their keys, and what they asked, so that nothing counts twice."""

from __future__ import annotations

from django.db import models

from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity


class PartnerKey(Record):
    """key_id: public name of the key. secret: encrypted with the installation's `partner` key, shown once when made."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    key_id = models.TextField(unique=True)
    secret = models.BinaryField()
    label = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    retired_at = models.DateTimeField(null=True)

    row_security = RowSecurity(organisations=("organisation_id",))

    class Meta:
        db_table = "organisations_partner_key"


class PartnerRequest(Record):
    """One signed request. nonce: once per key. idempotency_key: the same instruction answers the same, with `digest` of
    its body to tell a repetition from another instruction under the same name. status and answer: as sent; null while
    nothing was answered. code: of the refusal, "" when it was done.
    """

    key = models.ForeignKey(PartnerKey, on_delete=models.PROTECT, related_name="+")
    nonce = models.TextField()
    idempotency_key = models.TextField(blank=True)
    operation = models.TextField()
    digest = models.CharField(max_length=64)
    status = models.SmallIntegerField(null=True)
    answer = models.JSONField(null=True)
    code = models.TextField(blank=True, default="")
    at = models.DateTimeField()

    row_security = RowSecurity(within=("key_id", "organisations_partner_key"))

    class Meta:
        db_table = "organisations_partner_request"
        indexes = [models.Index(fields=["key", "at"], name="partner_requests_in_order")]
        constraints = [
            models.UniqueConstraint(fields=["key", "nonce"], name="nonce_once_per_key"),
            models.UniqueConstraint(
                fields=["key", "idempotency_key"], condition=~models.Q(idempotency_key=""), name="instruction_once"
            ),
        ]
