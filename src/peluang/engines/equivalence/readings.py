"""A title and its description read as what is taught: meanings with weights, and what guards look at.

The words before "untuk", "bagi", "for" say what is taught, those behind it for whom; behind "menjadi" stands the trade
it leads to, behind "dengan" the tool. A language course is the exception: "English for drivers" is another course than
"English for cashiers".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from peluang.engines.text import normalise, stem_word

from .foreign import key
from .lexicon import Entry, corrected, known_words, lexicon, without_meaning
from .numbers import Marks, read_numbers
from .vocabulary import set_of

Level = tuple[str, int]  # ("word", 0–3) or ("step", n); 0 is "from the basics to mastery"

_PURPOSE = set_of("untuk bagi for khusus buat guna agar khususnya kepada towards supaya")
_BECOME = set_of("menjadi sebagai become becoming as jadi")
_WITH = set_of("dengan menggunakan memakai pakai via melalui lewat with using berbasis through memanfaatkan")
_PERSON = set_of("bersama by oleh ala")
_PLACE = set_of("di pada in at dalam on")
_SHARE = {"head": 1.0, "with": 1.0, "place": 0.6, "become": 0.25, "purpose": 0.3, "person": 0.15}
_SPOKEN = frozenset({"percakapan", "presentasi", "public-speaking", "menulis", "komunikasi", "tata-bahasa"})
#: Words that make a people's name its language: "Korean course" is one, "Korean food" is not.
_COURSE_OF_LANGUAGE = frozenset({"percakapan", "tata-bahasa", "aksara", "penerjemah"})
_EXAMS = set_of("tool:toefl tool:ielts tool:toeic tool:jlpt tool:jft tool:hsk tool:topik tool:eps-topik")
_REPAIRED = set_of(
    """ac kulkas mesin-cuci handphone tv komputer elektronika sepeda-motor mobil kendaraan genset diesel
    alat-berat"""
)
_SAYS_LANGUAGE = set_of("bahasa language jlpt grammar conversation")
_UNKNOWN_WEIGHT = 0.9
#: A head whose every meaning is lighter than this only says "a business" or "managing".
_SAYS_WHAT = 0.75
#: In a description these say how high, not merely how thorough ("materi lengkap", "pengetahuan dasar").
_LEVEL_IN_TEXT = {
    "pemula": 1, "beginner": 1, "beginners": 1, "tingkat dasar": 1, "level dasar": 1, "basic level": 1,
    "tingkat menengah": 2, "level menengah": 2, "intermediate": 2, "tingkat lanjut": 3, "tingkat lanjutan": 3,
    "level lanjutan": 3, "tingkat mahir": 3, "advanced": 3, "lanjutan": 3,
}  # fmt: skip


@dataclass(frozen=True)
class Facets:
    """What guards compare. languages: those taught, not those spoken in class."""

    levels: frozenset[Level] = frozenset()
    tools: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    marks: tuple[tuple[str, frozenset[str]], ...] = ()

    def mark(self, kind: str) -> frozenset[str]:
        return dict(self.marks).get(kind, frozenset())


@dataclass(frozen=True)
class Reading:
    """taught: meaning → weight, of the title. aside: meanings of whom it is for. told: meanings of the description."""

    title: str
    taught: Mapping[str, float]
    aside: Mapping[str, float]
    told: Mapping[str, float]
    facets: Facets
    told_facets: Facets = field(default_factory=Facets)

    @property
    def signature(self) -> tuple[object, ...]:
        """Equal for offerings whose titles read the same and whose descriptions part them in nothing."""
        return (
            tuple(sorted(self.taught.items())), tuple(sorted(self.aside.items())), _order(self.facets),
            _order(self.told_facets),
        )  # fmt: skip


def _order(facets: Facets) -> tuple[object, ...]:
    return (
        tuple(sorted(facets.levels)), tuple(sorted(facets.tools)), tuple(sorted(facets.languages)),
        tuple(sorted((kind, tuple(sorted(values))) for kind, values in facets.marks)),
    )  # fmt: skip


@lru_cache(maxsize=1 << 15)
def read(title: str, description: str = "") -> Reading:
    """Reads one offering. A title without a known or unknown meaning is read by its plain words."""
    head = _read_title(title)
    told, told_facets = _read_description(description) if description.strip() else ({}, Facets())
    return Reading(" ".join(title.split()), head.taught, head.aside, told, head.facets(), told_facets)


@dataclass
class _Found:
    taught: dict[str, float] = field(default_factory=dict)
    aside: dict[str, float] = field(default_factory=dict)
    levels: set[Level] = field(default_factory=set)
    tools: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)
    marks: Marks = field(default_factory=dict)

    def add(self, part: str, code: str, weight: float) -> None:
        where = self.aside if part in ("purpose", "become", "person") else self.taught
        where[code] = max(where.get(code, 0.0), round(weight * _SHARE[part], 4))

    def facets(self) -> Facets:
        """ "Lengkap" beside a level says only that it is thorough; alone, that it goes from the basics to mastery."""
        levels = self.levels - {("word", 9)}
        if ("word", 0) in levels or {("word", 1), ("word", 3)} <= levels or (not levels and self.levels):
            levels = {("word", 0)}
        return Facets(frozenset(levels), frozenset(self.tools), frozenset(self.languages),
                      tuple(sorted(self.marks.items())))  # fmt: skip


def _read_title(title: str) -> _Found:
    found = _Found()
    words = [corrected(word) for word in normalise(title).split()]
    about_language = any(_language_word(word) for word in words)
    found.marks, steps, words = read_numbers(words, language_course=about_language)
    found.levels.update((scale, int(number)) for scale, number in steps.items())
    for part, span in _with_head(_parts(words)):
        _read_part(found, part, span)
    _mend(found, words)
    if found.languages and found.aside:
        # For whom a language is taught decides which one it is: a driver's English is no waiter's.
        for code, weight in found.aside.items():
            found.taught[code] = max(found.taught.get(code, 0.0), round(min(1.0, weight / _SHARE["purpose"]), 4))
        found.aside = {}
    if found.aside and found.taught and max(found.taught.values()) < _SAYS_WHAT:
        # "Mengelola usaha sebagai pemilik toko pakaian": the head alone says too little.
        for code, weight in found.aside.items():
            found.taught[code] = max(found.taught.get(code, 0.0), round(min(1.0, 0.8 * weight / 0.3), 4))
        found.aside = {}
    if not found.taught:
        plain = [word for word in words if not without_meaning(word)] or words or normalise(title).split()
        found.taught = {f"?{key(word)}": 0.5 for word in plain} or {f"?{title.strip().casefold()}": 0.5}
    return found


def _mend(found: _Found, words: Sequence[str]) -> None:
    """Beside what can break, "service" and "teknisi" mean repair: "service AC"; "customer service" is none."""
    if found.taught.keys() & _REPAIRED:
        for code, said in (("layanan", "service"), ("teknisi", "")):
            if code in found.taught and (not said or said in words):
                del found.taught[code]
                found.add("head", "servis", lexicon().entries["servis"].weight)


def _language_word(word: str) -> bool:
    entry = lexicon().longest([word], [stem_word(word)], 0)
    return (entry is not None and entry[0].kind == "language") or word in ("jlpt", "cefr")


def _parts(words: Sequence[str]) -> list[tuple[str, list[str]]]:
    """(what the words are said of, the words), in order."""
    parts: list[tuple[str, list[str]]] = [("head", [])]
    inside_phrase = _inside_phrases(words)
    for place, word in enumerate(words):
        if place in inside_phrase:
            parts[-1][1].append(word)
            continue
        kind = next(
            (name for name, signs in (("purpose", _PURPOSE), ("become", _BECOME), ("with", _WITH), ("person", _PERSON),
                                      ("place", _PLACE)) if word in signs), "",
        )  # fmt: skip
        if kind:
            inside = parts[-1][0] in ("purpose", "become") and kind == "place"
            parts.append((parts[-1][0] if inside else kind, []))
        else:
            parts[-1][1].append(word)
    return [(part, span) for part, span in parts if span]


def _inside_phrases(words: Sequence[str]) -> set[int]:
    """Places of words within a phrase of the lexicon: "berbicara di depan umum", "pedagang melalui internet"."""
    meant = [place for place, word in enumerate(words) if not without_meaning(word)]
    texts = [words[place] for place in meant]
    stems = [stem_word(word) for word in texts]
    inside: set[int] = set()
    for start in range(len(texts)):
        hit = lexicon().longest(texts, stems, start)
        if hit and hit[1] > 1 and hit[0].kind in ("concept", "tool"):
            inside.update(range(meant[start] + 1, meant[start + hit[1] - 1]))
    return inside


def _with_head(parts: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """A title that begins with its tail ("Menjadi Barista", "Pelatihan untuk Operator Forklift") has it as its head."""
    for place, (part, span) in enumerate(parts):
        if any(entry is None or entry.kind not in ("frame", "level") for entry, _word in _match(span)):
            return [(("head" if part in ("become", "purpose") and number == place else each), words)
                    for number, (each, words) in enumerate(parts)]  # fmt: skip
    return parts


def _read_part(found: _Found, part: str, words: Sequence[str]) -> None:
    matched = _match(words)
    for place, (entry, word) in enumerate(matched):
        if entry is None:
            if part != "with" or len(words) > 2 or word in known_words() or stem_word(word) != word:
                found.add(part, f"?{key(word)}", _UNKNOWN_WEIGHT)
            else:  # an uninflected name nobody knows, behind "dengan", is a tool
                found.tools.add(f"tool:?{key(word)}")
                found.add(part, f"tool:?{key(word)}", 1.0)
        elif word == "building" and _begins(part, matched[:place]) and not _names_work(matched[place + 1 :]):
            continue  # "Building websites"; "Building painting" is of buildings
        elif entry.kind == "level":
            # "Mahir Excel" promises mastery, "Excel mahir" says how high it begins.
            if not (place == 0 and part == "head" and word == "mahir"):
                found.levels.add(("word", int(entry.code)))
        elif entry.kind == "language":
            _read_language(found, part, entry, place, matched, words)
        elif entry.kind != "frame":
            found.add(part, entry.code, entry.weight)
            if entry.kind == "tool" and part in ("head", "with", "place"):
                found.tools.add(entry.code)


def _begins(part: str, before: Sequence[tuple[Entry | None, str]]) -> bool:
    return part == "head" and all(entry is not None and entry.kind == "frame" for entry, _word in before)


def _names_work(matched: Sequence[tuple[Entry | None, str]]) -> bool:
    return not matched or matched[0][1].endswith(("ing", "tion", "ance"))


def _read_language(
    found: _Found, part: str, entry: Entry, place: int, matched: Sequence[tuple[Entry | None, str]],
    words: Sequence[str],
) -> None:  # fmt: skip
    """A people's name is the language taught, the medium of the class, or only where something comes from."""
    codes = {each.code for each, _word in matched if each is not None and each.kind in ("concept", "tool")}
    said = set(words)
    if part == "place" and not said & _SAYS_LANGUAGE and entry.group != "always":
        found.add(part, f"from:{entry.code}", 0.8)  # "in Japan" is where
        return
    if part == "place" and found.taught and not (set(found.taught) & _SPOKEN):
        return  # "… dalam bahasa Inggris": how it is taught, not what
    named = bool(codes & _EXAMS) or bool(said & _SAYS_LANGUAGE) or entry.group == "always"
    if entry.code == "id" and not (said & {"bahasa", "language", "bipa"}):
        return
    if named or not codes or codes & _COURSE_OF_LANGUAGE:
        found.languages.add(entry.code)
        found.add("head" if part == "place" else part, f"lang:{entry.code}", 1.0)
    else:
        found.add(part, f"from:{entry.code}", 0.8)


def _match(words: Sequence[str]) -> list[tuple[Entry | None, str]]:
    """Longest entries, left to right; a word in none of them stands alone. Stop words are gone."""
    meant = [word for word in words if not without_meaning(word)]
    stems = [stem_word(word) for word in meant]
    found: list[tuple[Entry | None, str]] = []
    book, place = lexicon(), 0
    while place < len(stems):
        hit = book.longest(meant, stems, place)
        if hit is None:
            found.append((None, meant[place]))
            place += 1
        else:
            found.append((hit[0], meant[place]))
            place += hit[1]
    return found


def _read_description(text: str) -> tuple[dict[str, float], Facets]:
    """Meanings of the first hundred words, and facets where the text leaves no choice."""
    words = normalise(text).split()[:100]
    about_language = any(_language_word(word) for word in words)
    marks, _steps, left = read_numbers(words, language_course=about_language)
    told: dict[str, float] = {}
    tools: set[str] = set()
    for entry, word in _match(left):
        if entry is None:
            told.setdefault(f"?{key(word)}", 0.4)
        elif entry.kind in ("concept", "tool"):
            told[entry.code] = entry.weight
            tools |= {entry.code} if entry.kind == "tool" else set()
    folded = f" {' '.join(words)} "
    levels = {("word", level) for form, level in _LEVEL_IN_TEXT.items() if f" {form} " in folded}
    return told, Facets(frozenset(levels) if len(levels) == 1 else frozenset(), frozenset(tools), frozenset(),
                        tuple(sorted(marks.items())))  # fmt: skip
