"""NIK and KK: encrypted, found by HMAC, never shown whole again."""

from __future__ import annotations

from django.db import models

from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity

from ..enums import IdentityStatus


def short_mask(masked: str) -> str:
    return f"{masked[:4]} •••• {masked[-2:]}"


class Identity(Record):
    """nik_digest and kk_digest: HMAC-SHA-256 with the key of key_version, which is not in the database.

    Knowing a NIK proves nothing: `verified` is set by an office that saw the card or by a registry match.
    """

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="identity")
    home_region = models.CharField(max_length=5)
    nik_cipher = models.BinaryField()
    nik_digest = models.BinaryField(max_length=32)
    nik_shown = models.CharField(max_length=16)  # masked: first four and last two digits
    kk_cipher = models.BinaryField()
    kk_digest = models.BinaryField(max_length=32, db_index=True)
    key_version = models.SmallIntegerField(default=1)
    status = models.TextField(choices=IdentityStatus.choices, default=IdentityStatus.DECLARED)
    declared_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True)
    verified_by = models.UUIDField(null=True)

    row_security = RowSecurity(person="person_id", region="home_region")

    class Meta:
        db_table = "people_identity"

    @property
    def nik_short(self) -> str:
        """For pages: "3320 •••• 03" fits a phone."""
        return short_mask(self.nik_shown)


class NikClaim(models.Model):
    """One NIK, one person: a small claim table that stays in one place when large tables are distributed."""

    nik_digest = models.BinaryField(primary_key=True, max_length=32)
    person = models.OneToOneField("people.Person", on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField()

    class Meta:
        db_table = "people_nik_claim"
