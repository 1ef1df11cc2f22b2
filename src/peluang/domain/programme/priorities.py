"""Priority lists that a wave may keep places for. Who is on a list follows from the profile at screening."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from peluang.domain.people.enums import WorkStatus

from .facts import PersonFacts


@dataclass(frozen=True)
class PriorityList:
    """code: stable, stored in quotas and entries. holds: is this person on the list?"""

    code: str
    label: Any
    holds: Callable[[PersonFacts], bool]


PRIORITIES: dict[str, PriorityList] = {
    each.code: each
    for each in (
        PriorityList("disability", _("Penyandang disabilitas"), lambda facts: facts.has_disability),
        PriorityList("laid_off", _("Baru terkena PHK"), lambda facts: facts.work_status == WorkStatus.LAID_OFF),
        PriorityList(
            "small_business", _("Pemilik usaha mikro atau kecil"),
            lambda facts: facts.work_status == WorkStatus.BUSINESS_OWNER,
        ),
    )
}  # fmt: skip


def priority_label(code: str) -> Any:
    return PRIORITIES[code].label if code in PRIORITIES else (code or _("Umum"))
