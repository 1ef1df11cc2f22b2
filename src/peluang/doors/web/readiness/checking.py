"""Ticking what must be there before people come: yes or not yet, and a note. One form, saved at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.catalogue.commands.venues import SAFETY
from peluang.domain.catalogue.models import Venue
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import check_class
from peluang.domain.learning.models import TrainingClass
from peluang.domain.learning.readiness import Item, checklist, open_safety
from peluang.doors import clock
from peluang.doors.web.plain_forms import SimpleForm
from peluang.doors.web.refusals import add_refusal
from peluang.doors.web.ui import formats

_ANSWERS = [("yes", gettext_lazy("Ada")), ("no", gettext_lazy("Belum"))]
_MEANS = {"yes": True, "no": False}
_GROUPS = (
    ("safety", gettext_lazy("Keselamatan"), gettext_lazy("Semua harus ada sebelum kelas dimulai."), tuple(SAFETY)),
    ("venue", gettext_lazy("Tempat dan peserta"), "", ("venue", "address", "accessible", "insurance")),
    ("tools", gettext_lazy("Alat"), "", ("tools", "computers")),
    ("screen", gettext_lazy("Daring"), "", ("link", "recording", "moderator")),
)


class ChecklistForm(SimpleForm):
    """For each item a pair of fields: `exit` (yes, no or nothing) and `exit_note`."""

    def __init__(self, *args: Any, items: list[Item], room: Venue | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for each in items:
            said = "; ".join(part for part in (each.need, _room_says(room, each.code)) if part)
            self.fields[each.code] = forms.ChoiceField(
                label=each.label, choices=_ANSWERS, widget=forms.RadioSelect, required=False,
                initial={True: "yes", False: "no"}.get(each.ok, ""),  # type: ignore[arg-type]
                help_text=said[:1].upper() + said[1:],
            )  # fmt: skip
            self.fields[f"{each.code}_note"] = forms.CharField(
                label=_("Catatan: %(item)s") % {"item": each.label.lower()},
                required=False, max_length=300, initial=each.note,
            )  # fmt: skip

    def answers(self) -> dict[str, tuple[bool | None, str]]:
        """What check_class takes; what was not answered stays open."""
        data = self.cleaned_data
        return {each.code: (_MEANS.get(data[each.code]), data[f"{each.code}_note"]) for each in self.items}

    def groups(self) -> list[Group]:
        known = {each.code: each for each in self.items}
        return [
            Group(name, str(title), str(lead), [self._line(known[code]) for code in codes if code in known])
            for name, title, lead, codes in _GROUPS
            if any(code in known for code in codes)
        ]

    def _line(self, item: Item) -> Line:
        return Line(item, self[item.code], self[f"{item.code}_note"])


@dataclass(frozen=True)
class Line:
    item: Item
    answer: BoundField
    note: BoundField


@dataclass(frozen=True)
class Group:
    name: str
    title: str
    lead: str
    lines: list[Line]


def check_page(request: HttpRequest, row: TrainingClass, *, back: str) -> HttpResponse:
    """row: a class the actor may teach. back: the address of its page, where one comes from and goes to."""
    items = checklist(row)
    form = ChecklistForm(request.POST or None, items=items, room=row.room)
    if request.method == "POST" and form.is_valid():
        try:
            items = check_class(
                request.actor,  # type: ignore[attr-defined]
                class_id=row.id, answers=form.answers(), at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _said(items))
            return redirect(back)
    context = {
        "class": row, "form": form, "groups": form.groups(), "back": back, "missing": open_safety(items),
        "ready": sum(1 for each in items if each.ok), "items": items, "editable": row.status in ("open", "running"),
    }  # fmt: skip
    return render(request, "readiness/checklist.html", context, status=422 if form.errors else 200)


def _said(items: list[Item]) -> str:
    missing = open_safety(items)
    if not missing:
        return _("Tersimpan. Semua butir keselamatan ada.")
    return _("Tersimpan. Keselamatan yang masih terbuka: %(items)s.") % {
        "items": ", ".join(each.label for each in missing)
    }  # fmt: skip


def _room_says(room: Venue | None, code: str) -> str:
    """What the record of the venue has about an item, in words; "" where it says nothing about it."""
    if room is None:
        return ""
    said = {
        "venue": _("data tempat: untuk %(people)s orang") % {"people": room.capacity},
        "address": _("data tempat: %(address)s") % {"address": room.address},
        "computers": _("data tempat: %(count)s komputer") % {"count": room.computers},
        "tools": _tools(room),
        "accessible": _recorded(room.accessible),
    } | {item: _recorded(bool(room.safety.get(item))) for item in SAFETY}
    words = said.get(code, "")
    if words and code in SAFETY and room.checked_at:
        return _("%(words)s, dilihat %(day)s") % {"words": words, "day": formats.date_id(room.checked_at)}
    return words


def _recorded(there: bool) -> str:
    return _("data tempat: ada") if there else _("data tempat: belum ada")


def _tools(room: Venue) -> str:
    named = ", ".join(f"{each['count']} {each['name']}" for each in room.tools[:6])
    return _("data tempat: %(tools)s") % {"tools": named} if named else _("data tempat: belum ada")
