"""Who may answer, flag and decide."""

from __future__ import annotations

from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours

from .models import CourseFinding, Outcome


def may_answer(by: Actor, outcome: Outcome) -> None:
    """An outcome is told by the person it is about, whatever they act as. Raises NotYours."""
    if by.role != Role.SYSTEM and by.person != outcome.person_id:
        raise NotYours


def may_file(by: Actor) -> None:
    """The office recommends. Raises NotYours."""
    if by.role not in (Role.PROGRAMME_OFFICE, Role.SYSTEM):
        raise NotYours


def may_decide(by: Actor, finding: CourseFinding) -> None:
    """The institution decides, and only about its own trainings. Raises NotYours."""
    if by.role != Role.SYSTEM and (by.role != Role.PROVIDER or by.organisation != finding.provider_id):
        raise NotYours
