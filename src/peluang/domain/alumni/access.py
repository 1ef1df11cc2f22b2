"""Who founds chapters, who joins, who appoints officers."""

from __future__ import annotations

from uuid import UUID

from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours

from .models import Chapter


def may_found(by: Actor) -> None:
    """Raises NotYours for anyone but the programme office."""
    if by.role not in (Role.PROGRAMME_OFFICE, Role.SYSTEM):
        raise NotYours


def must_be(by: Actor, person_id: UUID) -> None:
    """People join and leave for themselves, whatever they act as. Raises NotYours."""
    if by.role != Role.SYSTEM and by.person != person_id:
        raise NotYours


def may_appoint(by: Actor, chapter: Chapter) -> None:
    """The programme office for a first board, then the chapter itself. Raises NotYours."""
    if by.role in (Role.PROGRAMME_OFFICE, Role.SYSTEM):
        return
    if by.role != Role.CHAPTER or by.organisation is None or by.organisation != chapter.organisation_id:
        raise NotYours
