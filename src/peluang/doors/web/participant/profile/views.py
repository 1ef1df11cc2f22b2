"""Profil: what a person can do, has done and looks for. One small page for each, so that a phone keeps up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.people import commands
from peluang.domain.people.contact import phone_as_spoken
from peluang.domain.people.enums import Purpose, SkillSource
from peluang.domain.people.queries import Profile, has_consent, profile_of
from peluang.doors import clock
from peluang.doors.web.page import SIGNED_IN, page
from peluang.doors.web.refusals import add_refusal

from ..fields import english
from .forms import LEVELS, EditForm, ExperienceForm, SkillForm, WishForm

BOTH = ("GET", "POST")


@page(SIGNED_IN)
def profile(request: HttpRequest) -> HttpResponse:
    found = _own(request)
    shown = {
        "profile": found,
        "skills": _skills(found),
        "step": _next_step(found),
        "wished": _wished(found),
        "findable": has_consent(found.person.id, Purpose.EMPLOYERS.value),
        "phone": phone_as_spoken(found.person.phone),
    }
    return render(request, "participant/profile/profile.html", shown)


def _next_step(found: Profile) -> str:
    """The one thing that helps most now."""
    if not found.skills:
        return "skills"
    if not found.wished:
        return "wishes"
    if found.wish is None or not found.wish.ready:
        return "ready"
    return ""


@page(SIGNED_IN, methods=BOTH)
def edit(request: HttpRequest) -> HttpResponse:
    person = _own(request).person
    names = (
        "phone",
        "education",
        "work_status",
        "about",
        "in_formal_education",
        "receives_social_aid",
        "has_disability",
    )
    form = EditForm(
        request.POST or None,
        initial={name: getattr(person, name) for name in names}
        | {"lives_in": person.lives_in_id, "phone": phone_as_spoken(person.phone)},
    )

    def save(at: Any) -> None:
        commands.update_profile(request.actor, person_id=person.id, at=at, **form.cleaned_data)  # type: ignore[attr-defined]

    return _filled(request, form, "edit", save) or _show(request, "edit", {"form": form})


@page(SIGNED_IN, methods=("POST",))
def ready(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("ready") == "yes"
    commands.mark_ready(request.actor, person_id=request.actor.person, ready=wanted, at=clock.now())  # type: ignore[attr-defined]
    messages.success(
        request, _("Kamu siap kerja dan boleh dihubungi.") if wanted else _("Kamu tidak dihubungi untuk lowongan dulu.")
    )
    return redirect("participant:profile")


@page(SIGNED_IN, methods=BOTH)
def skills(request: HttpRequest) -> HttpResponse:
    found = _own(request)
    form = SkillForm(request.POST or None)

    def save(at: Any) -> None:
        commands.add_skill(
            request.actor,  # type: ignore[attr-defined]
            person_id=found.person.id,
            skill=form.cleaned_data["skill"],
            level=int(form.cleaned_data["level"]),
            at=at,
        )

    done = _filled(request, form, "skills", save, then="participant:skills")
    shown = {"form": form, "skills": _skills(found), "lookup": _lookup("skill"), "near": _near(form, "skill")}
    return done or _show(request, "skills", shown)


@page(SIGNED_IN, methods=("POST",))
def drop_skill(request: HttpRequest) -> HttpResponse:
    code = request.POST.get("skill", "")
    commands.remove_skill(request.actor, person_id=request.actor.person, skill=code, at=clock.now())  # type: ignore[attr-defined]
    return redirect("participant:skills")


@page(SIGNED_IN, methods=BOTH)
def experience(request: HttpRequest) -> HttpResponse:
    found = _own(request)
    form = ExperienceForm(request.POST or None)

    def save(at: Any) -> None:
        commands.add_experience(request.actor, person_id=found.person.id, at=at, **form.cleaned_data)  # type: ignore[attr-defined]

    done = _filled(request, form, "experience", save, then="participant:experience")
    return done or _show(request, "experience", {"form": form, "experiences": found.experiences})


@page(SIGNED_IN, methods=("POST",))
def drop_experience(request: HttpRequest) -> HttpResponse:
    try:
        wanted = UUID(request.POST.get("experience", ""))
    except ValueError as error:
        raise Http404 from error
    commands.remove_experience(request.actor, experience_id=wanted, at=clock.now())  # type: ignore[attr-defined]
    return redirect("participant:experience")


@page(SIGNED_IN, methods=BOTH)
def wishes(request: HttpRequest) -> HttpResponse:
    found = _own(request)
    wish = found.wish
    initial: dict[str, Any] = {f"occupation_{n}": label for n, label in enumerate(_wished(found), 1)}
    if wish:
        initial |= {"wage_min": wish.wage_min, "radius_km": wish.radius_km, "kinds": wish.kinds}
    form = WishForm(request.POST or None, initial=initial)

    def save(at: Any) -> None:
        radius = form.cleaned_data["radius_km"]
        commands.set_wish(
            request.actor,  # type: ignore[attr-defined]
            person_id=found.person.id,
            wage_min=form.cleaned_data["wage_min"],
            radius_km=25 if radius is None else radius,
            kinds=form.cleaned_data["kinds"],
            occupations=form.occupations(),
            at=at,
        )

    done = _filled(request, form, "wishes", save)
    near = {name: _near(form, name) for name in form.occupation_names}
    return done or _show(request, "wishes", {"form": form, "lookup": _lookup("occupation"), "near": near})


def _filled(
    request: HttpRequest, form: forms.Form, name: str, save: Any, then: str = "participant:profile"
) -> HttpResponse | None:
    """Runs the command of a valid form; what it refuses stands at its field, what was typed is kept."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        save(clock.now())
    except Refused as refusal:
        add_refusal(form, refusal)
        return None
    messages.success(request, _("Tersimpan."))
    return redirect(then)


def _show(request: HttpRequest, name: str, shown: dict[str, Any]) -> HttpResponse:
    status = 422 if shown["form"].errors else 200
    return render(request, f"participant/profile/{name}.html", shown, status=status)


def _own(request: HttpRequest) -> Profile:
    found = profile_of(request.actor.person)  # type: ignore[attr-defined]
    if found is None:
        raise NotYours
    return found


def _skills(found: Profile) -> list[dict[str, Any]]:
    """One entry per skill with where it comes from: what an LSP assessed first, then the highest level."""
    words, sources = dict(LEVELS), dict(SkillSource.choices)
    strongest = list(reversed(SkillSource.values))
    merged: dict[str, dict[str, Any]] = {}
    for row in found.skills:  # highest level first
        entry = merged.setdefault(
            row.skill_id,
            {
                "code": row.skill_id,
                "name": row.skill.name_en if english() else row.skill.name_id,
                "level": words[str(row.level)],
                "sources": [],
                "removable": False,
                "proven": False,
            },
        )
        entry["proven"] = entry["proven"] or row.source == SkillSource.COMPETENCY
        entry["sources"] = sorted({*entry["sources"], row.source}, key=strongest.index)
        entry["removable"] = entry["removable"] or row.source == SkillSource.DECLARED
    for entry in merged.values():
        entry["sources"] = [sources[each] for each in entry["sources"]]
    return sorted(merged.values(), key=lambda entry: not entry["proven"])


def _wished(found: Profile) -> list[str]:
    return [each.occupation.title_en if english() else each.occupation.title_id for each in found.wished]


_KIND_WORDS = {"skill": "keahlian", "occupation": "jabatan"}


def _lookup(kind: str) -> str:
    """Address of search-as-you-type; without it the fields still work."""
    try:
        return f"{reverse('public:lookup')}?jenis={_KIND_WORDS[kind]}"
    except NoReverseMatch:
        return ""


def _near(form: forms.Form, name: str) -> list[tuple[str, str]]:
    """What an unknown word may have meant."""
    field: Any = form.fields[name]
    return list(field.suggestions) if form.is_bound else []
