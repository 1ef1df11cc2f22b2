"""An institution's classes: schedule, list, one class with its people, cancel."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.catalogue.queries import offering_of_provider
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import cancel_class, schedule_class
from peluang.domain.learning.queries import classes_of_provider, roster
from peluang.domain.learning.readiness import checklist, open_safety
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal

from .forms import ClassForm
from .own import own_class


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=300,
        help_text=gettext_lazy("Tersimpan di setiap kursi yang dibatalkan."),
    )


@page({Role.PROVIDER}, methods=("GET", "POST"))
def schedule(request: HttpRequest, offering_id: UUID) -> HttpResponse:
    offering = offering_of_provider(request.actor.organisation, offering_id)  # type: ignore[attr-defined]
    if offering is None:
        raise Http404
    zone = offering.regency.province.timezone if offering.regency else "Asia/Jakarta"
    organisation = request.membership.organisation  # type: ignore[attr-defined]
    form = ClassForm(request.POST or None, provider=organisation, zone=zone, online=offering.mode == "online")
    if request.method == "POST" and form.is_valid():
        try:
            made = schedule_class(
                request.actor,  # type: ignore[attr-defined]
                offering_id=offering_id, **form.values(), at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Kelas dijadwalkan dan kursinya sudah dibuka."))
            return redirect("provider:class", made.id)
    context = {"form": form, "offering": offering}
    return render(request, "provider/classes/schedule.html", context, status=422 if form.errors else 200)


@page({Role.PROVIDER})
def classes(request: HttpRequest) -> HttpResponse:
    ended = request.GET.get("selesai") == "1"
    rows = classes_of_provider(request.actor.organisation, ended=ended)  # type: ignore[attr-defined]
    return render(request, "provider/classes/list.html", {"classes": rows, "ended": ended})


@page({Role.PROVIDER})
def training_class(request: HttpRequest, class_id: UUID) -> HttpResponse:
    row = own_class(request, class_id)
    unsafe = open_safety(checklist(row)) if row.status == "open" and row.offering.mode != "online" else []
    return render(request, "provider/classes/class.html", {"class": row, "roster": roster(row), "unsafe": unsafe})


@page({Role.PROVIDER}, methods=("GET", "POST"))
def cancel(request: HttpRequest, class_id: UUID) -> HttpResponse:
    row = own_class(request, class_id)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_class(
                request.actor,  # type: ignore[attr-defined]
                class_id=class_id, reason=form.cleaned_data["reason"], at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Kelas dibatalkan; semua peserta mendapat uangnya kembali dan sebuah pesan."))
            return redirect("provider:class", class_id)
    context = {"class": row, "form": form}
    return render(request, "provider/classes/cancel.html", context, status=422 if form.errors else 200)
