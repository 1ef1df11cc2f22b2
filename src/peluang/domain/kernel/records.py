"""What every stored row has in common."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from .keys import new_id
from .row_security import RowSecurity


class Record(models.Model):
    """A row with one uuid7 primary key.

    `row_security` declares who may see a row (see row_security.py); None means the table holds nothing
    personal. `append_only` tables accept inserts alone, for the program's role and by trigger.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    row_security: ClassVar[RowSecurity | None] = None
    append_only: ClassVar[bool] = False

    class Meta:
        abstract = True
