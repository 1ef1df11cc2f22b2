"""Rows as the two sides that engines.matching compares. Age and sex are not read here, so they cannot count."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat

from peluang.domain.people.enums import Education, SkillSource
from peluang.domain.people.models import Experience, Person, PersonSkill, WishedOccupation
from peluang.engines.matching.profiles import Education as Level
from peluang.engines.matching.profiles import PersonProfile, VacancyProfile

from .models import Vacancy, VacancySkill

#: How well a skill is shown, 0..1, by where it comes from: own word counts half of what an LSP assessed; having been
#: assessed against the competency standard outweighs having completed a training.
STRENGTH = {
    SkillSource.DECLARED: 0.5, SkillSource.WORK: 0.7, SkillSource.TRAINING: 0.8, SkillSource.CERTIFICATE: 0.9,
    SkillSource.COMPETENCY: 1.0,
}  # fmt: skip
_LEVELS = {
    "none": Level.NONE, "sd": Level.PRIMARY, "smp": Level.JUNIOR_SECONDARY, "sma": Level.SENIOR_SECONDARY,
    "smk": Level.SENIOR_SECONDARY, "d3": Level.DIPLOMA, "s1": Level.BACHELOR, "s2": Level.POSTGRADUATE, "": Level.NONE,
}  # fmt: skip
_BETWEEN = "|"
_SIGN = Value(_BETWEEN, TextField())
_AVERAGE_MONTH_DAYS = 30.44


def person_profiles(person_ids: Iterable[UUID], today: datetime.date) -> dict[UUID, PersonProfile]:
    """One statement, however many people; people whom the actor may not see are left out."""
    return {row.id: person_profile(row, today) for row in with_profile(Person.objects.filter(id__in=list(person_ids)))}


def with_profile(people: QuerySet[Person]) -> QuerySet[Person]:
    """Adds what `person_profile` reads, as arrays in the same statement."""
    mine = {"person": OuterRef("id")}
    return people.select_related("wish", "lives_in").annotate(
        held=ArraySubquery(
            PersonSkill.objects.filter(**mine).values(said=Concat(_text("skill_id"), _SIGN, _text("source")))
        ),
        wished_codes=ArraySubquery(WishedOccupation.objects.filter(**mine).order_by("rank").values("occupation_id")),
        worked_codes=ArraySubquery(
            Experience.objects.filter(**mine, occupation__isnull=False).values("occupation_id").distinct()
        ),
        worked_spans=ArraySubquery(
            Experience.objects.filter(**mine, started_on__isnull=False).values(
                span=Concat(_text("started_on"), _SIGN, Coalesce(_text("ended_on"), Value("", TextField())))
            )
        ),
    )


def _text(column: str) -> Cast:
    return Cast(column, TextField())


def person_profile(person: Person, today: datetime.date) -> PersonProfile:
    """`person` as `with_profile` gives it. Skills: code → the strongest way it was shown."""
    skills: dict[str, float] = {}
    for said in person.held:  # type: ignore[attr-defined]
        code, source = said.split(_BETWEEN)
        skills[code] = max(skills.get(code, 0.0), STRENGTH.get(SkillSource(source), 0.5))
    wish = getattr(person, "wish", None)
    worked = person.wished_codes + person.worked_codes  # type: ignore[attr-defined]
    return PersonProfile(
        occupations=tuple(dict.fromkeys(worked)),
        skills=skills,
        latitude=person.lives_in.latitude,
        longitude=person.lives_in.longitude,
        education=_LEVELS[person.education],
        experience_months=_months(person.worked_spans, today),  # type: ignore[attr-defined]
        wage_rupiah=wish.wage_min if wish else None,
        travel_km=float(wish.radius_km) if wish else 25.0,
    )


def with_skills(vacancies: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
    """Adds what `vacancy_profile` reads."""
    asked = VacancySkill.objects.filter(vacancy=OuterRef("id"))
    return vacancies.select_related("regency").annotate(
        essential=ArraySubquery(asked.filter(essential=True).values("skill_id")),
        welcome=ArraySubquery(asked.filter(essential=False).values("skill_id")),
    )


def vacancy_profile(vacancy: Vacancy) -> VacancyProfile:
    """`vacancy` as `with_skills` gives it. wage: the most it may pay, rupiah a month."""
    essential: list[str] = vacancy.essential  # type: ignore[attr-defined]
    welcome: list[str] = vacancy.welcome  # type: ignore[attr-defined]
    return VacancyProfile(
        vacancy_id=str(vacancy.id),
        occupation=vacancy.occupation_id or "",
        skills=dict.fromkeys(essential, True) | dict.fromkeys(welcome, False),
        latitude=vacancy.regency.latitude,
        longitude=vacancy.regency.longitude,
        education=_LEVELS[vacancy.education_min],
        experience_months=vacancy.experience_years * 12,
        wage_rupiah=vacancy.wage_max or vacancy.wage_min,
    )


def _months(spans: Sequence[str], today: datetime.date) -> int:
    """Months of work in all; two jobs at once count twice, as people tell it. An open end is today."""
    days = 0
    for span in spans:
        started, _, ended = span.partition(_BETWEEN)
        end = datetime.date.fromisoformat(ended) if ended else today
        days += max((end - datetime.date.fromisoformat(started)).days, 0)
    return int(days / _AVERAGE_MONTH_DAYS)


def education_rank(education: str) -> int:
    """0 (none, or not asked for) to 6."""
    return Education(education).rank if education else 0
