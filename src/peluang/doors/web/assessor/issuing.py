"""An LSP writes down whom it found competent."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import issue_competency
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal

from .forms import IssueForm


@page({Role.ASSESSOR}, methods=("GET", "POST"))
def issue(request: HttpRequest) -> HttpResponse:
    form = IssueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = issue_competency(request.actor, **form.values(), at=clock.now())  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Sertifikat %(number)s tercatat.") % {"number": row.number})
            return redirect("assessor:competency", row.id)
    return render(request, "assessor/issue.html", {"form": form}, status=422 if form.errors else 200)
