"""The words of trainings in both languages: a phrase → what it means, the longest phrase first.

Written by us (data/*.csv), one line a meaning with all its forms in Indonesian and English, so that a translated title
reads as the same meanings. Phrases are compared by stems; a single word first as it is written, because stems of single
words collide ("belajar" is not "mengajar", "pegawai" no "gawai"). A word with a slip of the keyboard is read as the
known word within one or two letters of it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

from peluang.engines.codes.tables import read_table as read_codes
from peluang.engines.text import is_stop_word, normalise, stem_word

from .vocabulary import set_of

#: Below this length a wrong letter makes too many other words; from the second on two wrong letters are forgiven.
_ONE_SLIP, _TWO_SLIPS = 6, 9
_SOFTWARE = set_of("office data design video 3d cad gis code accounting erp")
#: Shorter stems of single words belong to many words: "fitting" is no "fitness".
_TELLING_STEM = 4


def without_meaning(word: str) -> bool:
    """A stop word that is no part of a name ("make up", "start up")."""
    return word != "up" and is_stop_word(word)


@dataclass(frozen=True, slots=True)
class Entry:
    """kind: "concept", "tool", "language", "level" or "frame". weight: how much it says about what is taught, 0–1.
    group: meanings that exclude each other (car, motorcycle). implies: codes said along with it (barista: coffee).
    """

    kind: str
    code: str
    weight: float = 1.0
    group: str = ""
    implies: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    entry: Entry | None = None


class Lexicon:
    """`longest(words, stems, place)`: the entry whose form begins there and its length in words, or None."""

    def __init__(self) -> None:
        self._root = _Node()
        self._single: dict[str, Entry] = {}
        self.entries: dict[str, Entry] = {}
        self.words: set[str] = set()
        for form, entry in _forms():
            stems = form_stems(form)
            written = normalise(form).split()
            self.words.update(written)
            meant = [word for word in written if not without_meaning(word)] or written
            if len(meant) == 1:
                self._single.setdefault(meant[0], entry)
            node = self._root
            for stem in stems:
                node = node.next.setdefault(stem, _Node())
            # A form of two meanings keeps the first: files are read from the particular to the general.
            node.entry = node.entry or entry
            if entry.kind in ("concept", "tool"):
                self.entries.setdefault(entry.code, entry)

    def longest(self, words: Sequence[str], stems: Sequence[str], place: int) -> tuple[Entry, int] | None:
        node, found = self._root, None
        for length, stem in enumerate(stems[place:], start=1):
            following = node.next.get(stem)
            if following is None:
                break
            node = following
            if node.entry is not None:
                found = (node.entry, length)
        if found is None or found[1] == 1:
            exact = self._single.get(words[place])
            found = (exact, 1) if exact else found if _trusted(found, stems[place]) else None
        return found

    def implied(self, code: str) -> frozenset[str]:
        """Everything that `code` says along with itself, through all steps."""
        return _closure(self, code)


def _trusted(found: tuple[Entry, int] | None, stem: str) -> bool:
    """May this stem stand for the word? Names are not inflected: "excellence" is no Excel."""
    return found is not None and found[0].kind not in ("tool", "language") and len(stem) >= _TELLING_STEM


@lru_cache(maxsize=4096)
def _closure(lexicon: Lexicon, code: str) -> frozenset[str]:
    found: set[str] = set()
    open_codes = [code]
    while open_codes:
        entry = lexicon.entries.get(open_codes.pop())
        for each in entry.implies if entry else ():
            if each not in found:
                found.add(each)
                open_codes.append(each)
    return frozenset(found)


@cache
def lexicon() -> Lexicon:
    """Built at the first use, in some tenths of a second."""
    return Lexicon()


@cache
def _names() -> dict[str, str]:
    found = {}
    for name, column, prefix in (
        ("tools", "tool", "tool:"), ("concepts", "concept", ""), ("languages", "language", "lang:"),
    ):  # fmt: skip
        found.update({f"{prefix}{row[column]}": row["forms"].split("|")[0] for row in read_data(name)})
    return found


def word_of(code: str) -> str:
    """A meaning's first form, which is Indonesian or a name; a word outside the lexicon as its key."""
    return _names().get(code, code.split(":")[-1].lstrip("?"))


def form_stems(form: str) -> list[str]:
    words = normalise(form).split()
    return [stem_word(word) for word in words if not without_meaning(word)] or [stem_word(word) for word in words]


def read_data(name: str) -> list[dict[str, str]]:
    """Rows of data/<name>.csv; columns are separated by semicolons."""
    path = resources.files("peluang.engines.equivalence").joinpath("data").joinpath(f"{name}.csv")
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")), delimiter=";"))


def _forms() -> Iterator[tuple[str, Entry]]:
    for row in read_data("tools"):
        along = [_code(each) for each in row["implies"].split()]
        implies = frozenset(along + (["komputer", "perangkat-lunak"] if row["kind"] in _SOFTWARE else []))
        entry = Entry("tool", f"tool:{row['tool']}", 1.0, "", implies)
        yield from ((form, entry) for form in row["forms"].split("|"))
    for row in read_data("concepts"):
        entry = Entry("concept", row["concept"], float(row["weight"] or 1), row["group"],
                      frozenset(_code(each) for each in row["implies"].split()))  # fmt: skip
        yield from ((form, entry) for form in row["forms"].split("|"))
    for row in read_data("levels"):
        entry = Entry("level", row["level"])
        yield from ((form, entry) for form in row["forms"].split("|"))
    for row in read_data("languages"):
        always = set(row["always"].split())
        for form in row["forms"].split("|"):
            yield form, Entry("language", row["language"], 1.0, "always" if form in always else "")
    for row in read_data("frames"):
        entry = Entry("frame", "", float(row["weight"]))
        yield from ((form, entry) for form in row["forms"].split("|"))


def _code(written: str) -> str:
    return f"tool:{written.removesuffix(':tool')}" if written.endswith(":tool") else written


@cache
def known_words() -> frozenset[str]:
    """Words of the lexicon and of the skills' and occupations' names: what is no slip and no proper name."""
    words = set(lexicon().words)
    for table, columns in (("skills", ("name_id", "name_en")), ("skill_synonyms", ("text",)),
                           ("occupations", ("title_id", "title_en")), ("occupation_synonyms", ("text",))):  # fmt: skip
        for row in read_codes(table):
            for column in columns:
                words.update(normalise(row[column]).split())
    return frozenset(words)


@lru_cache(maxsize=1 << 16)
def corrected(word: str) -> str:
    """The word of the lexicon that was meant, if `word` is known nowhere and only one or two letters off."""
    if len(word) > 4 and word[-1] == "s" and word[:-1] in lexicon().words:
        return word[:-1]  # an English plural
    if len(word) < _ONE_SLIP or word in known_words() or without_meaning(word) or any(sign.isdigit() for sign in word):
        return word
    if stem_word(word) in _lexicon_stems():
        return word
    # Indonesian forms lie close together ("kebenaran", "kebakaran"): an inflected word may have one slip only.
    most = 2 if len(word) >= _TWO_SLIPS and stem_word(word, "id") == word else 1
    best, nearest = word, (most + 1, 0)
    for candidate in _by_first_letter().get(word[0], ()):
        if abs(len(candidate) - len(word)) <= most:
            # Of words as far, the one of the same letters: "seelling" is "selling", no "seedling".
            found = (_slips(word, candidate, min(most, nearest[0])), len(set(word) ^ set(candidate)))
            if found < nearest and found[0] <= most:
                best, nearest = candidate, found
    return best


@cache
def _lexicon_stems() -> frozenset[str]:
    return frozenset(stem_word(word) for word in lexicon().words)


@cache
def _by_first_letter() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in sorted(lexicon().words):
        if len(word) >= _ONE_SLIP:
            found.setdefault(word[0], []).append(word)
    return found


def _slips(one: str, other: str, most: int) -> int:
    """Letters wrong, missing, too many or swapped with their neighbour; most + 1 as soon as it is more than `most`."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, sign in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (sign != wanted))
            if i > 1 and j > 1 and sign == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
