"""Names as they are given in each region: one word in much of Java, a clan's name in North Sumatra."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.object_]


@lru_cache(maxsize=1)
def _books() -> dict[str, dict[str, Any]]:
    text = files("peluang.demo").joinpath("data", "names.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def full_names(
    random: np.random.Generator, culture: NDArray[np.int64], cultures: tuple[str, ...], woman: NDArray[np.bool_]
) -> Words:
    """A name of one to four words for each person, by culture (places in `cultures`) and sex."""
    found = np.empty(len(culture), dtype=object)
    for place, name in enumerate(cultures):
        for sex in (True, False):
            rows = np.flatnonzero((culture == place) & (woman == sex))
            if len(rows):
                found[rows] = _some(random, _books()[name], "f" if sex else "m", len(rows))
    return found


def _some(random: np.random.Generator, book: dict[str, Any], sex: str, count: int) -> Words:
    first = _words(random, book[sex].split(), count)
    second = _words(random, book[f"second_{sex}"].split(), count)
    chance = random.random(count)
    three = random.random(count) < book["three"]
    if "family" in book:  # given name, perhaps a second, then the clan
        family = _words(random, book["family"].split(), count)
        given = np.where(three, first + " " + second, first)
        return given + " " + family
    found = np.where(chance < book["single"], first, first + " " + second)
    longer = three & (chance >= book["single"])
    third = _words(random, book[f"second_{sex}"].split(), count)
    found = np.where(longer & (third != second), first + " " + second + " " + third, found)
    if f"birth_order_{sex}" in book:
        order = _words(random, book[f"birth_order_{sex}"].split("|"), count)
        short = first + np.where(random.random(count) < 0.5, "", " " + second)
        return order + " " + short
    return found


def _words(random: np.random.Generator, words: list[str], count: int) -> Words:
    return np.array(words, dtype=object)[random.integers(0, len(words), count)]


def one_name(random: np.random.Generator, culture: str, woman: bool) -> str:
    return str(_some(random, _books()[culture], "f" if woman else "m", 1)[0])
