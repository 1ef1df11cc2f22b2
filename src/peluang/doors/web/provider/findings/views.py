"""Findings as their institution sees them: a question from the office, and the institution's own decision."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.evaluation.commands import decide_finding
from peluang.domain.evaluation.queries import finding_page, findings_of_provider, merge_targets
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.engines.rules import local_date

from .forms import DecisionForm


@page({Role.PROVIDER})
def findings(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, and what was decided."""
    status = "decided" if request.GET.get("keadaan") == "selesai" else "open"
    rows = findings_of_provider(request.actor.organisation, status=status)  # type: ignore[attr-defined]
    context = {"rows": rows, "status": status, "today": local_date(clock.now())}
    return render(request, "provider/findings/list.html", context)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def finding(request: HttpRequest, finding_id: UUID) -> HttpResponse:
    """One finding with its figures; keep, revise, merge or retire, with a reason and a day."""
    found = finding_page(finding_id, provider_id=request.actor.organisation)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    at = clock.now()
    targets = merge_targets(found.offering) if found.status == "open" else []
    first = {"due_on": local_date(at) + datetime.timedelta(days=30)}
    form = DecisionForm(request.POST or None, initial=first, targets=targets)
    if request.method == "POST" and form.is_valid():
        try:
            decide_finding(request.actor, finding_id=found.id, at=at, **form.cleaned_data)  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Keputusan Anda tersimpan dan sudah dikirim ke kantor program."))
            return redirect("provider:findings")
    context = {
        "form": form, "finding": found, "decision": getattr(found, "decision", None), "targets": targets,
        "today": local_date(at),
    }  # fmt: skip
    return render(request, "provider/findings/finding.html", context, status=422 if form.errors else 200)
