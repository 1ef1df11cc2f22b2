"""A sentra describes its process and names the knowledge it lacks."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.organisations.models import Kind, Organisation
from peluang.domain.skills.models import Skill

from .. import access
from ..events import SENTRA_DESCRIBED, SKILL_NEED_NAMED
from ..models import SentraProfile, SkillNeed

LEAST_UNITS = 5
MOST_PEOPLE = 10_000


@command
def describe_sentra(
    by: Actor,
    *,
    organisation_id: UUID,
    product: str,
    units: int,
    workers: int = 0,
    process: list[dict[str, str]],
    occupation: str | None = None,
    monthly_output: int | None = None,
    output_unit: str = "",
    at: datetime.datetime,
) -> SentraProfile:
    """Sets product, size and process map: steps {code, name_id, name_en} in order.

    Raises NotYours for another sentra; Refused below five units (domain of IKM: a sentra has at least five).
    """
    access.may_speak_for(by, organisation_id)
    if not Organisation.objects.filter(id=organisation_id, kind=Kind.SENTRA).exists():
        raise NotYours
    if units < LEAST_UNITS:
        raise Refused(
            "too_few_units",
            _("Sebuah sentra punya sedikitnya lima usaha dengan produk, bahan, atau proses yang sama."),
            field="units",
        )
    values: dict[str, Any] = {
        "product": product.strip(),
        "units": units,
        "workers": workers,
        "process": process,
        "occupation_id": occupation,
        "monthly_output": monthly_output,
        "output_unit": output_unit,
    }
    profile, _made = SentraProfile.objects.update_or_create(organisation_id=organisation_id, defaults=values)
    append(SENTRA_DESCRIBED, organisation_id, at=at, steps=len(process), units=units)
    return profile


@command
def name_skill_need(
    by: Actor,
    *,
    sentra_id: UUID,
    process_step: str = "",
    skill: str | None = None,
    words: str = "",
    urgency: int,
    people: int,
    at: datetime.datetime,
) -> SkillNeed:
    """Which knowledge still has to be added. urgency 1–5; people: how many would come.

    skill: code of the vocabulary, or words of their own. Raises NotYours, Refused.
    """
    access.may_speak_for(by, sentra_id)
    profile = SentraProfile.objects.filter(organisation_id=sentra_id).first()
    if profile is None:
        raise NotYours
    _check_need(profile, process_step, skill, words, urgency, people)
    need = SkillNeed.objects.create(
        sentra=profile,
        process_step=process_step,
        skill_id=skill or None,
        words=words.strip(),
        urgency=urgency,
        people=people,
        named_by=by.person or sentra_id,
        named_at=at,
    )
    append(SKILL_NEED_NAMED, need.id, at=at, sentra_id=sentra_id, skill=skill or "", urgency=urgency, people=people)
    return need


def _check_need(
    profile: SentraProfile, process_step: str, skill: str | None, words: str, urgency: int, people: int
) -> None:
    if process_step and process_step not in {step["code"] for step in profile.process}:
        raise Refused("unknown_step", _("Langkah ini tidak ada di peta proses."), field="process_step")
    if not skill and not words.strip():
        raise Refused("names_nothing", _("Tulis atau pilih pengetahuan yang masih kurang."), field="words")
    if skill and not Skill.objects.filter(code=skill).exists():
        raise Refused("unknown_skill", _("Keahlian ini tidak dikenal."), todo=_("Pilih dari daftar."), field="words")
    if not 1 <= urgency <= 5:
        raise Refused("urgency_unknown", _("Pilih seberapa mendesak, 1 sampai 5."), field="urgency")
    if not 1 <= people <= MOST_PEOPLE:
        raise Refused("people_unknown", _("Isi berapa orang yang akan ikut, sedikitnya 1."), field="people")
