"""What an office decided about an employer holds for its vacancies too: nobody finds those of one that may not post."""

from __future__ import annotations

import datetime
from uuid import UUID

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import PROGRAM, Actor, Role
from peluang.domain.kernel.refusal import NotYours

from ..events import VACANCY_HELD
from ..models import Vacancy
from ..states import VACANCY
from ..trust_telling import tell_applicants_held
from .checking import MAY_POST, show, still_held


@command
def hide_untrusted(by: Actor, *, employer_id: UUID | None = None, at: datetime.datetime, most: int = 1000) -> int:
    """Open vacancies of suspended or closed employers are held; returns how many. Without `employer_id` those of
    everybody: what was posted at the very moment of a suspension is found then. Who applied is told.
    """
    if by.role != Role.SYSTEM:
        raise NotYours
    rows = Vacancy.objects.select_for_update(of=("self",), skip_locked=employer_id is None).filter(status="open")
    rows = rows.exclude(employer__status__in=MAY_POST)
    if employer_id is not None:
        rows = rows.filter(employer=employer_id)
    hidden = list(rows.order_by("id")[:most])
    for vacancy in hidden:
        hold_as_untrusted(vacancy, at)
        tell_applicants_held(vacancy, at)
    return len(hidden)


@command
def show_trusted_again(by: Actor, *, employer_id: UUID, at: datetime.datetime, most: int = 1000) -> int:
    """The employer may post again: what was held for that alone opens; returns how many. Looks go on."""
    if by.role != Role.SYSTEM:
        raise NotYours
    held = Vacancy.objects.select_for_update().filter(employer=employer_id, status="held").order_by("id")[:most]
    free = [vacancy for vacancy in held if not still_held(vacancy)]
    for vacancy in free:
        show(vacancy, PROGRAM, at)
    return len(free)


def hold_as_untrusted(vacancy: Vacancy, at: datetime.datetime) -> None:
    """`vacancy` is locked. The employer reads about its suspension elsewhere."""
    VACANCY.advance(vacancy, "held", Role.SYSTEM)
    vacancy.save()
    append(VACANCY_HELD, vacancy.id, at=at, signals=["employer"])
