"""Opening a round: when, which classes, and how many of their seats are kept for whom."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import open_allocation
from peluang.domain.learning.commands.allocation import LEAST_BEFORE_START
from peluang.domain.learning.models import TrainingClass
from peluang.domain.learning.queries.allocation import classes_fit_for_a_round
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.doors.web.ui.formats import date_id


def _moment() -> forms.DateTimeInput:
    """The format a browser shows as a date and a time; any other stays empty there."""
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class RoundForm(forms.Form):
    """own_percent: of each class's free seats, kept for the class's own regency. others: lines "class code, regency
    code, seats" for more kept seats."""

    name = forms.CharField(
        label=gettext_lazy("Nama"), max_length=120, help_text=gettext_lazy("Misalnya: Las dan batik, Jawa Tengah, Mei.")
    )
    opens_at = forms.DateTimeField(label=gettext_lazy("Dibuka"), widget=_moment())
    closes_at = forms.DateTimeField(label=gettext_lazy("Ditutup"), widget=_moment())
    most_wishes = forms.IntegerField(
        label=gettext_lazy("Pilihan paling banyak per orang"), min_value=1, max_value=50, initial=20
    )
    classes = forms.MultipleChoiceField(label=gettext_lazy("Kelas"), widget=forms.CheckboxSelectMultiple)
    own_percent = forms.IntegerField(
        label=gettext_lazy("Kursi untuk warga daerah kelasnya"), min_value=0, max_value=100, initial=30,
        help_text=gettext_lazy("Persen kursi kosong. Kalau peminatnya kurang, kursinya terbuka untuk semua."),
    )  # fmt: skip
    others = forms.CharField(
        label=gettext_lazy("Kursi sisihan lain"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Satu baris: kode kelas, kode daerah, kursi. Contoh: LAS-01, 33.19, 4"),
    )  # fmt: skip

    def __init__(self, *args: Any, rows: list[TrainingClass], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(each.id): each for each in rows}
        self.fields["classes"].choices = [(key, _label(each)) for key, each in self.rows.items()]  # type: ignore[attr-defined]

    def clean_others(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = defaultdict(dict)
        wrong = []
        for line, text in enumerate(self.cleaned_data["others"].splitlines(), 1):
            cells = [each.strip() for each in text.replace("\t", ",").replace(";", ",").split(",")]
            if not text.strip():
                continue
            if len(cells) == 3 and cells[2].isdecimal() and len(cells[2]) < 6:
                found[cells[0]][cells[1]] = int(cells[2])
            else:
                wrong.append(str(line))
        if wrong:
            raise forms.ValidationError(
                _("Baris %(lines)s belum terbaca. Tulis: kode kelas, kode daerah, kursi.") % {"lines": ", ".join(wrong)}
            )
        return dict(found)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = {self.rows[key].code for key in data.get("classes", [])}
        unknown = sorted(set(data.get("others") or {}) - chosen)
        if unknown:
            self.add_error("others", _("Kelas ini tidak dicentang: %s") % ", ".join(unknown))
        return data

    def reserves(self) -> list[tuple[UUID, dict[str, int]]]:
        """What open_allocation takes."""
        percent, others = self.cleaned_data["own_percent"], self.cleaned_data["others"]
        made = []
        for key in self.cleaned_data["classes"]:
            row = self.rows[key]
            kept = dict(others.get(row.code, {}))
            own = row.seats_left * percent // 100
            if own and row.regency_id and row.regency_id not in kept:
                kept[row.regency_id] = own
            made.append((row.id, kept))
        return made


@page({Role.PROGRAMME_OFFICE}, whose="own", methods=("GET", "POST"))
def new(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    rows = classes_fit_for_a_round(after=at + LEAST_BEFORE_START, words=request.GET.get("q", "").strip()[:80])
    begins = at.replace(second=0, microsecond=0)
    initial = {"opens_at": begins, "closes_at": begins + datetime.timedelta(days=7)}
    form = RoundForm(request.POST or None, rows=rows, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("name", "opens_at", "closes_at", "most_wishes")}
        try:
            made = open_allocation(request.actor, classes=form.reserves(), at=at, **values)  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Pembagian dibuka; sidik benihnya sudah diumumkan."))
            return redirect("office:allocation", made.id)
    context = {"form": form, "rows": rows, "q": request.GET.get("q", "")}
    return render(request, "office/allocation/new.html", context, status=422 if form.errors else 200)


def _label(row: TrainingClass) -> str:
    place = row.regency.name if row.regency else _("daring")
    return f"{row.code} · {row.offering.title} · {row.offering.provider.name} · {place} · {date_id(row.starts_at)}" + (
        " · " + _("%(count)s kursi kosong") % {"count": row.seats_left}
    )
