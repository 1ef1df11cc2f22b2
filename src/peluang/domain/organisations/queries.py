"""Reads about organisations, each with a bounded number of statements."""

from __future__ import annotations

from uuid import UUID

from peluang.domain.kernel.context import STAFF_ROLES, Role

from .models import Disclosure, Membership, Organisation


def memberships_of(person_id: UUID) -> list[Membership]:
    """Those that stand, with their organisation, oldest first (one statement)."""
    return list(
        Membership.objects.select_related("organisation")
        .filter(person_id=person_id, until__isnull=True)
        .exclude(organisation__status="closed")
        .order_by("since", "id")
    )


def is_staff(person_id: UUID) -> bool:
    """Whether the person holds a role that asks for a second factor (one statement)."""
    roles = [role.value for role in STAFF_ROLES]
    return Membership.objects.filter(person_id=person_id, until__isnull=True, role__in=roles).exists()


def members_of(organisation_id: UUID) -> list[Membership]:
    """Those that stand (one statement). Names of members are read by who may see these people."""
    return list(Membership.objects.filter(organisation_id=organisation_id, until__isnull=True).order_by("since"))


def labour_office_of(regency_code: str) -> Organisation | None:
    """The office that people and cases of a regency go to: its own, else its province's (two statements)."""
    own = Organisation.objects.filter(kind="labour_office", regency_id=regency_code).exclude(status="closed").first()
    return own or province_office_of(regency_code[:2])


def province_office_of(province_code: str) -> Organisation | None:
    found = Organisation.objects.filter(kind="province_office", province_id=province_code)
    return found.exclude(status="closed").first()


def office(kind: str) -> Organisation | None:
    """The national office of a kind: office("programme_office")."""
    return Organisation.objects.filter(kind=kind).exclude(status="closed").order_by("registered_at", "id").first()


def seen_by(person_id: UUID) -> list[Disclosure]:
    """Which organisations see this person now, and why (one statement)."""
    return list(
        Disclosure.objects.select_related("organisation")
        .filter(person_id=person_id, ended_at__isnull=True)
        .order_by("-given_at")
    )


def waiting_to_be_checked(region: str, most: int = 50) -> list[Organisation]:
    """Proposed organisations of a region ("33.20", "33" or "" for all), oldest first (one statement)."""
    found = Organisation.objects.filter(status="proposed")
    if region:
        column = "regency__code" if len(region) > 2 else "regency__province_id"
        found = found.filter(**{column: region})
    return list(found.select_related("regency").order_by("registered_at")[:most])


def role_needs_second_factor(role: str) -> bool:
    return Role(role) in STAFF_ROLES
