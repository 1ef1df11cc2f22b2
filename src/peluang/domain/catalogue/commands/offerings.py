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
from peluang.domain.kernel.refusal import Refused
from peluang.domain.skills.models import Skill
from peluang.engines.standard import standard

from .. import access
from ..admission_rules import must_be_admitted
from ..content import content_of
from ..events import OFFERING_CHANGED, OFFERING_DRAFTED, OFFERING_SUBMITTED
from ..links import tidy_link
from ..locks import locked_offering
from ..models import Mode, Offering, OfferingSkill, Trainer, TrainingType
from ..standard import findings_of_content, refuse_below_standard, version_on
from ..states import OFFERING
from .versions import begin_round, change_sold, record_version

_WORDS = (
    "title", "description", "mode", "online_share", "price", "outside_price", "outside_url", "minutes_theory",
    "minutes_practice", "minutes_self_paced", "longest_day_minutes", "class_size", "trainers_per_class", "tool_sets",
    "computers", "assessment_parts", "skkni_unit", "level",
)  # fmt: skip
_KEYS = {"regency": "regency_id", "occupation": "occupation_id", "trainer_id": "trainer_id"}
_NUMBERS = {
    "price": "price", "outside_price": "outside_price", "minutes_theory": "hours_theory",
    "minutes_practice": "hours_practice", "minutes_self_paced": "hours_self_paced", "longest_day_minutes": "hours_day",
    "class_size": "class_size", "trainers_per_class": "trainers_per_class", "tool_sets": "tool_sets",
    "computers": "computers",
}  # fmt: skip
#: What its column holds; more is a slip of the finger.
_MOST_RUPIAH, _MOST_NUMBER = 1_000_000_000, 30_000
PARTS = ("pre", "post", "quiz", "practical")
LEVELS = range(1, 5)


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
    trainer_id: UUID | str | None = None,
    description: str = "",
    outside_price: int | None = None,
    at: datetime.datetime,
    **more: Any,
) -> Offering:
    """A draft of `training_type` (its id or code). price: rupiah; minutes: taught time; online_share: percent of
    the hours; skills: (code, level 1-4); more: the other fields of the content (class_size, tool_sets, …).

    Raises NotYours for another institution, Refused for impossible values. The standard is checked on submission.
    """
    access.must_own_or_curate(by, provider_id)
    offering = Offering(provider_id=provider_id, training_type=_type(training_type), standard=version_on(at))
    _fill(offering, {
        "title": title, "description": description, "mode": mode, "online_share": online_share, "price": price,
        "outside_price": outside_price, "minutes_theory": minutes_theory, "minutes_practice": minutes_practice,
        "regency": regency, "occupation": occupation, "trainer_id": trainer_id, **more,
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
    """Changes a draft. Of a published or suspended offering words change at once, and what was promised becomes a
    version that waits for review: people chose what they were promised.

    Raises Refused("under_review") while it is submitted, "ended", "round_open", "below_standard".
    """
    offering = locked_offering(offering_id)
    access.must_own_or_curate(by, offering.provider_id)
    if offering.status == "submitted":
        raise Refused(
            "under_review",
            _("Pelatihan ini sedang ditinjau, jadi belum bisa diubah."),
            todo=_("Tunggu putusannya, atau tarik dulu pengajuannya."),
        )
    if offering.status in OFFERING.final:
        raise Refused("ended", _("Pelatihan ini sudah tidak ditawarkan."), todo=_("Tulis penawaran baru."))
    if offering.status != "draft":
        wished = locked_offering(offering_id)
        _fill(wished, values)
        taught = None if skills is None else sorted(_known_skills(skills).items())
        return change_sold(by, offering, content_of(wished, taught), at=at)
    _fill(offering, values)
    offering.save()
    if skills is not None:
        offering.taught.all().delete()
        _teach(offering, skills)
    append(OFFERING_CHANGED, offering.id, at=at)
    return offering


@command
def submit_offering(by: Actor, *, offering_id: UUID, at: datetime.datetime) -> Offering:
    """Hands a draft in, under the version of the standard that is valid today. Raises Refused("below_standard") with
    one reason and its clause for each finding; a draft begun under an older version is told so.
    """
    offering = locked_offering(offering_id)
    access.must_own(by, offering.provider_id)
    OFFERING.advance(offering, "submitted", by.role)
    must_be_admitted(offering.provider, at)
    version, content = version_on(at), content_of(offering)
    todo: Any = _("Betulkan hal-hal di bawah ini; isian Anda tersimpan sebagai konsep.")
    if offering.standard != version:
        todo = _("Konsep ini dimulai sebelum %(name)s berlaku; sekarang itulah yang dipakai. Isian Anda tersimpan.") % {
            "name": standard(version).name
        }
    found = findings_of_content(
        content, training_type_id=offering.training_type_id, offering_id=offering.id, at=at, version=version
    )
    refuse_below_standard(found, _("Pelatihan ini belum memenuhi standar, jadi belum diajukan."), todo)
    offering.status_reason, offering.standard = "", version
    offering.save(update_fields=["status", "status_reason", "standard"])
    begin_round(offering, record_version(by, offering, content, standard=version, at=at), at=at)
    append(OFFERING_SUBMITTED, offering.id, at=at, standard=offering.standard)
    return offering


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
    _check_numbers(offering)
    offering.outside_url = tidy_link(offering.outside_url, field="outside_url")
    offering.assessment_parts = [part for part in PARTS if part in offering.assessment_parts]
    if offering.trainer_id:
        offering.trainer_id = UUID(str(offering.trainer_id))
        if not Trainer.objects.filter(id=offering.trainer_id, organisation_id=offering.provider_id).exists():
            raise Refused("unknown_trainer", _("Pelatih ini tidak terdaftar di lembaga Anda."), field="trainer_id")


def _check_numbers(offering: Offering) -> None:
    for name, field in _NUMBERS.items():
        value = getattr(offering, name)
        if value is None and name in ("outside_price", "longest_day_minutes", "class_size", "tool_sets", "computers"):
            continue
        if value is None or value < 0:
            raise Refused("below_zero", _("Harga, jam, dan jumlah tidak boleh kurang dari nol."), field=field)
        if value > (_MOST_RUPIAH if name.endswith("price") else _MOST_NUMBER):
            raise Refused("too_large", _("Angka ini terlalu besar. Periksa lagi jumlah nolnya."), field=field)
    if offering.minutes_self_paced > offering.minutes:
        raise Refused(
            "self_paced_beyond_all",
            _("Jam belajar mandiri tidak boleh melebihi jam teori dan praktik bersama-sama."),
            field="hours_self_paced",
        )


def _known_skills(skills: Sequence[tuple[str, int]]) -> dict[str, int]:
    wanted = dict(skills)
    known = set(Skill.objects.filter(code__in=wanted).values_list("code", flat=True))
    if set(wanted) - known:
        raise Refused("unknown_skill", _("Ada keahlian yang tidak dikenal."), field="skills")
    if any(level not in LEVELS for level in wanted.values()):
        raise Refused("unknown_level", _("Tingkat keahlian adalah angka 1 sampai 4."), field="skills")
    return wanted


def _teach(offering: Offering, skills: Sequence[tuple[str, int]]) -> None:
    OfferingSkill.objects.bulk_create(
        OfferingSkill(offering=offering, skill_id=code, level=level) for code, level in _known_skills(skills).items()
    )
