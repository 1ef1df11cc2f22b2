"""A first profile in one go: what somebody did, can and would like to do, as they ticked it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import Refused

from .. import access
from ..models import Experience, Person, PersonSkill, Wish, WishedOccupation
from .identity import lock_person
from .profile import MAX_WISHES, add_experience, set_wish
from .skills import add_skill


@command
def start_profile(
    by: Actor,
    *,
    person_id: UUID,
    did: Sequence[tuple[str, str]] = (),
    employer: str = "",
    skills: Sequence[str] = (),
    wished: Sequence[str] = (),
    at: datetime.datetime,
) -> Person:
    """did: (title, occupation code) of what was done at `employer`. skills, wished: codes.

    Adds to what is there and takes nothing away: what is known stays as it is, wishes come behind those there are, at
    most five. Sent twice it changes nothing more. All or nothing; raises Refused when nothing was ticked.
    """
    person = lock_person(person_id)
    access.may_change(by, person)
    if not (did or skills or wished):
        raise Refused(
            "nothing_chosen", _("Belum ada yang dicentang."), todo=_("Centang yang cocok denganmu, satu saja cukup.")
        )
    there = set(Experience.objects.filter(person=person).values_list("title", "employer"))
    for title, occupation in did:
        if (title, employer.strip()) not in there:
            add_experience(by, person_id=person_id, title=title, occupation=occupation, employer=employer, at=at)
    held = set(PersonSkill.objects.filter(person=person).values_list("skill_id", flat=True))
    for code in skills:
        if code not in held:
            add_skill(by, person_id=person_id, skill=code, at=at)
    if wished:
        _wish_for(by, person, wished, at)
    return person


def _wish_for(by: Actor, person: Person, wished: Sequence[str], at: datetime.datetime) -> None:
    wish = Wish.objects.filter(person=person).first()
    before = list(
        WishedOccupation.objects.filter(person=person).order_by("rank").values_list("occupation_id", flat=True)
    )
    codes = list(dict.fromkeys([*before, *wished]))[:MAX_WISHES]
    if codes == before:
        return
    said = {"wage_min": wish.wage_min, "radius_km": wish.radius_km, "kinds": wish.kinds} if wish else {}
    set_wish(by, person_id=person.id, occupations=codes, at=at, **said)
