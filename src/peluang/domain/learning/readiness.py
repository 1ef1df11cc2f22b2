"""Is a class ready? What must be there before people come, by the kind of class. Our own list ("peluang/siap 1"):
tools and computers as the training standard v2.0 asks (one set for five people, one computer a person), safety as the
checklist of a venue (catalogue, SAFETY), the rest from what people complained of."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.catalogue.commands.venues import SAFETY
from peluang.domain.catalogue.models import Mode, Offering, Venue
from peluang.domain.kernel.refusal import Refused

from .models import Readiness, TrainingClass

RULE = "peluang/siap 1"
_TOOL_SET_PEOPLE = 5

_ROOM = {
    "venue": gettext_lazy("Tempat sudah siap dan bisa dipakai"),
    "address": gettext_lazy("Alamat dan petunjuk jalan jelas"),
    "tools": gettext_lazy("Alat praktik cukup"),
    "computers": gettext_lazy("Komputer cukup"),
    "accessible": gettext_lazy("Bisa dimasuki kursi roda, atau ada yang membantu"),
    "insurance": gettext_lazy("Peserta diasuransikan selama praktik"),
}
_WEBINAR = {
    "link": gettext_lazy("Tautan masuk sudah dicoba"),
    "recording": gettext_lazy("Rekaman akan tersedia"),
    "moderator": gettext_lazy("Ada moderator yang menjawab pertanyaan"),
}
LABELS: dict[str, Any] = _ROOM | dict(SAFETY) | _WEBINAR


@dataclass(frozen=True)
class Item:
    """safety: an open one keeps the class from starting. need: how much this class needs, in words, or "". ok: None
    until looked at."""

    code: str
    label: str
    safety: bool
    need: str
    ok: bool | None
    note: str
    row: Readiness | None


def codes_for(offering: Offering) -> list[str]:
    """Which items a class of this offering has."""
    room = offering.mode != Mode.ONLINE
    codes = ["venue", "address"] if room else []
    if room and offering.minutes_practice:
        codes += ["tools"]
    if room and offering.computers:
        codes += ["computers"]
    if room:
        codes += [*SAFETY, "accessible", "insurance"]
    return codes + (list(_WEBINAR) if offering.online_share else [])


def checklist(training_class: TrainingClass) -> list[Item]:
    """In the order of the house: place, tools, safety, screen (1 statement beside the class and its offering)."""
    rows = {row.item: row for row in Readiness.objects.filter(training_class=training_class)}
    return [_item(training_class, code, rows.get(code)) for code in codes_for(training_class.offering)]


def open_safety(items: Sequence[Item]) -> list[Item]:
    return [each for each in items if each.safety and not each.ok]


def must_be_safe(training_class: TrainingClass) -> None:
    """Raises Refused("not_safe") that names what is open; only where people meet in a room."""
    if training_class.offering.mode == Mode.ONLINE:
        return
    missing = open_safety(checklist(training_class))
    if missing:
        raise Refused(
            "not_safe",
            _("Kelas belum bisa dimulai. Belum diperiksa atau belum ada: %(items)s.")
            % {"items": ", ".join(each.label for each in missing)},
            todo=_("Buka halaman Kesiapan kelas, periksa, lalu centang yang sudah ada."),
            reasons=tuple((each.label, RULE) for each in missing),
        )


def prefill(training_class: TrainingClass, venue: Venue | None) -> list[Readiness]:
    """What a venue that somebody visited already says (unsaved rows). A venue nobody has checked says nothing."""
    if venue is None or venue.checked_at is None:
        return []
    known: dict[str, bool] = {code: bool(venue.safety.get(code)) for code in SAFETY}
    known |= {"venue": venue.capacity >= training_class.seats, "accessible": venue.accessible}
    known |= {"address": bool(venue.address and venue.directions)}
    known |= {"computers": venue.computers >= training_class.seats}
    note = _("Dari pemeriksaan tempat %(venue)s") % {"venue": venue.name}
    return [
        Readiness(training_class=training_class, item=code, ok=True, note=note, checked_at=venue.checked_at,
                  checked_by=venue.checked_by)
        for code in codes_for(training_class.offering) if known.get(code)
    ]  # fmt: skip


def _item(training_class: TrainingClass, code: str, row: Readiness | None) -> Item:
    return Item(
        code=code, label=str(LABELS[code]), safety=code in SAFETY, need=_need(training_class, code),
        ok=row.ok if row else None, note=row.note if row else "", row=row,
    )  # fmt: skip


def _need(training_class: TrainingClass, code: str) -> str:
    if code == "tools":
        sets = math.ceil(training_class.seats / _TOOL_SET_PEOPLE)
        return _("%(sets)s set untuk %(seats)s orang (1 set untuk 5 orang)") % {
            "sets": sets, "seats": training_class.seats,
        }  # fmt: skip
    if code == "computers":
        return _("%(seats)s komputer, satu untuk tiap orang") % {"seats": training_class.seats}
    if code == "venue":
        return _("muat %(seats)s orang") % {"seats": training_class.seats}
    return ""
