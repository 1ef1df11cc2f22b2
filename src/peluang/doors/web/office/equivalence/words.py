"""What the engine saw in a pair, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from peluang.domain.catalogue.models import EquivalenceProposal, Mode, Offering
from peluang.doors.web.ui.formats import number_id, rupiah
from peluang.engines.equivalence import judged, only_here, read, word_of

_MOST_SHARED = 6
GUARDS: dict[str, Any] = {
    "level": gettext_lazy("Tingkatnya berbeda."),
    "tool": gettext_lazy("Alat atau aplikasinya berbeda."),
    "number": gettext_lazy("Angka yang menentukan isinya berbeda (posisi las, skor, bagian)."),
    "language": gettext_lazy("Bahasa yang diajarkan berbeda."),
    "object": gettext_lazy("Yang dikerjakan berbeda (misalnya mobil dan motor)."),
}
_OPEN: dict[str, Any] = {
    "level": gettext_lazy("Hanya satu yang menyebut tingkat."),
    "tool": gettext_lazy("Hanya satu yang menyebut alat atau aplikasi ini."),
    "number": gettext_lazy("Hanya satu yang menyebut angka ini (posisi, skor, bagian)."),
    "language": gettext_lazy("Hanya satu yang menyebut bahasa yang diajarkan."),
    "topic": gettext_lazy("Salah satu mengajarkan sesuatu yang tidak disebut yang lain."),
    "audience": gettext_lazy("Ditujukan untuk pekerjaan yang berbeda."),
}


@dataclass(frozen=True)
class Seen:
    """alike, unlike: sentences. percent: how alike, 0–100."""

    alike: list[str]
    unlike: list[str]
    percent: int


def seen(proposal: EquivalenceProposal) -> Seen:
    """Read again from what stands there today: titles and descriptions, nothing else."""
    first, second = (read(each.title, each.description) for each in (proposal.first, proposal.second))
    pair = judged(0, 1, first, second)
    shared = [word_of(code) for code in pair.shared[:_MOST_SHARED]]
    alike = [_("Sama-sama tentang: %(words)s.") % {"words": ", ".join(shared)}] if shared else []
    if proposal.first.training_type_id == proposal.second.training_type_id:
        alike.append(_("Sekarang keduanya satu jenis."))
    unlike = [str(GUARDS[pair.guard])] if pair.guard else [str(_OPEN[each]) for each in pair.open]
    for offering, mine, theirs in ((proposal.first, first, second), (proposal.second, second, first)):
        alone = only_here(mine, theirs)[:_MOST_SHARED]
        if alone and not pair.guard:
            words = ", ".join(word_of(code) for code in alone)
            unlike.append(_("Hanya di judul “%(title)s”: %(words)s.") % {"title": offering.title, "words": words})
    return Seen(alike, unlike, round(pair.score * 100))


def offers(proposal: EquivalenceProposal) -> list[dict[str, Any]]:
    """The heads of the comparison."""
    return [
        {"name": each.title, "note": each.provider.name,
         "href": reverse("public:offering", args=[each.training_type.code, each.id])}
        for each in _both(proposal)
    ]  # fmt: skip


def compared(proposal: EquivalenceProposal) -> list[dict[str, Any]]:
    """Line by line what stands at both."""
    lines = [
        (_("Jenis sekarang"), _type), (_("Jam"), _hours), (_("Harga"), _price),
        (_("Cara"), lambda each: each.get_mode_display()), (_("Tempat"), _place),
    ]  # fmt: skip
    return [{"label": label, "cells": [cell(each) for each in _both(proposal)]} for label, cell in lines]


def _both(proposal: EquivalenceProposal) -> tuple[Offering, Offering]:
    return proposal.first, proposal.second


def _type(offering: Offering) -> str:
    kind = offering.training_type
    return kind.title_en if get_language() == "en" else kind.title_id


def _hours(offering: Offering) -> str:
    return number_id(offering.minutes / 60, 1) if offering.minutes else _("tidak disebut")


def _price(offering: Offering) -> str:
    return rupiah(offering.price) if offering.price else _("Gratis atau tidak disebut")


def _place(offering: Offering) -> str:
    if offering.regency:
        return offering.regency.name
    return _("Daring") if offering.mode == Mode.ONLINE else _("tidak disebut")
