"""The region a visitor looks at: chosen and kept in a cookie, else where a signed-in person lives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from peluang.engines.codes import regions

COOKIE = "daerah"
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Place:
    """code: a regency ("33.20"), or "" while nothing is chosen. name: "Kabupaten Jepara"."""

    code: str = ""
    name: str = ""

    @property
    def province(self) -> str:
        return self.code[:2]


def place_of(code: str) -> Place | None:
    """None for a code that no regency has."""
    try:
        found = regions.regency(code)
    except regions.RegionError:
        return None
    return Place(found.code, found.name)


def chosen_place(request: HttpRequest) -> Place:
    """From the cookie, else from the signed-in person (no statement: the account's person is loaded already)."""
    kept = place_of(request.COOKIES.get(COOKIE, ""))
    if kept:
        return kept
    user: Any = request.user
    if user.is_authenticated and user.person_id and user.person:
        return place_of(user.person.lives_in_id) or Place()
    return Place()


def keep_place(response: HttpResponse, place: Place) -> HttpResponse:
    response.set_cookie(COOKIE, place.code, max_age=_YEAR, samesite="Lax", httponly=True)
    return response
