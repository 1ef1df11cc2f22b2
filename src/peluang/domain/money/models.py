"""Double entry: accounts and transfers. Knows no programme: who may pay what is decided elsewhere."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import known_choice, rupiah
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity


class AccountKind(models.TextChoices):
    OUTSIDE = "outside", _("Luar sistem")  # the treasury or a bank: the one kind that may be below zero
    APPROPRIATION = "appropriation", _("Pagu anggaran")
    BALANCE = "balance", _("Saldo pelatihan")
    INCENTIVE = "incentive", _("Insentif untuk dibayarkan")
    PERSONAL = "personal", _("Uang pribadi")
    PROVIDER = "provider", _("Hak lembaga pelatihan")
    FUND = "fund", _("Dana pembayar lain")
    RETURNED = "returned", _("Kembali ke kas negara")


class Account(Record):
    """balance: rupiah received minus rupiah given. Written by the transfer trigger alone (migration 0002)."""

    kind = models.TextField(choices=AccountKind.choices)
    name = models.TextField()
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    home_region = models.CharField(max_length=5, blank=True)
    balance = rupiah(default=0)
    overdraft = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    row_security = RowSecurity(person="person_id", region="home_region", organisations=("organisation_id",))
    kept_by_database = ("balance",)

    class Meta:
        db_table = "money_account"
        constraints = [
            known_choice("kind", AccountKind, "account_kind_known"),
            models.CheckConstraint(condition=Q(overdraft=True) | Q(balance__gte=0), name="account_never_negative"),
            models.CheckConstraint(condition=Q(overdraft=False) | Q(kind="outside"), name="only_outside_overdraws"),
        ]


class Transfer(Record):
    """amount moves from `source` to `target`; nothing else changes a balance. Append-only.

    purpose: code ("grant", "purchase", "refund", "incentive", "return"). evidence: what it rests on.
    """

    source = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="given")
    target = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="received")
    amount = rupiah()
    purpose = models.TextField()
    evidence_kind = models.TextField()
    evidence = models.UUIDField()
    person = models.UUIDField(null=True)
    home_region = models.CharField(max_length=5, blank=True)
    event = models.UUIDField()
    at = models.DateTimeField()

    append_only = True
    row_security = RowSecurity(person="person", region="home_region")

    class Meta:
        db_table = "money_transfer"
        indexes = [
            models.Index(fields=["source", "at"], name="transfer_by_source"),
            models.Index(fields=["target", "at"], name="transfer_by_target"),
            models.Index(fields=["evidence"], name="transfer_by_evidence"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="transfer_moves_something"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="transfer_between_two"),
        ]


class TransferKey(models.Model):
    """Idempotency: the same instruction moves money once."""

    key = models.TextField(primary_key=True)
    transfer = models.UUIDField()

    append_only = True

    class Meta:
        db_table = "money_transfer_key"
