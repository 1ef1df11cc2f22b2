"""Loading places. They change by law a few times a decade, and then by a new release."""

from __future__ import annotations

import datetime

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.keys import new_id
from peluang.engines.codes import regions

from .events import PLACES_LOADED
from .models import District, Province, Regency


@command
def load_places(by: Actor, *, at: datetime.datetime) -> int:
    """Writes 38 provinces, 514 regencies and 7,285 districts; returns how many rows differ from before."""
    provinces = [
        Province(
            code=each.code, bps_code=each.code_bps, name=each.name, name_en=each.name_en,
            latitude=each.latitude, longitude=each.longitude, timezone=each.timezone,
        )
        for each in regions.provinces()
    ]  # fmt: skip
    regencies = [
        Regency(
            code=each.code, bps_code=each.code_bps, province_id=each.province, kind=each.kind, name=each.name,
            latitude=each.latitude, longitude=each.longitude,
        )
        for each in regions.regencies()
    ]  # fmt: skip
    districts = [District(code=each.code, regency_id=each.regency, name=each.name) for each in regions.districts()]
    before = (Province.objects.count(), Regency.objects.count(), District.objects.count())
    _upsert(Province, provinces)
    _upsert(Regency, regencies)
    _upsert(District, districts)
    total = len(provinces) + len(regencies) + len(districts)
    if before != (len(provinces), len(regencies), len(districts)):
        append(PLACES_LOADED, new_id(), at=at, rows=total)
    return total


def _upsert(model: type[Province] | type[Regency] | type[District], rows: list) -> None:
    names = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    model.objects.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=names, batch_size=5000)
