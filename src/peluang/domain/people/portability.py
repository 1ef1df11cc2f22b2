"""A person's copy of their data (UU PDP 27/2022 art. 7 and 13): every app adds what it keeps about a person.

An app further on registers in its handlers.py: `portability.register("learning", of_person)`, where
`of_person(person_id)` returns something JSON can hold.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any
from uuid import UUID

from peluang.domain.events.models import Event

from .models import Account
from .queries import consents_of, profile_of

Part = Callable[[UUID], Any]
_parts: dict[str, Part] = {}


def register(name: str, part: Part) -> None:
    """Raises ValueError when another function has the name."""
    if name in _parts and _parts[name] is not part:
        raise ValueError(f"the part {name} is registered twice")
    _parts[name] = part


def my_data(person_id: UUID) -> dict[str, Any]:
    """Everything about one person, as the actor may see it. NIK and KK are masked: a copy that is lost or
    shown to somebody must not give them away.
    """
    return {name: part(person_id) for name, part in sorted(_parts.items())}


def plain(value: Any) -> Any:
    """Dates and ids as text."""
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _person(person_id: UUID) -> dict[str, Any] | None:
    found = profile_of(person_id)
    if found is None:
        return None
    person = found.person
    facts = (
        "full_name",
        "birth_date",
        "sex",
        "phone",
        "education",
        "work_status",
        "citizen",
        "in_formal_education",
        "receives_social_aid",
        "excluded_role",
        "has_disability",
        "about",
        "registered_at",
        "changed_at",
    )
    return {
        **{name: plain(getattr(person, name)) for name in facts},
        "home_region": person.home_region.name,
        "lives_in": person.lives_in.name,
        "district": person.district.name if person.district else None,
        "identity": None
        if found.identity is None
        else {
            "nik": found.identity.nik_shown,
            "status": found.identity.status,
            "declared_at": plain(found.identity.declared_at),
            "verified_at": plain(found.identity.verified_at),
        },
        "wish": None
        if found.wish is None
        else {
            "wage_min": found.wish.wage_min,
            "radius_km": found.wish.radius_km,
            "kinds": found.wish.kinds,
            "ready": found.wish.ready,
            "refreshed_at": plain(found.wish.refreshed_at),
            "occupations": [each.occupation.title_id for each in found.wished],
        },
        "skills": [
            {"skill": row.skill.name_id, "level": row.level, "source": row.source, "since": plain(row.since)}
            for row in found.skills
        ],
        "experience": [
            {
                "title": row.title,
                "employer": row.employer,
                "from": plain(row.started_on),
                "until": plain(row.ended_on),
            }
            for row in found.experiences
        ],
    }


def _account(person_id: UUID) -> list[dict[str, Any]]:
    rows = Account.objects.filter(person_id=person_id)
    return [
        {
            "email": row.email,
            "phone": row.phone,
            "language": row.language,
            "joined_at": plain(row.joined_at),
            "last_login": plain(row.last_login),
        }
        for row in rows
    ]


def _consents(person_id: UUID) -> list[dict[str, Any]]:
    return [
        {
            "purpose": state.purpose.value,
            "wording": state.last.wording,
            "given_at": plain(state.last.given_at),
            "withdrawn_at": plain(state.last.withdrawn_at),
        }
        for state in consents_of(person_id)
        if state.last
    ]


def _events(person_id: UUID) -> list[dict[str, Any]]:
    """What was done to the record, by which role."""
    rows = Event.objects.filter(subject_kind="person", subject=person_id).order_by("id")[:2000]
    return [{"what": row.type, "at": plain(row.at), "by": row.actor_role, "details": row.payload} for row in rows]


register("account", _account)
register("consents", _consents)
register("history", _events)
register("person", _person)
