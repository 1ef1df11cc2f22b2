"""Trainings that sentra ask for: an institution answers with one of its own, then ties the class."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.catalogue.queries import offerings_of_provider
from peluang.domain.industry.queries import classes_for_request, open_requests, request_for
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.doors.web.steps import find_address

from .forms import AcceptForm, ScheduleForm


@page({Role.PROVIDER})
def requests(request: HttpRequest) -> HttpResponse:
    """What looks for an institution, and what this one promised."""
    rows = open_requests(provider_id=request.actor.organisation)  # type: ignore[attr-defined]
    context = {
        "looking": [row for row in rows if row.status == "open"],
        "ours": [row for row in rows if row.status != "open"],
    }
    return render(request, "provider/requests/list.html", context)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def answer(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Open: offer a training. Accepted: tie the class. Scheduled: see it."""
    provider = request.actor.organisation  # type: ignore[attr-defined]
    row = request_for(provider, request_id)
    if row is None:
        raise Http404
    form: AcceptForm | ScheduleForm | None = None
    if row.status == "open":
        form = AcceptForm(request.POST or None, offerings=offerings_of_provider(provider, status="published"))
    elif row.status == "accepted":
        form = ScheduleForm(request.POST or None, classes=classes_for_request(row))
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            form.send(request.actor, row.id, clock.now())  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Jawaban Anda sudah sampai di sentra."))
            return redirect("provider:request", row.id)
    context = {
        "row": row,
        "form": form,
        "need": row.need,
        "new_class": find_address("provider:class_new", row.offering_id) if row.offering_id else "",
        "new_offering": find_address("provider:offering_new"),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "provider/requests/request.html", context, status=status)
