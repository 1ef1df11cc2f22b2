"""One's own competency certificates: what is recognised, what waits, claiming another."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import claim_competency
from peluang.domain.learning.models import CompetencyCertificate
from peluang.domain.learning.queries import competency_file, competency_of
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.engines.rules import local_date

from .forms import ClaimForm

_TONES = {"claimed": "info", "verified": "good", "refused": "warn", "revoked": "bad", "expired": "warn"}
_SOON = datetime.timedelta(days=60)


@page({Role.PERSON})
def competency(request: HttpRequest) -> HttpResponse:
    today = local_date(clock.now())
    rows = [_shown(each, today) for each in competency_of(request.actor.person)]  # type: ignore[attr-defined]
    return render(request, "participant/competency/list.html", {"rows": rows})


@page({Role.PERSON}, methods=("GET", "POST"))
def claim(request: HttpRequest) -> HttpResponse:
    form = ClaimForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            claim_competency(
                request.actor,  # type: ignore[attr-defined]
                person_id=request.actor.person,  # type: ignore[attr-defined]
                **form.values(), at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Tersimpan. Penerbitnya memeriksa dulu; kamu mendapat pesan begitu selesai."))
            return redirect("participant:competency")
    context = {"form": form, "names": [each.name for each in form.known.values()]}
    return render(request, "participant/competency/claim.html", context, status=422 if form.errors else 200)


@page({Role.PERSON})
def file(request: HttpRequest, competency_id: UUID) -> HttpResponse:
    """What one handed in oneself."""
    found = competency_file(request.actor, competency_id)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    stored, content = found
    response = HttpResponse(content, content_type=stored.media_type)
    response["Content-Disposition"] = content_disposition_header(True, stored.name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


def _shown(row: CompetencyCertificate, today: datetime.date) -> dict[str, Any]:
    state = "expired" if row.status == "verified" and row.expires_on < today else row.status
    label = _("Habis masa berlaku") if state == "expired" else row.get_status_display()
    soon = state == "verified" and row.expires_on - today <= _SOON
    return {"row": row, "state": state, "label": label, "tone": _TONES[state], "soon": soon}
