"""Taking a CV file into a profile: the lines that the person ticked, as their own word."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import Refused
from peluang.engines.resumes import Reading

from .. import access
from ..models import Person
from ..resumes import Line, examine
from .identity import lock_person
from .profile import add_experience, update_profile
from .skills import add_skill


@command
def take_resume(
    by: Actor, *, person_id: UUID, reading: Reading, keys: Collection[str], at: datetime.datetime
) -> list[Line]:
    """keys: of the lines that were ticked. Every line is examined again: another window may have taken it meanwhile.

    Returns what was taken. All or nothing; raises Refused when nothing is chosen or nothing is left to take.
    """
    person = lock_person(person_id)
    access.may_change(by, person)
    lines = [each for each in examine(person, reading, at) if each.fate == "taken"]
    if not lines:
        raise Refused("nothing_new", _("Semua isi berkas ini sudah ada di profilmu."))
    wanted = [each for each in lines if each.key in keys]
    if not wanted:
        raise Refused(
            "nothing_chosen", _("Belum ada yang dicentang."), todo=_("Centang yang mau kamu ambil."), field="keys"
        )
    for each in wanted:
        _take(by, person, each, at)
    return wanted


def _take(by: Actor, person: Person, taken: Line, at: datetime.datetime) -> None:
    if taken.kind == "about":
        update_profile(by, person_id=person.id, about=taken.text, at=at)
    elif taken.kind == "skill":
        add_skill(by, person_id=person.id, skill=taken.skill, level=taken.level, at=at)
    elif taken.work:
        add_experience(
            by, person_id=person.id, title=taken.work.title, occupation=taken.occupation, employer=taken.work.employer,
            started_on=taken.work.started, ended_on=taken.work.ended, at=at,
        )  # fmt: skip
