"""Reads of the programme, each with a bounded number of statements, in the reader's own row security."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, Sum

from peluang.domain.kernel.context import elevated
from peluang.engines.rules import SchemeParameters, from_json

from .models import Appropriation, Recipient, Scheme, Wave, WaveEntry, WaveQuota

_DRAWN = ("drawn", "decreed")


def scheme_parameters(scheme: Scheme) -> SchemeParameters:
    return from_json(scheme.parameters)


def open_wave_now(at: datetime.datetime) -> Wave | None:
    """The wave that takes entries at this moment (one statement)."""
    found = Wave.objects.select_related("scheme").filter(status="open", opens_at__lte=at, closes_at__gt=at)
    return found.order_by("number").first()


def next_wave(at: datetime.datetime) -> Wave | None:
    """The wave that opens next (one statement)."""
    found = Wave.objects.select_related("scheme").filter(status__in=("planned", "open"), opens_at__gt=at)
    return found.order_by("opens_at").first()


def wave_by_number(number: int) -> Wave | None:
    """Without its accounts: money is hidden from the public, and so would be the wave (one statement)."""
    return Wave.objects.select_related("scheme").filter(number=number).first()


def entries_of(person_id: UUID) -> list[WaveEntry]:
    """Every wave the person joined, newest first (one statement)."""
    return list(WaveEntry.objects.select_related("wave__scheme").filter(person_id=person_id).order_by("-wave__number"))


def recipient_of(person_id: UUID) -> Recipient | None:
    """With account, scheme and decree (one statement)."""
    found = Recipient.objects.select_related("account", "scheme", "decree__wave").filter(person_id=person_id)
    return found.first()


@dataclass(frozen=True)
class WaveRow:
    wave: Wave
    entries: int
    drawn: int


def waves_with_counts() -> list[WaveRow]:
    """All waves, newest first, with entries and drawn (one statement)."""
    rows = Wave.objects.select_related("scheme").annotate(
        joined=Count("entries", filter=~Q(entries__status="withdrawn")),
        drawn=Count("entries", filter=Q(entries__status__in=_DRAWN)),
    )
    with elevated("totals of a wave"):
        return [WaveRow(each, each.joined, each.drawn) for each in rows.order_by("-number")]


@dataclass(frozen=True)
class Funnel:
    """How many people of a wave came how far. Each counts those before it in."""

    joined: int
    eligible: int
    drawn: int
    decreed: int
    bought: int
    withdrawn: int
    ineligible: int
    not_drawn: int


def funnel(wave: Wave) -> Funnel:
    """Two statements, over everybody."""
    with elevated("totals of a wave"):
        counts = dict(WaveEntry.objects.filter(wave=wave).values_list("status").annotate(n=Count("id")))
        bought = Recipient.objects.filter(decree__wave=wave, first_purchased_at__isnull=False).count()
    of = {status: counts.get(status, 0) for status in (
        "joined", "withdrawn", "ineligible", "eligible", "not_drawn", "drawn", "decreed",
    )}  # fmt: skip
    drawn = of["drawn"] + of["decreed"]
    eligible = of["eligible"] + of["not_drawn"] + drawn
    return Funnel(
        joined=of["joined"] + of["ineligible"] + eligible, eligible=eligible, drawn=drawn, decreed=of["decreed"],
        bought=bought, withdrawn=of["withdrawn"], ineligible=of["ineligible"], not_drawn=of["not_drawn"],
    )  # fmt: skip


@dataclass(frozen=True)
class QuotaLine:
    """One quota, or all of a province together."""

    region: str
    priority: str
    places: int
    entries: int
    drawn: int


def quota_lines(wave: Wave) -> list[QuotaLine]:
    """Each quota with how many stood in it and were drawn from it (two statements)."""
    with elevated("totals of a wave"):
        counted = {
            (region, priority): (entries, drawn)
            for region, priority, entries, drawn in WaveEntry.objects.filter(
                wave=wave, status__in=("eligible", "not_drawn", *_DRAWN)
            )
            .values_list("quota_region", "priority")
            .annotate(entries=Count("id"), drawn=Count("id", filter=Q(status__in=_DRAWN)))
        }
    quotas = list(WaveQuota.objects.filter(wave=wave).order_by("region", "priority"))
    lines = [
        QuotaLine(each.region, each.priority, each.places, *counted.pop((each.region, each.priority), (0, 0)))
        for each in quotas
    ]
    return lines + [QuotaLine(region, priority, 0, *both) for (region, priority), both in sorted(counted.items())]


def by_province(lines: Sequence[QuotaLine]) -> list[QuotaLine]:
    """Quota lines added up: 38 rows at most instead of 514 (no statement)."""
    sums: dict[str, list[int]] = {}
    for line in lines:
        total = sums.setdefault(line.region[:2], [0, 0, 0])
        total[0] += line.places
        total[1] += line.entries
        total[2] += line.drawn
    return [QuotaLine(province, "", *total) for province, total in sorted(sums.items())]


def drawn_by_province(wave: Wave) -> dict[str, int]:
    """Province code → people drawn who live there by registration (one statement)."""
    with elevated("totals of a wave"):
        rows = WaveEntry.objects.filter(wave=wave, status__in=_DRAWN).values_list("home_region").annotate(n=Count("id"))
        found: dict[str, int] = {}
        for region, count in rows:
            found[region[:2]] = found.get(region[:2], 0) + count
    return found


def left_to_grant(wave: Wave) -> int:
    """Rupiah that the wave's appropriation still holds (one statement)."""
    found = Appropriation.objects.values_list("account__balance", flat=True)
    return found.get(id=wave.appropriation_id)


@dataclass(frozen=True)
class Grants:
    """Rupiah of all recipients of an appropriation: granted = spent + left + returned (invariant)."""

    granted: int
    left: int


def grants(appropriation: Appropriation) -> Grants:
    found = Recipient.objects.filter(decree__wave__appropriation=appropriation).aggregate(
        granted=Sum("granted"), left=Sum("account__balance")
    )
    return Grants(found["granted"] or 0, found["left"] or 0)
