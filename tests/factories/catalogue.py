"""Training types, trainers, offerings and their results.

`an_offering()` is published, offline, in Jepara, of welding. Traits: draft, submitted, online, technology, blended,
free, with_result.
"""

from __future__ import annotations

import itertools
from typing import Any

from peluang.domain.catalogue.models import Offering, OfferingResult, OfferingSkill, Trainer, TrainingType
from peluang.domain.organisations.models import Organisation
from tests.conftest import NOW

from .organisations import an_organisation
from .people import JEPARA

_numbers = itertools.count(1)
WELDER, PROGRAMMER = "7212", "2512"
#: What the training standard v2.0 asks for beyond hours and price.
CONFORMING: dict[str, Any] = {
    "longest_day_minutes": 8 * 60, "class_size": 16, "tool_sets": 4, "computers": 0,
    "assessment_parts": ["pre", "post", "quiz", "practical"],
}  # fmt: skip


def a_training_type(*, code: str | None = None, occupation: str | None = WELDER, **fields: Any) -> TrainingType:
    number = next(_numbers)
    values: dict[str, Any] = {
        "code": code or f"las-smaw-{number}", "title_id": "Las SMAW tingkat 1", "title_en": "SMAW welding level 1",
        "occupation_id": occupation, "category": "Logam",
    }  # fmt: skip
    return TrainingType.objects.create(**values | fields)


def a_trainer(*, organisation: Organisation | None = None, **fields: Any) -> Trainer:
    return Trainer.objects.create(
        organisation=organisation or an_organisation("provider"), **{"name": "Sri Wahyuni", "years": 8} | fields
    )


def an_offering(
    *,
    provider: Organisation | None = None,
    training_type: TrainingType | None = None,
    draft: bool = False,
    submitted: bool = False,
    online: bool = False,
    technology: bool = False,
    blended: int | None = None,
    free: bool = False,
    conforming: bool = False,
    with_result: dict[str, Any] | bool = False,
    skills: dict[str, int] | None = None,
    **fields: Any,
) -> Offering:
    """Published, Rp 2,100,000, 12 hours of theory and 28 of practice, unless traits say otherwise.

    conforming: nothing for the standard v2.0 to find. blended: percent online. with_result: True or fields of OfferingResult. skills: code → level.
    """
    values: dict[str, Any] = {
        "title": "Las SMAW tingkat 1", "mode": "offline", "regency_id": JEPARA, "occupation_id": WELDER,
        "price": 2_100_000, "minutes_theory": 12 * 60, "minutes_practice": 28 * 60,
        "status": "published", "published_at": NOW,
    }  # fmt: skip
    if draft or submitted:
        values |= {"status": "draft" if draft else "submitted", "published_at": None}
    if online:
        values |= {"mode": "online", "online_share": 100, "regency_id": None}
    if blended is not None:
        values |= {"mode": "blended", "online_share": blended}
    if technology:
        values |= {"occupation_id": PROGRAMMER, "title": "Pemrograman web"}
    if free:
        values["price"] = 0
    if conforming:
        values |= CONFORMING
        skills = skills or {"las-smaw": 3}
    offering = Offering.objects.create(
        provider=provider or an_organisation("provider"),
        training_type=training_type or a_training_type(occupation=values["occupation_id"]),
        **values | fields,
    )
    OfferingSkill.objects.bulk_create(
        OfferingSkill(offering=offering, skill_id=code, level=level) for code, level in (skills or {}).items()
    )
    if with_result:
        a_result(offering, **(with_result if isinstance(with_result, dict) else {}))
    return offering


def a_result(offering: Offering, **fields: Any) -> OfferingResult:
    """86 enrolled, 80 completed, 61 answered after three months, 43 of them working."""
    values = {
        "enrolled": 86, "completed": 80, "gain": 31.0, "gain_deviation": 9.0, "gain_n": 78, "reviews": 60, "stars": 4.6, "answered": 61, "working": 43,
        "refreshed_at": NOW,
    }  # fmt: skip
    return OfferingResult.objects.create(offering=offering, **values | fields)
