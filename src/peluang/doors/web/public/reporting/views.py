"""Reports by anyone, signed in or not; links to free content by anyone who signed in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.catalogue.commands import propose_free_equivalent, report_content
from peluang.domain.catalogue.models import ReportKind
from peluang.domain.catalogue.queries import free_elsewhere, offering_page, report_by_link, type_by_code
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock
from peluang.doors.web.page import ANYONE, SIGNED_IN, page
from peluang.doors.web.refusals import add_refusal
from peluang.engines.rules import local_date


class ReportForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Apa yang tidak benar?"), choices=ReportKind.choices, widget=forms.RadioSelect
    )
    url = forms.CharField(
        label=gettext_lazy("Tautan buktinya"), required=False, max_length=600,
        help_text=gettext_lazy("Perlu kalau di tempat lain lebih murah atau gratis."),
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("Ceritakan singkat"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}), help_text=gettext_lazy("Jangan tulis NIK atau nomor teleponmu."),
    )  # fmt: skip


class FreeForm(forms.Form):
    url = forms.CharField(
        label=gettext_lazy("Tautan pelatihan gratisnya"),
        max_length=600,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )
    title = forms.CharField(label=gettext_lazy("Judulnya di sana"), max_length=200)
    source = forms.CharField(label=gettext_lazy("Siapa yang membuatnya"), required=False, max_length=200)


@page(ANYONE, whose="public", methods=("GET", "POST"))
def report(request: HttpRequest, code: str, offering_id: UUID) -> HttpResponse:
    """What is wrong with an offering. The answer is followed at the report's own link."""
    row = offering_page(offering_id)
    if row is None or row.training_type.code != code:
        raise Http404
    chosen = request.GET.get("jenis", "")
    form = ReportForm(request.POST or None, initial={"kind": chosen if chosen in ReportKind.values else ""})
    if request.method == "POST" and form.is_valid():
        try:
            made = report_content(request.actor, offering_id=row.id, at=clock.now(), **form.cleaned_data)  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Laporanmu terkirim. Terima kasih."))
            return redirect("public:report", made.id)
    context = {"offering": row, "type": row.training_type, "form": form}
    return render(request, "public/reporting/report.html", context, status=422 if form.errors else 200)


@page(ANYONE, whose="public")
def follow(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """For whoever holds the link: what was reported, what the institution said, what was decided and why."""
    at = clock.now()
    seen = report_by_link(report_id, at=at)
    if seen is None:
        raise Http404
    context = {
        "seen": seen,
        "report": seen.report,
        "today": local_date(at),
        "link": request.build_absolute_uri(request.path),
    }
    return render(request, "public/reporting/follow.html", context)


@page(SIGNED_IN, whose="public", methods=("GET", "POST"))
def propose_free(request: HttpRequest, code: str) -> HttpResponse:
    """Free content for a type, or for the one offering named in ?pelatihan=. A reviewer opens the link."""
    kind = type_by_code(code)
    if kind is None:
        raise Http404
    same_as = _offering(request, kind.id)
    form = FreeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            propose_free_equivalent(
                request.actor, training_type=kind.id, offering_id=same_as.id if same_as else None, at=clock.now(),  # type: ignore[attr-defined]
                **form.cleaned_data,
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Terima kasih. Petugas membuka tautannya; kalau setara, tampil di sini."))
            return redirect("public:training", code)
    context = {"type": kind, "offering": same_as, "form": form, "known": free_elsewhere(kind.id)}
    return render(request, "public/reporting/propose.html", context, status=422 if form.errors else 200)


def _offering(request: HttpRequest, training_type_id: UUID) -> Any:
    """The offering it is compared with; one of another type counts as none."""
    try:
        row = offering_page(UUID(request.GET.get("pelatihan", "")))
    except ValueError:
        return None
    return row if row and row.training_type_id == training_type_id else None
