"""Payout accounts and incentives."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import home_region, known_state, rupiah, state_field
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity

from .states import INCENTIVE, PAYOUT_ACCOUNT

_PERSONAL = RowSecurity(person="person_id", region=None)  # financial data: no regional office sees it


class PayoutAccount(Record):
    """Bank or e-wallet in the same NIK. The number is encrypted and shown by its last two digits."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    home_region = home_region()
    institution = models.TextField()
    number_cipher = models.BinaryField()
    number_digest = models.BinaryField(max_length=32)
    number_shown = models.TextField()
    holder_name = models.TextField()
    status = state_field(PAYOUT_ACCOUNT)
    reason = models.TextField(blank=True)
    declared_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True)

    row_security = _PERSONAL

    class Meta:
        db_table = "benefits_payout_account"
        constraints = [
            known_state(PAYOUT_ACCOUNT),
            models.UniqueConstraint(
                fields=["institution", "number_digest"],
                condition=Q(status__in=["declared", "verified"]), name="payout_account_of_one_person",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(status__in=["declared", "verified", "refused"]), name="one_payout_account_at_a_time",
            ),
        ]  # fmt: skip


class IncentiveKind(models.TextChoices):
    TRAINING = "training", _("Insentif pelatihan")
    SURVEY = "survey", _("Insentif survei")


class Incentive(Record):
    """Only for the first training: one row per recipient, kind and instalment."""

    recipient = models.ForeignKey("programme.Recipient", on_delete=models.PROTECT, related_name="+")
    enrolment = models.ForeignKey("learning.Enrolment", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    home_region = home_region()
    kind = models.TextField(choices=IncentiveKind.choices)
    instalment = models.SmallIntegerField(default=1)
    amount = rupiah()
    payout_account = models.ForeignKey(PayoutAccount, null=True, on_delete=models.PROTECT, related_name="+")
    status = state_field(INCENTIVE)
    reason = models.TextField(blank=True)
    partner_reference = models.TextField(blank=True)
    transfer = models.ForeignKey("money.Transfer", null=True, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    paid_at = models.DateTimeField(null=True)

    row_security = _PERSONAL

    class Meta:
        db_table = "benefits_incentive"
        constraints = [
            known_state(INCENTIVE),
            models.UniqueConstraint(fields=["recipient", "kind", "instalment"], name="incentive_paid_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="incentive_positive"),
            models.CheckConstraint(
                condition=Q(status__in=["due", "failed"]) | Q(payout_account__isnull=False, transfer__isnull=False),
                name="incentive_sent_to_an_account",
            ),
        ]
