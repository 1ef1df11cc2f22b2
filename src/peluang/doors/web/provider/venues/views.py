"""Where an institution holds its classes: rooms, tools, safety."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.catalogue.commands import add_venue, change_venue, close_venue
from peluang.domain.catalogue.commands.venues import SAFETY
from peluang.domain.catalogue.models import Venue
from peluang.domain.catalogue.queries.institutions import venue_of, venues_of
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.plain_forms import PlaceField, SimpleForm
from peluang.doors.web.refusals import add_refusal


class VenueForm(SimpleForm):
    """tools: one line each, "Mesin las, 10"."""

    name = forms.CharField(
        label=gettext_lazy("Nama tempat"), max_length=120, help_text=gettext_lazy("Misalnya Bengkel las.")
    )
    regency = PlaceField()
    address = forms.CharField(label=gettext_lazy("Alamat"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    directions = forms.CharField(
        label=gettext_lazy("Cara ke sana"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Angkutan, patokan, pintu masuk."),
    )  # fmt: skip
    capacity = forms.IntegerField(label=gettext_lazy("Untuk berapa orang"), min_value=1, max_value=10_000)
    computers = forms.IntegerField(
        label=gettext_lazy("Komputer yang bisa dipakai"), min_value=0, max_value=10_000, required=False, initial=0
    )
    tools = forms.CharField(
        label=gettext_lazy("Alat"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Satu alat per baris, dengan jumlahnya. Contoh: Mesin las, 10"),
    )  # fmt: skip
    safety = forms.MultipleChoiceField(
        label=gettext_lazy("Yang sudah ada demi keselamatan"), required=False, choices=list(SAFETY.items()),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    accessible = forms.BooleanField(label=gettext_lazy("Bisa dimasuki dengan kursi roda"), required=False)

    def clean_tools(self) -> list[tuple[str, int]]:
        found, wrong = [], []
        for number, line in enumerate(self.cleaned_data["tools"].splitlines(), 1):
            name, _comma, count = line.rpartition(",")
            if not line.strip():
                continue
            if name.strip() and count.strip().isdigit():
                found.append((name.strip(), int(count)))
            else:
                wrong.append(str(number))
        if wrong:
            raise forms.ValidationError(
                _("Baris %(lines)s belum terbaca. Tulis nama alat, koma, lalu jumlahnya.") % {"lines": ", ".join(wrong)}
            )
        return found

    def values(self) -> dict[str, Any]:
        return self.cleaned_data | {"computers": self.cleaned_data["computers"] or 0}


@page({Role.PROVIDER})
def venues(request: HttpRequest) -> HttpResponse:
    rows = venues_of(request.actor.organisation, closed=True)  # type: ignore[attr-defined]
    context = {
        "rows": [each for each in rows if each.closed_at is None], "closed": [each for each in rows if each.closed_at],
        "safety_items": len(SAFETY),
    }  # fmt: skip
    return render(request, "provider/venues/list.html", context)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def add(request: HttpRequest) -> HttpResponse:
    form = VenueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actor = request.actor  # type: ignore[attr-defined]
        try:
            add_venue(actor, organisation_id=actor.organisation, at=clock.now(), **form.values())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Tempat tersimpan."))
            return redirect("provider:venues")
    return render(request, "provider/venues/edit.html", {"form": form, "row": None}, status=422 if form.errors else 200)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def change(request: HttpRequest, venue_id: UUID) -> HttpResponse:
    row = _own(request, venue_id)
    form = VenueForm(request.POST or None, initial=_initial(row))
    if request.method == "POST" and form.is_valid():
        try:
            change_venue(request.actor, venue_id=venue_id, at=clock.now(), **form.values())  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Tempat tersimpan."))
            return redirect("provider:venues")
    return render(request, "provider/venues/edit.html", {"form": form, "row": row}, status=422 if form.errors else 200)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def close(request: HttpRequest, venue_id: UUID) -> HttpResponse:
    row = _own(request, venue_id)
    if request.method == "POST":
        close_venue(request.actor, venue_id=venue_id, at=clock.now())  # type: ignore[attr-defined]
        messages.success(request, _("%(name)s ditutup.") % {"name": row.name})
        return redirect("provider:venues")
    return render(request, "provider/venues/close.html", {"row": row})


def _initial(row: Venue) -> dict[str, Any]:
    kept = ("name", "address", "directions", "capacity", "computers", "accessible")
    return {
        **{name: getattr(row, name) for name in kept}, "regency": row.regency_id,
        "tools": "\n".join(f"{each['name']}, {each['count']}" for each in row.tools),
        "safety": [item for item, there in row.safety.items() if there],
    }  # fmt: skip


def _own(request: HttpRequest, venue_id: UUID) -> Venue:
    row = venue_of(request.actor.organisation, venue_id)  # type: ignore[attr-defined]
    if row is None:
        raise Http404
    return row
