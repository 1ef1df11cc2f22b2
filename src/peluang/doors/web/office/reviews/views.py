"""Reviews that were reported or held: one look, publish or hide with a reason."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import moderate_review
from peluang.domain.learning.queries import review_to_look_at, reviews_to_look_at
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal

#: Codes of what held a text back by itself; anything else is what somebody wrote when they reported it.
_HELD: dict[str, Any] = {
    "link": gettext_lazy("Memuat tautan"),
    "email": gettext_lazy("Memuat alamat e-mail"),
    "phone": gettext_lazy("Memuat nomor telepon"),
    "nik": gettext_lazy("Memuat angka sepanjang NIK"),
}


class DecisionForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Alasan"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Wajib kalau disembunyikan; penulisnya membaca ini. Nilai buruk saja bukan alasan."),
    )  # fmt: skip


@page({Role.PROGRAMME_OFFICE})
def reviews(request: HttpRequest) -> HttpResponse:
    rows = [(each, _HELD.get(each.report_reason, each.report_reason)) for each in reviews_to_look_at()]
    return render(request, "office/reviews/queue.html", {"rows": rows, "review": None})


@page({Role.PROGRAMME_OFFICE}, methods=("GET", "POST"))
def review(request: HttpRequest, review_id: UUID) -> HttpResponse:
    row = review_to_look_at(review_id)
    if row is None:
        raise Http404
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        publish = request.POST.get("keputusan") == "terbit"
        try:
            moderate_review(
                request.actor,  # type: ignore[attr-defined]
                review_id=review_id, publish=publish, reason=form.cleaned_data["reason"], at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Ulasan diterbitkan.") if publish else _("Ulasan disembunyikan."))
            return redirect("office:reviews")
    rows = [(each, _HELD.get(each.report_reason, each.report_reason)) for each in reviews_to_look_at()]
    context = {"rows": rows, "review": row, "why": _HELD.get(row.report_reason, row.report_reason), "form": form}
    return render(request, "office/reviews/queue.html", context, status=422 if form.errors else 200)
