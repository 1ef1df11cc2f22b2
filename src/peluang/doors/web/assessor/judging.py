"""Competency certificates that people claim: their issuer says whether it issued them; the office for issuers who are
not here. The same pages for both, each with its own queue."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import refuse_competency, revoke_competency, verify_competency
from peluang.domain.learning.models import CompetencyCertificate
from peluang.domain.learning.queries import (
    competency_counts,
    competency_file,
    competency_queue,
    competency_to_judge,
)
from peluang.domain.learning.states import COMPETENCY
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.engines.rules import local_date

from .forms import ReasonForm, VerifyForm

JUDGES = {Role.ASSESSOR, Role.PROGRAMME_OFFICE}
TONES = {"claimed": "info", "verified": "good", "refused": "warn", "revoked": "bad"}


@page(JUDGES)
def home(request: HttpRequest) -> HttpResponse:
    """What waits, oldest first; and what was decided, by its state."""
    status = request.GET.get("keadaan", "claimed")
    if status not in COMPETENCY.states:
        raise Http404
    actor = request.actor  # type: ignore[attr-defined]
    counts = competency_counts(actor)
    tabs = [
        {"label": str(label), "href": f"?keadaan={name}", "current": name == status, "count": counts.get(name, 0)}
        for name, label in COMPETENCY.states.items()
    ]
    context = {
        "rows": competency_queue(actor, status=status), "keadaan": tabs, "status": status, "tones": TONES,
        "may_issue": actor.role == Role.ASSESSOR,
    }  # fmt: skip
    return render(request, "assessor/home.html", context)


@page(JUDGES, methods=("GET", "POST"))
def competency(request: HttpRequest, competency_id: UUID) -> HttpResponse:
    """One claim beside its scan; posting says that it is genuine."""
    row = _judged(request, competency_id)
    form = VerifyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            verify_competency(
                request.actor,  # type: ignore[attr-defined]
                competency_id=row.id, skill=form.cleaned_data["skill"] or None, at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Tercatat: sertifikat ini benar. Pemiliknya mendapat pesan."))
            return redirect("assessor:home")
    steps = {each.target for each in COMPETENCY.next_for(row.status, request.actor.role)}  # type: ignore[attr-defined]
    context = {
        "row": row, "form": form, "steps": steps, "tone": TONES[row.status],
        "expired": row.expires_on < local_date(clock.now()),
    }  # fmt: skip
    return render(request, "assessor/competency.html", context, status=422 if form.errors else 200)


@page(JUDGES, methods=("GET", "POST"))
def refuse(request: HttpRequest, competency_id: UUID) -> HttpResponse:
    return _with_reason(request, competency_id, refuse_competency, "refused")


@page(JUDGES, methods=("GET", "POST"))
def revoke(request: HttpRequest, competency_id: UUID) -> HttpResponse:
    return _with_reason(request, competency_id, revoke_competency, "revoked")


@page(JUDGES)
def file(request: HttpRequest, competency_id: UUID) -> HttpResponse:
    """The scan as it was handed in: downloaded, never shown inside our page."""
    found = competency_file(request.actor, competency_id)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    stored, content = found
    response = HttpResponse(content, content_type=stored.media_type)
    response["Content-Disposition"] = content_disposition_header(True, stored.name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


def _with_reason(request: HttpRequest, competency_id: UUID, command: Any, target: str) -> HttpResponse:
    row = _judged(request, competency_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            command(request.actor, competency_id=row.id, reason=form.cleaned_data["reason"], at=clock.now())  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            said = _("Ditolak. Pemiliknya membaca alasannya.") if target == "refused" else _("Sertifikat dicabut.")
            messages.success(request, said)
            return redirect("assessor:competency", row.id)
    context = {"row": row, "form": form, "target": target}
    return render(request, "assessor/reason.html", context, status=422 if form.errors else 200)


def _judged(request: HttpRequest, competency_id: UUID) -> CompetencyCertificate:
    row = competency_to_judge(request.actor, competency_id)  # type: ignore[attr-defined]
    if row is None:
        raise Http404
    return row
