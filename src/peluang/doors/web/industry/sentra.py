"""A sentra's own page: its process map, what it lacks by weight, and what became of its requests."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peluang.domain.industry.commands import describe_sentra, name_skill_need, request_training
from peluang.domain.industry.models import SentraProfile
from peluang.domain.industry.queries import NeedRow, needs_of, sentra_of
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.skills.models import Skill
from peluang.domain.skills.queries import lookup
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal

from .forms import NeedForm, SentraForm

SENTRA = {Role.SENTRA}


@page(SENTRA)
def sentra(request: HttpRequest) -> HttpResponse:
    """The process map with the needs of each step, the heaviest first."""
    profile = sentra_of(request.actor.organisation)  # type: ignore[attr-defined]
    if profile is None:
        return redirect("industry:describe")
    rows = needs_of(profile.organisation_id)
    english = (get_language() or "id").startswith("en")
    steps = [
        {
            "name": step["name_en" if english else "name_id"], "code": step["code"],
            "needs": [row for row in rows if row.need.process_step == step["code"]],
        }
        for step in profile.process
    ]  # fmt: skip
    context = {
        "sentra": profile,
        "steps": steps,
        "rows": [(row, _name(row)) for row in rows],
        "people": sum(row.need.people for row in rows),
        "next": next((row for row in rows if row.request is None), None),
    }
    return render(request, "industry/sentra.html", context)


@page(SENTRA, methods=("GET", "POST"))
def describe(request: HttpRequest) -> HttpResponse:
    """Product, size and process map: what every need hangs on."""
    organisation = request.actor.organisation  # type: ignore[attr-defined]
    profile = sentra_of(organisation)
    known = profile.process if profile else []
    first = {
        "product": profile.product if profile else "",
        "units": profile.units if profile else None,
        "workers": profile.workers if profile else None,
        "steps": "\n".join(step["name_id"] for step in known),
    }
    form = SentraForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            describe_sentra(
                request.actor,  # type: ignore[attr-defined]
                organisation_id=organisation,
                product=form.cleaned_data["product"],
                units=form.cleaned_data["units"],
                workers=form.cleaned_data["workers"],
                process=form.process(known),
                at=clock.now(),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Peta proses tersimpan."))
            return redirect("industry:sentra")
    context = {"form": form, "known": profile is not None}
    return render(request, "industry/describe.html", context, status=422 if form.errors else 200)


def _profile(request: HttpRequest) -> SentraProfile:
    found = sentra_of(request.actor.organisation)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _name(row: NeedRow) -> str:
    skill = row.need.skill
    if skill is None:
        return row.need.words
    return skill.name_en if (get_language() or "id").startswith("en") else skill.name_id


@page(SENTRA, methods=("GET", "POST"))
def need(request: HttpRequest) -> HttpResponse:
    """Names one missing piece of knowledge; words that our vocabulary knows become its code."""
    profile = _profile(request)
    form = NeedForm(request.POST or None, sentra=profile, initial={"process_step": request.GET.get("langkah", "")})
    if request.method == "POST" and form.is_valid():
        values: dict[str, Any] = form.cleaned_data | {"urgency": int(form.cleaned_data["urgency"])}
        values["skill"] = _skill(values["words"])
        try:
            name_skill_need(request.actor, sentra_id=profile.organisation_id, at=clock.now(), **values)  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Tercatat. Kalau belum ada pelatihannya, mintalah satu."))
            return redirect("industry:sentra")
    return render(request, "industry/need.html", {"form": form, "sentra": profile}, status=422 if form.errors else 200)


def _skill(words: str) -> str | None:
    """The code of a skill that is called exactly so, in either language."""
    tidy = words.strip()
    found = Skill.objects.filter(name_id__iexact=tidy).first() or Skill.objects.filter(name_en__iexact=tidy).first()
    return found.code if found else None


@page(SENTRA)
def suggestions(request: HttpRequest) -> HttpResponse:
    """Skills while typing, as options."""
    language = "en" if (get_language() or "id").startswith("en") else "id"
    found = lookup(request.GET.get("words", "")[:80], "skill", language, most=8)
    return render(request, "industry/options.html", {"options": found})


@page(SENTRA, methods=("GET", "POST"))
def ask(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Confirms, then asks every institution for a training that fills the need."""
    profile = _profile(request)
    row = next((each for each in needs_of(profile.organisation_id) if each.need.id == need_id), None)
    if row is None:
        raise Http404
    if request.method == "POST":
        request_training(request.actor, need_id=need_id, at=clock.now())  # type: ignore[attr-defined]
        messages.success(request, _("Permintaan terkirim. Lembaga pelatihan melihatnya sekarang."))
        return redirect("industry:sentra")
    return render(request, "industry/ask.html", {"row": row, "name": _name(row), "sentra": profile})
