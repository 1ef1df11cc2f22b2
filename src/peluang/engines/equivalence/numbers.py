"""What the numbers of a title mean: a welding position and a score part trainings, a batch and a year do not.

Marks are (kind → values). Kinds of `WHOLE` part as soon as they are not the same set ("1G dan 2G" is not "1G").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from .vocabulary import set_of

Marks = dict[str, frozenset[str]]

#: Said by one side only, these leave it open whether the other side is the same.
TELLING = frozenset(
    {"position", "part", "score", "grade", "kkni", "cefr", "examlevel", "letter", "iso", "size", "dimension", "version",
     "number", "type"}
)  # fmt: skip

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_ROUNDS = set_of("batch angkatan gelombang periode period sesi session termin edisi edition tahap stage")
_PARTS = set_of("part bagian modul module seri series volume vol jilid unit")
_LEVELS = set_of("level tingkat tkt lvl grade jenjang")
_GRADES = set_of("kelas class")
_TYPES = set_of("tipe type golongan kategori")
_SCORED = set_of("toefl ielts toeic")
_EXAM_LEVELS = set_of("hsk topik jlpt")
_TIMES = {"jam": "hour", "hour": "hour", "hours": "hour", "jp": "hour", "hari": "day", "day": "day", "days": "day",
          "minggu": "week", "week": "week", "weeks": "week", "bulan": "month", "month": "month", "months": "month",
          "pertemuan": "meeting", "meeting": "meeting", "meetings": "meeting"}  # fmt: skip
_SIZES = set_of("ton kg watt kw kwp kva kv volt pk cc inch inci liter meter")
#: Counted things that say nothing of what is taught.
_COUNTED = set_of(
    """step steps langkah cara tips trik resep menu macam jenis juta ribu orang peserta people persen x kali
    participants rupiah jt rb materi video ebook bonus"""
)
_BETWEEN_LETTERS = set_of("dan and in of pajak perpajakan tax taxation")
_LETTERS = _BETWEEN_LETTERS | {"a", "b", "c", "d", "ab", "b1", "b2"}
_POSITION = re.compile(r"[1-6][fgr]r?$")
_DIMENSION = re.compile(r"[23]d$")
_CEFR = re.compile(r"[abc][12]$")
_JLPT = re.compile(r"n[1-5]$")
_VERSION = re.compile(r"(?:v|cs|x)\d{1,2}$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_JOINED = re.compile(r"^(\d+)(ton|kg|watt|kva|pk|cc|jam|jp|hari|jt|rb|k)$")


def read_numbers(words: Sequence[str], *, language_course: bool) -> tuple[Marks, dict[str, str], list[str]]:
    """Marks, steps of a scale ({"step": "2"} or {}), and the words that are left, in order."""
    reader = _Reader([part for word in words for part in _JOINED.sub(r"\1 \2", word).split()], language_course)
    place = 0
    while place < len(reader.words):
        taken = next((count for rule in reader.rules if (count := rule(place))), 0)
        if not taken:
            reader.left.append(reader.words[place])
        place += taken or 1
    return {kind: frozenset(values) for kind, values in reader.found.items()}, reader.steps, reader.left


class _Reader:
    """Rules look at one place each and say how many words they took: 0 for none."""

    def __init__(self, words: list[str], language_course: bool) -> None:
        self.words, self._language_course = words, language_course
        self.found: dict[str, set[str]] = defaultdict(set)
        self.steps: dict[str, str] = {}
        self.left: list[str] = []
        self._scored = not _SCORED.isdisjoint(words)
        self.rules = (
            self._round, self._part, self._kkni, self._level, self._grade, self._type, self._letters, self._iso,
            self._score, self._exam_level, self._bare, self._alphanumeric, self._last_roman,
        )  # fmt: skip

    def _at(self, place: int) -> str:
        return self.words[place] if place < len(self.words) else ""

    def _round(self, place: int) -> int:
        """ "Batch 3", "Angkatan II", "Sesi A", "Bintang 5": says nothing of what is taught."""
        after = self._at(place + 1)
        counts = bool(_number(after)) or after.isdigit()
        if self.words[place] in _ROUNDS and (counts or len(after) == 1):
            return 2
        return 2 if self.words[place] in ("bintang", "sd") and counts else 0

    def _part(self, place: int) -> int:
        number = _number(self._at(place + 1))
        if self.words[place] in _PARTS and number:
            self.found["part"].add(number)
            return 2
        return 0

    def _kkni(self, place: int) -> int:
        """ "KKNI level 3", "level KKNI 3", "KKNI III"."""
        end = place
        while self._at(end) in _LEVELS or self._at(end) == "kkni":
            end += 1
        if "kkni" not in self.words[place:end]:
            return 0
        if number := _number(self._at(end)):
            self.found["kkni"].add(number)
            end += 1
        return end - place

    def _level(self, place: int) -> int:
        after = self._at(place + 1)
        if self.words[place] not in _LEVELS:
            return 0
        if _CEFR.match(after):
            self.found["cefr"].add(after)
        elif number := _number(after):
            self.steps["step"] = number
        elif len(after) == 1 and after.isalpha():
            self.found["letter"].add(after)
        else:
            return 0
        return 2

    def _grade(self, place: int) -> int:
        """ "Kelas 2" of operators is a grade; "Kelas A" is a round."""
        after = self._at(place + 1)
        if self.words[place] not in _GRADES:
            return 0
        if number := _number(after):
            self.found["grade"].add(number)
            return 2
        return 2 if len(after) == 1 and after.isalpha() else 0

    def _type(self, place: int) -> int:
        after = self._at(place + 1)
        if self.words[place] in _TYPES and (_number(after) or len(after) == 1):
            self.found["type"].add(_number(after) or after)
            return 2
        return 0

    def _letters(self, place: int) -> int:
        """ "Brevet A dan B", "SIM B1"."""
        if self.words[place] not in ("brevet", "sim"):
            return 0
        self.left.append(self.words[place])
        end = place + 1
        while self._at(end) in _LETTERS:
            if self.words[end] not in _BETWEEN_LETTERS:
                self.found["letter"].update("ab" if self.words[end] == "ab" else (self.words[end],))
            end += 1
        return end - place

    def _iso(self, place: int) -> int:
        after = self._at(place + 1)
        if self.words[place] == "iso" and after.isdigit():
            self.found["iso"].add(after)
            self.left.append(f"iso{after}")
            return 2
        return 0

    def _score(self, place: int) -> int:
        """ "TOEFL 500", "IELTS 6.5" (two words by then)."""
        after, half = self._at(place + 1), self._at(place + 2)
        if self.words[place] not in _SCORED or not after.isdigit():
            return 0
        self.left.append(self.words[place])
        halved = len(after) == 1 and half in ("0", "5")
        self.found["score"].add(f"{after}.5" if halved and half == "5" else after)
        return 3 if halved else 2

    def _exam_level(self, place: int) -> int:
        """ "HSK 3", "HSK level 3", "N5" of a Japanese course."""
        word = self.words[place]
        if word in _EXAM_LEVELS:
            further = 2 if self._at(place + 1) in _LEVELS else 1
            if number := _number(self._at(place + further)):
                self.left.append(word)
                self.found["examlevel"].add(number)
                return further + 1
        if self._language_course and _JLPT.match(word):
            self.left.append("jlpt")
            self.found["examlevel"].add(word[1:])
            return 1
        return 0

    def _bare(self, place: int) -> int:
        """A number with what it counts, or alone."""
        word, after = self.words[place], self._at(place + 1)
        if not word.isdigit():
            return 0
        if after in _TIMES:
            self.found[_TIMES[after]].add(str(int(word)))
            return 2
        if after in _SIZES:
            self.found["size"].add(f"{int(word)} {after}")
            return 2
        if word == "101" and not after.isdigit():
            return 0  # "Bread 101" is a level's name
        if after not in _COUNTED and not _YEAR.match(word) and int(word):
            self.found["score" if self._scored and len(word) == 3 else "number"].add(str(int(word)))
        return 1

    def _alphanumeric(self, place: int) -> int:
        """ "3G", "2D", "B1" of a language course, "CS6"."""
        word = self.words[place]
        if _POSITION.match(word):
            self.found["position"].add(word)
        elif _DIMENSION.match(word):
            self.found["dimension"].add(word)
        elif self._language_course and _CEFR.match(word):
            self.found["cefr"].add(word)
        elif _VERSION.match(word):
            self.found["version"].add(word)
        else:
            return 0
        return 1

    def _last_roman(self, place: int) -> int:
        """ "Menjahit II"; a lone "I" needs two words before it."""
        word = self.words[place]
        if place == len(self.words) - 1 and word in _ROMAN and place > (1 if word == "i" else 0):
            self.steps["step"] = _ROMAN[word]
            return 1
        return 0


def _number(word: str) -> str:
    """The number a word writes, in digits; "" if it writes none."""
    if word.isdigit() and len(word) <= 2:
        return str(int(word))
    return _ROMAN.get(word, "")
