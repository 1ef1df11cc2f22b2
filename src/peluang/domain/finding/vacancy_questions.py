"""What is asked of vacancies, as questions to the index."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from tantivy import Order, Query, SearchResult

from peluang.domain.jobs.profiles import education_rank

from .asking import FEW, Ask, both, hits_of, reach
from .documents import ENDED, week_of
from .results import PAGE_SIZE, Reading
from .words import Words

#: How much a hit gains whose whole title was typed, so that "kasir" stands before "kasir gudang".
_WHOLE_TITLE = 0.5


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


@dataclass(frozen=True)
class Found:
    """ids: keys of the page's vacancies, in their order. total: how many fit in all. text: the words as they had to be
    read for it; reading: how that was. words: as typed, or, for mistyped ones, as they are written.
    """

    ids: tuple[str, ...]
    total: int
    reading: Reading = "all"
    text: Query | None = None
    words: str = ""


def find(ask: Ask, asked: VacancySearch, words: Words, page: int, at: datetime.datetime) -> Found:
    """All words; if hardly anything has them all, those that name something, the others only ordering; if nothing does,
    forgiving mistakes; if nothing does even then, most of those that name something, then some. A looser reading is
    only tried when the stricter one finds nothing: it never puts others beside what was meant.
    """
    if not words.pairs:
        return _found(ask, run(ask, asked, None, page, at), "all", None, (), "")
    if words.around:
        text = words.all_in_name(ask)
        hits = run(ask, asked, text, page, at)
        if hits_of(hits):
            return _found(ask, hits, "all", text, words.stems(), asked.words)
    text = words.all_of(ask)
    exact = run(ask, asked, text, page, at)
    naming = words.naming(ask)
    if hits_of(exact) < FEW and len(naming.pairs) < len(words.pairs):
        named = naming.some_of(ask, len(naming.pairs), words)
        hits = run(ask, asked, named, page, at)
        if hits_of(hits) > hits_of(exact):
            return _found(ask, hits, "naming", named, naming.stems(ask), naming.mended(ask))
    if hits_of(exact):
        return _found(ask, exact, "all", text, words.stems(), asked.words)
    for reading, meant, query in _looser(ask, words, naming):
        hits = run(ask, asked, query, page, at)
        if hits_of(hits):
            return _found(ask, hits, reading, query, words.stems(ask), meant or asked.words)
    return _found(ask, exact, "all", text, (), asked.words)


def _looser(ask: Ask, words: Words, naming: Words) -> Iterator[tuple[Reading, str, Query]]:
    """(reading, what was meant, query). A word taken for a slip may have been none. Then of three words that name
    something two will do, of six four, then half of them, then one.
    """
    if words.may_be_slips(ask):
        yield "similar", words.mended(ask), words.all_alike(ask)
    sure = words.naming(ask, mended=False)
    if len(sure.pairs) < len(naming.pairs):
        yield "naming", sure.mended(ask), sure.some_of(ask, len(sure.pairs), words)
    many = len(naming.pairs)
    for least in dict.fromkeys((many - 1, -(-2 * many // 3), -(-many // 2), 1)):
        if 0 < least < many:
            yield "some", "", naming.some_of(ask, least, words)


def _found(
    ask: Ask, hits: SearchResult, reading: Reading, text: Query | None, stems: Collection[str], words: str
) -> Found:
    """The page's hits; those whose title holds little but the words move up within the page."""
    scored = []
    for place, (score, address) in enumerate(hits.hits):
        document = ask.searcher.doc(address)
        share = _share(document.get_first("title") or "", stems) if stems else 0.0
        scored.append((-_number(score) * (1 + _WHOLE_TITLE * share) if stems else 0.0, place, document.get_first("id")))
    return Found(tuple(str(key) for _score, _place, key in sorted(scored)), hits_of(hits), reading, text, words)


def _number(score: Any) -> float:
    return float(score) if isinstance(score, int | float) else 0.0


def _share(title: str, stems: Collection[str]) -> float:
    """How much of a title was typed, 0 to 1."""
    said = title.split()
    return sum(stem in stems for stem in said) / len(said) if said else 0.0


def run(ask: Ask, asked: VacancySearch, text: Query | None, page: int, at: datetime.datetime) -> SearchResult:
    offset = (page - 1) * PAGE_SIZE
    required = [*([text] if text else []), *filters(ask, asked, at).values()]
    if text is None and asked.regency is None:
        return ask.searcher.search(both(*required), PAGE_SIZE, True, "posted", offset, Order.Desc)
    return ask.searcher.search(both(*required, bonus=ask.newer(week_of(at))), PAGE_SIZE, True, None, offset)


def total_of(ask: Ask, asked: VacancySearch, text: Query | None, at: datetime.datetime) -> int:
    """How many fit, without their order."""
    required = [*([text] if text else []), *filters(ask, asked, at).values()]
    return hits_of(ask.searcher.search(both(*required), 1, True))


def filters(ask: Ask, asked: VacancySearch, at: datetime.datetime) -> dict[str, Query]:
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
