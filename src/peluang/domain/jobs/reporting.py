"""An employer's report of its vacancies: what Perpres 57/2023 art. 5 asks for, since when one is filled (art. 6)."""

from __future__ import annotations

from uuid import UUID

from .models import Vacancy

_MOST = 2000


def reported(employer_id: UUID) -> list[Vacancy]:
    """All that were ever posted, newest first, with place, occupation and skills (two statements)."""
    rows = Vacancy.objects.filter(employer_id=employer_id, posted_at__isnull=False)
    rows = rows.select_related("regency__province", "occupation", "licence").prefetch_related("needed__skill")
    return list(rows.order_by("-posted_at", "-id")[:_MOST])
