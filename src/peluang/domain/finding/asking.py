"""Questions to an index: single words, typing mistakes, filters, nearness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tantivy import FieldType, Index, Occur, Query, Schema, Searcher, SearchResult

from peluang.engines.codes.regions import regencies, regencies_within
from peluang.engines.text import stem_word

from .schema import Field, Kind
from .spelling import Dictionary, dictionary

#: Fewer hits than this: look again, forgiving typing mistakes.
FEW = 3
#: Radii tried in turn when little is near, km; then anywhere.
WIDER_KM = (25, 40, 75, 150, 300)
#: Fields that say what something is called; names of skills are sentences ("memulai usaha"), "body" talks about it.
_NAMES = ("title", "occupation_words", "organisation", "place")
#: What nearness adds to the score of words, at most, and what it weighs alone.
_NEARNESS_BESIDE_WORDS = 4.0
_NEARNESS_ALONE = 1000.0


@dataclass(frozen=True)
class Ask:
    """A question on its way: `index` with the searcher of one commit, and the fields that hold words."""

    index: Index
    searcher: Searcher
    fields: tuple[Field, ...]
    folder: Path

    @property
    def spelling(self) -> Dictionary:
        return dictionary(self.folder, self.searcher)

    @property
    def schema(self) -> Schema:
        return self.index.schema

    def term(self, name: str, value: str) -> Query:
        return Query.const_score_query(Query.term_query(self.schema, name, value, "basic"), 0.0)

    def any_of(self, name: str, values: Sequence[str]) -> Query:
        return Query.const_score_query(Query.term_set_query(self.schema, name, list(values)), 0.0)

    def between(self, name: str, low: int | None = None, high: int | None = None) -> Query:
        found = Query.range_query(self.schema, name, FieldType.Unsigned, low, high)
        return Query.const_score_query(found, 0.0)

    def near(self, reach: Mapping[str, float], radius_km: float, beside_words: bool) -> Query:
        """Inside the exact set of regencies, and the higher the nearer. reach: regency code → km."""
        most = _NEARNESS_BESIDE_WORDS if beside_words else _NEARNESS_ALONE
        span = max(radius_km, 1.0)
        scored = [
            Query.const_score_query(
                Query.term_query(self.schema, "regency", code, "basic"), most * (1 - 0.9 * km / span)
            )
            for code, km in reach.items()
        ]
        return Query.boolean_query([(Occur.Should, each) for each in scored]) if scored else Query.empty_query()

    def newer(self, this_week: int) -> list[Query]:
        """Small bonuses for what was posted this week and in the four before: they only order equals."""
        return [
            Query.const_score_query(Query.term_query(self.schema, "week", str(this_week - age), "basic"), bonus)
            for age, bonus in enumerate((0.5, 0.4, 0.3, 0.2, 0.1))
        ]

    def word(self, stem: str) -> Query:
        """One word in the field where it says most."""
        return Query.disjunction_max_query(
            [
                Query.boost_query(Query.term_query(self.schema, each.name, stem, "freq"), each.boost)
                for each in self.fields
                if each.kind is Kind.WORDS and each.name != "spelled"
            ],
            0.1,
        )

    def known(self, stem: str) -> int:
        """In how many documents a word stands, roughly."""
        return max(self.searcher.doc_freq(each, stem) for each in (*_NAMES, "skill_words", "body"))

    def names(self, stem: str) -> bool:
        """Whether some work, organisation or place is called so."""
        return any(self.searcher.doc_freq(each, stem) for each in _NAMES)

    def like(self, written: str, stem: str) -> Query:
        """The word itself or one that differs by one or two mistakes; the more mistakes, the less it counts."""
        similar = [
            Query.boost_query(self.word(stem_word(each.word)), 0.6 if each.mistakes == 1 else 0.3)
            for each in self.spelling.like(written)
        ]
        return Query.disjunction_max_query([self.word(stem), *similar]) if similar else self.word(stem)


def both(*required: Query, bonus: Sequence[Query] = ()) -> Query:
    """All of `required`; `bonus` only adds to the score."""
    parts = [(Occur.Must, each) for each in required] + [(Occur.Should, each) for each in bonus]
    return Query.boolean_query(parts) if parts else Query.all_query()


def reach(place: str, radius_km: float | None) -> dict[str, float]:
    """Regency code → km for a regency ("33.20"), or all of a province ("33") at 0 km.

    radius None: the regency alone. Raises RegionError for an unknown code.
    """
    if len(place) == 2:
        return {each.code: 0.0 for each in regencies(place)}
    return dict(regencies_within(place, radius_km or 0.0))


def hits_of(found: SearchResult) -> int:
    """How many documents there are in all (tantivy's type stub leaves the attribute out)."""
    return int(getattr(found, "count", 0) or 0)
