"""Who owns and leads the institution."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.organisations.commands import end_principal, name_principal
from peluang.domain.organisations.queries import principals_of
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal

from .forms import PrincipalForm


@page({Role.PROVIDER}, methods=("GET", "POST"))
def principals(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    form = PrincipalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        person = actor.person if values.pop("mine") else None
        try:
            name_principal(actor, organisation_id=actor.organisation, person_id=person, at=clock.now(), **values)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("%(name)s tercatat.") % {"name": values["name"]})
            return redirect("provider:principals")
    context = {"form": form, "rows": principals_of(actor.organisation)}
    return render(request, "provider/admission/principals.html", context, status=422 if form.errors else 200)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def end(request: HttpRequest, principal_id: UUID) -> HttpResponse:
    """Asks first: the row stays in the past, where links are found too."""
    actor = request.actor  # type: ignore[attr-defined]
    row = next((each for each in principals_of(actor.organisation) if each.id == principal_id), None)
    if row is None:
        raise Http404
    if request.method == "POST":
        end_principal(actor, principal_id=principal_id, at=clock.now())
        messages.success(request, _("%(name)s tidak lagi tercatat.") % {"name": row.name})
        return redirect("provider:principals")
    return render(request, "provider/admission/principal_end.html", {"row": row})
