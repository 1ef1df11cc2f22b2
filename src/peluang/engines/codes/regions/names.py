"""From a place name as people and spreadsheets write it to one regency, with the reason.

Spelling of spaces, dots and capitals never counts: "KAB. LABUHAN BATU" and "Labuhanbatu" are one. Kinds do
count: there is a Kabupaten and a Kota Bandung, and guessing between them would send people to the wrong
office.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from peluang.engines.codes.explain import Text
from peluang.engines.codes.regions.registry import Kind, province, provinces, regencies, regency
from peluang.engines.codes.tables import read_table

# Below this likeness two names may well be two places (Maluku Tengah, Maluku Tenggara: 0.89). Short names are
# never guessed at all: one letter turns Solok into Solor.
_LIKENESS = 0.92
_SHORTEST_GUESSED = 8

_KIND_WORDS: tuple[tuple[str, Kind], ...] = (
    (r"kabupaten|kab", "kabupaten"),
    (r"kotamadya|kotamdya|kodya|kota", "kota"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """One regency answers to the name. `code` is Kemendagri's with a dot."""

    code: str
    explanation: Text

    @property
    def candidates(self) -> tuple[str, ...]:
        return (self.code,)


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several regencies answer to the name; `candidates` lists their codes. `code` is None."""

    candidates: tuple[str, ...]
    explanation: Text
    code: None = None


@dataclass(frozen=True, slots=True)
class NotFound:
    """No regency answers to the name. `candidates` may hold look-alikes. `code` is None."""

    explanation: Text
    candidates: tuple[str, ...] = ()
    code: None = None


RegencyMatch = Found | Ambiguous | NotFound


def _squash(text: str) -> str:
    """Letters only, so that spaces, dots and hyphens don't count."""
    return re.sub(r"[^a-z]", "", text.lower())


@dataclass(frozen=True, slots=True)
class _Query:
    """A name taken apart. `whole` keeps a leading "kota", because "Kota Baru" is a kabupaten's name."""

    rest: str
    whole: str
    kind: Kind | None
    province: str | None


def _kind_of(word_run: str) -> Kind | None:
    for words, kind in _KIND_WORDS:
        if re.fullmatch(rf"({words})\.?", word_run.strip()):
            return kind
    return None


def _split_kind(name: str) -> tuple[Kind | None, str]:
    for words, kind in _KIND_WORDS:
        found = re.match(rf"({words})(\.\s*|\s+)(.+)", name)
        if found:
            return kind, found[3]
    return None, name


@lru_cache(maxsize=1)
def _province_names() -> dict[str, str]:
    named = {_squash(each.name): each.code for each in provinces()}
    named |= {_squash(each.name_en): each.code for each in provinces()}
    return named | {_squash(row["alias"]): row["province"] for row in read_table("province_aliases")}


@lru_cache(maxsize=1)
def _regency_names() -> dict[str, tuple[str, ...]]:
    """From squashed name without kind to regency codes, the kabupaten first."""
    named: dict[str, list[str]] = {}
    for each in regencies():
        spelled_out = re.sub(r"\bkep\.", "kepulauan", each.short_name.lower())
        named.setdefault(_squash(spelled_out), []).append(each.code)
    for row in read_table("regency_aliases"):
        known = named.setdefault(_squash(row["alias"]), [])
        if row["regency"] not in known:
            known.append(row["regency"])
    return {name: tuple(codes) for name, codes in named.items()}


@lru_cache(maxsize=1)
def _seat_names() -> dict[str, tuple[str, ...]]:
    named: dict[str, list[str]] = {}
    for each in regencies():
        named.setdefault(_squash(each.seat), []).append(each.code)
    return {name: tuple(codes) for name, codes in named.items()}


def _take_apart(text: str) -> _Query:
    lowered = re.sub(r"\bkep(\.|\b)", "kepulauan ", text.lower().strip())
    lowered = re.sub(r"\b(administratif|administrasi|adm)(\.|\b)", " ", lowered)
    kind: Kind | None = None
    province_code: str | None = None
    kept: list[str] = []
    pieces = [piece.strip() for piece in re.split(r"[,()/;|]|\s[-–]\s", lowered) if piece.strip()]
    for position, piece in enumerate(pieces):
        said = _kind_of(piece)
        # Only a later piece can be the province: alone, "Jambi" or "Yogyakarta" is asked for as a city.
        named = _province_names().get(_squash(re.sub(r"^prov(insi|\.|\b)", "", piece))) if position else None
        if said:
            kind = said
        elif named:
            province_code = named
        else:
            kept.append(piece)
    name = re.sub(r"\s+", " ", " ".join(kept)).strip()
    leading_kind, rest = _split_kind(name)
    return _Query(_squash(rest), _squash(name), leading_kind or kind, province_code)


def _narrow(codes: tuple[str, ...], query: _Query) -> tuple[str, ...]:
    if query.province:
        codes = tuple(code for code in codes if code.startswith(query.province))
    if query.kind:
        codes = tuple(code for code in codes if regency(code).kind == query.kind) or codes
    return codes


def _decide(codes: tuple[str, ...], query: _Query, how: Text) -> RegencyMatch:
    chosen = _narrow(codes, query)
    if not chosen:
        elsewhere = ", ".join(dict.fromkeys(province(code[:2]).name for code in codes))
        return NotFound(
            Text(
                f"Nama ini tidak ada di provinsi itu; yang ada di {elsewhere}. Periksa provinsinya.",
                f"This name is not in that province but in {elsewhere}. Check the province.",
            ),
            codes,
        )
    names = ", ".join(regency(code).name for code in chosen)
    if len(chosen) > 1:
        return Ambiguous(
            chosen,
            Text(
                f"Nama ini bisa berarti: {names}. Pilih salah satu.",
                f"This name can mean: {names}. Choose one.",
            ),
        )
    found = regency(chosen[0])
    if query.kind and found.kind != query.kind:
        how = Text(
            f"Tidak ada {query.kind} dengan nama ini; yang ada {found.name}.",
            f"There is no {query.kind} of this name, only {found.name}.",
        )
    return Found(found.code, how)


def _by_likeness(query: _Query) -> RegencyMatch:
    names = _regency_names()
    alike = difflib.get_close_matches(query.rest, names, n=5, cutoff=0.8)
    codes = tuple(dict.fromkeys(code for name in alike for code in names[name]))
    if not codes or len(query.rest) < _SHORTEST_GUESSED:
        return NotFound(_unknown(query), codes)
    likeness = [difflib.SequenceMatcher(None, query.rest, name).ratio() for name in alike[:2]]
    clear_winner = len(likeness) < 2 or likeness[0] - likeness[1] > 0.02
    if likeness[0] < _LIKENESS or not clear_winner:
        return NotFound(_unknown(query), codes)
    return _decide(
        names[alike[0]],
        query,
        Text(
            "Ejaannya sedikit berbeda dari nama resmi.",
            "The spelling differs a little from the official name.",
        ),
    )


def _unknown(query: _Query) -> Text:
    if query.whole in _province_names():
        return Text(
            "Ini nama provinsi. Tulis kabupaten atau kotanya.",
            "This is the name of a province. Write the regency or city.",
        )
    return Text(
        "Tidak ada kabupaten atau kota dengan nama ini. Periksa ejaannya.",
        "No regency or city has this name. Check the spelling.",
    )


def find_regency(text: str) -> RegencyMatch:
    """The regency a name means: "KOTA ADM. JAKARTA SELATAN", "Kab. Jepara", "Bandung, Kota", "Solo".

    Returns Found with a code, Ambiguous with all candidates when the kind is not said and two regencies share
    the name, or NotFound with look-alikes. Each says why, in Indonesian and English. Never raises for any
    text.
    """
    query = _take_apart(text[:200])
    if not query.whole:
        return NotFound(Text("Nama kabupaten/kota belum diisi.", "The regency or city is empty."))
    names = _regency_names()
    matched = Text("Namanya cocok.", "The name matches.")
    if query.rest in names:
        return _decide(names[query.rest], query, matched)
    if query.whole in names:
        # The word "kota" belongs to the name here (Kotabaru, Kotamobagu), so it says nothing about the kind.
        return _decide(names[query.whole], replace(query, kind=None), matched)
    if _province_names().get(query.whole) == "31":
        # People say just "Jakarta"; the province is one city of six parts.
        return _decide(tuple(each.code for each in regencies("31")), query, Text("", ""))
    if query.whole in _province_names():
        return NotFound(_unknown(query))
    if query.rest in _seat_names():
        codes = _seat_names()[query.rest]
        seat = regency(codes[0]).seat
        how = Text(f"{seat} adalah ibu kotanya.", f"{seat} is its seat of government.")
        return _decide(codes, query, how)
    return _by_likeness(query)
