"""What visits found in a class, and what its teachers say to it."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning.commands import answer_absence
from peluang.domain.learning.queries.attendance import absences_of_class, checks_of_class, visits_so_far
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal

from .classes import TEACHERS, taught_class, zone_of


class AnswerForm(forms.Form):
    seat = forms.UUIDField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=gettext_lazy("Apa yang terjadi?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


@page(TEACHERS, methods=("GET", "POST"))
def visits(request: HttpRequest, class_id: UUID) -> HttpResponse:
    """Every visit, every empty seat, with the answers and the decision."""
    row = taught_class(request, class_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_absence(
                request.actor,  # type: ignore[attr-defined]
                seat_id=form.cleaned_data["seat"], answer=form.cleaned_data["answer"], at=clock.now(),
            )  # fmt: skip
        except NotYours:
            raise
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Jawaban tersimpan. Kantor yang berkunjung membacanya sebelum memutuskan."))
            return redirect("trainer:visits", class_id)
    checks = checks_of_class(class_id)
    made, looked_for, missing = visits_so_far(checks)
    context = {
        "class": row, "zone": zone_of(row), "checks": checks, "absences": absences_of_class(class_id), "form": form,
        "made": made, "looked_for": looked_for, "missing": missing, "answered": request.POST.get("seat", ""),
    }  # fmt: skip
    return render(request, "trainer/visits.html", context, status=422 if form.errors else 200)
