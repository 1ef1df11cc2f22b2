"""Searching vacancies: one question to the index, one statement for the rows."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from uuid import UUID

from tantivy import Order, Query, SearchResult

from peluang.domain.jobs.models import Vacancy
from peluang.domain.jobs.profiles import education_rank
from peluang.engines.codes.regions import distance_km

from .asking import FEW, Ask, Words, both, hits_of, reach
from .documents import ENDED, week_of
from .index import VACANCIES, searcher
from .results import PAGE_SIZE, Hint, Reading, VacancyItem, VacancyPage, pages_of

#: Radii tried in turn when nothing is near, km; then anywhere.
WIDER_KM = (25, 40, 75, 150, 300)
#: Facet → how many of its values are told, most first.
_FACETS = {"kind": 10, "education": 10, "regency": 20, "province": 40, "disability": 2}
#: Deep pages cost and nobody reads them.
_LAST_PAGE = 250


@dataclass(frozen=True)
class VacancySearch:
    """What is asked. regency: "33.20" or a province "33"; radius_km: around a regency. education: the highest
    schooling one has; wage_min: rupiah a month; occupation: KBJI code of 1 to 4 digits. ended: those that closed,
    instead of the open ones. since: only what people can find since that second.
    """

    words: str = ""
    regency: str | None = None
    radius_km: int | None = None
    occupation: str | None = None
    education: str | None = None
    wage_min: int | None = None
    kind: str | None = None
    disability: bool | None = None
    ended: bool = False
    since: datetime.datetime | None = None


def search(asked: VacancySearch, page: int, at: datetime.datetime) -> VacancyPage:
    """Raises RegionError for an unknown place."""
    opened = searcher(VACANCIES)
    if opened is None:
        return VacancyPage([], 0, 1, 1)
    ask = Ask(*opened, VACANCIES.fields)
    words = Words.of(asked.words)
    page = max(1, min(page, _LAST_PAGE))
    found, reading, text = _find(ask, asked, words, page, at)
    total = hits_of(found)
    items = _items(ask, found, asked) if total else []
    facets = _facets(ask, asked, text, at)
    hint = _hint(ask, asked, text, at) if not total and asked.regency else None
    ended = _ended(ask, asked, text, at) if words.pairs and not asked.ended else 0
    return VacancyPage(items, total, page, pages_of(total), reading, facets, hint, ended)


def newest(asked: VacancySearch, most: int, at: datetime.datetime) -> list[UUID]:
    """Keys of what fits, the latest arrivals first, from the index alone. The words are read as the page reads them for
    all vacancies; what holds only some of them is left out: who waits for news wants what they asked for.

    Raises RegionError for an unknown place.
    """
    opened = searcher(VACANCIES)
    if opened is None:
        return []
    ask = Ask(*opened, VACANCIES.fields)
    words = Words.of(asked.words)
    _, reading, text = _find(ask, replace(asked, since=None), words, 1, at)
    if reading == "some":
        text = words.all_alike(ask)
    required = [*([text] if text else []), *_filters(ask, asked, at).values()]
    found = ask.searcher.search(both(*required), most, True, "arrived", 0, Order.Desc)
    return [UUID(str(ask.searcher.doc(address).get_first("id"))) for _, address in found.hits]


def _ended(ask: Ask, asked: VacancySearch, text: Query | None, at: datetime.datetime) -> int:
    """How many closed ones fit too."""
    return hits_of(_run(ask, replace(asked, ended=True), text, 1, at))


def _find(
    ask: Ask, asked: VacancySearch, words: Words, page: int, at: datetime.datetime
) -> tuple[SearchResult, Reading, Query | None]:
    """The hits, how the words had to be read for it, and the words' own query."""
    if not words.pairs:
        return _run(ask, asked, None, page, at), "all", None
    text = words.all_of(ask)
    exact = _run(ask, asked, text, page, at)
    if hits_of(exact) >= FEW:
        return exact, "all", text
    alike = words.all_alike(ask)
    similar = _run(ask, asked, alike, page, at)
    if hits_of(similar) > hits_of(exact):
        return similar, "similar", alike
    if not hits_of(exact) and len(words.pairs) > 1:
        loose = words.any_of(ask)
        some = _run(ask, asked, loose, page, at)
        if hits_of(some):
            return some, "some", loose
    return exact, "all", text


def _run(ask: Ask, asked: VacancySearch, text: Query | None, page: int, at: datetime.datetime) -> SearchResult:
    offset = (page - 1) * PAGE_SIZE
    required = [*([text] if text else []), *_filters(ask, asked, at).values()]
    if text is None and asked.regency is None:
        return ask.searcher.search(both(*required), PAGE_SIZE, True, "posted", offset, Order.Desc)
    return ask.searcher.search(both(*required, bonus=ask.newer(week_of(at))), PAGE_SIZE, True, None, offset)


def _filters(ask: Ask, asked: VacancySearch, at: datetime.datetime) -> dict[str, Query]:
    """Facet or field → its filter. An index may lag behind the calendar: dates are asked, not trusted."""
    today = at.date().toordinal()
    if asked.ended:
        made = {"until": ask.between("until", None, ENDED + 1)}
    else:
        made = {"until": ask.between("until", today, None), "from": ask.between("from", None, today + 1)}
    if asked.regency:
        inside = reach(asked.regency, asked.radius_km)
        if len(asked.regency) == 2:
            made["regency"] = ask.any_of("regency", list(inside))
        else:
            made["regency"] = ask.near(inside, asked.radius_km or 1, beside_words=bool(asked.words.strip()))
    if asked.occupation:
        made["occupation"] = ask.term("occupation", asked.occupation)
    if asked.education:
        made["education"] = ask.between("education", None, education_rank(asked.education))
    if asked.wage_min:
        made["wage"] = ask.between("wage", asked.wage_min, None)
    if asked.kind:
        made["kind"] = ask.term("kind", asked.kind)
    if asked.since:
        made["arrived"] = ask.between("arrived", int(asked.since.timestamp()), None)
    if asked.disability:
        made["disability"] = ask.term("disability", "yes")
    return made


def _items(ask: Ask, found: SearchResult, asked: VacancySearch) -> list[VacancyItem]:
    """The hits' rows in their order (one statement). A row that ended since the last commit is left out.

    Not by a condition in SQL: beside the keys the planner would walk the index of all open vacancies too (8 ms).
    """
    ids = [str(ask.searcher.doc(address).get_first("id")) for _, address in found.hits]
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


def _facets(ask: Ask, asked: VacancySearch, text: Query | None, at: datetime.datetime) -> dict[str, dict[str, int]]:
    """How many each value would give: one pass over the hits, one more per facet that is filtered already."""
    filters = _filters(ask, asked, at)
    active = [name for name in _FACETS if name in filters and name not in ("regency", "province")]
    counts = _count(ask, text, filters, [name for name in _FACETS if name not in active])
    for name in active:
        others = {key: query for key, query in filters.items() if key != name}
        counts |= _count(ask, text, others, [name])
    return counts


def _count(ask: Ask, text: Query | None, filters: dict[str, Query], names: list[str]) -> dict[str, dict[str, int]]:
    query = both(*([text] if text else []), *filters.values())
    wanted = {name: {"terms": {"field": name, "size": _FACETS[name]}} for name in names}
    found = ask.searcher.aggregate(query, wanted)
    return {
        name: {_key(bucket["key"]): int(bucket["doc_count"]) for bucket in found[name]["buckets"]} for name in names
    }


def _key(value: object) -> str:
    return str(int(value)) if isinstance(value, int | float) else str(value)


def _hint(ask: Ask, asked: VacancySearch, text: Query | None, at: datetime.datetime) -> Hint | None:
    """What a wider circle would give: the first one that gives anything, else the whole country."""
    here = asked.radius_km or 0
    wider = [km for km in WIDER_KM if km > here] if asked.regency and len(asked.regency) > 2 else []
    for km in (*wider, None):
        other = replace(asked, radius_km=km) if km else replace(asked, regency=None, radius_km=None)
        total = hits_of(_run(ask, other, text, 1, at))
        if total:
            return Hint(km, total)
    return None
