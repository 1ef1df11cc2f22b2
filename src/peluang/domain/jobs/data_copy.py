"""What jobs adds to the copy of a person's data: invitations, what hiring teams wrote, what the person reported."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from peluang.domain.kernel.context import elevated
from peluang.domain.people import portability

from .models import CandidateNote, VacancyInvitation, VacancyReport


def _invitations(person_id: UUID) -> list[dict[str, Any]]:
    rows = VacancyInvitation.objects.filter(person_id=person_id).select_related("vacancy", "employer")
    return [
        {
            "vacancy": row.vacancy.title, "employer": row.employer.name, "text": row.text, "status": row.status,
            "decline_reason": row.decline_reason, "invited_at": portability.plain(row.invited_at),
            "answered_at": portability.plain(row.answered_at),
        }
        for row in rows.order_by("invited_at")
    ]  # fmt: skip


def _notes(person_id: UUID) -> list[dict[str, Any]]:
    """Who of the team wrote it is that colleague's own datum and stays out."""
    with elevated("a person's own copy holds what was written about them (UU PDP 27/2022 art. 7)"):
        rows = CandidateNote.objects.filter(application__person_id=person_id).select_related("employer")
        return [
            {"employer": row.employer.name, "text": row.text, "written_at": portability.plain(row.written_at)}
            for row in rows.order_by("written_at")
        ]


def _reports(person_id: UUID) -> list[dict[str, Any]]:
    rows = VacancyReport.objects.select_related("vacancy").filter(reporter=person_id).order_by("reported_at")
    return [
        {"vacancy": row.vacancy.title, "kind": row.kind, "text": row.text, "at": portability.plain(row.reported_at)}
        for row in rows
    ]


portability.register("invitations", _invitations)
portability.register("employer_notes", _notes)
portability.register("vacancy_reports", _reports)
