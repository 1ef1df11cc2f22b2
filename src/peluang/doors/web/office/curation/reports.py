"""Reports about offerings: read with the institution's answer, decided, and what follows when a price still stands."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.catalogue.commands import decide_report, publish_offering, suspend_offering
from peluang.domain.catalogue.commands.reports import ABOUT_PRICE
from peluang.domain.catalogue.deadlines import PRICE_DAYS
from peluang.domain.catalogue.queries import prices_to_correct, report_page, reports_to_decide
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.engines.rules import local_date

from .forms import DecideForm, SuspendForm
from .views import OFFICE


@page(OFFICE)
def reports(request: HttpRequest) -> HttpResponse:
    """Those that can be decided first; then prices that were to be corrected by now."""
    at = clock.now()
    context = {"rows": reports_to_decide(at=at), "late": prices_to_correct(at=at), "today": local_date(at)}
    return render(request, "office/curation/reports.html", context)


@page(OFFICE, methods=("GET", "POST"))
def report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    at = clock.now()
    seen = report_page(report_id, at=at)
    if seen is None:
        raise Http404
    wanted = request.POST.get("aksi", "putuskan")
    about_price = seen.report.kind in ABOUT_PRICE
    first = {"correct_by": local_date(at) + datetime.timedelta(days=PRICE_DAYS)}
    form = DecideForm(
        request.POST if request.method == "POST" and wanted == "putuskan" else None,
        initial=first,
        about_price=about_price,
    )
    suspending = SuspendForm(request.POST if wanted == "tangguhkan" else None)
    if request.method == "POST":
        chosen = suspending if wanted == "tangguhkan" else form
        try:
            if wanted == "terbitkan":
                publish_offering(request.actor, offering_id=seen.offering.id, at=at)  # type: ignore[attr-defined]
            elif chosen.is_valid() and chosen is suspending:
                suspend_offering(request.actor, offering_id=seen.offering.id, at=at, **suspending.cleaned_data)  # type: ignore[attr-defined]
            elif chosen.is_valid():
                decide_report(request.actor, report_id=report_id, at=at, **form.cleaned_data)  # type: ignore[attr-defined]
        except Refused as refusal:
            if not chosen.is_bound:
                messages.warning(request, str(refusal))
                return redirect("office:content_report", report_id)
            add_refusal(chosen, refusal)
        if not chosen.errors:
            messages.success(request, _("Putusan tersimpan."))
            return redirect("office:content_report", report_id)
    context = {
        "seen": seen, "report": seen.report, "form": form, "suspending": suspending, "today": local_date(at),
        "may_decide": bool(seen.report.answered_at or seen.overdue), "about_price": about_price,
    }  # fmt: skip
    wrong = form.errors or suspending.errors
    return render(request, "office/curation/report.html", context, status=422 if wrong else 200)
