"""A first profile for somebody with little to say: what they tapped or told becomes occupations and skills to tick.

Nothing is stored here, and nothing is decided: what fits is for the person to say.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from peluang.domain.skills.models import Occupation, OccupationSkill, Skill
from peluang.engines.text import code_occupation, code_occupations, extract_skills

from .guidance import wanted_near

#: What many people have done, paid or not → the unit group of KBJI it comes nearest to. Ours, as everyday words.
ACTIVITIES: dict[str, tuple[Any, str]] = {
    "jaga-toko": (_("Menjaga toko atau warung"), "5223"),
    "jual-makanan": (_("Berjualan makanan"), "5212"),
    "memasak": (_("Memasak untuk banyak orang"), "5120"),
    "menjahit": (_("Menjahit"), "7531"),
    "sawah": (_("Bekerja di sawah atau kebun"), "9211"),
    "ternak": (_("Memelihara ternak"), "6121"),
    "bangunan": (_("Membantu tukang bangunan"), "9313"),
    "motor": (_("Memperbaiki motor"), "7231"),
    "las": (_("Mengelas"), "7212"),
    "mengantar": (_("Mengantar orang atau barang"), "8321"),
    "pabrik": (_("Bekerja di pabrik"), "9329"),
    "gudang": (_("Mengemas barang"), "9321"),
    "anak": (_("Mengasuh anak"), "5311"),
    "rumah": (_("Membersihkan rumah, mencuci, menyetrika"), "9111"),
    "komputer": (_("Mengetik dan mengisi data"), "4132"),
    "hp": (_("Memperbaiki HP atau komputer"), "7422"),
}
#: A sentence spoken into a phone is rarely longer.
MOST_WORDS = 1000
_MOST_OCCUPATIONS = 6
_MOST_SKILLS = 12
_MOST_PARTS = 12
#: Below it a likeness is chance: measured on everyday sentences and on nonsense (tests have both).
_SURE, _SURE_OF_A_PART = 0.15, 0.2
_BETWEEN = re.compile(r"[,.;!?\n]+|\b(?:dan|terus|lalu|juga|sama|kadang|kadang-kadang|and|also|then)\b", re.IGNORECASE)


#: Words of telling, not of doing: they make a short sentence look less like any occupation.
_TELLING = re.compile(
    r"\b(?:gue|gua|gw|aku|saya|ane|biasanya|biasa|kadang|dulu|dulunya|sekarang|sering|pernah|suka|ikut|lagi|cuma|doang|sih|aja"
    r"|bantu|bantuin|ngebantu|membantu|ibu|bapak|ayah|emak|kakak|paman|bibi|tetangga|orang|tahun|bulan|hari|tiap|udah"
    r"|sudah|kerja|kerjaan|bekerja|yang|di|ke|i|my|used|to|help|helped|sometimes)\b|[0-9]+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Proposal:
    """did: occupations that what was told comes near to; wanted: others near home that fit what somebody likes.

    skills: the named ones first; named: codes of those that were told in so many words.
    """

    did: list[Occupation]
    wanted: list[Occupation]
    skills: list[Skill]
    named: frozenset[str]

    @property
    def empty(self) -> bool:
        return not (self.did or self.wanted or self.skills)


def occupations_told(words: str) -> list[str]:
    """Codes for a sentence of any length, the likeliest first; slang is written out, nonsense gives none."""
    words = words[:MOST_WORDS]
    found: list[tuple[float, str]] = []
    parts = [told for part in _BETWEEN.split(words) if len(told := _doing(part)) > 2][:_MOST_PARTS]
    if len(parts) > 1:
        best = [guesses[0] for guesses in code_occupations(parts, limit=1) if guesses]
        found += [(each.score, each.code) for each in best if each.score >= _SURE_OF_A_PART]
    doing = _doing(words)
    whole = code_occupation(doing, limit=3) if doing else []
    sure = max(_SURE, whole[0].score / 2) if whole else _SURE
    found += [(each.score, each.code) for each in whole if each.score >= sure]
    return list(dict.fromkeys(code for _score, code in sorted(found, key=lambda pair: -pair[0])))


def _doing(words: str) -> str:
    return " ".join(_TELLING.sub(" ", words).split())


def understood(did: Collection[str], words: str) -> bool:
    """Whether anything can be proposed from it."""
    return any(each in ACTIVITIES for each in did) or bool(occupations_told(words) or extract_skills(words, limit=1))


def propose(*, did: Sequence[str], words: str, likes: Sequence[str], regency: str, at: datetime.datetime) -> Proposal:
    """At most four statements. did: keys of ACTIVITIES; likes: keys of guidance.LIKES; unknown ones are ignored."""
    codes = [ACTIVITIES[each][1] for each in did if each in ACTIVITIES] + occupations_told(words)
    codes = list(dict.fromkeys(codes))[:_MOST_OCCUPATIONS]
    near = [each.occupation for each in wanted_near(regency, likes, at=at, most=8)] if likes else []
    near = [code for code in near if code not in codes][:4]
    rows = {each.code: each for each in Occupation.objects.filter(code__in=[*codes, *near])}
    named = [each.code for each in extract_skills(words[:MOST_WORDS], limit=_MOST_SKILLS)]
    skills = _skills([*named, *_usual(codes)])
    told = frozenset(each.code for each in skills if each.code in named)
    return Proposal(_in_order(codes, rows), _in_order(near, rows), skills, told)


def _in_order(codes: Iterable[str], rows: dict[str, Any]) -> list[Any]:
    return [rows[code] for code in codes if code in rows]


def _usual(codes: Sequence[str]) -> list[str]:
    """What those occupations take, the essential ones first, each occupation in turn."""
    rows = OccupationSkill.objects.filter(occupation_id__in=codes).order_by("-essential", "skill_id")
    of: dict[str, list[str]] = {code: [] for code in codes}
    for code, skill in rows.values_list("occupation_id", "skill_id"):
        of[code].append(skill)
    longest = max((len(each) for each in of.values()), default=0)
    return [each[place] for place in range(longest) for each in of.values() if place < len(each)]


def _skills(codes: Iterable[str]) -> list[Skill]:
    wanted = list(dict.fromkeys(codes))[:_MOST_SKILLS]
    return _in_order(wanted, {each.code: each for each in Skill.objects.filter(code__in=wanted)})
