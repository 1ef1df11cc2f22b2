"""A person registers an institution and is the first who acts for it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.organisations.commands import found_organisation
from peluang.domain.organisations.models import Kind
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal

from .forms import FoundForm


@page({Role.PERSON}, methods=("GET", "POST"))
def found(request: HttpRequest) -> HttpResponse:
    form = FoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = found_organisation(request.actor, kind=Kind.PROVIDER, at=clock.now(), **form.cleaned_data)  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(
                request, _("%(name)s tercatat. Pilih untuk bertindak atas namanya.") % {"name": made.organisation.name}
            )
            return redirect(f"{reverse('participant:roles')}?{urlencode({'next': reverse('provider:admission')})}")
    return render(request, "provider/admission/found.html", {"form": form}, status=422 if form.errors else 200)
