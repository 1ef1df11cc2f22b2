"""What an institution writes: drafts, changes, and handing in for curation."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.skills.models import Skill

from .. import access
from ..events import OFFERING_CHANGED, OFFERING_DRAFTED, OFFERING_SUBMITTED
from ..models import Mode, Offering, OfferingSkill, Trainer, TrainingType
from ..standard import VERSION, Offered, findings
from ..states import OFFERING

_WORDS = ("title", "description", "mode", "online_share", "price", "outside_price", "minutes_theory",
          "minutes_practice", "skkni_unit", "level")  # fmt: skip
_KEYS = {"regency": "regency_id", "occupation": "occupation_id", "trainer_id": "trainer_id"}
#: After publication the promise stands; only words about it and who teaches may change.
_CHANGES_WHEN_PUBLISHED = {"description", "trainer_id"}


@command
def draft_offering(
    by: Actor,
    *,
    provider_id: UUID,
    training_type: UUID | str,
    title: str,
    mode: str,
    online_share: int,
    price: int,
    minutes_theory: int,
    minutes_practice: int,
    regency: str | None,
    occupation: str | None,
    skills: Sequence[tuple[str, int]],
    trainer_id: UUID | None = None,
    description: str = "",
    outside_price: int | None = None,
    at: datetime.datetime,
) -> Offering:
    """A draft of `training_type` (its id or code). price: rupiah; minutes: taught time; online_share: percent of
    the hours; skills: (code, level 1-4). Raises NotYours for another institution, Refused for impossible values.
    """
    access.must_own_or_curate(by, provider_id)
    offering = Offering(provider_id=provider_id, training_type=_type(training_type), standard=VERSION)
    _fill(offering, {
        "title": title, "description": description, "mode": mode, "online_share": online_share, "price": price,
        "outside_price": outside_price, "minutes_theory": minutes_theory, "minutes_practice": minutes_practice,
        "regency": regency, "occupation": occupation, "trainer_id": trainer_id,
    })  # fmt: skip
    offering.save(force_insert=True)
    _teach(offering, skills)
    append(OFFERING_DRAFTED, offering.id, at=at, provider_id=provider_id, training_type=offering.training_type.code)
    return offering


@command
def change_offering(
    by: Actor,
    *,
    offering_id: UUID,
    skills: Sequence[tuple[str, int]] | None = None,
    at: datetime.datetime,
    **values: Any,
) -> Offering:
    """Changes a draft, or the description and trainer of a published offering. Raises Refused for anything else:
    people chose what was promised, so a new price or new hours are a new offering.
    """
    offering = _locked(offering_id)
    access.must_own_or_curate(by, offering.provider_id)
    if offering.status != "draft":
        changed = {name for name, value in values.items() if getattr(offering, _KEYS.get(name, name)) != value}
        if changed - _CHANGES_WHEN_PUBLISHED or skills is not None or offering.status in OFFERING.final:
            raise Refused(
                "already_published",
                _("Pelatihan yang sudah diajukan atau terbit tidak bisa diubah harga, jam, atau isinya."),
                todo=_("Buat penawaran baru, lalu hentikan atau gabungkan yang lama."),
            )
    _fill(offering, values)
    offering.save()
    if skills is not None:
        offering.taught.all().delete()
        _teach(offering, skills)
    append(OFFERING_CHANGED, offering.id, at=at)
    return offering


@command
def submit_offering(by: Actor, *, offering_id: UUID, at: datetime.datetime) -> Offering:
    """Hands a draft in. Raises Refused("below_standard") with one reason and its clause for each finding."""
    offering = _locked(offering_id)
    access.must_own(by, offering.provider_id)
    OFFERING.advance(offering, "submitted", by.role)
    found = findings(Offered.of(offering))
    if found:
        raise Refused(
            "below_standard",
            _("Pelatihan ini belum memenuhi standar, jadi belum diajukan."),
            todo=_("Betulkan hal-hal di bawah ini; isian Anda tersimpan sebagai konsep."),
            field=found[0].field,
            reasons=tuple((each.text, each.clause) for each in found),
        )
    offering.status_reason = ""
    offering.save(update_fields=["status", "status_reason"])
    append(OFFERING_SUBMITTED, offering.id, at=at, standard=offering.standard)
    return offering


def _locked(offering_id: UUID) -> Offering:
    """The offering, held until the transaction ends, so that two decisions about it follow one another."""
    row = Offering.objects.select_for_update(no_key=True).filter(id=offering_id).first()
    if row is None:
        raise NotYours()
    return row


def _type(wanted: UUID | str) -> TrainingType:
    which = Q(id=wanted) if isinstance(wanted, UUID) else Q(code=wanted)
    row = TrainingType.objects.filter(which).first()
    if row is None:
        raise Refused("unknown_type", _("Jenis pelatihan ini tidak ada."), field="training_type")
    return row


def _fill(offering: Offering, values: dict[str, Any]) -> None:
    unknown = set(values) - set(_WORDS) - set(_KEYS)
    if unknown:
        raise TypeError(f"an offering has no {sorted(unknown)}")
    for name, value in values.items():
        setattr(offering, _KEYS.get(name, name), value.strip() if isinstance(value, str) else value)
    if offering.mode not in Mode.values:
        raise Refused("unknown_mode", _("Pilih cara belajarnya: tatap muka, daring, atau bauran."), field="mode")
    offering.online_share = {"offline": 0, "online": 100}.get(offering.mode, offering.online_share)
    if not 0 <= offering.online_share <= 100:
        raise Refused("share_not_percent", _("Bagian daring adalah angka 0 sampai 100."), field="online_share")
    if offering.price < 0 or min(offering.minutes_theory, offering.minutes_practice) < 0:
        raise Refused("below_zero", _("Harga dan jam tidak boleh kurang dari nol."), field="price")
    trainer = offering.trainer_id
    if trainer and not Trainer.objects.filter(id=trainer, organisation_id=offering.provider_id).exists():
        raise Refused("unknown_trainer", _("Pelatih ini tidak terdaftar di lembaga Anda."), field="trainer_id")


def _teach(offering: Offering, skills: Sequence[tuple[str, int]]) -> None:
    wanted = dict(skills)
    known = set(Skill.objects.filter(code__in=wanted).values_list("code", flat=True))
    if set(wanted) - known:
        raise Refused("unknown_skill", _("Ada keahlian yang tidak dikenal."), field="skills")
    OfferingSkill.objects.bulk_create(
        OfferingSkill(offering=offering, skill_id=code, level=level) for code, level in wanted.items()
    )
