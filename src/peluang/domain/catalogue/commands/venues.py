"""The places where an institution holds its classes."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.places.models import Regency

from .. import access
from ..events import VENUE_ADDED, VENUE_CHANGED, VENUE_CLOSED
from ..models import Venue

#: What a place must have before people work there with machines. Our own list, after the safety rules of workplaces
#: (Permenaker 5/2018 on the working environment; Permenakertrans 15/2008 on first aid).
SAFETY = {
    "exit": _("Jalan keluar darurat yang bebas"),
    "extinguisher": _("Alat pemadam api yang masih berlaku"),
    "first_aid": _("Kotak P3K"),
    "ventilation": _("Udara dan cahaya cukup"),
    "protection": _("Alat pelindung diri untuk setiap orang"),
    "electricity": _("Listrik dan kabel aman"),
}
_TEXTS = ("name", "address", "directions")
_MOST_TOOLS = 60

Tools = Sequence[tuple[str, int]]


@command
def add_venue(
    by: Actor,
    *,
    organisation_id: UUID,
    name: str,
    regency: str,
    address: str,
    capacity: int,
    directions: str = "",
    computers: int = 0,
    tools: Tools = (),
    safety: Sequence[str] = (),
    accessible: bool = False,
    at: datetime.datetime,
) -> Venue:
    """capacity: people at once. tools: (name, count). safety: the items of SAFETY that are there. Raises NotYours,
    Refused with the field at fault.
    """
    access.must_own(by, organisation_id)
    row = Venue(organisation_id=organisation_id)
    _fill(row, {
        "name": name, "regency": regency, "address": address, "directions": directions, "capacity": capacity,
        "computers": computers, "tools": tools, "safety": safety, "accessible": accessible,
    })  # fmt: skip
    row.save(force_insert=True)
    append(VENUE_ADDED, row.id, at=at, organisation_id=organisation_id, regency=row.regency_id)
    return row


@command
def change_venue(by: Actor, *, venue_id: UUID, at: datetime.datetime, **values: Any) -> Venue:
    """What is given as in add_venue. Another address, or room for more people, has to be visited again."""
    row = _open(by, venue_id)
    before = (row.regency_id, row.address, row.capacity)
    _fill(row, values)
    if (row.regency_id, row.address) != before[:2] or row.capacity > before[2]:
        row.checked_at = row.checked_by = None
    row.save()
    append(VENUE_CHANGED, row.id, at=at, organisation_id=row.organisation_id, regency=row.regency_id)
    return row


@command
def close_venue(by: Actor, *, venue_id: UUID, at: datetime.datetime) -> Venue:
    """No new class is held there. Classes that are planned keep it."""
    row = _open(by, venue_id)
    row.closed_at = at
    row.save(update_fields=["closed_at"])
    append(VENUE_CLOSED, row.id, at=at, organisation_id=row.organisation_id, regency=row.regency_id)
    return row


def _open(by: Actor, venue_id: UUID) -> Venue:
    row = Venue.objects.select_for_update(no_key=True).filter(id=venue_id).first()
    if row is None:
        raise NotYours()
    access.must_own(by, row.organisation_id)
    if row.closed_at is not None:
        raise Refused("venue_closed", _("Tempat ini sudah ditutup."))
    return row


def _fill(row: Venue, values: dict[str, Any]) -> None:
    for name in _TEXTS:
        if name in values:
            setattr(row, name, " ".join(values[name].split()))
    for name in ("capacity", "computers", "accessible"):
        if name in values:
            setattr(row, name, values[name])
    if "regency" in values:
        row.regency_id = values["regency"]
    if "tools" in values:
        row.tools = _tools(values["tools"])
    if "safety" in values:
        row.safety = {item: item in set(values["safety"]) for item in SAFETY}
    _check(row)


def _check(row: Venue) -> None:
    if not row.name:
        raise Refused("name_empty", _("Beri nama tempat ini, misalnya Bengkel las."), field="name")
    if not Regency.objects.filter(code=row.regency_id).exists():
        raise Refused("regency_unknown", _("Kabupaten atau kota ini tidak ada di daftar."), field="regency")
    if not row.address:
        raise Refused("address_empty", _("Isi alamatnya, supaya peserta bisa menemukannya."), field="address")
    if not 1 <= row.capacity <= 10_000:
        raise Refused("capacity_unfit", _("Isi untuk berapa orang tempat ini: 1 sampai 10.000."), field="capacity")
    if not 0 <= row.computers <= 10_000:
        raise Refused("computers_unfit", _("Jumlah komputer tidak boleh kurang dari nol."), field="computers")


def _tools(given: Tools) -> list[dict[str, Any]]:
    if len(given) > _MOST_TOOLS or any(not name.strip() or not 1 <= count <= 10_000 for name, count in given):
        raise Refused("tools_unfit", _("Setiap alat punya nama dan jumlah, paling banyak 60 baris."), field="tools")
    return [{"name": " ".join(name.split()), "count": count} for name, count in given]
