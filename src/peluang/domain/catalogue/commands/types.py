"""Training types and trainers: what all offerings share."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import Refused
from peluang.domain.organisations.models import Organisation
from peluang.domain.skills.models import Occupation

from .. import access
from ..events import TRAINER_ADDED, TYPE_DEFINED
from ..models import Trainer, TrainingType


@command
def define_type(
    by: Actor,
    *,
    code: str,
    title_id: str,
    title_en: str,
    occupation: str | None,
    category: str,
    description_id: str = "",
    description_en: str = "",
    at: datetime.datetime,
) -> TrainingType:
    """A training type; the same code again updates its words. Raises Refused for an unknown occupation code."""
    access.must_curate(by)
    if occupation and not Occupation.objects.filter(code=occupation).exists():
        raise Refused("unknown_occupation", _("Kode jabatan ini tidak ada dalam KBJI."), field="occupation")
    row, _made = TrainingType.objects.update_or_create(
        code=code,
        defaults={
            "title_id": title_id, "title_en": title_en, "occupation_id": occupation, "category": category,
            "description_id": description_id, "description_en": description_en,
        },
    )  # fmt: skip
    append(TYPE_DEFINED, row.id, at=at, code=code, occupation=occupation)
    return row


@command
def add_trainer(
    by: Actor,
    *,
    organisation_id: UUID,
    name: str,
    occupation: str | None = None,
    certificates: str = "",
    years: int = 0,
    person_id: UUID | None = None,
    at: datetime.datetime,
) -> Trainer:
    """A trainer of an institution. years: of teaching. Raises NotYours for another institution."""
    access.must_own_or_curate(by, organisation_id)
    organisation = Organisation.objects.get(id=organisation_id)
    row = Trainer.objects.create(
        organisation=organisation, person_id=person_id, name=name.strip(), occupation_id=occupation,
        certificates=certificates, years=years,
    )  # fmt: skip
    append(TRAINER_ADDED, row.id, at=at, organisation_id=organisation_id)
    return row
