"""Searching vacancies: questions to the index, and one statement for the rows."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from tantivy import Order

from peluang.domain.jobs.models import Vacancy
from peluang.engines.codes.regions import distance_km

from .asking import Ask, both
from .index import VACANCIES, searcher
from .results import PAGE_SIZE, Hint, PlaceCounts, VacancyItem, VacancyPage, Way, pages_of
from .vacancy_counts import by_place, facets, ways
from .vacancy_questions import VacancySearch, filters, find, total_of
from .words import Words

#: Deep pages cost and nobody reads them.
_LAST_PAGE = 250


def search(asked: VacancySearch, page: int, at: datetime.datetime) -> VacancyPage:
    """Raises RegionError for an unknown place."""
    ask = _ask()
    if ask is None:
        return VacancyPage([], 0, 1, 1)
    words = Words.of(asked.words)
    page = max(1, min(page, _LAST_PAGE))
    found = find(ask, asked, words, page, at)
    total = found.total
    other = ways(ask, asked, words, found, at)
    few = total < PAGE_SIZE and words.pairs and not asked.ended
    return VacancyPage(
        _items(found.ids, asked) if total else [], total, page, pages_of(total), found.reading,
        facets(ask, asked, found.text, at), _hint(other) if not total else None,
        total_of(ask, replace(asked, ended=True), found.text, at) if few else 0, other, found.words,
    )  # fmt: skip


def places(asked: VacancySearch, at: datetime.datetime) -> PlaceCounts:
    """Where a search's vacancies are, in the whole country. Raises RegionError for an unknown place."""
    ask = _ask()
    if ask is None:
        return PlaceCounts({}, {})
    found = find(ask, replace(asked, regency=None, radius_km=None), Words.of(asked.words), 1, at)
    return PlaceCounts(*by_place(ask, asked, found.text, at))


def newest(asked: VacancySearch, most: int, at: datetime.datetime) -> list[UUID]:
    """Keys of what fits, the latest arrivals first, from the index alone. The words are read as the page reads them for
    all vacancies; what holds only some of them is left out: who waits for news wants what they asked for.

    Raises RegionError for an unknown place.
    """
    ask = _ask()
    if ask is None:
        return []
    words = Words.of(asked.words)
    seen = find(ask, replace(asked, since=None), words, 1, at)
    text = words.all_alike(ask) if seen.reading == "some" else seen.text
    required = [*([text] if text else []), *filters(ask, asked, at).values()]
    found = ask.searcher.search(both(*required), most, True, "arrived", 0, Order.Desc)
    return [UUID(str(ask.searcher.doc(address).get_first("id"))) for _, address in found.hits]


def best_keys(asked: VacancySearch, at: datetime.datetime, most: int) -> list[UUID]:
    """Keys of the first `most` (at most a page) that a search shows, from the index alone.

    Raises RegionError for an unknown place.
    """
    ask = _ask()
    return [UUID(key) for key in find(ask, asked, Words.of(asked.words), 1, at).ids[:most]] if ask else []


def _ask() -> Ask | None:
    opened = searcher(VACANCIES)
    return Ask(*opened, VACANCIES.fields, VACANCIES.folder) if opened else None


def _hint(other: Sequence[Way]) -> Hint | None:
    """The nearest wider circle, else the whole country."""
    for each in other:
        if each.change in ("radius_km", "regency"):
            return Hint(int(each.value) if each.value else None, each.total)
    return None


def _items(ids: Sequence[str], asked: VacancySearch) -> list[VacancyItem]:
    """The hits' rows in their order (one statement). A row that ended since the last commit is left out.

    Not by a condition in SQL: beside the keys the planner would walk the index of all open vacancies too (8 ms).
    """
    rows = {
        str(row.id): row
        for row in Vacancy.objects.filter(id__in=ids).select_related("employer", "regency").only(
            "title", "kind", "wage_min", "wage_max", "headcount", "filled", "applicants", "valid_until", "posted_at",
            "open_to_disability", "education_min", "status", "source", "employer__name", "employer__status",
            "regency__name", "regency__kind",
        )
    }  # fmt: skip
    centre = asked.regency if asked.regency and len(asked.regency) > 2 else None
    return [
        VacancyItem(rows[each], distance_km(centre, rows[each].regency_id) if centre else None)
        for each in ids
        if each in rows and rows[each].status == ("closed" if asked.ended else "open")
    ]


__all__ = ["VacancySearch", "best_keys", "newest", "places", "search"]
