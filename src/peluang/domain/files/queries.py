"""Files that the actor may see (row security decides)."""

from __future__ import annotations

from uuid import UUID

from peluang.domain.kernel.refusal import NotYours

from .commands import path_of
from .models import StoredFile


def file_of(file_id: UUID) -> StoredFile:
    """Raises NotYours when there is none that the actor may see."""
    row = StoredFile.objects.filter(id=file_id).first()
    if row is None:
        raise NotYours
    return row


def content_of(row: StoredFile) -> bytes:
    """Raises FileNotFoundError when the installation's files were lost."""
    return path_of(row.sha256).read_bytes()


def files_of_person(person_id: UUID) -> list[StoredFile]:
    return list(StoredFile.objects.filter(person=person_id).order_by("-stored_at"))
