"""Why a vacancy fits, in words for whoever reads: the person ("kamu") or the employer ("pelamar").

engines.matching speaks to a reader as "Anda" and "you"; what is stored stays as it came, both languages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from peluang.domain.skills.models import Skill
from peluang.engines.matching.score import Match

#: Factors and sentences that tell nobody anything.
_TELLS_NOTHING = {"missing", "mode"}
_SAYS_NOTHING = {"Lowongan ini tidak menyebut keterampilan.", "Anda tidak meminta upah tertentu."}
#: Distances are between regencies: within one they are not known better.
_SAME_PLACE = {
    "Jaraknya sekitar 0 km.": "Tempat kerjanya di kabupaten atau kota yang sama.",
    "It is about 0 km away.": "The workplace is in the same regency or city.",
}
_YOURS = re.compile(r"\b(Pendidikan|Pengalaman|harapan|keinginan) Anda\b")
_ANDA = re.compile(r"\bAnda\b")
_YOU = re.compile(r"\b(You|Your|you|your)\b")
_THEY = {"You": "They", "Your": "Their", "you": "they", "your": "their"}


@dataclass(frozen=True)
class Reasons:
    """met, missing: sentences. skills: names of skills asked for and not held, required ones first."""

    total: int
    met: tuple[str, ...]
    missing: tuple[str, ...]
    skills: tuple[str, ...]


def stored(match: Match) -> list[dict[str, Any]]:
    """A match as an application keeps it: its factors, then one entry a missing skill (code "missing")."""
    factors = [
        {
            "code": each.code, "points": each.points, "max_points": each.max_points, "text_id": each.text_id,
            "text_en": each.text_en, "positive": each.positive,
        }
        for each in match.factors
    ]  # fmt: skip
    return factors + [{"code": "missing", "skill": code} for code in match.missing_skills]


def missing_codes(factors: Sequence[Mapping[str, Any]]) -> list[str]:
    return [each["skill"] for each in factors if each["code"] == "missing"]


def spoken(
    total: int | None,
    factors: Sequence[Mapping[str, Any]],
    names: Mapping[str, Skill],
    language: str,
    *,
    to_person: bool,
) -> Reasons:
    """Sentences from what `stored` gave. names: skill code → Skill, for those that are missing."""
    told = [each for each in factors if each["code"] not in _TELLS_NOTHING and each["text_id"] not in _SAYS_NOTHING]
    sentences = [(_speaks_for(each), _voice(each[f"text_{language}"], language, to_person)) for each in told]
    lacking = [names[code] for code in missing_codes(factors) if code in names]
    return Reasons(
        total=total or 0,
        met=tuple(text for positive, text in sentences if positive),
        missing=tuple(text for positive, text in sentences if not positive),
        skills=tuple(skill.name_en if language == "en" else skill.name_id for skill in lacking),
    )


def names_for(*lists: Sequence[Mapping[str, Any]]) -> dict[str, Skill]:
    """The skills that these stored matches miss, for `spoken` (one statement, none when nothing is missing)."""
    codes = {code for factors in lists for code in missing_codes(factors)}
    return Skill.objects.in_bulk(list(codes)) if codes else {}


def told(total: int | None, factors: Sequence[Mapping[str, Any]], *, to_person: bool) -> Reasons:
    """`spoken` in the language of the page, with the names it needs."""
    return spoken(total, factors, names_for(factors), reading_language(), to_person=to_person)


def reading_language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


def _speaks_for(factor: Mapping[str, Any]) -> bool:
    """Some of the skills is good news: what is missing of them is named beside it."""
    return bool(factor["positive"] or (factor["code"] == "skills" and factor["points"] > 0))


def _voice(text: str, language: str, to_person: bool) -> str:
    text = _SAME_PLACE.get(text, text)
    if language == "en":
        return text if to_person else _YOU.sub(lambda found: _THEY[found.group()], text)
    said = _YOURS.sub(r"\1mu" if to_person else r"\1 pelamar", text)
    said = _ANDA.sub("kamu" if to_person else "pelamar", said).replace("keterampilan", "keahlian")
    return said[:1].upper() + said[1:]
