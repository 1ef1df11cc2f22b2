"""The standard as one types: findings of what stands in the form now, each beside its part of the form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from peluang.domain.catalogue.models import Offering
from peluang.domain.catalogue.queries import type_by_code
from peluang.domain.catalogue.standard import Finding, findings_of_content
from peluang.domain.kernel.context import Role
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.engines.rules import local_date
from peluang.engines.standard import standard_on

from .forms import OfferingForm

#: The parts of the form, in its order: key, legend, fields.
SECTIONS: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("what", _("Apa yang diajarkan"),
     ("training_type", "title", "description", "occupation", "skills", "skkni_unit", "level")),
    ("how", _("Cara, tempat, dan pelatih"), ("mode", "online_share", "regency", "trainer_id")),
    ("hours", _("Jam belajar"), ("hours_theory", "hours_practice", "hours_self_paced", "hours_day")),
    ("class", _("Satu kelas"), ("class_size", "trainers_per_class", "tool_sets", "computers")),
    ("tests", _("Cara menilai"), ("assessment_parts",)),
    ("price", _("Harga"), ("price", "outside_price", "outside_url")),
)  # fmt: skip


@dataclass(frozen=True)
class Said:
    """A finding in the reader's language."""

    field: str
    text: str
    fix: str
    clause: str
    must: bool


@dataclass(frozen=True)
class Checked:
    """What the standard says now. standard: the name of the version."""

    said: tuple[Said, ...]
    standard: str

    @property
    def must(self) -> int:
        return sum(each.must for each in self.said)

    def of(self, section: str) -> list[Said]:
        fields = next(names for key, _legend, names in SECTIONS if key == section)
        return [each for each in self.said if each.field in fields]


def said_of(findings: tuple[Finding, ...]) -> tuple[Said, ...]:
    language = "en" if (get_language() or "id").startswith("en") else "id"
    return tuple(Said(each.field, each.text(language), each.fix(language), each.clause, each.must) for each in findings)


def checked_form(form: OfferingForm, training_type_id: UUID | None, offering_id: UUID | None) -> Checked:
    """form: bound and gone through is_valid(); what could not be read counts as not filled in yet."""
    now = clock.now()
    found = findings_of_content(form.content(), training_type_id=training_type_id, offering_id=offering_id, at=now)
    return Checked(said_of(found), standard_on(local_date(now)).name)


@page({Role.PROVIDER}, methods=("POST",))
def check(request: HttpRequest) -> HttpResponse:
    """For htmx while somebody types. Nothing is stored."""
    own = request.POST.get("konsep", "")
    offering = _own(request, own)
    kind = None if offering else type_by_code(request.POST.get("training_type", "")[:80])
    form = OfferingForm(request.POST, provider=None)
    form.is_valid()
    type_id = offering.training_type_id if offering else kind.id if kind else None
    checked = checked_form(form, type_id, offering.id if offering else None)
    return render(request, "provider/offerings/_checked.html", {"checked": checked, "sections": SECTIONS})


def _own(request: HttpRequest, typed: str) -> Offering | None:
    try:
        key = UUID(typed)
    except ValueError:
        return None
    return Offering.objects.filter(id=key, provider_id=request.actor.organisation).first()  # type: ignore[attr-defined]
