"""Searching trainings: offerings are found, their types are shown.

Words, place, price, occupation and skills come from the index; dates and free seats from the classes of what it found,
since every booking changes them.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import F
from tantivy import Occur, Order, Query, SearchResult

from peluang.domain.catalogue.models import Mode, Offering, OfferingSkill, TrainingType
from peluang.domain.learning.models import TrainingClass
from peluang.engines.codes.regions import distance_km
from peluang.engines.rules import local_date

from .asking import FEW, WIDER_KM, Ask, both, hits_of, reach
from .index import OFFERINGS, searcher
from .results import PAGE_SIZE, Hint, Reading, TrainingItem, TrainingPage, pages_of
from .words import Words

#: Without the institution's name: what "Karya Las" teaches besides is not what somebody who types "las" looks for.
_WHAT_IS_TAUGHT = tuple(each for each in OFFERINGS.fields if each.name != "organisation")
#: Offerings read for one answer. The whole catalogue of the programme had 1,534.
_MOST_OFFERINGS = 3000


@dataclass(frozen=True)
class TrainingSearch:
    """regency: "33.20" or a province "33". Online offerings are near everywhere. price_max: rupiah. skills: codes, any
    of which it must teach. starts_from, starts_by: local dates of a class's first day. free_seats: only with a class
    that still has one.
    """

    words: str = ""
    regency: str | None = None
    radius_km: int | None = None
    mode: str | None = None
    price_max: int | None = None
    occupation: str | None = None
    skills: tuple[str, ...] = ()
    starts_from: datetime.date | None = None
    starts_by: datetime.date | None = None
    free_seats: bool = False

    @property
    def asks_for_a_class(self) -> bool:
        return bool(self.starts_from or self.starts_by or self.free_seats)


def search(asked: TrainingSearch, page: int, at: datetime.datetime) -> TrainingPage:
    """At most 5 statements: offerings that fit, their classes, the types of one page, their next classes and, when
    skills were asked for, what they teach of them. Raises RegionError.
    """
    opened = searcher(OFFERINGS)
    if opened is None:
        return TrainingPage([], 0, 0, 1, 1)
    ask = Ask(*opened, OFFERINGS.fields, OFFERINGS.folder)
    words = Words.of(asked.words).whole()
    found, reading, text = _find(ask, asked, words)
    by_id = _rows(ask, found, asked, at)
    groups: dict[Any, list[Offering]] = {}
    for row in by_id.values():
        groups.setdefault(row.training_type_id, []).append(row)
    if asked.skills:
        groups = _most_taught_first(groups, _taught(by_id, asked.skills))
    page = max(1, min(page, pages_of(len(groups))))
    shown = list(groups)[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    items = _items(shown, groups, asked, at)
    hint = _hint(ask, asked, text) if not groups and asked.regency else None
    facets = {"mode": dict(Counter(row.mode for row in by_id.values()))}
    return TrainingPage(items, len(groups), len(by_id), page, pages_of(len(groups)), reading, facets, hint)


def _rows(ask: Ask, found: SearchResult, asked: TrainingSearch, at: datetime.datetime) -> dict[str, Offering]:
    """Published offerings in the order of the hits; with a wish for a class only those that have one."""
    ids = [str(ask.searcher.doc(address).get_first("id")) for _, address in found.hits]
    rows = Offering.objects.filter(id__in=ids).only(
        "id", "training_type", "provider", "mode", "price", "regency", "status"
    )
    by_id = {str(row.id): row for row in rows if row.status == "published"}
    if asked.asks_for_a_class:
        having = {str(each) for each in _classes(by_id, asked, at)}
        by_id = {key: row for key, row in by_id.items() if key in having}
    return {each: by_id[each] for each in ids if each in by_id}


def _classes(offerings: Iterable[Any], asked: TrainingSearch, at: datetime.datetime) -> dict[UUID, TrainingClass]:
    """By offering: the first open class that fits, one with a free seat first (1 statement)."""
    coming = TrainingClass.objects.filter(offering_id__in=list(offerings), status="open", starts_at__gt=at)
    if asked.free_seats:
        coming = coming.filter(seats__gt=F("seats_taken") + F("seats_held"))
    made: dict[UUID, TrainingClass] = {}
    for each in coming.order_by("starts_at", "id"):
        day = local_date(each.starts_at)
        if (asked.starts_from and day < asked.starts_from) or (asked.starts_by and day > asked.starts_by):
            continue
        known = made.get(each.offering_id)
        if known is None or (known.seats_left < 1 and each.seats_left > 0):
            made[each.offering_id] = each
    return made


def _taught(offerings: Iterable[Any], skills: tuple[str, ...]) -> dict[UUID, set[str]]:
    made: dict[UUID, set[str]] = {}
    rows = OfferingSkill.objects.filter(offering_id__in=list(offerings), skill_id__in=skills)
    for offering, skill in rows.values_list("offering_id", "skill_id"):
        made.setdefault(offering, set()).add(skill)
    return made


def _most_taught_first(
    groups: Mapping[Any, list[Offering]], taught: Mapping[UUID, set[str]]
) -> dict[Any, list[Offering]]:
    """Types by how many of the asked skills one of their offerings teaches; equals stay in their order."""

    def most(kind: Any) -> int:
        return max(len(taught.get(each.id, ())) for each in groups[kind])

    return {kind: groups[kind] for kind in sorted(groups, key=most, reverse=True)}


def _items(
    shown: list[Any], groups: Mapping[Any, list[Offering]], asked: TrainingSearch, at: datetime.datetime
) -> list[TrainingItem]:
    types = TrainingType.objects.select_related("occupation").in_bulk(shown)
    offerings = [each.id for kind in shown for each in groups[kind]]
    coming = _classes(offerings, asked, at) if offerings else {}
    taught = _taught(offerings, asked.skills) if asked.skills else {}
    return [_item(types[kind], groups[kind], asked.regency, coming, taught) for kind in shown]


def _find(ask: Ask, asked: TrainingSearch, words: Words) -> tuple[SearchResult, Reading, Query | None]:
    if not words.pairs:
        return _run(ask, asked, None), "all", None
    taught = words.all_of(replace(ask, fields=_WHAT_IS_TAUGHT))
    found = _run(ask, asked, taught)
    if hits_of(found) >= FEW:
        return found, "all", taught
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
    if asked.skills:
        made.append(ask.any_of("skill", asked.skills))
    return made


def _item(
    kind: TrainingType, offerings: list[Offering], regency: str | None, coming: Mapping[UUID, TrainingClass],
    taught: Mapping[UUID, set[str]],
) -> TrainingItem:  # fmt: skip
    prices = [each.price for each in offerings]
    near = [
        distance_km(regency, each.regency_id)
        for each in offerings
        if regency and len(regency) > 2 and each.regency_id and each.mode != Mode.ONLINE
    ]
    classes = [coming[each.id] for each in offerings if each.id in coming]
    return TrainingItem(
        kind, tuple(str(each.id) for each in offerings), len({each.provider_id for each in offerings}),
        tuple(sorted({each.mode for each in offerings})), min(prices), max(prices), min(near, default=None),
        min(classes, key=lambda each: (each.seats_left < 1, each.starts_at), default=None),
        tuple(sorted(set().union(*(taught.get(each.id, ()) for each in offerings)))),
    )  # fmt: skip


def _hint(ask: Ask, asked: TrainingSearch, text: Query | None) -> Hint | None:
    wider = [km for km in WIDER_KM if km > (asked.radius_km or 0)] if len(asked.regency or "") > 2 else []
    for km in (*wider, None):
        other = replace(asked, radius_km=km) if km else replace(asked, regency=None, radius_km=None)
        total = hits_of(_run(ask, other, text))
        if total:
            return Hint(km, total)
    return None
