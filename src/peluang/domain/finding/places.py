"""Regencies and provinces as people type them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from peluang.engines.codes.regions import Found, find_regency, province, provinces, regencies, regency
from peluang.engines.codes.regions.registry import RegionError
from peluang.engines.codes.tables import read_table
from peluang.engines.text import normalise

_OFFICIAL = {"kabupaten", "kota", "administrasi", "provinsi"}


@dataclass(frozen=True)
class PlaceSuggestion:
    """code: "33.20" or, for a province, "33". note: where a regency lies."""

    code: str
    label: str
    note: str


@lru_cache(maxsize=1)
def _terms() -> tuple[tuple[str, int, PlaceSuggestion], ...]:
    """(folded words from this word on, rank, suggestion): 514 regencies and 38 provinces, a few thousand terms."""
    made = []
    for each in regencies():
        where = PlaceSuggestion(each.code, each.name, province(each.province).name)
        made += [(text, rank, where) for text, rank in _starts(each.name)]
    for one in provinces():
        where = PlaceSuggestion(one.code, f"Provinsi {one.name}", "")
        made += [(text, rank + 1, where) for text, rank in _starts(one.name)]
    return tuple(made)


def _starts(name: str) -> list[tuple[str, int]]:
    words = normalise(name).split()
    telling = [word for word in words if word not in _OFFICIAL]
    whole = [(" ".join(words), 1)] if telling != words else []
    return [(" ".join(telling[start:]), 0 if start == 0 else 2) for start in range(len(telling))] + whole


@lru_cache(maxsize=1)
def _short_names() -> dict[str, tuple[str, ...]]:
    """Code of a regency or province → what people call it instead: "solo", "jogja", "jatim"."""
    made: dict[str, tuple[str, ...]] = {}
    for table, column in (("regency_aliases", "regency"), ("province_aliases", "province")):
        for row in read_table(table):
            made[row[column]] = (*made.get(row[column], ()), row["alias"])
    return made


def short_names(code: str) -> tuple[str, ...]:
    """Other names of a regency and of its province."""
    return (*_short_names().get(code, ()), *_short_names().get(code[:2], ()))


def lookup_regency(text: str, most: int = 8) -> list[PlaceSuggestion]:
    """Places with a word that begins like `text`, the shortest name first. From memory, about a millisecond."""
    wanted = normalise(text)
    if not wanted:
        return []
    found = [(rank, len(term), where) for term, rank, where in _terms() if term.startswith(wanted)]
    found.sort(key=lambda each: (each[0], each[1], each[2].code))
    return list({where.code: where for _, _, where in found}.values())[:most]


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    """Folded label and folded whole name → code, the first that has it."""
    made: dict[str, str] = {}
    for term, rank, where in sorted(_terms(), key=lambda each: each[1]):
        if rank < 2:
            made.setdefault(term, where.code)
        made.setdefault(normalise(where.label), where.code)
    return made


@lru_cache(maxsize=4096)
def resolve_place(text: str) -> str | None:
    """A regency's or province's code from a code, a full name or what people write; None when it is unclear.

    A name that several share ("Bandung") is the first of them by code: the page says which one it took.
    """
    text = text.strip()
    if not text:
        return None
    if text.replace(".", "").isdigit():
        try:
            return province(text).code if len(text) == 2 else regency(text).code
        except RegionError:
            return None
    exact = _labels().get(normalise(text))
    if exact:
        return exact
    named = find_regency(text)
    if isinstance(named, Found):
        return named.code
    near = lookup_regency(text, most=1)
    return near[0].code if near else None


def place_label(code: str) -> str:
    """Raises RegionError for an unknown code."""
    return f"Provinsi {province(code).name}" if len(code) == 2 else regency(code).name
