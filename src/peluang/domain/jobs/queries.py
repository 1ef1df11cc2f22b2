"""Reads about vacancies and applications, in the row security of whoever asks."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Min, Q, QuerySet

from peluang.domain.catalogue.models import Offering, TrainingType
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.people.enums import SkillSource
from peluang.domain.people.models import Experience, Person, PersonSkill
from peluang.domain.skills.models import Skill
from peluang.engines.codes.regions import distance_km, regencies_within
from peluang.engines.matching.profiles import PersonProfile
from peluang.engines.matching.score import Match, score

from .models import Application, Vacancy
from .profiles import STRENGTH, person_profile, vacancy_profile, with_profile, with_skills
from .states import APPLICATION, CLOSED

#: Vacancies compared for one list: newest first among those within reach.
_COMPARED = 400


@dataclass(frozen=True)
class FittingVacancy:
    vacancy: Vacancy
    match: Match
    km: float


@dataclass(frozen=True)
class TeachingType:
    """A training type that teaches what is missing. price: the lowest, rupiah."""

    code: str
    title_id: str
    title_en: str
    offerings: int
    price: int


def fit(person_id: UUID, vacancy_id: UUID, *, at: datetime.datetime) -> Match:
    """How a person and a vacancy fit, with every factor (two statements). Raises NotYours for either unseen."""
    profile = profile_of(person_id, at)
    vacancy = with_skills(Vacancy.objects.filter(id=vacancy_id)).first()
    if profile is None or vacancy is None:
        raise NotYours
    return score(profile, vacancy_profile(vacancy))


def profile_of(person_id: UUID, at: datetime.datetime) -> PersonProfile | None:
    """One statement; None for a person the actor may not see."""
    person = with_profile(Person.objects.filter(id=person_id)).first()
    return person_profile(person, at.date()) if person else None


def open_vacancies(today: datetime.date) -> QuerySet[Vacancy]:
    return Vacancy.objects.filter(status="open", valid_until__gte=today, valid_from__lte=today)


def vacancies_for(
    person_id: UUID, most: int = 10, *, at: datetime.datetime, beyond_km: int = 0, exclude: Iterable[UUID] = ()
) -> list[FittingVacancy]:
    """The open vacancies that fit a person best within their radius (or `beyond_km`, if that is wider).

    Two statements. Those they applied to are left out by `exclude`.
    """
    person = with_profile(Person.objects.filter(id=person_id)).first()
    if person is None:
        return []
    profile = person_profile(person, at.date())
    reach = dict(regencies_within(person.lives_in_id, max(profile.travel_km, beyond_km, 1)))
    near = open_vacancies(at.date()).filter(regency__in=reach).exclude(id__in=list(exclude))
    found = list(with_skills(near).select_related("employer", "regency").order_by("-posted_at")[:_COMPARED])
    scored = [FittingVacancy(each, score(profile, vacancy_profile(each)), reach[each.regency_id]) for each in found]
    return sorted(scored, key=lambda each: (-each.match.total, str(each.vacancy.id)))[:most]


def vacancy_for_page(vacancy_id: UUID) -> Vacancy:
    """One statement, with employer, place, occupation and skills. Raises NotYours for a draft or none."""
    rows = with_skills(Vacancy.objects.filter(id=vacancy_id)).select_related(
        "employer", "regency__province", "occupation", "licence"
    )
    vacancy = rows.first()
    if vacancy is None:
        raise NotYours
    return vacancy


def skills_by_code(codes: Iterable[str]) -> dict[str, Skill]:
    return Skill.objects.in_bulk(list(codes))


def trainings_that_teach(codes: Sequence[str], most: int = 3) -> list[TeachingType]:
    """Published training types that teach one of the skills, those with most of them first (one statement)."""
    if not codes:
        return []
    rows = (
        TrainingType.objects.filter(offerings__status="published", offerings__taught__skill__in=list(codes))
        .annotate(
            taught=Count("offerings__taught__skill", distinct=True),
            many=Count("offerings", distinct=True),
            least=Min("offerings__price"),
        )
        .order_by("-taught", "-many", "code")[:most]
    )
    return [TeachingType(row.code, row.title_id, row.title_en, row.many, row.least) for row in rows]


def teaches(codes: Sequence[str]) -> bool:
    return Offering.objects.filter(status="published", taught__skill__in=list(codes)).exists()


def application_at(person_id: UUID, vacancy_id: UUID) -> Application | None:
    """What stands of this person at this vacancy now: the latest, withdrawn ones aside."""
    mine = Application.objects.filter(person_id=person_id, vacancy_id=vacancy_id)
    return mine.exclude(status="withdrawn").order_by("-sent_at", "-id").first()


def applications_of(person_id: UUID, most: int = 100) -> list[Application]:
    """A person's applications, last change first (one statement)."""
    mine = Application.objects.filter(person_id=person_id).select_related("vacancy__regency", "vacancy__employer")
    return list(mine.order_by("-changed_at")[:most])


def application_of(person_id: UUID, application_id: UUID) -> Application:
    """Raises NotYours for anyone else's."""
    rows = Application.objects.filter(id=application_id, person_id=person_id)
    found = rows.select_related("vacancy__regency__province", "vacancy__employer", "refusal_skill").first()
    if found is None:
        raise NotYours
    return found


def vacancies_of(employer_id: UUID) -> QuerySet[Vacancy]:
    """An employer's vacancies, those that run first, with how many applications wait for an answer."""
    waiting = Count("applications", filter=Q(applications__status__in=("sent", "seen", "interview", "accepted")))
    fresh = Count("applications", filter=Q(applications__status="sent"))
    rows = Vacancy.objects.filter(employer_id=employer_id).select_related("regency")
    return rows.annotate(waiting=waiting, fresh=fresh).order_by(
        F("ended_at").desc(nulls_first=True), "-posted_at", "-id"
    )


def candidates(vacancy_id: UUID) -> list[Application]:
    """Applications to a vacancy, those that wait first, then by match (one statement)."""
    rows = Application.objects.filter(vacancy_id=vacancy_id).select_related("person__lives_in")
    order = list(APPLICATION.states)
    return sorted(
        rows,
        key=lambda each: (
            order.index(each.status) if each.status not in CLOSED else 99,
            -(each.match_total or 0),
        ),
    )


def answerable(vacancy_id: UUID, most: int) -> list[Application]:
    """Applications that still can be refused, the weakest match first (one statement)."""
    states = [source for each in APPLICATION.steps if each.target == "refused" for source in each.sources]
    rows = Application.objects.filter(vacancy_id=vacancy_id, status__in=states).select_related("person__lives_in")
    return list(rows.order_by(F("match_total").asc(nulls_first=True), "sent_at", "id")[:most])


def vacancy_of_employer(employer_id: UUID, vacancy_id: UUID) -> Vacancy:
    """Raises NotYours for another employer's."""
    found = Vacancy.objects.select_related("regency__province").filter(id=vacancy_id, employer_id=employer_id).first()
    if found is None:
        raise NotYours
    return found


def candidate(employer_id: UUID, application_id: UUID) -> Application:
    """One application with the person behind it. Raises NotYours for another employer's."""
    rows = Application.objects.filter(id=application_id, employer_id=employer_id)
    found = rows.select_related("vacancy__regency", "person__lives_in", "refusal_skill").first()
    if found is None:
        raise NotYours
    return found


def km_between(person: Person, vacancy: Vacancy) -> float:
    return distance_km(person.lives_in_id, vacancy.regency_id)


@dataclass(frozen=True)
class Desk:
    """What waits for an employer. counts: state → how many applications."""

    counts: dict[str, int]
    rows: list[Application]


def desk(employer_id: UUID, state: str, most: int = 60) -> Desk:
    """An employer's applications in one state, best match first (two statements)."""
    mine = Application.objects.filter(employer_id=employer_id)
    counts = dict(mine.order_by().values_list("status").annotate(many=Count("id")))
    rows = mine.filter(status=state).select_related("person__lives_in", "vacancy__regency")
    return Desk(counts, list(rows.order_by(F("match_total").desc(nulls_last=True), "sent_at")[:most]))


@dataclass(frozen=True)
class ShownPerson:
    """What an employer sees of an applicant: never age or sex. skills: (Skill, how it is shown)."""

    skills: list[tuple[Skill, str]]
    experiences: list[Experience]


def shown_person(person_id: UUID) -> ShownPerson:
    """Two statements, in the employer's own sight. A skill stands by its strongest proof, the best proven first."""
    rows = PersonSkill.objects.filter(person_id=person_id).select_related("skill").order_by("-level", "skill_id")
    skills: dict[str, tuple[Skill, str]] = {}
    for row in sorted(rows, key=lambda each: STRENGTH[SkillSource(each.source)], reverse=True):
        skills.setdefault(row.skill_id, (row.skill, row.get_source_display()))
    return ShownPerson(
        list(skills.values()),
        list(Experience.objects.filter(person_id=person_id).order_by("-started_on")[:10]),
    )
