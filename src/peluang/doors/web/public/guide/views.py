"""The guide: goal, likes, an occupation that is wanted nearby, what is missing for it, who teaches that."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from peluang.domain.finding.queries import search_trainings, search_vacancies
from peluang.domain.people.queries import skills_of
from peluang.domain.readings.queries import LIKES, NEAR_KM, Way, wanted_near, way_to
from peluang.domain.skills.queries import resolve
from peluang.doors import clock
from peluang.doors.web.page import ANYONE, page

from ..vacancies.rows import list_rows
from .asked import GOALS, Asked

_VACANCIES, _TRAININGS = 4, 8


@page(ANYONE, whose="public")
def guide(request: HttpRequest) -> HttpResponse:
    """One question at a time: goal, place, likes; then the occupations. Everything said stays in the link."""
    asked = Asked.of(request)
    typed = request.GET.get("jabatan", "").strip()[:80]
    code = resolve(typed, "occupation") if typed else None
    if code and len(code) == 4:
        return redirect(f"{reverse('public:way', args=[code])}?{asked.link()}")
    step = _step(asked)
    context: dict[str, Any] = {
        "asked": asked, "step": step, "goals": GOALS, "likes": LIKES, "typed": typed, "near_km": NEAR_KM,
        "rows": wanted_near(asked.place.code, asked.likes, at=clock.now()) if step == "occupation" else [],
    }  # fmt: skip
    return render(request, "public/guide/guide.html", context)


@page(ANYONE, whose="public")
def way(request: HttpRequest, occupation: str) -> HttpResponse:
    """The gap between what one can do and what an occupation takes, trainings that close it, vacancies beside."""
    asked = Asked.of(request)
    held = asked.held if asked.said_held else _own_skills(request)
    found = way_to(occupation, held)
    if found is None:
        raise Http404
    at, place = clock.now(), asked.place.code
    trainings = _trainings(found, place, at)
    near = search_vacancies(
        occupation=occupation, regency=place or None, radius_km=NEAR_KM if place else None, at=at
    )  # fmt: skip
    user: Any = request.user
    person = user.person if user.is_authenticated and user.person_id else None
    context = {
        "asked": asked, "way": found, "trainings": trainings, "near_km": NEAR_KM, "total": near.total,
        "vacancies": list_rows(near.items[:_VACANCIES], person), "hint": near.hint, "person": person,
        "names": {each.skill.code: each.skill for each in found.needed},
    }  # fmt: skip
    return render(request, "public/guide/way.html", context)


def _step(asked: Asked) -> str:
    if not asked.goal:
        return "goal"
    if not asked.place.code:
        return "place"
    return "occupation" if asked.liked else "likes"


def _own_skills(request: HttpRequest) -> tuple[str, ...]:
    user: Any = request.user
    return tuple(skills_of(user.person_id)) if user.is_authenticated and user.person_id else ()


def _trainings(found: Way, place: str, at: Any) -> list[Any]:
    """Those that teach most of what is missing; with nothing missing, those that lead to the occupation."""
    if not found.needed:
        page_of = search_trainings(occupation=found.occupation.code, regency=place or None, at=at)
    elif found.missing:
        page_of = search_trainings(
            skills=found.missing, regency=place or None, radius_km=NEAR_KM if place else None, at=at
        )
        if not page_of.items:
            page_of = search_trainings(skills=found.missing, at=at)
    else:
        return []
    return page_of.items[:_TRAININGS]
