"""What an offering promises, as plain values: stored with each version, compared, checked, applied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from .models import Offering, OfferingSkill

#: Field of the content → what it is called. The order is the order of the form.
LABELS: dict[str, Any] = {
    "title": _("Judul"),
    "description": _("Tentang pelatihan"),
    "occupation_id": _("Pekerjaan (KBJI)"),
    "skills": _("Keahlian dan tingkatnya"),
    "skkni_unit": _("Unit SKKNI"),
    "level": _("Jenjang KKNI"),
    "mode": _("Cara belajar"),
    "online_share": _("Bagian daring (persen)"),
    "regency_id": _("Tempat"),
    "trainer_id": _("Pelatih"),
    "minutes_theory": _("Teori (menit)"),
    "minutes_practice": _("Praktik (menit)"),
    "minutes_self_paced": _("Belajar mandiri (menit)"),
    "longest_day_minutes": _("Hari terpanjang (menit)"),
    "class_size": _("Peserta sekelas"),
    "trainers_per_class": _("Pelatih sekelas"),
    "tool_sets": _("Set alat"),
    "computers": _("Komputer"),
    "assessment_parts": _("Asesmen"),
    "price": _("Harga"),
    "outside_price": _("Harga di luar program"),
    "outside_url": _("Tautan harga di luar program"),
}
#: What may change at once under people who already chose: words about it, and who teaches (within one institution).
#: A title is a promise too, so it waits for review like the price.
AT_ONCE = frozenset({"description", "trainer_id"})

Content = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """field: of the content. before, after: its plain values."""

    field: str
    label: Any
    before: Any
    after: Any

    @property
    def material(self) -> bool:
        return self.field not in AT_ONCE


def content_of(offering: Offering, skills: Sequence[tuple[str, int]] | None = None) -> Content:
    """JSON of an offering as it stands (one statement for the skills, unless they are given or prefetched)."""
    content = {name: _plain(getattr(offering, name)) for name in LABELS if name != "skills"}
    taught = [(each.skill_id, each.level) for each in offering.taught.all()] if skills is None else skills
    content["skills"] = sorted([code, int(level)] for code, level in taught)
    return content


def changed(before: Content, after: Content) -> list[Difference]:
    """What differs, in the order of the form; a field that one of them does not know counts as unchanged."""
    return [
        Difference(name, label, before[name], after[name])
        for name, label in LABELS.items()
        if name in before and name in after and before[name] != after[name]
    ]


def apply(offering: Offering, content: Content, fields: frozenset[str] | None = None) -> None:
    """Writes the content (or these fields of it) onto the row and its skills, and saves. The offering is locked."""
    for name in LABELS:
        if name != "skills" and name in content and (fields is None or name in fields):
            setattr(offering, name, content[name])
    offering.save()
    if "skills" in content and (fields is None or "skills" in fields):
        offering.taught.all().delete()
        OfferingSkill.objects.bulk_create(
            OfferingSkill(offering=offering, skill_id=code, level=level) for code, level in content["skills"]
        )
        offering._prefetched_objects_cache = {}  # type: ignore[attr-defined]


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    return list(value) if isinstance(value, tuple | list) else value
