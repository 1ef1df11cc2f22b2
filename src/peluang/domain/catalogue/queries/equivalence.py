"""Pairs that people look at: which are open, one with both its offerings, what was decided."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, QuerySet

from ..models import EquivalenceProposal

_SHOWN = (
    "first", "first__provider", "first__training_type", "first__regency",
    "second", "second__provider", "second__training_type", "second__regency",
)  # fmt: skip


def _proposals(status: str) -> QuerySet[EquivalenceProposal]:
    """Open pairs count while both are published; decided ones stay for good."""
    found = EquivalenceProposal.objects.filter(status=status)
    return found.filter(first__status="published", second__status="published") if status == "open" else found


def proposals(status: str, *, page: int, per_page: int) -> list[EquivalenceProposal]:
    """Open: the likeliest first. Decided: the latest first. One statement."""
    order = ("-score", "id") if status == "open" else ("-decided_at", "id")
    start = (page - 1) * per_page
    return list(_proposals(status).select_related(*_SHOWN).order_by(*order)[start : start + per_page])


def proposal_page(proposal_id: UUID) -> EquivalenceProposal | None:
    """One statement."""
    return EquivalenceProposal.objects.select_related(*_SHOWN).filter(id=proposal_id).first()


def next_proposal(after: EquivalenceProposal | None = None) -> EquivalenceProposal | None:
    """The likeliest open pair, but not this one (one statement)."""
    found = _proposals("open").select_related(*_SHOWN)
    return (found.exclude(id=after.id) if after else found).order_by("-score", "id").first()


def proposal_counts() -> dict[str, int]:
    """Pairs by status (two statements): open ones whose offerings are published, and all that were decided."""
    decided = EquivalenceProposal.objects.exclude(status="open").values_list("status").annotate(count=Count("id"))
    return {"open": _proposals("open").count(), "confirmed": 0, "split": 0} | dict(decided)
