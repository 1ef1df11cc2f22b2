"""Reads about kept searches: one's own, and the one behind a link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from peluang.domain.kernel.context import elevated
from peluang.domain.people.portability import plain

from .models import SavedSearch
from .saved_criteria import asked_of, described, digest_of, kept, link_of
from .vacancy_search import VacancySearch


@dataclass(frozen=True)
class KeptSearch:
    """name: in the active language; link: the page with this search."""

    search: SavedSearch
    name: str
    link: str


def searches_of(person_id: UUID) -> list[KeptSearch]:
    """Newest first (two statements)."""
    return _named(list(SavedSearch.objects.filter(person_id=person_id).order_by("-saved_at", "-id")))


def search_of(person_id: UUID, search_id: UUID) -> KeptSearch | None:
    return next(iter(_named(list(SavedSearch.objects.filter(person_id=person_id, id=search_id)))), None)


def kept_already(person_id: UUID, asked: VacancySearch) -> SavedSearch | None:
    """This very search, if the person keeps it (one statement)."""
    return SavedSearch.objects.filter(person_id=person_id, digest=digest_of(kept(asked))).first()


def search_by_token(token: str) -> KeptSearch | None:
    """For whoever holds the link of a message; the token is the permission (two statements)."""
    with elevated("the link of a message shows the search it stops"):
        return next(iter(_named(list(SavedSearch.objects.filter(token=token)))), None)


def searches_of_copy(person_id: UUID) -> list[dict[str, Any]]:
    """For the person's copy of their data."""
    names = ("criteria", "every", "status", "saved_at", "seen_until")
    rows = SavedSearch.objects.filter(person_id=person_id).order_by("saved_at")
    return [
        {name: getattr(row, name) if name == "criteria" else plain(getattr(row, name)) for name in names}
        for row in rows
    ]


def _named(rows: list[SavedSearch]) -> list[KeptSearch]:
    asked = [asked_of(row.criteria) for row in rows]
    return [KeptSearch(row, name, link_of(each)) for row, each, name in zip(rows, asked, described(asked))]
