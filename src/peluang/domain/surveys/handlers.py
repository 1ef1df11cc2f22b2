"""What a person's copy of their data holds of surveys and files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from peluang.domain.files.queries import files_of_person
from peluang.domain.people import portability

from .queries import answered


def _answers(person_id: UUID) -> list[dict[str, Any]]:
    return [
        {
            "form": row.round.form.title_id,
            "answers": row.answers,
            "answered_at": portability.plain(row.answered_at),
        }
        for row in answered(person_id)
    ]


def _files(person_id: UUID) -> list[dict[str, Any]]:
    return [
        {
            "name": row.name,
            "purpose": row.purpose,
            "size": row.size,
            "stored_at": portability.plain(row.stored_at),
        }
        for row in files_of_person(person_id)
    ]


portability.register("surveys", _answers)
portability.register("files", _files)
