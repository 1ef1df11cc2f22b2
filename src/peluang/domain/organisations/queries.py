"""Reads about organisations, each with a bounded number of statements."""

from __future__ import annotations

from uuid import UUID

from peluang.domain.kernel.context import STAFF_ROLES, Role

from .models import (
    CLOSING,
    IN_EFFECT,
    Disclosure,
    Kind,
    Membership,
    Organisation,
    PartnerKey,
    PartnerRequest,
    Principal,
    Sanction,
)
from .states import SANCTION


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
    found = Organisation.objects.filter(status="proposed").exclude(kind=Kind.PROVIDER)  # these have an admission
    if region:
        column = "regency__code" if len(region) > 2 else "regency__province_id"
        found = found.filter(**{column: region})
    return list(found.select_related("regency").order_by("registered_at")[:most])


def role_needs_second_factor(role: str) -> bool:
    return Role(role) in STAFF_ROLES


def principals_of(organisation_id: UUID) -> list[Principal]:
    """Who owns and leads it now, owners first (one statement); only who may see them gets any."""
    found = Principal.objects.filter(organisation_id=organisation_id, until__isnull=True)
    return sorted(found.order_by("name"), key=lambda each: ("owner", "director", "commissioner").index(each.role))


def sanctions_of(organisation_id: UUID) -> list[Sanction]:
    """All, newest first (one statement). For the organisation itself and for who decides."""
    return list(Sanction.objects.filter(organisation_id=organisation_id).order_by("-announced_at", "-id"))


def sanction_of(sanction_id: UUID, organisation_id: UUID | None = None) -> Sanction | None:
    """One, with its organisation (one statement); of this organisation alone, if given."""
    found = Sanction.objects.select_related("organisation").filter(id=sanction_id)
    return (found.filter(organisation_id=organisation_id) if organisation_id else found).first()


def sanctions_in_effect(organisation_id: UUID) -> list[Sanction]:
    """In force or under appeal, the newest decision first (one statement)."""
    found = Sanction.objects.filter(organisation_id=organisation_id, status__in=IN_EFFECT)
    return list(found.order_by("-decided_at", "id"))


def public_sanctions(organisation_id: UUID) -> list[Sanction]:
    """Of those in effect what the public reads: those that close the institution to new people. A warning closes
    nothing and is between it and the office (one statement).
    """
    return [each for each in sanctions_in_effect(organisation_id) if each.kind in CLOSING]


def sanctions_to_decide() -> list[Sanction]:
    """Not finished, the nearest deadline first (one statement)."""
    found = Sanction.objects.select_related("organisation").exclude(status__in=SANCTION.final)
    return list(found.order_by("answer_due", "id"))


def partner_keys_of(organisation_id: UUID) -> list[PartnerKey]:
    """Keys of an organisation's machines, those in use first (one statement)."""
    found = PartnerKey.objects.filter(organisation_id=organisation_id).order_by("-made_at", "-id")
    return sorted(found, key=lambda each: each.retired_at is not None)


def partner_key_of(organisation_id: UUID, key_id: UUID) -> PartnerKey | None:
    return PartnerKey.objects.filter(organisation_id=organisation_id, id=key_id).first()


def partner_requests_of(key: PartnerKey, *, failed: bool = False, most: int = 100) -> list[PartnerRequest]:
    """What a key asked lately, newest first (one statement). failed: only what was refused."""
    found = PartnerRequest.objects.filter(key=key)
    return list((found.exclude(code="") if failed else found).order_by("-at", "-id")[:most])
