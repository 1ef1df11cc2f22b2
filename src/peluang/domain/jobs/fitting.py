"""People who agreed to be found and fit a vacancy, without anything that says who they are.

An employer has no sight of these people (row security), so the rows are read elevated and leave this module only as
`MaskedPerson`: no id, name, photo, phone, address, age, sex, free text, employer or date. What only a few share (a
regency, a skill nobody asked for) is left out, since it could point at one of them.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.crypto import salted_hmac

from peluang.domain.kernel.context import elevated
from peluang.domain.people.enums import Education, Purpose, SkillSource
from peluang.domain.people.models import Person
from peluang.domain.skills.models import Occupation, Skill
from peluang.engines.codes.regions import regencies_within
from peluang.engines.matching.points import points_of, totals
from peluang.engines.matching.profiles import PersonProfile, VacancyProfile, vacancy_columns
from peluang.engines.matching.score import Match, score

from .masking import coarse_reasons, experience_band
from .models import Vacancy
from .profiles import STRENGTH, person_profile, vacancy_profile, with_profile, with_skills
from .reasons import Reasons, reading_language

#: From here on somebody fits: the line that pages draw in green.
FIT_LINE = 60
MOST_SHOWN = 50
#: Nobody is looked for further away, however far they would go (km).
FURTHEST_KM = 200.0
#: Travel of somebody who said nothing (km), as in profiles.person_profile.
USUAL_KM = 25
#: What fewer people than this share is not shown.
FEW = 5
#: People taken over from the database by their rough order, before they are scored.
_COMPARED = 400
_MOST_OTHER_SKILLS = 6

_NEAREST = """
with reach(regency, km) as (select * from unnest(%(codes)s::text[], %(kms)s::float8[])),
asked(skill, weight) as (select * from unnest(%(skills)s::text[], %(weights)s::float8[])),
kind(occupation, near) as (select * from unnest(%(occupations)s::text[], %(nears)s::float8[])),
able as (
    select held.person_id, sum(held.weight) as points
    from (select distinct s.person_id, s.skill_id, a.weight
          from asked a join people_skill s on s.skill_id = a.skill) held
    group by held.person_id),
kin as (
    select person_id, max(near) as near
    from (select w.person_id, k.near from kind k join people_wished_occupation w on w.occupation_id = k.occupation
          union all
          select e.person_id, k.near from kind k join people_experience e on e.occupation_id = k.occupation) said
    group by person_id)
select p.id
from people_person p
join reach r on r.regency = p.lives_in_id
join people_consent c on c.person_id = p.id and c.purpose = %(purpose)s and c.withdrawn_at is null
left join people_wish w on w.person_id = p.id
left join able on able.person_id = p.id
left join kin on kin.person_id = p.id
where r.km <= coalesce(w.radius_km, %(usual)s) + %(further)s
and (able.person_id is not null or kin.person_id is not null or %(asks_nothing)s)
and not exists (select 1 from jobs_application a where a.vacancy_id = %(vacancy)s and a.person_id = p.id)
and not exists (select 1 from jobs_vacancy_invitation i where i.vacancy_id = %(vacancy)s and i.person_id = p.id)
and not exists (select 1 from organisations_membership m
                where m.organisation_id = %(employer)s and m.person_id = p.id and m.until is null)
order by 30 * coalesce(able.points, 0) / %(whole)s + 25 * coalesce(kin.near, 0) - 15 * r.km / %(furthest)s desc, p.id
limit %(most)s
"""


@dataclass(frozen=True)
class MaskedSkill:
    """shown: how it was shown, e.g. certified."""

    name: str
    shown: str


@dataclass(frozen=True)
class MaskedPerson:
    """reference: opaque, of this vacancy alone. asked: skills the vacancy asks for and this person holds. place: a
    regency, or the province where few live. km: to the next five, None where the place is only a province.
    """

    reference: str
    reasons: Reasons
    asked: tuple[MaskedSkill, ...]
    others: tuple[str, ...]
    experience: str
    education: str
    place: str
    km: int | None

    @property
    def label(self) -> str:
        return short(self.reference)


@dataclass(frozen=True)
class _Found:
    person: Person
    profile: PersonProfile
    total: int
    reference: str


def reference_of(vacancy_id: UUID, person_id: UUID) -> str:
    """Says nothing of the person and joins nothing across vacancies: an HMAC with the program's own key."""
    digest = salted_hmac("peluang.jobs.fitting", f"{vacancy_id}:{person_id}", algorithm="sha256")
    return digest.hexdigest()[:32]


def short(reference: str) -> str:
    """What recruiters call somebody before they know the name."""
    return reference[:4].upper()


def people_who_fit(vacancy_id: UUID, *, at: datetime.datetime) -> list[MaskedPerson]:
    """At most MOST_SHOWN, best first (five statements). The caller has checked whose vacancy it is."""
    vacancy = with_skills(Vacancy.objects.filter(id=vacancy_id)).get()
    with elevated("people who agreed to be found, shown without who they are"):
        found = _found(vacancy, at)
    fitting = [each for each in found if each.total >= FIT_LINE][:MOST_SHOWN]
    return _masked(vacancy, fitting, found)


def behind(vacancy_id: UUID, reference: str, *, at: datetime.datetime) -> tuple[UUID, Match] | None:
    """Who is meant by a reference, if that person is in the list now. For commands: no page may see the id."""
    vacancy = with_skills(Vacancy.objects.filter(id=vacancy_id)).get()
    with elevated("the person an employer invites by a reference"):
        found = _found(vacancy, at)
    shown = [each for each in found if each.total >= FIT_LINE][:MOST_SHOWN]
    one = next((each for each in shown if each.reference == reference), None)
    return (one.person.id, score(one.profile, vacancy_profile(vacancy))) if one else None


def findable_profiles(vacancy: Vacancy, *, further_km: int, most: int, at: datetime.datetime) -> list[PersonProfile]:
    """Profiles for counting, nobody's id among them (three statements). `vacancy` as `with_skills` gives it."""
    with elevated("how many of those who agreed to be found would fit; counts alone are shown"):
        rows = _people(nearest(vacancy, most=most, further_km=further_km))
        return [person_profile(row, at.date()) for row in rows]


def nearest(vacancy: Vacancy, *, most: int, further_km: int = 0) -> list[UUID]:
    """Those who may fit, in a rough order made from indexes: skills held, kind of work, distance (two statements).
    further_km: also those who live this much further away than they would travel.
    """
    asked = vacancy_profile(vacancy).skills
    kinds = _kinds_of(vacancy.occupation_id or "")
    weights = [1.0 if required else 0.4 for required in asked.values()]
    reach = regencies_within(vacancy.regency_id, FURTHEST_KM)
    values: dict[str, Any] = {
        "codes": [code for code, _km in reach], "kms": [km for _code, km in reach], "skills": list(asked),
        "weights": weights, "whole": sum(weights) or 1.0, "occupations": list(kinds), "nears": list(kinds.values()),
        "purpose": Purpose.EMPLOYERS.value, "usual": USUAL_KM, "further": further_km,
        "asks_nothing": not asked and not kinds, "vacancy": vacancy.id, "employer": vacancy.employer_id,
        "furthest": FURTHEST_KM, "most": most,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_NEAREST, values)
        return [row[0] for row in cursor.fetchall()]


def _kinds_of(code: str) -> dict[str, float]:
    """Occupations of the same sub-major group and how near they are, as engines.matching counts. Codes, not a prefix:
    row security lets no LIKE reach an index.
    """
    if len(code) != 4:
        return {}
    codes = Occupation.objects.filter(level=4, code__startswith=code[:2]).values_list("code", flat=True)
    return {each: 1.0 if each == code else 0.7 if each[:3] == code[:3] else 0.4 for each in codes}


def _people(ids: Sequence[UUID]) -> list[Person]:
    return list(
        with_profile(Person.objects.filter(id__in=ids))
        .select_related("wish", "lives_in__province")
        .defer("full_name", "birth_date", "sex", "phone", "about")
    )


def _found(vacancy: Vacancy, at: datetime.datetime) -> list[_Found]:
    """Everybody compared, best first; equal ones by their reference, which says nothing of when they registered."""
    columns = vacancy_columns([vacancy_profile(vacancy)])
    found = []
    for person in _people(nearest(vacancy, most=_COMPARED)):
        profile = person_profile(person, at.date())
        total = int(totals(points_of(profile, columns))[0])
        found.append(_Found(person, profile, total, reference_of(vacancy.id, person.id)))
    return sorted(found, key=lambda each: (-each.total, each.reference))


def _masked(vacancy: Vacancy, shown: Sequence[_Found], compared: Sequence[_Found]) -> list[MaskedPerson]:
    """One statement for the names of skills."""
    there = Counter(each.person.lives_in_id for each in compared)
    common = Counter(code for each in compared for code in each.profile.skills)
    side = vacancy_profile(vacancy)
    names = Skill.objects.in_bulk([*side.skills, *(code for code, many in common.items() if many >= FEW)])
    km = dict(regencies_within(vacancy.regency_id, FURTHEST_KM))
    return [
        _mask(each, side, names, km[each.person.lives_in_id] if there[each.person.lives_in_id] >= FEW else None)
        for each in shown
    ]


def _mask(found: _Found, side: VacancyProfile, names: dict[str, Skill], km: float | None) -> MaskedPerson:
    person, held = found.person, found.profile.skills
    english = reading_language() == "en"
    sources = {strength: source for source, strength in STRENGTH.items()}

    def name(code: str) -> str:
        return names[code].name_en if english else names[code].name_id

    asked = [code for code in side.skills if code in held and code in names]
    others = sorted(name(code) for code in held if code in names and code not in side.skills)
    return MaskedPerson(
        reference=found.reference,
        reasons=coarse_reasons(score(found.profile, side), names),
        asked=tuple(MaskedSkill(name(code), _shown(sources[held[code]])) for code in asked),
        others=tuple(others[:_MOST_OTHER_SKILLS]),
        experience=experience_band(found.profile.experience_months),
        education=str(Education(person.education).label),
        place=person.lives_in.name if km is not None else person.lives_in.province.name,
        km=None if km is None else int(-(-km // 5) * 5),
    )


def _shown(source: SkillSource) -> str:
    return str(SkillSource(source).label)
