"""Reads about people, each with a bounded number of statements, in the actor's own row security."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max

from . import identity_vault
from .contact import Address
from .enums import IdentityStatus, Purpose
from .models import Account, Consent, Experience, Identity, NikClaim, Person, PersonSkill, Wish, WishedOccupation


def account_of(address: Address) -> Account | None:
    """The account that signs in with this address (one statement)."""
    if address.email:
        return Account.objects.filter(email__iexact=address.email).first()
    return Account.objects.filter(phone=address.phone).first()


def person_for(account: Account) -> Person | None:
    """The person of an account, None before registration (one statement)."""
    if account.person_id is None:
        return None
    return Person.objects.select_related("home_region", "lives_in").filter(id=account.person_id).first()


def person_of(person_id: UUID) -> Person | None:
    """None when the actor may not see the person (one statement)."""
    return Person.objects.select_related("lives_in").filter(id=person_id).first()


def has_consent(person_id: UUID, purpose: str) -> bool:
    return Consent.objects.filter(person_id=person_id, purpose=purpose, withdrawn_at__isnull=True).exists()


def people_with_consent(person_ids: Iterable[UUID], purpose: str) -> set[UUID]:
    """Those of many who consent (one statement)."""
    found = Consent.objects.filter(person_id__in=list(person_ids), purpose=purpose, withdrawn_at__isnull=True)
    return set(found.values_list("person_id", flat=True))


def skills_of(person_id: UUID) -> dict[str, int]:
    """Skill code → level, the highest of all sources."""
    return dict(
        PersonSkill.objects.filter(person_id=person_id)
        .values("skill_id")
        .annotate(best=Max("level"))
        .values_list("skill_id", "best")
    )


def skills_of_many(person_ids: Iterable[UUID]) -> dict[UUID, dict[str, int]]:
    """The same for many people (one statement)."""
    found: dict[UUID, dict[str, int]] = {each: {} for each in person_ids}
    rows = PersonSkill.objects.filter(person_id__in=list(found)).values_list("person_id", "skill_id", "level")
    for person, skill, level in rows:
        found[person][skill] = max(level, found[person].get(skill, 0))
    return found


@dataclass(frozen=True)
class Digests:
    """What tells two people's cards apart without showing either number."""

    nik: bytes
    kk: bytes
    verified: bool


def identity_digests(person_ids: Iterable[UUID]) -> dict[UUID, Digests]:
    """For draws and claims: digests of NIK and KK by person (one statement); no identity, no entry."""
    rows = Identity.objects.filter(person_id__in=list(person_ids)).values_list(
        "person_id", "nik_digest", "kk_digest", "status"
    )
    return {person: Digests(bytes(nik), bytes(kk), status == "verified") for person, nik, kk, status in rows}


def cards_to_check(words: str = "", most: int = 60) -> list[Identity]:
    """Identities nobody has seen a card for, oldest first, as the actor's office sees them (one statement)."""
    rows = Identity.objects.select_related("person__lives_in").exclude(status=IdentityStatus.VERIFIED)
    if words:
        rows = rows.filter(person__full_name__icontains=words)
    return list(rows.order_by("declared_at", "id")[:most])


def card_to_check(person_id: UUID) -> Identity | None:
    """One person's identity, None when the actor may not see it (one statement)."""
    return Identity.objects.select_related("person__lives_in").filter(person_id=person_id).first()


@dataclass(frozen=True)
class Profile:
    """Everything of a person's own page."""

    person: Person
    identity: Identity | None
    wish: Wish | None
    wished: list[WishedOccupation]
    skills: list[PersonSkill]
    experiences: list[Experience]


def profile_of(person_id: UUID) -> Profile | None:
    """Six statements. None when the actor may not see the person."""
    person = Person.objects.select_related("home_region", "lives_in", "district").filter(id=person_id).first()
    if person is None:
        return None
    return Profile(
        person,
        Identity.objects.filter(person_id=person_id).first(),
        Wish.objects.filter(person_id=person_id).first(),
        list(WishedOccupation.objects.select_related("occupation").filter(person_id=person_id)),
        list(PersonSkill.objects.select_related("skill").filter(person_id=person_id).order_by("-level", "skill_id")),
        list(Experience.objects.filter(person_id=person_id).order_by("-started_on", "-id")),
    )


@dataclass(frozen=True)
class ConsentState:
    purpose: Purpose
    standing: Consent | None
    last: Consent | None


def consents_of(person_id: UUID) -> list[ConsentState]:
    """Every purpose there is, with the consent that stands and the last one (one statement)."""
    rows = list(Consent.objects.filter(person_id=person_id).order_by("given_at"))
    states = []
    for purpose in Purpose:
        of_purpose = [row for row in rows if row.purpose == purpose]
        standing = next((row for row in of_purpose if row.withdrawn_at is None), None)
        states.append(ConsentState(purpose, standing, of_purpose[-1] if of_purpose else None))
    return states


def nik_is_taken(nik: str) -> bool:
    """Whether a person claimed it. For telling early, while a form is filled; the claim decides in the end."""
    return NikClaim.objects.filter(nik_digest=identity_vault.digest(nik)).exists()
