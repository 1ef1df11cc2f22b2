"""Sanctions at the office: announce, read the answer, decide, hear the appeal, lift."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.catalogue.queries.institutions import institution
from peluang.domain.kernel.refusal import Refused
from peluang.domain.organisations.commands import announce_sanction, enforce_sanction, lift_sanction, reject_appeal
from peluang.domain.organisations.models import Sanction, SanctionKind
from peluang.domain.organisations.queries import sanction_of, sanctions_to_decide
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.doors.web.sanction_words import TONES, effects_of, history_of
from peluang.engines.rules import local_date

from .forms import DecisionForm, SanctionForm
from .views import OFFICE


@page(OFFICE, whose="own")
def sanctions(request: HttpRequest) -> HttpResponse:
    """What is not finished, by whose turn it is."""
    rows, today = sanctions_to_decide(), local_date(clock.now())
    groups = [
        (_("Banding menunggu putusan"), [each for each in rows if each.status == "appealed"]),
        (_("Siap diputuskan"), [each for each in rows if _ready(each, today)]),
        (
            _("Menunggu jawaban lembaga"),
            [each for each in rows if each.status == "announced" and not _ready(each, today)],
        ),
        (_("Berlaku"), [each for each in rows if each.status == "in_force"]),
    ]
    context = {"groups": [each for each in groups if each[1]], "tones": TONES, "today": today}
    return render(request, "office/institutions/sanctions.html", context)


def _ready(row: Sanction, today: Any) -> bool:
    return row.status == "answered" or (row.status == "announced" and today > row.answer_due)


@page(OFFICE, whose="own", methods=("GET", "POST"))
def announce(request: HttpRequest, institution_id: UUID) -> HttpResponse:
    organisation = institution(institution_id)
    if organisation is None:
        raise Http404
    form = SanctionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = announce_sanction(
                request.actor, organisation_id=institution_id, at=clock.now(), **form.cleaned_data  # type: ignore[attr-defined]
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Diumumkan kepada %(name)s.") % {"name": organisation.name})
            return redirect("office:sanction", made.id)
    options = [{"value": each.value, "label": each.label, "hint": " ".join(effects_of(each))} for each in SanctionKind]
    context = {"form": form, "organisation": organisation, "options": options}
    return render(request, "office/institutions/announce.html", context, status=422 if form.errors else 200)


@page(OFFICE, whose="own", methods=("GET", "POST"))
def sanction(request: HttpRequest, sanction_id: UUID) -> HttpResponse:
    """Both sides' words, and the decision that may be taken now."""
    row = sanction_of(sanction_id)
    if row is None:
        raise Http404
    at = clock.now()
    today = local_date(at)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            said = _decide(request, row, form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, said)
            return redirect("office:sanction", sanction_id)
    ready = _ready(row, today)
    context = {
        "row": row, "form": form, "tones": TONES, "effects": effects_of(row.kind), "history": history_of(row),
        "ready": ready, "today": today, "may_enforce": ready, "may_reject": row.status == "appealed",
        "may_lift": row.status in ("announced", "answered", "in_force", "appealed"),
        "mine": row.status == "appealed" and row.decided_by == request.actor.person,  # type: ignore[attr-defined]
    }  # fmt: skip
    return render(request, "office/institutions/sanction.html", context, status=422 if form.errors else 200)


def _decide(request: HttpRequest, row: Sanction, values: dict[str, Any]) -> str:
    by, at = request.actor, clock.now()  # type: ignore[attr-defined]
    wanted = request.POST.get("aksi", "")
    acts: dict[str, tuple[Callable[..., Any], str]] = {
        "tetapkan": (enforce_sanction, _("Sanksi berlaku; lembaga diberi tahu.")),
        "tolak": (reject_appeal, _("Banding ditolak; lembaga diberi tahu.")),
        "cabut": (lift_sanction, _("Sanksi dicabut; lembaga diberi tahu.")),
    }
    if wanted not in acts:
        raise Http404
    act, said = acts[wanted]
    more = {"until": values["until"]} if wanted == "tetapkan" else {}
    act(by, sanction_id=row.id, decision=values["decision"], at=at, **more)
    return str(said)
