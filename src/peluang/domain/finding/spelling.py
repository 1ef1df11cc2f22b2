"""What a mistyped word was meant to be: words of the index that differ by a letter or two."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tantivy import Searcher

#: Letters of a typed word from which one, and from which two mistakes are forgiven. Shorter words turn into others;
#: with letters only moved ("phyton") they seldom do.
_ONE_MISTAKE, _MOVED, _TWO_MISTAKES = 4, 6, 8
#: Letters of a word that may be meant: "las" by "laas".
_SHORTEST = 3
#: Words nobody else uses are seldom meant: so many of the commonest are looked at.
_MOST_WORDS = 200_000
#: So many candidates are looked for.
_MOST = 6
#: Typed words whose answers are kept.
_MOST_KEPT = 2000
#: The words of an index change slowly, and reading them costs: how long they are kept, in seconds.
_KEPT_SECONDS = 300.0


@dataclass(frozen=True)
class Meant:
    """A word of the index beside a typed one. mistakes: 1 or 2; times: in how many documents it stands."""

    word: str
    mistakes: int
    times: int


class Dictionary:
    """Words of an index with the letters that each has, so that most are left aside without a closer look."""

    def __init__(self, counted: list[tuple[str, int]]) -> None:
        told = [(word, times) for word, times in counted if len(word) >= _SHORTEST and word.isalpha()]
        self.words = [word for word, _ in told]
        self.times = [times for _, times in told]
        self.lengths: NDArray[np.int16] = np.array([len(word) for word in self.words], dtype=np.int16)
        self.letters: NDArray[np.uint32] = np.array([_letters(word) for word in self.words], dtype=np.uint32)
        self._found: dict[str, tuple[Meant, ...]] = {}

    def like(self, typed: str) -> tuple[Meant, ...]:
        """The nearest words, fewest mistakes first, then the commonest; none for a short word or one with digits."""
        if len(typed) < _ONE_MISTAKE or not typed.isalpha() or not self.words:
            return ()
        if typed not in self._found:
            if len(self._found) > _MOST_KEPT:
                self._found.clear()
            self._found[typed] = self._look(typed)
        return self._found[typed]

    def _look(self, typed: str) -> tuple[Meant, ...]:
        most = 2 if len(typed) >= _MOVED else 1
        # Each mistake alters the length by one at most, and the set of letters by two.
        near = np.abs(self.lengths - len(typed)) <= most
        near &= np.bitwise_count(self.letters ^ np.uint32(_letters(typed))) <= 2 * most
        found = []
        for place in np.flatnonzero(near).tolist():
            word = self.words[place]
            allowed = 2 if len(typed) >= _TWO_MISTAKES or (most == 2 and sorted(word) == sorted(typed)) else 1
            mistakes = distance(typed, word, allowed)
            if 0 < mistakes <= allowed:
                found.append(Meant(word, mistakes, self.times[place]))
        return tuple(sorted(found, key=lambda each: (each.mistakes, -each.times, each.word))[:_MOST])


def distance(one: str, other: str, most: int) -> int:
    """Letters put in, left out, exchanged or swapped with their neighbour (restricted Damerau-Levenshtein); most + 1
    for anything further apart.
    """
    start, end = 0, 0
    least = min(len(one), len(other))
    while start < least and one[start] == other[start]:
        start += 1
    while end < least - start and one[-1 - end] == other[-1 - end]:
        end += 1
    one, other = one[start : len(one) - end], other[start : len(other) - end]
    if most == 1 and max(len(one), len(other)) > 2:
        return 2
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, sign in enumerate(one, 1):
        now = [row]
        for column, mark in enumerate(other, 1):
            cost = min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (sign != mark))
            if row > 1 and column > 1 and sign == other[column - 2] and one[row - 2] == mark:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        if min(now) > most:
            return most + 1
        before, last = last, now
    return min(last[-1], most + 1)


def _letters(word: str) -> int:
    """A bit for each letter; those outside a to z share one."""
    bits = 0
    for sign in word:
        place = ord(sign) - 97
        bits |= 1 << (place if 0 <= place < 26 else 26)
    return bits


_kept: dict[Path, tuple[float, Dictionary]] = {}
_lock = threading.Lock()


def dictionary(folder: Path, searcher: Searcher) -> Dictionary:
    """Of the index in `folder`, read at most every five minutes."""
    now = time.monotonic()
    with _lock:
        kept = _kept.get(folder)
        if kept is None or now - kept[0] > _KEPT_SECONDS or not kept[1].words:
            kept = _kept[folder] = (now, Dictionary(searcher.terms_with_prefix("spelled", "", limit=_MOST_WORDS)))
        return kept[1]
