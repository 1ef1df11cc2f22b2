"""Skills of a person, by where they come from: own word, work, training, certificate."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import Refused
from peluang.domain.skills.models import Skill

from .. import access
from ..enums import SkillSource
from ..events import SKILL_GAINED, SKILL_REMOVED
from ..models import PersonSkill
from .identity import lock_person

MAX_DECLARED = 60


@command
def add_skill(
    by: Actor,
    *,
    person_id: UUID,
    skill: str,
    level: int = 2,
    source: str = SkillSource.DECLARED,
    evidence: UUID | None = None,
    at: datetime.datetime,
) -> PersonSkill:
    """level 1–4: heard of it, can with help, can alone, can teach. Idempotent: once per source; a higher one
    raises it, a lower one from the person themselves lowers it. evidence: certificate, assessment or job.
    """
    person = lock_person(person_id)
    source = SkillSource(source)
    if source == SkillSource.DECLARED:
        access.may_change(by, person)
    else:
        access.may_witness(by, person)
    if not 1 <= level <= 4:
        raise Refused("level_unknown", _("Pilih tingkat 1 sampai 4."), field="level")
    if not Skill.objects.filter(code=skill).exists():
        raise Refused(
            "skill_unknown",
            _("Keahlian ini belum ada di daftar."),
            todo=_("Pilih kata yang paling dekat."),
            field="skill",
        )
    row = PersonSkill.objects.filter(person=person, skill_id=skill, source=source).first()
    if row and (row.level == level or (source != SkillSource.DECLARED and row.level > level)):
        return row
    if row is None:
        _room_for_one_more(person_id, source)
        row = PersonSkill(person=person, home_region=person.home_region_id, skill_id=skill, source=source)
    row.level, row.evidence, row.since = level, evidence, at
    row.save()
    append(SKILL_GAINED, person.id, at=at, skill=skill, source=str(source.value), evidence=evidence)
    return row


def _room_for_one_more(person_id: UUID, source: SkillSource) -> None:
    if source == SkillSource.DECLARED:
        count = PersonSkill.objects.filter(person_id=person_id, source=source).count()
        if count >= MAX_DECLARED:
            raise Refused(
                "too_many_skills",
                _("Sudah %(count)s keahlian.") % {"count": MAX_DECLARED},
                todo=_("Hapus dulu yang kurang penting."),
                field="skill",
            )


@command
def remove_skill(by: Actor, *, person_id: UUID, skill: str, at: datetime.datetime) -> None:
    """Takes back what the person said themselves; what a training or a certificate showed stays."""
    person = lock_person(person_id)
    access.may_change(by, person)
    gone, _kinds = PersonSkill.objects.filter(person=person, skill_id=skill, source=SkillSource.DECLARED).delete()
    if gone:
        append(SKILL_REMOVED, person.id, at=at, skill=skill)


@command
def withdraw_evidence(by: Actor, *, person_id: UUID, evidence: UUID, at: datetime.datetime) -> list[str]:
    """What a certificate proved is proved no more (revoked, expired): its rows go, the person's own word stays.

    Called by the commands of other apps, which know the ground. Returns the codes of the skills it took back.
    """
    person = lock_person(person_id)
    access.may_witness(by, person)
    rows = list(PersonSkill.objects.filter(person=person, evidence=evidence).exclude(source=SkillSource.DECLARED))
    PersonSkill.objects.filter(id__in=[row.id for row in rows]).delete()
    for row in rows:
        append(SKILL_REMOVED, person.id, at=at, skill=row.skill_id)
    return [row.skill_id for row in rows]
