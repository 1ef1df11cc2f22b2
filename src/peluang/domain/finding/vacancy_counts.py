"""How many vacancies each choice would give, and what would help when there are few."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace

from tantivy import Query

from peluang.engines.codes.regions import regencies_within

from .asking import FEW, WIDER_KM, Ask, both
from .results import Way
from .vacancy_questions import Found, VacancySearch, filters, total_of
from .words import Words

#: Facet → how many of its values are told, most first.
FACETS = {"kind": 10, "education": 10, "province": 40, "disability": 2}
_REGENCIES = 600
#: So many letters of an occupation's code name its group.
_GROUP = 3


def facets(ask: Ask, asked: VacancySearch, text: Query | None, at: datetime.datetime) -> dict[str, dict[str, int]]:
    """How many each value would give: one pass over the hits, one more per facet that is filtered already."""
    made = filters(ask, asked, at)
    active = [name for name in FACETS if name in made]
    counts = _count(ask, text, made, {name: most for name, most in FACETS.items() if name not in active})
    for name in active:
        others = {key: query for key, query in made.items() if key != name}
        counts |= _count(ask, text, others, {name: FACETS[name]})
    return counts


def by_place(
    ask: Ask, asked: VacancySearch, text: Query | None, at: datetime.datetime
) -> tuple[dict[str, int], dict[str, int]]:
    """(province → how many, regency → how many) for a search, whatever place it names. One pass."""
    made = filters(ask, replace(asked, regency=None, radius_km=None), at)
    counts = _count(ask, text, made, {"province": FACETS["province"], "regency": _REGENCIES})
    return counts["province"], counts["regency"]


def _count(
    ask: Ask, text: Query | None, made: Mapping[str, Query], names: Mapping[str, int]
) -> dict[str, dict[str, int]]:
    query = both(*([text] if text else []), *made.values())
    # More buckets are gathered than told, so that the counts of a many-segmented index are whole.
    wanted = {
        name: {"terms": {"field": name, "size": most, "segment_size": _REGENCIES}} for name, most in names.items()
    }
    found = ask.searcher.aggregate(query, wanted)
    return {
        name: {_key(bucket["key"]): int(bucket["doc_count"]) for bucket in found[name]["buckets"]} for name in names
    }


def _key(value: object) -> str:
    return str(int(value)) if isinstance(value, int | float) else str(value)


def ways(ask: Ask, asked: VacancySearch, words: Words, found: Found, at: datetime.datetime) -> tuple[Way, ...]:
    """What would give more, each with how many: a wider circle, one filter less, other words. Only for few hits, and
    with at most nine questions to the index.
    """
    if found.total >= FEW:
        return ()
    made = [*_spelled(ask, asked, words, found, at), *_wider(ask, asked, found, at)]
    for change, value, other in _one_less(asked):
        made.append(Way(change, value, total_of(ask, other, found.text, at)))
    return tuple(each for each in made if each.total > found.total)


def _one_less(asked: VacancySearch) -> Iterator[tuple[str, str | None, VacancySearch]]:
    """The search with each of its filters taken off; an occupation first gives way to its group."""
    if asked.wage_min:
        yield "wage_min", None, replace(asked, wage_min=None)
    if asked.education:
        yield "education", None, replace(asked, education=None)
    if asked.kind:
        yield "kind", None, replace(asked, kind=None)
    if asked.disability:
        yield "disability", None, replace(asked, disability=None)
    if asked.occupation:
        group = asked.occupation[:_GROUP] if len(asked.occupation) > _GROUP else None
        yield "occupation", group, replace(asked, occupation=group)


def _spelled(ask: Ask, asked: VacancySearch, words: Words, found: Found, at: datetime.datetime) -> list[Way]:
    """Few have the words as typed; many may have them as they are usually written."""
    if found.reading != "all" or not words.pairs:
        return []
    meant = words.mended(ask)
    if meant == asked.words:
        return []
    return [Way("words", meant, total_of(ask, asked, Words.of(meant).all_of(ask), at))]


def _wider(ask: Ask, asked: VacancySearch, found: Found, at: datetime.datetime) -> list[Way]:
    """The first wider circle with more in it, and the whole country: one count by regency for all of them."""
    if not asked.regency:
        return []
    _provinces, counts = by_place(ask, asked, found.text, at)
    made = []
    if len(asked.regency) > 2:
        here = asked.radius_km or 0
        far = regencies_within(asked.regency, WIDER_KM[-1])
        for km in WIDER_KM:
            total = sum(counts.get(code, 0) for code, away in dict(far).items() if away <= km)
            if km > here and total > found.total:
                made.append(Way("radius_km", str(km), total))
                break
    return [*made, Way("regency", None, sum(counts.values()))]
