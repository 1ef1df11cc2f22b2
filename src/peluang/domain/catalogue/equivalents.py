"""What the engine makes of the catalogue: pairs that people should look at, and types that imported rows belong to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from peluang.engines.equivalence import Clusters, Text, cluster, joins, judged, read

from .models import Offering, TrainingType

#: Different titles of one type that speak for it; more of them say the same again.
_MOST_TITLES = 25


@dataclass(frozen=True)
class Looked:
    """One published offering."""

    id: UUID
    title: str
    description: str
    training_type: UUID


@dataclass(frozen=True)
class Found:
    """A pair for people, the smaller key first. guard: what should keep apart two that stand in one type."""

    first: UUID
    second: UUID
    score: float
    guard: str = ""


def look(
    rows: Sequence[Looked], *, same: Sequence[tuple[UUID, UUID]], different: Sequence[tuple[UUID, UUID]]
) -> list[Found]:
    """same, different: pairs people decided; pairs with offerings that are not in `rows` are left out.

    One pair for each two types that may be one, and one for each part of a type that a guard keeps apart.
    """
    places = {row.id: place for place, row in enumerate(rows)}
    result = cluster(
        [Text(row.title, row.description) for row in rows],
        same=_placed(same, places), different=_placed(different, places),
    )  # fmt: skip
    decided = {_ordered(*pair) for pair in (*same, *different)}
    found = [*_across_types(rows, result), *_in_band(rows, result), *_within_types(rows, result)]
    best: dict[tuple[UUID, UUID], Found] = {}
    for each in found:
        if (each.first, each.second) not in decided:
            best.setdefault((each.first, each.second), each)
    return list(best.values())


def _placed(pairs: Sequence[tuple[UUID, UUID]], places: dict[UUID, int]) -> list[tuple[int, int]]:
    return [(places[one], places[other]) for one, other in pairs if one in places and other in places]


def _ordered(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    return (one, other) if one < other else (other, one)


def _pair(rows: Sequence[Looked], one: int, other: int, score: float, guard: str = "") -> Found:
    return Found(*_ordered(rows[one].id, rows[other].id), score, guard)


def _across_types(rows: Sequence[Looked], result: Clusters) -> list[Found]:
    """What is surely one training but stands in several types: the fullest type beside each of the others."""
    members: dict[int, list[int]] = defaultdict(list)
    for place, number in enumerate(result.cluster):
        members[number].append(place)
    found = []
    for places in members.values():
        types = Counter(rows[place].training_type for place in places)
        if len(types) < 2:
            continue
        first_of = {rows[place].training_type: place for place in reversed(places)}
        main = min(types, key=lambda each: (-types[each], each))
        found += [_judged(rows, first_of[main], first_of[each]) for each in sorted(types) if each != main]
    return found


def _in_band(rows: Sequence[Looked], result: Clusters) -> list[Found]:
    """Of each two types the likeliest pair."""
    best: dict[tuple[UUID, UUID], Found] = {}
    for pair in result.ask:
        types = _ordered(rows[pair.first].training_type, rows[pair.second].training_type)
        if types[0] != types[1]:
            best.setdefault(types, _pair(rows, pair.first, pair.second, pair.score))
    return list(best.values())


def _within_types(rows: Sequence[Looked], result: Clusters) -> list[Found]:
    """In each type the largest cluster beside every other that a guard keeps apart from it."""
    groups: dict[UUID, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, row in enumerate(rows):
        groups[row.training_type][result.cluster[place]].append(place)
    found = []
    for parts in groups.values():
        if len(parts) < 2:
            continue
        ordered = sorted(parts.values(), key=lambda places: (-len(places), places))
        for places in ordered[1:]:
            each = _judged(rows, ordered[0][0], places[0])
            if each.guard:
                found.append(each)
    return found


def _judged(rows: Sequence[Looked], one: int, other: int) -> Found:
    first, second = (read(rows[place].title, rows[place].description) for place in (one, other))
    pair = judged(one, other, first, second)
    return _pair(rows, one, other, pair.score, pair.guard)


def types_of_new(texts: Sequence[Text]) -> tuple[list[TrainingType | None], list[int]]:
    """For titles about to come in: the existing type each surely belongs to (2 statements), and a number that is equal
    for those that are surely the same among themselves.
    """
    types = list(TrainingType.objects.order_by("id"))
    titles: dict[UUID, dict[str, None]] = {each.id: dict.fromkeys((each.title_id, each.title_en)) for each in types}
    offered = Offering.objects.exclude(status="draft").order_by("id").values_list("training_type_id", "title")
    for training_type, title in offered.distinct():
        if len(titles[training_type]) < _MOST_TITLES:
            titles[training_type].setdefault(title)
    known = joins(texts, [[Text(title) for title in titles[each.id]] for each in types])
    numbers = cluster(texts).cluster
    return [None if place is None else types[place] for place in known], numbers
