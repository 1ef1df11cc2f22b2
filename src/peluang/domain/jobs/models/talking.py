"""What the two sides of an application write to each other."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity

from .applications import Application

LONGEST_MESSAGE = 2000


class ApplicationMessage(Record):
    """text: as written; what reaches or identifies a person is hidden when the other side reads it (../talking.py).

    author: the person who wrote; which side they wrote for is from_person. read_at: by the other side.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="messages")
    from_person = models.BooleanField()
    author = models.UUIDField(null=True)
    text = models.TextField()
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    row_security = RowSecurity(within=("application_id", "jobs_application"))

    class Meta:
        db_table = "jobs_application_message"
        indexes = [models.Index(fields=["application", "sent_at"], name="message_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") & Q(LessThanOrEqual(Length("text"), LONGEST_MESSAGE)),
                name="message_says_something",
            )
        ]
