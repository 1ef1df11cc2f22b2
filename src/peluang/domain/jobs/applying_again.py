"""Who was refused for a skill and learned it since may apply at the same vacancy again."""

from __future__ import annotations

from peluang.domain.people.enums import SkillSource
from peluang.domain.people.models import PersonSkill

from .models import Application, RefusalReason

#: What somebody else vouches for; one's own word was there before.
VOUCHED_FOR = (SkillSource.TRAINING, SkillSource.CERTIFICATE, SkillSource.COMPETENCY)


def has_learned(application: Application) -> bool:
    """Whether a skill that was named in the refusal has been shown since (one statement, none for other reasons)."""
    if application.status != "refused" or application.refusal_reason != RefusalReason.SKILL:
        return False
    shown = PersonSkill.objects.filter(person_id=application.person_id, skill_id=application.refusal_skill_id)
    return shown.filter(source__in=VOUCHED_FOR, since__gt=application.decided_at).exists()
