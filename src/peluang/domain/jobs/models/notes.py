"""What a hiring team writes for itself."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity


class CandidateNote(Record):
    """Read by the employer's members. No page shows it to the candidate; their copy of data holds it (UU PDP 27/2022
    art. 7). author: the person who wrote it, by id, since members come and go. Never edited.
    """

    application = models.ForeignKey("jobs.Application", on_delete=models.CASCADE, related_name="notes")
    employer = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    author = models.UUIDField()
    text = models.TextField()
    written_at = models.DateTimeField()

    row_security = RowSecurity(organisations=("employer_id",))

    class Meta:
        db_table = "jobs_candidate_note"
        indexes = [models.Index(fields=["application", "written_at"], name="note_in_order")]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="note_says_something")]
