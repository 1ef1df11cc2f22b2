"""A wave is planned, opened with a promise that cannot be changed, and closed."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.money.queries import balance
from peluang.domain.places.models import Province, Regency
from peluang.engines.draw import commitment
from peluang.engines.rules import SchemeParameters, from_json

from ..access import must_run_programme
from ..events import WAVE_CLOSED, WAVE_OPENED, WAVE_PLANNED
from ..models import Appropriation, Wave, WaveEntry, WaveQuota, WaveSecret
from ..priorities import PRIORITIES
from ..states import WAVE

_SEED_BYTES = 32


@command
def plan_wave(
    by: Actor, *, number: int, scheme_code: str, appropriation_id: UUID, opens_at: datetime.datetime,
    closes_at: datetime.datetime, places: int, quotas: Sequence[tuple[str, str, int]] = (), at: datetime.datetime,
) -> Wave:  # fmt: skip
    """quotas: (region, priority, places): regency or province code or "" (everywhere else); list code or "".
    None means one quota for everybody.

    Raises Refused: "wave_number_taken", "scheme_differs", "scheme_never_opened", "wave_times", "no_places",
    "quotas_do_not_add_up", "quota_twice", "region_unknown", "priority_unknown".
    """
    must_run_programme(by)
    appropriation = Appropriation.objects.select_related("scheme").filter(id=appropriation_id).first()
    if appropriation is None:
        raise NotYours()
    if appropriation.scheme.code != scheme_code:
        raise Refused("scheme_differs", _("Anggaran ini untuk skema lain."), field="appropriation_id")
    if from_json(appropriation.scheme.parameters).planned:
        raise Refused("scheme_never_opened", _("Skema ini baru rencana: tidak bisa dipakai untuk gelombang."))
    if closes_at <= opens_at:
        raise Refused("wave_times", _("Gelombang harus ditutup sesudah dibuka."), field="closes_at")
    if Wave.objects.filter(number=number).exists():
        raise Refused("wave_number_taken", _("Nomor gelombang ini sudah dipakai."), field="number")
    wanted = list(quotas) or [("", "", places)]
    _check_quotas(wanted, places)
    wave = Wave.objects.create(
        number=number, scheme=appropriation.scheme, appropriation=appropriation, opens_at=opens_at,
        closes_at=closes_at, places=places,
    )  # fmt: skip
    WaveQuota.objects.bulk_create(
        WaveQuota(wave=wave, region=region, priority=priority, places=count) for region, priority, count in wanted
    )
    append(
        WAVE_PLANNED, wave.id, at=at, number=number, scheme=scheme_code, places=places, opens_at=opens_at,
        closes_at=closes_at,
    )  # fmt: skip
    return wave


def _check_quotas(quotas: list[tuple[str, str, int]], places: int) -> None:
    if places < 1 or any(count < 0 for _region, _priority, count in quotas):
        raise Refused("no_places", _("Gelombang butuh paling sedikit satu tempat."), field="places")
    if sum(count for _region, _priority, count in quotas) != places:
        raise Refused(
            "quotas_do_not_add_up",
            _("Jumlah kuota tidak sama dengan jumlah tempat."),
            todo=_("Samakan dulu, supaya tidak ada tempat yang hilang."),
            field="quotas",
        )
    if len({(region, priority) for region, priority, _count in quotas}) != len(quotas):
        raise Refused("quota_twice", _("Satu daerah punya dua kuota untuk daftar yang sama."), field="quotas")
    regions = {region for region, _priority, _count in quotas} - {""}
    known = set(Regency.objects.filter(code__in=regions).values_list("code", flat=True))
    known |= set(Province.objects.filter(code__in=regions).values_list("code", flat=True))
    if regions - known:
        raise Refused("region_unknown", _("Kode daerah ini tidak ada: %s") % ", ".join(sorted(regions - known)))
    lists = {priority for _region, priority, _count in quotas} - {""} - set(PRIORITIES)
    if lists:
        raise Refused("priority_unknown", _("Daftar prioritas ini tidak ada: %s") % ", ".join(sorted(lists)))


@command
def open_wave(by: Actor, *, wave_id: UUID, at: datetime.datetime) -> Wave:
    """Fixes the secret seed and publishes its SHA-256, before anybody can join.

    Raises Refused("wrong_state"), Refused("scheme_not_in_force"), Refused("beyond_appropriation").
    """
    wave = locked_wave(by, wave_id)
    WAVE.advance(wave, "open", by.role)
    parameters = from_json(wave.scheme.parameters)
    must_be_in_force(parameters, at)
    must_afford(wave, parameters, wave.places)
    seed = secrets.token_bytes(_SEED_BYTES)
    WaveSecret.objects.create(wave=wave, seed=seed.hex())
    wave.seed_commitment = commitment(seed)
    wave.save()
    append(WAVE_OPENED, wave.id, at=at, number=wave.number, commitment=wave.seed_commitment)
    return wave


@command
def close_wave(by: Actor, *, wave_id: UUID, at: datetime.datetime) -> Wave:
    """No entry comes in after this. Closing before the announced time moves that time, so that pages tell the truth."""
    wave = locked_wave(by, wave_id)
    WAVE.advance(wave, "closed", by.role)
    if at <= wave.opens_at:
        raise Refused("wave_not_begun", _("Gelombang ini belum mulai, jadi belum bisa ditutup."))
    wave.closes_at = min(wave.closes_at, at)
    wave.save()
    entries = WaveEntry.objects.filter(wave=wave, status="joined").count()
    append(WAVE_CLOSED, wave.id, at=at, number=wave.number, entries=entries)
    return wave


@command
def close_due_waves(by: Actor, *, at: datetime.datetime) -> int:
    """Closes every wave whose time has passed; returns how many. For the worker, any number of times."""
    must_run_programme(by)
    due = list(Wave.objects.filter(status="open", closes_at__lte=at).values_list("id", flat=True))
    for wave_id in due:
        close_wave(by, wave_id=wave_id, at=at)
    return len(due)


def locked_wave(by: Actor, wave_id: UUID) -> Wave:
    """The wave, locked: two clerks at the same step wait for one another. Raises NotYours."""
    must_run_programme(by)
    found = Wave.objects.select_for_update(of=("self",)).select_related("scheme", "appropriation").filter(id=wave_id)
    wave = found.first()
    if wave is None:
        raise NotYours()
    return wave


def must_be_in_force(parameters: SchemeParameters, at: datetime.datetime) -> None:
    if not parameters.in_force(at):
        raise Refused(
            "scheme_not_in_force",
            _("Skema ini tidak berlaku pada tanggal ini."),
            todo=_("Perpanjang skemanya dengan keputusan baru, atau pakai skema lain."),
        )


def must_afford(wave: Wave, parameters: SchemeParameters, people: int) -> None:
    """A decree promises training money, incentives and surveys: all of it must be there (art. 31C's lesson)."""
    needed, there = people * parameters.ceiling_rupiah, balance(wave.appropriation.account_id)
    if needed > there:
        raise Refused(
            "beyond_appropriation",
            _("Anggaran tersisa Rp%(there)s, sedangkan %(people)s penerima bisa memakai sampai Rp%(needed)s.")
            % {"there": _grouped(there), "people": _grouped(people), "needed": _grouped(needed)},
            todo=_("Tambah anggaran dengan keputusan baru, atau kurangi tempatnya. Belum ada yang berubah."),
        )


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
