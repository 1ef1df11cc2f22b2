"""Reports about an institution's offerings, and its answers."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.catalogue.commands import answer_report
from peluang.domain.catalogue.queries import report_page, reports_of_provider
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.engines.rules import local_date

from .views import own_organisation


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=gettext_lazy("Jawaban Anda"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Dibaca kantor program dan pelapor. Sebutkan faktanya, misalnya apa yang berbeda."),
    )  # fmt: skip


@page({Role.PROVIDER})
def reports(request: HttpRequest) -> HttpResponse:
    """What people reported, those that wait for an answer first."""
    at = clock.now()
    rows = reports_of_provider(own_organisation(request), at=at)
    return render(request, "provider/offerings/reports.html", {"reports": rows, "today": local_date(at)})


@page({Role.PROVIDER}, methods=("GET", "POST"))
def report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """One report without who made it, the answer, the decision and what follows from it."""
    at = clock.now()
    seen = report_page(report_id, at=at)
    if seen is None or seen.provider.id != own_organisation(request):
        raise Http404
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_report(request.actor, report_id=report_id, answer=form.cleaned_data["answer"], at=at)  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Jawaban Anda terkirim ke kantor program."))
            return redirect("provider:report", report_id)
    context = {"seen": seen, "report": seen.report, "form": form, "today": local_date(at)}
    return render(request, "provider/offerings/report.html", context, status=422 if form.errors else 200)
