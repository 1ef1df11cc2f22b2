"""Approvals end by themselves: the institution is told 60 and 14 days before, then it schedules nothing new."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Q

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.engines.rules import local_date

from ..admission_rules import REMIND_DAYS
from ..events import ADMISSION_EXPIRED
from ..models import Admission
from ..states import ADMISSION
from ..telling import tell_managers


@command
def expire_admissions(by: Actor, *, at: datetime.datetime) -> int:
    """Those whose last local day is over. Open classes go on; standing() says no to new ones."""
    over = Admission.objects.filter(status="approved", valid_until__lt=local_date(at))
    rows = list(over.select_for_update(skip_locked=True))
    renewed = _approved_elsewhere(rows, at)
    for row in rows:
        ADMISSION.advance(row, "expired", Role.SYSTEM)
        row.save(update_fields=["status"])
        append(ADMISSION_EXPIRED, row.id, at=at, organisation_id=row.organisation_id)
        if row.organisation_id not in renewed:
            tell_managers(by, row.organisation_id, "catalogue.admission_expired", row.id, at=at)
    return len(rows)


@command
def remind_expiring(by: Actor, *, at: datetime.datetime) -> int:
    """Once at 60 and once at 14 days before the end, unless a next round is under way or approved."""
    told, today = 0, local_date(at)
    for days in REMIND_DAYS:
        near = Admission.objects.filter(
            Q(reminded__isnull=True) | Q(reminded__gt=days), status="approved", current=True,
            valid_until__gte=today, valid_until__lte=today + datetime.timedelta(days=days),
        )  # fmt: skip
        for row in near.select_for_update(skip_locked=True):
            row.reminded = next((each for each in sorted(REMIND_DAYS) if (row.valid_until - today).days <= each), days)  # type: ignore[operator]
            row.save(update_fields=["reminded"])
            tell_managers(
                by, row.organisation_id, "catalogue.admission_ends", row.id, at=at,
                once=f":{row.reminded}", valid_until=row.valid_until,
            )  # fmt: skip
            told += 1
    return told


def _approved_elsewhere(rows: list[Admission], at: datetime.datetime) -> set[UUID]:
    later = Admission.objects.filter(
        organisation_id__in=[each.organisation_id for each in rows], status="approved", valid_until__gte=local_date(at)
    )
    return set(later.values_list("organisation_id", flat=True))
