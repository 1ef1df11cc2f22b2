"""Minimum wages of the region: what holds where and how sure that is, an official list taken in, wages below them."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.jobs.commands import take_in_official_wages
from peluang.domain.jobs.commands.official_wages import EXAMPLE
from peluang.domain.jobs.lawful import official_wages
from peluang.domain.jobs.models import Vacancy
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.engines.codes import regions
from peluang.engines.codes.minimum_wages import minimum_wage

_WHO = {Role.LABOUR_OFFICE, Role.PROVINCE_OFFICE, Role.MINISTRY}
_PROBLEMS = 100


class WageListForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Daftar upah minimum"))


@page(_WHO, whose="region", methods=("GET", "POST"))
def wages(request: HttpRequest) -> HttpResponse:
    """Checks first and says what is wrong row by row; nothing is stored while a row is wrong."""
    form = WageListForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    report = None
    by: Actor = request.actor  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            report = take_in_official_wages(by, content=upload.read(), file_name=upload.name, at=clock.now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            if report.written:
                said = _("Daftar tersimpan: %(new)s baru, %(changed)s dibetulkan, %(same)s sudah ada.")
                messages.success(request, said % {"new": report.new, "changed": report.changed, "same": report.same})
                return redirect("region:wages")
    wrong = bool(form.errors) or bool(report and report.problems)
    context = {
        "form": form,
        "problems": [(each.row, each.column, each.text) for each in report.problems[:_PROBLEMS]] if report else [],
        "hidden": max(0, len(report.problems) - _PROBLEMS) if report else 0,
        "rows": _rows(by.region, clock.now().date()), "below": _below(by.region),
    }  # fmt: skip
    return render(request, "region/wages.html", context, status=422 if wrong else 200)


@page(_WHO, whose="region")
def example(request: HttpRequest) -> HttpResponse:
    """A file to fill in."""
    response = HttpResponse(EXAMPLE, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="contoh-upah-minimum.csv"'
    return response


def _rows(region: str, today: datetime.date) -> list[tuple[str, Any]]:
    """Name and what holds today; the ministry sees provinces, an office its own regencies (one statement)."""
    places = {each.code: each.name for each in regions.provinces()}
    if region:
        places = {each.code: each.name for each in regions.regencies() if each.code.startswith(region)}
        places |= {region: next(p.name for p in regions.provinces() if p.code == region)} if len(region) == 2 else {}
    official = official_wages(*places, region[:2])
    return [(name, minimum_wage(code, today, official)) for code, name in sorted(places.items())]


def _below(region: str) -> list[Vacancy]:
    """Open vacancies of the region below the minimum, those that owe a reason first (one statement)."""
    rows = Vacancy.objects.filter(status="open", wage_floor__isnull=False, regency__code__startswith=region)
    return list(rows.select_related("employer", "regency").order_by("wage_exempt", "-posted_at")[:100])
