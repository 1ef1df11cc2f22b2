"""Who may hand in lists, speak for a sentra, and answer its requests."""

from __future__ import annotations

from uuid import UUID

from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours


def may_reach_industry(by: Actor, organisation_id: UUID) -> None:
    """Lists and invitations are the ministry's own. Raises NotYours."""
    if by.role != Role.SYSTEM and (by.role != Role.MINISTRY or by.organisation != organisation_id):
        raise NotYours


def may_speak_for(by: Actor, sentra_id: UUID) -> None:
    """A sentra's needs are named by the sentra. Raises NotYours."""
    if by.role != Role.SYSTEM and (by.role != Role.SENTRA or by.organisation != sentra_id):
        raise NotYours


def may_answer_request(by: Actor, provider_id: UUID) -> None:
    """An institution answers with a training of its own. Raises NotYours."""
    if by.role != Role.SYSTEM and (by.role != Role.PROVIDER or by.organisation != provider_id):
        raise NotYours


def may_decline_request(by: Actor) -> None:
    """Only those who see every institution may say that nobody can. Raises NotYours."""
    if by.role not in (Role.MINISTRY, Role.PROGRAMME_OFFICE, Role.SYSTEM):
        raise NotYours
