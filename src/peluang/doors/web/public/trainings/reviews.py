"""Anybody signed in may ask that a review is looked at."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import report_review
from peluang.domain.learning.queries import review_shown
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal


class ReportForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Apa yang salah dengan ulasan ini?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@page(set(Role) - {Role.ANONYMOUS, Role.SYSTEM}, whose="public", methods=("GET", "POST"))
def report(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Until the office has looked, the text is not shown; its marks count all the same."""
    row = review_shown(review_id)
    if row is None:
        raise Http404
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            report_review(
                request.actor,  # type: ignore[attr-defined]
                review_id=review_id, reason=form.cleaned_data["text"], at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Terima kasih. Petugas akan melihatnya; sampai itu ulasannya tidak tampil."))
            return redirect("public:training", row.offering.training_type.code)
    status = 422 if form.errors else 200
    return render(request, "public/trainings/report_review.html", {"review": row, "form": form}, status=status)
