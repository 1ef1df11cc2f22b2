"""A person's own page: every hop of the way, and the one thing to do now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.evaluation.commands import answer_outcome
from peluang.domain.evaluation.queries import outcome_of
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.readings.queries import next_step, timeline, waiting
from peluang.doors import clock
from peluang.doors.web.invited import take_up_invitation
from peluang.doors.web.page import SIGNED_IN, page
from peluang.doors.web.refusals import add_refusal
from peluang.doors.web.steps import find_address, path_item, step_card
from peluang.engines.rules import local_date

from .forms import OutcomeForm


@page({Role.PERSON})
def home(request: HttpRequest) -> HttpResponse:
    """The timeline with the one next step (one statement beside the frame's)."""
    take_up_invitation(request)
    at = clock.now()
    person: Any = request.user.person  # type: ignore[union-attr]
    hops = timeline(person.id, at)
    step = next_step(hops)
    context = {
        "person": person,
        "step": step_card(step, local_date(at)) if step else None,
        "waits": waiting(hops),
        "way": [path_item(hop) for hop in hops],
        "done": sum(hop.state == "done" for hop in hops),
        "links": _links(),
    }
    return render(request, "participant/journey/home.html", context)


def _links() -> list[dict[str, str]]:
    """Other things that are open to everybody, where their doors exist."""
    wanted = [
        ("public:vacancies", _("Cari lowongan"), "briefcase"),
        ("public:trainings", _("Cari pelatihan"), "school"),
        ("participant:profile", _("Profil dan keahlianku"), "user"),
        ("participant:messages", _("Pesan"), "bell"),
        ("alumni:home", _("Ikatan alumni"), "users"),
    ]
    found = [{"href": find_address(name), "label": label, "icon": icon} for name, label, icon in wanted]
    return [each for each in found if each["href"]]


@page(SIGNED_IN, methods=("GET", "POST"))
def outcome(request: HttpRequest, outcome_id: UUID) -> HttpResponse:
    """Three questions about how it went; answering refreshes the training's page."""
    found = outcome_of(request.actor.person, outcome_id)  # type: ignore[attr-defined]
    if found is None or found.status in ("planned", "missed"):
        raise Http404
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_outcome(request.actor, outcome_id=found.id, at=clock.now(), **form.answer())  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Terima kasih. Jawabanmu sudah masuk ke halaman pelatihan itu."))
            return redirect("participant:home")
    context = {"form": form, "outcome": found}
    return render(request, "participant/journey/outcome.html", context, status=422 if form.errors else 200)
