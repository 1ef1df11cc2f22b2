"""The pieces of a self-paced course: listed, added, taken out."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.catalogue.models import Offering
from peluang.domain.catalogue.queries import offering_of_provider
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands.items import KINDS, LONGEST_MINUTES, add_item, retire_item
from peluang.domain.learning.queries.online import items_of_offering
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal


class ItemForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Kode di LMS Anda"),
        max_length=60,
        help_text=gettext_lazy("Dengan kode ini LMS melaporkan kemajuan. Contoh: modul-1."),
    )
    title = forms.CharField(label=gettext_lazy("Judul"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=list(KINDS.items()), widget=forms.RadioSelect)
    minutes = forms.IntegerField(
        label=gettext_lazy("Lama"),
        min_value=1,
        max_value=LONGEST_MINUTES,
        help_text=gettext_lazy("Yang dihitung paling banyak sekian menit, selama apa pun halamannya terbuka."),
    )
    required = forms.BooleanField(label=gettext_lazy("Wajib untuk lulus"), required=False, initial=True)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def items(request: HttpRequest, offering_id: UUID) -> HttpResponse:
    offering = _offering(request, offering_id)
    form = ItemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_item(request.actor, offering_id=offering_id, **form.cleaned_data, at=clock.now())  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Materi ditambahkan."))
            return redirect("provider:offering_items", offering_id)
    rows = items_of_offering(offering_id)
    now = [each for each in rows if each.retired_at is None]
    context = {
        "offering": offering, "form": form, "items": now, "before": len(rows) - len(now), "kinds": KINDS,
        "minutes": sum(each.minutes for each in now if each.required),
    }  # fmt: skip
    return render(request, "provider/online/items.html", context, status=422 if form.errors else 200)


@page({Role.PROVIDER}, methods=("POST",))
def retire(request: HttpRequest, offering_id: UUID, item_id: UUID) -> HttpResponse:
    _offering(request, offering_id)
    retire_item(request.actor, item_id=item_id, at=clock.now())  # type: ignore[attr-defined]
    messages.success(request, _("Materi dikeluarkan. Kelas yang sudah berjalan tetap memintanya."))
    return redirect("provider:offering_items", offering_id)


def _offering(request: HttpRequest, offering_id: UUID) -> Offering:
    found = offering_of_provider(request.actor.organisation, offering_id)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found
