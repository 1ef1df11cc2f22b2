"""Searching trainings: offerings are found, their types are shown."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass, replace

from tantivy import Occur, Order, Query, SearchResult

from peluang.domain.catalogue.models import Mode, Offering, TrainingType
from peluang.engines.codes.regions import distance_km

from .asking import FEW, Ask, Words, both, hits_of, reach
from .index import OFFERINGS, searcher
from .results import PAGE_SIZE, Hint, Reading, TrainingItem, TrainingPage, pages_of
from .vacancy_search import WIDER_KM

#: Offerings read for one answer. The whole catalogue of the programme had 1,534.
_MOST_OFFERINGS = 3000


@dataclass(frozen=True)
class TrainingSearch:
    """regency: "33.20" or a province "33". Online offerings are near everywhere. price_max: rupiah."""

    words: str = ""
    regency: str | None = None
    radius_km: int | None = None
    mode: str | None = None
    price_max: int | None = None
    occupation: str | None = None


def search(asked: TrainingSearch, page: int, at: datetime.datetime) -> TrainingPage:
    """Two statements: the offerings that fit, and the types of one page. Raises RegionError."""
    opened = searcher(OFFERINGS)
    if opened is None:
        return TrainingPage([], 0, 0, 1, 1)
    ask = Ask(*opened, OFFERINGS.fields)
    words = Words.of(asked.words)
    found, reading, text = _find(ask, asked, words)
    ids = [str(ask.searcher.doc(address).get_first("id")) for _, address in found.hits]
    rows = Offering.objects.filter(id__in=ids).only(
        "id", "training_type", "provider", "mode", "price", "regency", "status"
    )
    by_id = {str(row.id): row for row in rows if row.status == "published"}
    groups: dict[object, list[Offering]] = {}
    for each in ids:
        if each in by_id:
            groups.setdefault(by_id[each].training_type_id, []).append(by_id[each])
    page = max(1, min(page, pages_of(len(groups))))
    shown = list(groups)[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    types = TrainingType.objects.select_related("occupation").in_bulk(shown)
    items = [_item(types[key], groups[key], asked.regency) for key in shown]
    hint = _hint(ask, asked, text) if not groups and asked.regency else None
    facets = {"mode": dict(Counter(row.mode for row in by_id.values()))}
    return TrainingPage(items, len(groups), len(by_id), page, pages_of(len(groups)), reading, facets, hint)


def _find(ask: Ask, asked: TrainingSearch, words: Words) -> tuple[SearchResult, Reading, Query | None]:
    if not words.pairs:
        return _run(ask, asked, None), "all", None
    text = words.all_of(ask)
    exact = _run(ask, asked, text)
    if hits_of(exact) >= FEW:
        return exact, "all", text
    alike = words.all_alike(ask)
    similar = _run(ask, asked, alike)
    if hits_of(similar) > hits_of(exact):
        return similar, "similar", alike
    if not hits_of(exact) and len(words.pairs) > 1:
        loose = words.any_of(ask)
        some = _run(ask, asked, loose)
        if hits_of(some):
            return some, "some", loose
    return exact, "all", text


def _run(ask: Ask, asked: TrainingSearch, text: Query | None) -> SearchResult:
    required = [*([text] if text else []), *_filters(ask, asked)]
    if text is None and asked.regency is None:
        return ask.searcher.search(both(*required), _MOST_OFFERINGS, True, "posted", 0, Order.Desc)
    return ask.searcher.search(both(*required), _MOST_OFFERINGS, True)


def _filters(ask: Ask, asked: TrainingSearch) -> list[Query]:
    made = []
    if asked.regency:
        inside = reach(asked.regency, asked.radius_km)
        near = ask.near(inside, asked.radius_km or 1, beside_words=bool(asked.words.strip()))
        online = ask.term("mode", Mode.ONLINE.value)
        made.append(Query.boolean_query([(Occur.Should, near), (Occur.Should, online)]))
    if asked.mode:
        made.append(ask.term("mode", asked.mode))
    if asked.price_max is not None:
        made.append(ask.between("price", None, asked.price_max))
    if asked.occupation:
        made.append(ask.term("occupation", asked.occupation))
    return made


def _item(kind: TrainingType, offerings: list[Offering], regency: str | None) -> TrainingItem:
    prices = [each.price for each in offerings]
    near = [
        distance_km(regency, each.regency_id)
        for each in offerings
        if regency and len(regency) > 2 and each.regency_id and each.mode != Mode.ONLINE
    ]
    return TrainingItem(
        kind, tuple(str(each.id) for each in offerings), len({each.provider_id for each in offerings}),
        tuple(sorted({each.mode for each in offerings})), min(prices), max(prices), min(near, default=None),
    )  # fmt: skip


def _hint(ask: Ask, asked: TrainingSearch, text: Query | None) -> Hint | None:
    wider = [km for km in WIDER_KM if km > (asked.radius_km or 0)] if len(asked.regency or "") > 2 else []
    for km in (*wider, None):
        other = replace(asked, radius_km=km) if km else replace(asked, regency=None, radius_km=None)
        total = hits_of(_run(ask, other, text))
        if total:
            return Hint(km, total)
    return None
