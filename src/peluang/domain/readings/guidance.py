"""For somebody without a plan: what is wanted near them, what it takes, what they still lack.

A goal and a few likes lead to occupations, an occupation to its skills, the missing ones to trainings.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from peluang.domain.skills.models import Occupation, OccupationSkill, Skill
from peluang.engines.codes.regions import regencies_within

from .totals import Total, read

#: How far "near" is for choosing an occupation: people look for work around home, not only in their own regency.
NEAR_KM = 40
#: What people like to work with → groups of KBJI by how their codes begin. Ours; no classification says it.
LIKES: dict[str, tuple[Any, tuple[str, ...]]] = {
    "tangan": (_("Membuat barang dengan tangan"), ("71", "73", "75", "932")),
    "mesin": (_("Mesin, listrik, dan kendaraan"), ("72", "74", "81", "82", "83", "31")),
    "komputer": (_("Komputer dan gawai"), ("25", "35", "2166", "413", "4132")),
    "orang": (_("Melayani dan berjualan"), ("42", "52", "51", "243", "332")),
    "merawat": (_("Merawat orang"), ("22", "32", "53", "2266")),
    "memasak": (_("Memasak dan menyajikan"), ("512", "513", "751", "94", "343")),
    "alam": (_("Kebun, ternak, dan laut"), ("6", "92")),
    "angka": (_("Angka dan catatan"), ("24", "33", "41", "43", "44")),
    "mengajar": (_("Mengajar dan membimbing"), ("23", "26", "34")),
}

_WANTED = """
select v.occupation_id occupation, o.title_id, o.title_en, sum(v.headcount - v.filled)::int places,
       count(*)::int vacancies, count(distinct v.employer_id)::int employers,
       (percentile_disc(0.25) within group (order by coalesce(v.wage_min, v.wage_max))) wage_low,
       (percentile_disc(0.75) within group (order by coalesce(v.wage_max, v.wage_min))) wage_high,
       exists (select 1 from catalogue_offering f where f.status = 'published' and f.occupation_id = v.occupation_id)
         trained
  from jobs_vacancy v join skills_occupation o on o.code = v.occupation_id
 where v.status = 'open' and v.valid_until >= %(today)s and v.filled < v.headcount
   and v.regency_id = any(string_to_array(%(regencies)s, ','))
 group by 1, 2, 3 order by places desc, occupation limit 120
"""


@dataclass(frozen=True)
class Wanted:
    """An occupation that is looked for near a place. wage_low, wage_high: rupiah a month, the middle half of what is
    offered; None while nobody says. trained: whether any training leads to it."""

    occupation: str
    title_id: str
    title_en: str
    places: int
    vacancies: int
    employers: int
    wage_low: int | None
    wage_high: int | None
    trained: bool


@dataclass(frozen=True)
class Needed:
    """A skill of an occupation. held: whether the person has it."""

    skill: Skill
    essential: bool
    held: bool


@dataclass(frozen=True)
class Way:
    """From here to an occupation."""

    occupation: Occupation
    needed: list[Needed]

    @property
    def missing(self) -> list[str]:
        """Codes, essential ones first."""
        return [each.skill.code for each in self.needed if not each.held]


def wanted_near(regency: str, likes: Sequence[str], *, at: datetime.datetime, most: int = 12) -> list[Wanted]:
    """Occupations with free places within NEAR_KM, the most places first (1 statement, kept five minutes).

    likes: codes of LIKES; unknown ones are ignored, none means all.
    """
    around = ",".join(sorted(code for code, _km in regencies_within(regency, NEAR_KM)))
    [rows] = read(Total("wanted", _WANTED, {"regencies": around}), at=at)
    starts = tuple(start for like in likes if like in LIKES for start in LIKES[like][1])
    found = [Wanted(**row) for row in rows if not starts or row["occupation"].startswith(starts)]
    return found[:most]


def way_to(occupation_code: str, held: Sequence[str]) -> Way | None:
    """What an occupation takes (2 statements); None for a code that no unit group has. held: skill codes."""
    occupation = Occupation.objects.filter(code=occupation_code, level=4).first()
    if occupation is None:
        return None
    rows = OccupationSkill.objects.filter(occupation=occupation).select_related("skill")
    needed = [Needed(each.skill, each.essential, each.skill_id in held) for each in rows]
    return Way(occupation, sorted(needed, key=lambda each: (not each.essential, each.skill.name_id)))
