"""Lists, their firms, and what became of each invitation."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from peluang.domain.kernel.context import elevated

from ..commands.invitations import token_digest
from ..models import IkmFirm, IkmList, Invitation


@dataclass(frozen=True)
class Campaign:
    """One list with its funnel: firms → reachable → invited → registered → selected → completed."""

    list: IkmList
    firms: int
    reachable: int
    invited: int
    registered: int
    selected: int
    completed: int


def campaigns(organisation_id: UUID) -> list[Campaign]:
    """Every list of this ministry, newest first (1 statement)."""
    invited = Q(firms__invitations__isnull=False)
    rows = (
        IkmList.objects.filter(organisation_id=organisation_id)
        .annotate(
            all=Count("firms", distinct=True),
            reachable=Count("firms", filter=~Q(firms__phone="", firms__email=""), distinct=True),
            invited=Count("firms__invitations", filter=invited, distinct=True),
            registered=Count(
                "firms__invitations", filter=Q(firms__invitations__registered_at__isnull=False), distinct=True
            ),
            selected=Count(
                "firms__invitations", filter=Q(firms__invitations__selected_at__isnull=False), distinct=True
            ),
            completed=Count(
                "firms__invitations", filter=Q(firms__invitations__completed_at__isnull=False), distinct=True
            ),
        )
        .order_by("-imported_at")
    )
    return [
        Campaign(row, row.all, row.reachable, row.invited, row.registered, row.selected, row.completed) for row in rows
    ]


def list_of(organisation_id: UUID, list_id: UUID) -> Campaign | None:
    """One list of this ministry (1 statement)."""
    return next((each for each in campaigns(organisation_id) if each.list.id == list_id), None)


def firms_of(list_id: UUID, *, page: int = 1, per_page: int = 50) -> list[IkmFirm]:
    """A page of a list's firms with their invitations (2 statements)."""
    found = IkmFirm.objects.filter(ikm_list_id=list_id).select_related("regency").prefetch_related("invitations")
    return list(found.order_by("row_number")[(page - 1) * per_page : page * per_page])


def invitation_by_token(token: str) -> Invitation | None:
    """The invitation a link leads to, with its firm; whoever has the link may see the firm's name (1 statement)."""
    with elevated("an invitation's link shows its own firm"):
        return (
            Invitation.objects.select_related("firm", "firm__regency").filter(token_digest=token_digest(token)).first()
        )
