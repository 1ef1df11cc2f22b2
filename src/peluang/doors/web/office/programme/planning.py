"""Planning a wave: times, places, and quotas pasted from a spreadsheet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.programme.commands import plan_wave
from peluang.domain.programme.models import Appropriation
from peluang.domain.programme.priorities import PRIORITIES
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.doors.web.ui.formats import rupiah

Quota = tuple[str, str, int]


class PlanForm(forms.Form):
    """quotas: lines "region, list, places"; a region or list left empty means everybody."""

    number = forms.IntegerField(label=gettext_lazy("Nomor gelombang"), min_value=1)
    appropriation_id = forms.ChoiceField(label=gettext_lazy("Anggaran"))
    opens_at = forms.DateTimeField(
        label=gettext_lazy("Dibuka"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    closes_at = forms.DateTimeField(
        label=gettext_lazy("Ditutup"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    places = forms.IntegerField(label=gettext_lazy("Jumlah tempat"), min_value=1)
    quotas = forms.CharField(
        label=gettext_lazy("Kuota"), required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "Satu baris satu kuota: kode daerah, daftar prioritas, tempat. Contoh: 33.20, laid_off, 40. "
            "Kosongkan kalau semua tempat untuk siapa saja."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, appropriations: list[Appropriation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_id = {str(each.id): each for each in appropriations}
        self.fields["appropriation_id"].choices = [  # type: ignore[attr-defined]
            (key, f"{each.fiscal_year} · {each.scheme.name_id} · {rupiah(each.account.balance)}")
            for key, each in self.by_id.items()
        ]

    def clean_quotas(self) -> list[Quota]:
        rows, wrong = [], []
        for line, text in enumerate(self.cleaned_data["quotas"].splitlines(), 1):
            if not text.strip():
                continue
            cells = [each.strip() for each in text.replace("\t", ",").replace(";", ",").split(",")]
            if len(cells) == 3 and cells[2].isdigit():
                rows.append((cells[0], cells[1], int(cells[2])))
            else:
                wrong.append(str(line))
        if wrong:
            raise forms.ValidationError(
                _("Baris %(lines)s belum terbaca. Tulis: kode daerah, daftar, tempat.") % {"lines": ", ".join(wrong)}
            )
        return rows


@page({Role.PROGRAMME_OFFICE}, whose="own", methods=("GET", "POST"))
def plan(request: HttpRequest) -> HttpResponse:
    appropriations = list(Appropriation.objects.select_related("scheme", "account").order_by("-fiscal_year"))
    form = PlanForm(request.POST or None, appropriations=appropriations)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        scheme = form.by_id[values["appropriation_id"]].scheme
        try:
            wave = plan_wave(request.actor, scheme_code=scheme.code, at=clock.now(), **values)  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Gelombang %(number)s direncanakan.") % {"number": wave.number})
            return redirect("office:wave", wave.number)
    context = {"form": form, "priorities": list(PRIORITIES.values()), "appropriations": appropriations}
    return render(request, "office/programme/plan.html", context, status=422 if form.errors else 200)
