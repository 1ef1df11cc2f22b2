"""Files that people and organisations hand in: kept on disk by digest, described here."""

from __future__ import annotations

from django.db import models

from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity


class StoredFile(Record):
    """size: bytes. purpose: what it proves ("practical", "handover", "import")."""

    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    media_type = models.TextField()
    name = models.TextField()
    purpose = models.TextField()
    person = models.UUIDField(null=True)
    organisation = models.UUIDField(null=True)
    stored_at = models.DateTimeField()

    row_security = RowSecurity(person="person", organisations=("organisation",))

    class Meta:
        db_table = "files_file"
        constraints = [models.CheckConstraint(condition=models.Q(size__gte=0), name="file_size_not_negative")]
