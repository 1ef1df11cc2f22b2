"""What somebody without a plan has said so far, kept in the link: it can be shared, and "back" loses nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from peluang.domain.readings.queries import LIKES

from ..home.place import Place, chosen_place, place_of

#: Goal → (title, what it means).
GOALS: dict[str, tuple[Any, Any]] = {
    "kerja": (_("Dapat kerja dekat rumah"), _("Kami mulai dari lowongan yang ada di sekitarmu.")),
    "naik": (_("Naik di pekerjaanku sekarang"), _("Keterampilan apa yang masih kurang untuk langkah berikutnya.")),
    "usaha": (_("Membuka usaha sendiri"), _("Keterampilan yang dicari orang di daerahmu.")),
    "belum": (_("Belum tahu"), _("Tidak apa-apa. Lihat dulu apa yang dicari orang.")),
}


@dataclass(frozen=True)
class Asked:
    """goal: code of GOALS or "". likes: codes of LIKES. held: skill codes the visitor says they have."""

    goal: str
    place: Place
    likes: tuple[str, ...]
    liked: bool
    held: tuple[str, ...]
    said_held: bool

    @classmethod
    def of(cls, request: HttpRequest) -> Asked:
        """What makes no sense is left out, never an error: links are old, shared and typed."""
        asked = request.GET
        goal = asked.get("tujuan", "")
        return cls(
            goal=goal if goal in GOALS else "",
            place=place_of(asked.get("daerah", "")) or chosen_place(request),
            likes=tuple(each for each in asked.getlist("suka") if each in LIKES),
            liked="suka" in asked or "semua" in asked,
            held=tuple(each[:80] for each in asked.getlist("bisa")[:60]),
            said_held="bisa" in asked or "lihat" in asked,
        )

    def link(self, **changes: str | list[str]) -> str:
        """The query of this state with changes; "" takes a key out."""
        kept = QueryDict(mutable=True)
        kept["tujuan"] = self.goal
        kept["daerah"] = self.place.code
        if self.likes:
            kept.setlist("suka", list(self.likes))
        elif self.liked:
            kept["semua"] = "1"
        for key, value in changes.items():
            kept.setlist(key, value if isinstance(value, list) else [value])
        for key in [key for key in kept if not any(kept.getlist(key))]:
            del kept[key]
        return kept.urlencode()
