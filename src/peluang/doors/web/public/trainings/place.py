"""The place a visitor chose by typing it; a signed-in person's own regency otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from peluang.domain.finding.places import place_label
from peluang.domain.finding.queries import resolve_place


@dataclass(frozen=True)
class TypedPlace:
    """typed: as it stands in the field. code: regency or province, None while empty or unclear."""

    typed: str
    code: str | None

    @classmethod
    def of(cls, request: HttpRequest) -> TypedPlace:
        typed = request.GET.get("dekat", "").strip()[:80]
        if typed or "dekat" in request.GET:
            return cls(typed, resolve_place(typed))
        user: Any = request.user
        person = user.person if user.is_authenticated and user.person_id else None
        return cls("", person.lives_in_id if person else None)

    @property
    def unclear(self) -> bool:
        return bool(self.typed) and self.code is None

    @property
    def regency(self) -> str | None:
        """Only a regency has a distance; a province is too wide."""
        return self.code if self.code and len(self.code) > 2 else None

    @property
    def label(self) -> str:
        return place_label(self.code) if self.code else ""
