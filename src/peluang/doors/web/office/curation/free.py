"""Free content elsewhere: proposed links, opened and decided."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.catalogue.commands import check_free_equivalent
from peluang.domain.catalogue.queries import free_page, free_to_check
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal

from .forms import FreeForm
from .views import OFFICE


@page(OFFICE)
def proposals(request: HttpRequest) -> HttpResponse:
    return render(request, "office/curation/proposals.html", {"rows": free_to_check()})


@page(OFFICE, methods=("GET", "POST"))
def proposal(request: HttpRequest, equivalent_id: UUID) -> HttpResponse:
    """One link; decided again when it changed, the new decision counts."""
    row = free_page(equivalent_id)
    if row is None:
        raise Http404
    form = FreeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            check_free_equivalent(request.actor, equivalent_id=row.id, at=clock.now(), **form.cleaned_data)  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Putusan tersimpan."))
            return redirect("office:free_equivalents")
    context = {"row": row, "form": form}
    return render(request, "office/curation/proposal.html", context, status=422 if form.errors else 200)
