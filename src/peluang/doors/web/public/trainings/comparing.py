"""From equivalents to the rows and bars that the page shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from peluang.domain.learning.queries import Equivalent
from peluang.doors.web.ui import formats

UNKNOWN = "–"


def offers_of(shown: Sequence[Equivalent]) -> list[dict[str, Any]]:
    """Columns: the institution, linked to its offering."""
    return [
        {
            "name": each.offering.provider.name,
            "href": reverse("public:offering", args=[each.offering.training_type.code, each.offering.id]),
            "note": each.offering.get_mode_display(),
        }
        for each in shown
    ]


def compare_rows(shown: Sequence[Equivalent], best: dict[str, list[int]]) -> list[dict[str, Any]]:
    """A row for each question people ask, the best in it marked. `best` counts over all offers, `shown` first."""
    rows: list[tuple[str, str, Callable[[Equivalent], Any]]] = [
        ("price", _("Harga"), _price),
        ("distance", _("Jarak"), _distance),
        ("start", _("Mulai"), _start),
        ("", _("Kursi"), _seats),
        ("", _("Lama"), _hours),
        ("trainer", _("Pelatih"), _trainer),
        ("gain", _("Nilai naik"), _gain),
        ("completed", _("Lulus"), _completed),
        ("working", _("Bekerja"), _working),
    ]
    return [
        {
            "label": label,
            "cells": [cell(each) for each in shown],
            "best": [index for index in best.get(name, []) if index < len(shown)],
        }
        for name, label, cell in rows
        if name != "distance" or any(each.distance_km is not None for each in shown)
    ]


def outcome_bars(shown: Sequence[Equivalent], best: dict[str, list[int]]) -> list[dict[str, Any]]:
    """Shares in percent with their interval, for interval_bar; offers that nobody was asked about are left out."""
    return [
        {
            "label": each.offering.provider.name, "point": each.working.point * 100, "low": each.working.low * 100,
            "high": each.working.high * 100, "n": each.working.n, "of": max(each.finished, each.working.n),
            "best": index in best.get("working", []),
        }
        for index, each in enumerate(shown)
        if each.working
    ]  # fmt: skip


def _noted(text: str, note: str) -> Markup:
    return Markup("{}<small>{}</small>").format(text, note)


def _price(each: Equivalent) -> str:
    return formats.rupiah_short(each.offering.price) if each.offering.price else _("Gratis")


def _distance(each: Equivalent) -> str:
    if each.offering.mode == "online":
        return _("dari rumah")
    if each.distance_km is None:
        return UNKNOWN
    return formats.km(each.distance_km) if each.distance_km else _("daerah yang sama")


def _start(each: Equivalent) -> str:
    return formats.date_short(each.next_class.starts_at) if each.next_class else _("belum ada")


def _seats(each: Equivalent) -> str:
    if each.next_class is None:
        return UNKNOWN
    if each.seats_left < 1:
        return _("penuh")
    return _("%(left)s dari %(all)s") % {"left": each.seats_left, "all": each.next_class.seats}


def _hours(each: Equivalent) -> str:
    if not each.offering.minutes:
        return UNKNOWN
    return _("%(hours)s jam") % {"hours": round(each.offering.minutes / 60)}


def _trainer(each: Equivalent) -> Any:
    trainer = (each.next_class and each.next_class.trainer) or each.offering.trainer
    if trainer is None:
        return UNKNOWN
    held = _("%(count)s kelas selesai") % {"count": each.classes_held}
    return Markup('<a href="{}">{}</a><small>{}</small>').format(
        reverse("public:trainer", args=[trainer.id]), trainer.name, held
    )


def _gain(each: Equivalent) -> Any:
    if each.gain is None:
        return UNKNOWN
    points = _("%(points)s poin") % {"points": f"{each.gain.point:+.0f}"}
    if each.gain.n < 2:
        return _noted(points, _("dari %(n)s peserta") % {"n": each.gain.n})
    span = {"low": f"{each.gain.low:+.0f}", "high": f"{each.gain.high:+.0f}", "n": each.gain.n}
    return _noted(points, _("mungkin %(low)s sampai %(high)s, dari %(n)s peserta") % span)


def _completed(each: Equivalent) -> Any:
    if each.completed is None:
        return UNKNOWN
    return _noted(formats.percent(each.completed.point), _("dari %(n)s peserta") % {"n": each.completed.n})


def _working(each: Equivalent) -> Any:
    if each.working is None:
        return UNKNOWN
    low, high = formats.number_id(each.working.low * 100), formats.percent(each.working.high)
    return _noted(formats.percent(each.working.point), _("mungkin %(low)s–%(high)s") % {"low": low, "high": high})
