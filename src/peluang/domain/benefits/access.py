"""Whose payouts, and who pays."""

from __future__ import annotations

from uuid import UUID

from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours

#: Who checks accounts and confirms payments.
DESK = frozenset({Role.PROGRAMME_OFFICE, Role.PAYMENT, Role.SYSTEM})


def must_be_own(by: Actor, person_id: UUID) -> None:
    """Financial data: the person alone, whatever they act as (UU PDP 27/2022 art. 4). Raises NotYours."""
    if by.person != person_id and by.role != Role.SYSTEM:
        raise NotYours()


def must_be_at_the_desk(by: Actor) -> None:
    if by.role not in DESK:
        raise NotYours()


def must_be_another(by: Actor, person_id: UUID) -> None:
    """Nobody checks their own account or payment. Raises NotYours."""
    must_be_at_the_desk(by)
    if by.person == person_id:
        raise NotYours()
