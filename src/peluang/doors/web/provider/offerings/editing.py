"""Writing a draft, changing it, handing it in for curation."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.catalogue.commands import change_offering, draft_offering, submit_offering
from peluang.domain.catalogue.standard import Offered, findings
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal

from .forms import OfferingForm, initial_of
from .views import own_offering, own_organisation


@page({Role.PROVIDER}, methods=("GET", "POST"))
def new(request: HttpRequest) -> HttpResponse:
    provider = own_organisation(request)
    form = OfferingForm(request.POST or None, provider=provider)
    if request.method == "POST" and form.is_valid():
        try:
            offering = draft_offering(
                request.actor,  # type: ignore[attr-defined]
                provider_id=provider, training_type=form.cleaned_data["training_type"], **form.values(), at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Tersimpan sebagai konsep."))
            return redirect("provider:offering", offering.id)
    context = {"form": form, "offering": None}
    return render(request, "provider/offerings/edit.html", context, status=422 if form.errors else 200)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def edit(request: HttpRequest, offering_id: UUID) -> HttpResponse:
    offering = own_offering(request, offering_id)
    initial = initial_of(offering)
    form = OfferingForm(request.POST or None, provider=offering.provider_id, initial=initial)
    form.fields["training_type"].disabled = True  # another type is another offering
    if request.method == "POST" and form.is_valid():
        try:
            change_offering(request.actor, offering_id=offering_id, **form.values(), at=clock.now())  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Perubahan tersimpan."))
            return redirect("provider:offering", offering_id)
    context = {"form": form, "offering": offering}
    return render(request, "provider/offerings/edit.html", context, status=422 if form.errors else 200)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def submit(request: HttpRequest, offering_id: UUID) -> HttpResponse:
    """Asks first: what curation is, and what can no longer be changed afterwards."""
    offering = own_offering(request, offering_id)
    refusal = None
    if request.method == "POST":
        try:
            submit_offering(request.actor, offering_id=offering_id, at=clock.now())  # type: ignore[attr-defined]
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("Sudah diajukan. Kantor program memeriksanya, lalu Anda mendapat kabar."))
            return redirect("provider:offering", offering_id)
    context = {"offering": offering, "refusal": refusal, "findings": findings(Offered.of(offering))}
    return render(request, "provider/offerings/submit.html", context, status=409 if refusal else 200)
