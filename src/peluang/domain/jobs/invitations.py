"""Reads about invitations: the person reads their own row, the employer a masked line of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from peluang.domain.kernel.context import elevated
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.people.enums import Purpose
from peluang.domain.people.queries import people_with_consent

from .fitting import reference_of, short
from .masking import coarse
from .models import VacancyInvitation
from .reasons import Reasons, names_for
from .states import HIDDEN, INVITATION


@dataclass(frozen=True)
class MaskedInvitation:
    """label: as in the list of people who fit. reasons: None once the person wants to be found no more. application:
    once accepted; the employer then sees the person through it.
    """

    label: str
    status: str
    said: str
    total: int | None
    reasons: Reasons | None
    expires_at: datetime.datetime
    application_id: UUID | None


def sent_invitations(vacancy_id: UUID) -> list[MaskedInvitation]:
    """Those of one vacancy, open ones first, newest first (three statements). Whose it is, the caller has checked."""
    with elevated("invitations, shown without who was invited"):
        rows = list(VacancyInvitation.objects.filter(vacancy_id=vacancy_id).order_by("-invited_at", "-id")[:200])
        findable = people_with_consent([row.person_id for row in rows], Purpose.EMPLOYERS.value)
    names = names_for(*(row.match_factors for row in rows))
    masked = [
        MaskedInvitation(
            label=short(reference_of(vacancy_id, row.person_id)), status=row.status,
            said=str(INVITATION.states[row.status]), total=row.match_total if row.person_id in findable else None,
            reasons=coarse(row.match_total, row.match_factors, names) if row.person_id in findable else None,
            expires_at=row.expires_at, application_id=row.application_id,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(masked, key=lambda each: each.status != "sent")


def invitations_of(person_id: UUID, *, at: datetime.datetime) -> list[VacancyInvitation]:
    """A person's open invitations to vacancies that are shown, the one that ends first on top (one statement)."""
    rows = VacancyInvitation.objects.filter(person_id=person_id, status="sent", expires_at__gte=at)
    rows = rows.exclude(vacancy__status__in=HIDDEN)
    return list(rows.select_related("vacancy__regency", "vacancy__employer").order_by("expires_at", "id")[:50])


def invitation_of(person_id: UUID, invitation_id: UUID) -> VacancyInvitation:
    """Raises NotYours for anyone else's."""
    rows = VacancyInvitation.objects.select_related("vacancy__regency", "vacancy__employer")
    found = rows.filter(id=invitation_id, person_id=person_id).first()
    if found is None:
        raise NotYours
    return found
