"""Digits however they are written, and the runs they make."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_WORDS = {
    "nol": "0", "kosong": "0", "zero": "0", "satu": "1", "one": "1", "dua": "2", "two": "2", "tiga": "3", "three": "3",
    "empat": "4", "four": "4", "lima": "5", "five": "5", "enam": "6", "six": "6", "tujuh": "7", "seven": "7",
    "delapan": "8", "lapan": "8", "eight": "8", "sembilan": "9", "nine": "9",
}  # fmt: skip
_TEENS = {"sepuluh": "10", "sebelas": "11"}
_ONE = "|".join(sorted([*_WORDS, *_TEENS], key=len, reverse=True))
#: Whole words, also grown together ("nolsatu"); a word inside another ("bersatu") is none.
_SPOKEN = re.compile(rf"(?<![^\W\d_])(?:(?:{_ONE})(?:\s?(?:belas|puluh))?)+(?![^\W\d_])", re.IGNORECASE)
_PART = re.compile(rf"({_ONE})(\s?(?:belas|puluh))?", re.IGNORECASE)
#: Letters that pass for digits, in a group that holds digits and nothing else.
_ALIKE = re.compile(r"(?<![^\W_])[\doOlI|]*\d[\doOlI|]*(?![^\W_])")
_LOOKS = str.maketrans({"o": "0", "O": "0", "l": "1", "I": "1", "|": "1"})
#: What stands between the digits of one number: signs and spaces, a few words for signs, nothing else.
_BETWEEN = re.compile(
    r"(?:[^\w]|_|\b(?:titik|strip|spasi|garis|plus|dot|dash|space|dan|lalu|terus|sambung|then|and)\b){0,24}",
    re.IGNORECASE,
)
#: Between two numbers rather than inside one.
_APART = re.compile(r"[,;\n/]|\b(?:dan|and|lalu|then|atau|or)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Group:
    """Digits that stand together. start, end: where, in characters; written: in figures rather than words."""

    start: int
    end: int
    digits: str
    written: bool = True


@dataclass(frozen=True)
class Run:
    """Groups with nothing but signs between them."""

    groups: tuple[Group, ...]

    @property
    def start(self) -> int:
        return self.groups[0].start

    @property
    def end(self) -> int:
        return self.groups[-1].end

    @property
    def digits(self) -> str:
        return "".join(each.digits for each in self.groups)


def runs(text: str) -> list[Run]:
    found: list[list[Group]] = []
    for group in _groups(text):
        if found and _BETWEEN.fullmatch(text, found[-1][-1].end, group.start):
            found[-1].append(group)
        else:
            found.append([group])
    return [Run(tuple(each)) for each in found]


def pieces(text: str, run: Run) -> list[str]:
    """The digits of a run, divided where one number ends and another begins ("0812…, 0813…")."""
    parts = [""]
    for before, group in zip((None, *run.groups), run.groups):
        if before is not None and _APART.search(text[before.end : group.start]):
            parts.append("")
        parts[-1] += group.digits
    return parts


def _groups(text: str) -> list[Group]:
    """In order, none overlapping: spoken words, groups with letters that pass for digits, digits of any script."""
    taken = [
        Group(each.start(), each.end(), "".join(_spoken(*part) for part in _PART.findall(each.group())), written=False)
        for each in _SPOKEN.finditer(text)
    ]
    covered = {place for group in taken for place in range(group.start, group.end)}
    for each in _ALIKE.finditer(text):
        shown = each.group().translate(_LOOKS)
        if not covered & set(range(*each.span())):
            taken.append(Group(each.start(), each.end(), "".join(_figure(sign) for sign in shown)))
            covered |= set(range(*each.span()))
    for place, sign in enumerate(text):
        if place not in covered and _figure(sign):
            taken.append(Group(place, place + 1, _figure(sign)))
    return sorted(taken, key=lambda group: group.start)


def _spoken(word: str, tens: str) -> str:
    known = word.lower()
    digit = _WORDS.get(known, _TEENS.get(known, ""))
    if not tens:
        return digit
    return f"1{digit}" if tens.strip().lower() == "belas" else f"{digit}0"


def _figure(sign: str) -> str:
    """ "7" for 7, ７, ⑦ and ٧; "" for what is no digit."""
    value = unicodedata.digit(sign, None)
    return "" if value is None else str(value)
