"""A profile as a CV: what employers see of a person, in one piece, and the same as the content of a file.

Age, sex, NIK and photo are not read here, so no page and no file of it can show them.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from peluang.domain.jobs.profiles import STRENGTH
from peluang.domain.learning.certificates import certificate_url
from peluang.domain.learning.models import Certificate, CompetencyCertificate
from peluang.domain.people.enums import SkillSource
from peluang.domain.people.models import Account, Experience, Person, PersonSkill, WishedOccupation
from peluang.domain.skills.models import Occupation
from peluang.engines import resumes
from peluang.engines.rules import local_date


@dataclass(frozen=True)
class Cv:
    """skills: by their strongest proof, the best proven first; levels: skill code → 1-4, the highest of all sources.

    certificates: valid ones. competencies: verified by who issued them, not expired.
    """

    person: Person
    email: str
    wished: list[Occupation]
    skills: list[PersonSkill]
    levels: dict[str, int]
    experiences: list[Experience]
    certificates: list[Certificate]
    competencies: list[CompetencyCertificate]


def cv_of(person_id: UUID, at: datetime.datetime) -> Cv | None:
    """Seven statements; None when the actor may not see the person."""
    person = Person.objects.select_related("lives_in").filter(id=person_id).first()
    if person is None:
        return None
    wished = WishedOccupation.objects.select_related("occupation").filter(person_id=person_id)
    rows = list(PersonSkill.objects.select_related("skill").filter(person_id=person_id).order_by("-level", "skill_id"))
    rows.sort(key=lambda row: -STRENGTH[SkillSource(row.source)])
    strongest: dict[str, PersonSkill] = {}
    levels: dict[str, int] = {}
    for row in rows:
        strongest.setdefault(row.skill_id, row)
        levels[row.skill_id] = max(row.level, levels.get(row.skill_id, 0))
    certificates = Certificate.objects.select_related("provider").filter(person_id=person_id, revoked_at__isnull=True)
    competencies = CompetencyCertificate.objects.filter(
        person_id=person_id, status="verified", expires_on__gte=local_date(at)
    )
    account = Account.objects.filter(person_id=person_id).first()
    return Cv(
        person, (account.email or "") if account else "", [each.occupation for each in wished],
        list(strongest.values()), levels,
        list(Experience.objects.filter(person_id=person_id).order_by("-started_on", "-id")),
        list(certificates.order_by("-issued_at")), list(competencies.order_by("-issued_on")),
    )  # fmt: skip


def resume_of(cv: Cv, *, english: bool) -> resumes.Resume:
    """The content of a file; what was proven stands among the certificates, with the address that checks it."""
    person = cv.person
    label = cv.wished[0] if cv.wished else None
    return resumes.Resume(
        name=person.full_name,
        label=(label.title_en if english else label.title_id) if label else "",
        email=cv.email,
        phone=person.phone,
        city=person.lives_in.name,
        about=person.about,
        works=tuple(
            resumes.Work(each.title, each.employer, each.started_on, each.ended_on) for each in cv.experiences
        ),
        skills=tuple(
            resumes.Skill(each.skill.name_en if english else each.skill.name_id, cv.levels[each.skill_id])
            for each in cv.skills
        ),
        studies=(resumes.Study(str(person.get_education_display())),),
        certificates=(
            *(
                resumes.Certificate(each.title, each.issuer_name, each.issued_on)
                for each in cv.competencies
            ),
            *(
                resumes.Certificate(
                    each.title, each.provider.name, local_date(each.issued_at), certificate_url(each.number)
                )
                for each in cv.certificates
            ),
        ),
    )  # fmt: skip
