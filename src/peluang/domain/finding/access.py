"""A kept search belongs to one person."""

from __future__ import annotations

from uuid import UUID

from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours


def must_be_person(by: Actor, person_id: UUID) -> None:
    """Raises NotYours."""
    if by.role != Role.SYSTEM and by.person != person_id:
        raise NotYours
