"""Practical tasks of an offering, with the criteria they are marked by. A changed task is a new one."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.catalogue.models import Offering
from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused

from .. import access
from ..events import TASK_RETIRED, TASK_SET
from ..models import PracticalTask

MOST_CRITERIA, MOST_TASKS = 12, 20
Criteria = Sequence[tuple[str, int]]


@command
def add_task(
    by: Actor, *, offering_id: UUID, title: str, instruction: str, criteria: Criteria, needs_file: bool,
    at: datetime.datetime,
) -> PracticalTask:  # fmt: skip
    """criteria: (what is looked at, points), the points summing to 100. Holds for classes that begin from now on.

    Raises NotYours; Refused with the field at fault: title, instruction, criteria.
    """
    offering = _own_offering(by, offering_id)
    values = _checked(title, instruction, criteria)
    number = 1 + max(
        PracticalTask.objects.filter(offering=offering, retired_at__isnull=True).values_list("number", flat=True),
        default=0,
    )
    if number > MOST_TASKS:
        raise Refused("too_many_tasks", _("Paling banyak 20 tugas."), field="title")
    return _store(offering.id, number, values | {"needs_file": needs_file}, None, at)


@command
def replace_task(
    by: Actor, *, task_id: UUID, title: str, instruction: str, criteria: Criteria, needs_file: bool,
    at: datetime.datetime,
) -> PracticalTask:  # fmt: skip
    """Classes that began already keep the old one. With nothing changed it stays. Raises as add_task, and
    Refused("task_gone")."""
    old = _locked_task(by, task_id)
    values = _checked(title, instruction, criteria) | {"needs_file": needs_file}
    if all(getattr(old, name) == value for name, value in values.items()):
        return old
    old.retired_at = at
    old.save(update_fields=["retired_at"])
    return _store(old.offering_id, old.number, values, old, at)


@command
def retire_task(by: Actor, *, task_id: UUID, at: datetime.datetime) -> PracticalTask:
    """Classes that began already keep it."""
    row = _locked_task(by, task_id)
    row.retired_at = at
    row.save(update_fields=["retired_at"])
    append(TASK_RETIRED, row.id, at=at, offering_id=row.offering_id)
    return row


def _store(
    offering_id: UUID, number: int, values: dict[str, Any], replaces: PracticalTask | None, at: datetime.datetime
) -> PracticalTask:
    row = PracticalTask.objects.create(offering_id=offering_id, number=number, made_at=at, **values)
    append(TASK_SET, row.id, at=at, offering_id=offering_id, number=number, replaces=replaces.id if replaces else None)
    return row


def _checked(title: str, instruction: str, criteria: Criteria) -> dict[str, Any]:
    title, instruction = " ".join(title.split()), instruction.strip()
    if not title or len(title) > 200:
        raise Refused("title_missing", _("Tulis judul tugasnya, paling panjang 200 huruf."), field="title")
    if not instruction or len(instruction) > 5_000:
        raise Refused("instruction_missing", _("Tulis apa yang harus dikerjakan dan ditunjukkan."), field="instruction")
    texts = [" ".join(text.split()) for text, _points in criteria]
    if not 1 <= len(texts) <= MOST_CRITERIA or not all(texts):
        raise Refused("criteria_missing", _("Tulis 1 sampai 12 hal yang dinilai."), field="criteria")
    points = [each for _text, each in criteria]
    if min(points) < 1 or sum(points) != 100:
        raise Refused(
            "points_not_hundred",
            _("Jumlah poin semua hal yang dinilai harus 100, sekarang %(sum)s.") % {"sum": sum(points)},
            field="criteria",
        )
    rows = [{"code": f"k{n}", "text": text, "points": each} for n, (text, each) in enumerate(zip(texts, points), 1)]
    return {"title": title, "instruction": instruction, "criteria": rows}


def _own_offering(by: Actor, offering_id: UUID) -> Offering:
    row = Offering.objects.select_for_update(of=("self",), no_key=True).filter(id=offering_id).first()
    if row is None:
        raise NotYours()
    access.must_manage(by, row.provider_id)
    return row


def _locked_task(by: Actor, task_id: UUID) -> PracticalTask:
    offering_id = PracticalTask.objects.filter(id=task_id).values_list("offering_id", flat=True).first()
    if offering_id is None:
        raise NotYours()
    _own_offering(by, offering_id)
    row = PracticalTask.objects.get(id=task_id)
    if row.retired_at is not None:
        raise Refused(
            "task_gone",
            _("Tugas ini sudah diganti atau dihentikan."),
            todo=_("Buka daftar tugas untuk melihat yang berlaku."),
        )
    return row
