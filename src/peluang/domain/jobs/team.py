"""Reads of a hiring team: candidates side by side, and what colleagues wrote."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from peluang.domain.kernel.context import elevated
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.organisations.models import Membership
from peluang.domain.people.enums import SkillSource
from peluang.domain.people.models import Person, PersonSkill
from peluang.domain.skills.models import Skill
from peluang.engines.codes.regions import distance_km

from .commands.notes import DELETE_WITHIN
from .masking import experience_band
from .models import Application, CandidateNote, VacancySkill
from .profiles import STRENGTH, person_profiles

#: Filter → states of an application, in the order of a desk's tabs.
GROUPS = {
    "menunggu": ("sent", "seen", "accepted"),
    "wawancara": ("interview", "offer"),
    "diputuskan": ("hired", "refused", "ended"),
}
SORTS = {"cocok": F("match_total").desc(nulls_last=True), "terbaru": F("sent_at").desc(nulls_last=True)}
MOST_COMPARED = 4


def group_of(status: str) -> str:
    """A state that a later workflow adds still waits for somebody."""
    return next((name for name, states in GROUPS.items() if status in states), "menunggu")


def applicants(vacancy_id: UUID, sort: str = "cocok", most: int = 500) -> list[Application]:
    """Those of one vacancy whom the employer may see, in the order of SORTS (one statement)."""
    rows = Application.objects.filter(vacancy_id=vacancy_id).exclude(status__in=("draft", "withdrawn"))
    return list(rows.select_related("person__lives_in").order_by(SORTS[sort], "id")[:most])


@dataclass(frozen=True)
class Compared:
    """One candidate of several. shown: skill code → how it is shown (own word, certified…). wage: wished, rupiah a
    month. Age and sex are no part of it.
    """

    application: Application
    shown: dict[str, str]
    experience: str
    experience_months: int
    km: float
    wage: int | None


def compared(vacancy_id: UUID, application_ids: Sequence[UUID], *, at: datetime.datetime) -> list[Compared]:
    """In the order given (three statements). Raises NotYours when one is not an application to this vacancy that the
    employer sees.
    """
    rows = Application.objects.filter(vacancy_id=vacancy_id, id__in=list(application_ids))
    rows = rows.exclude(status__in=("draft", "withdrawn")).select_related("person__lives_in", "vacancy")
    found = {row.id: row for row in rows}
    if set(application_ids) - set(found):
        raise NotYours
    people = [row.person_id for row in found.values()]
    profiles = person_profiles(people, at.date())
    ways: dict[UUID, dict[str, SkillSource]] = {each: {} for each in people}
    for person, skill, source in PersonSkill.objects.filter(person_id__in=people).values_list(
        "person_id", "skill_id", "source"
    ):
        known = ways[person].get(skill)
        if known is None or STRENGTH[SkillSource(source)] > STRENGTH[known]:
            ways[person][skill] = SkillSource(source)
    return [
        Compared(
            application=row, shown={code: str(way.label) for code, way in ways[row.person_id].items()},
            experience=experience_band(profiles[row.person_id].experience_months),
            experience_months=profiles[row.person_id].experience_months,
            km=distance_km(row.person.lives_in_id, row.vacancy.regency_id), wage=profiles[row.person_id].wage_rupiah,
        )
        for row in (found[each] for each in application_ids)
    ]  # fmt: skip


def asked_skills(vacancy_id: UUID) -> list[tuple[Skill, bool]]:
    """(skill, required), required ones first (one statement)."""
    rows = VacancySkill.objects.filter(vacancy_id=vacancy_id).select_related("skill")
    return [(row.skill, row.essential) for row in rows.order_by("-essential", "skill_id")]


@dataclass(frozen=True)
class TeamNote:
    note: CandidateNote
    author: str
    deletable: bool


def notes_about(application: Application, reader: UUID | None, *, at: datetime.datetime) -> list[TeamNote]:
    """Newest first (two statements). Colleagues read each other's names, nothing else of each other."""
    rows = list(CandidateNote.objects.filter(application=application).order_by("-written_at", "-id")[:200])
    with elevated("the names of colleagues who wrote a note"):
        members = Membership.objects.filter(organisation_id=application.employer_id).values("person_id")
        authors = Person.objects.filter(id__in={row.author for row in rows}).filter(id__in=members)
        names = dict(authors.values_list("id", "full_name"))
    return [
        TeamNote(row, names.get(row.author, ""), row.author == reader and at - row.written_at <= DELETE_WITHIN)
        for row in rows
    ]
