"""Three taps: what did you do, where, what do you like. Then tick what fits, and a first profile stands.

Answers wait in the session until they are saved; every question may be left out, and the way back keeps them.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.people.commands import give_consent, start_profile
from peluang.domain.people.enums import Purpose
from peluang.domain.people.models import Person
from peluang.domain.people.queries import person_of
from peluang.domain.readings.starting import Proposal, propose, understood
from peluang.doors import clock
from peluang.doors.web.page import SIGNED_IN, page

from ..fields import english
from .forms import DidForm, LikesForm, PlaceForm

_KEY = "start"
_BOTH = ("GET", "POST")


@page(SIGNED_IN, methods=_BOTH)
@never_cache
def did(request: HttpRequest) -> HttpResponse:
    form = DidForm(request.POST if request.method == "POST" else None, initial=_told(request))
    lost = False
    if request.method == "POST" and form.is_valid():
        if understood(**form.cleaned_data):
            _keep(request, **form.cleaned_data)
            return redirect("participant:start_place")
        lost = True
    shown = {"form": form, "lost": lost, "said": bool(lost and form.cleaned_data["words"])}
    return render(request, "participant/start/did.html", shown, status=422 if lost or form.errors else 200)


@page(SIGNED_IN, methods=_BOTH)
@never_cache
def place(request: HttpRequest) -> HttpResponse:
    form = PlaceForm(request.POST if request.method == "POST" else None, initial=_told(request))
    if request.method == "POST" and form.is_valid():
        _keep(request, **form.cleaned_data, employer=form.employer())
        return redirect("participant:start_likes")
    return render(request, "participant/start/place.html", {"form": form}, status=422 if form.errors else 200)


@page(SIGNED_IN, methods=_BOTH)
@never_cache
def likes(request: HttpRequest) -> HttpResponse:
    form = LikesForm(request.POST if request.method == "POST" else None, initial=_told(request))
    if request.method == "POST" and form.is_valid():
        _keep(request, likes=form.cleaned_data["likes"])
        return redirect("participant:start_fit")
    return render(request, "participant/start/likes.html", {"form": form}, status=422 if form.errors else 200)


@page(SIGNED_IN, methods=_BOTH)
@never_cache
def fit(request: HttpRequest) -> HttpResponse:
    """What was told as occupations and skills to tick; nothing is saved but what is ticked."""
    person, told, at = _own(request), _told(request), clock.now()
    found = propose(
        did=told.get("did", []), words=told.get("words", ""), likes=told.get("likes", []), regency=person.lives_in_id,
        at=at,
    )  # fmt: skip
    wrong = None
    if request.method == "POST":
        try:
            _save(request, person, found, told.get("employer", ""), at)
        except Refused as refusal:
            wrong = refusal
        else:
            if request.POST.get("findable"):
                give_consent(request.actor, person_id=person.id, purpose=Purpose.EMPLOYERS.value, at=at)  # type: ignore[attr-defined]
            request.session.pop(_KEY, None)
            messages.success(request, _("Profil pertamamu sudah jadi. Kamu bisa menambahnya kapan saja."))
            return redirect("participant:cv")
    shown = {"found": found, "wrong": wrong, **_options(found, request.POST if wrong else None)}
    return render(request, "participant/start/fit.html", shown, status=422 if wrong else 200)


def _save(request: HttpRequest, person: Person, found: Proposal, employer: str, at: Any) -> None:
    """Only what was proposed can be ticked; a code from elsewhere is passed over."""
    chosen = {name: set(request.POST.getlist(name)) for name in ("did", "wanted", "skills")}
    done = [each for each in found.did if each.code in chosen["did"]]
    wanted = [each for each in found.wanted if each.code in chosen["wanted"]]
    start_profile(
        request.actor,  # type: ignore[attr-defined]
        person_id=person.id,
        did=[(_title(each), each.code) for each in done],
        employer=employer,
        skills=[each.code for each in found.skills if each.code in chosen["skills"]],
        wished=[each.code for each in (*done, *wanted)],
        at=at,
    )


def _title(occupation: Any) -> str:
    return str(occupation.title_en if english() else occupation.title_id)


def _options(found: Proposal, posted: Any) -> dict[str, Any]:
    """Ticked at first: the likeliest occupation and the skills that were told in so many words."""
    first = {"did": [each.code for each in found.did[:1]], "wanted": [], "skills": sorted(found.named)}
    names = {"did": found.did, "wanted": found.wanted}
    options: dict[str, Any] = {name: [(each.code, _title(each)) for each in rows] for name, rows in names.items()}
    options["skills"] = [(each.code, each.name_en if english() else each.name_id) for each in found.skills]
    return {
        name: {"options": rows, "value": first[name] if posted is None else posted.getlist(name)}
        for name, rows in options.items()
    }


def _told(request: HttpRequest) -> dict[str, Any]:
    return dict(request.session.get(_KEY, {}))


def _keep(request: HttpRequest, **answers: Any) -> None:
    request.session[_KEY] = _told(request) | answers


def _own(request: HttpRequest) -> Person:
    found = person_of(request.actor.person)  # type: ignore[attr-defined]
    if found is None:
        raise NotYours
    return found
