"""The front pages: home, the map of chances, about, help, what happens with data, choosing a place and a language."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peluang.domain.kernel.context import Role
from peluang.domain.people.enums import Purpose
from peluang.domain.readings.queries import (
    board_page,
    classes_near,
    front_page,
    next_step,
    timeline,
    vacancies_near,
    waiting,
)
from peluang.doors import clock
from peluang.doors.web.languages import COOKIE as LANGUAGE_COOKIE
from peluang.doors.web.languages import KNOWN
from peluang.doors.web.page import ANYONE, page
from peluang.doors.web.steps import find_address, step_card
from peluang.engines.codes import regions
from peluang.engines.evaluation import wilson
from peluang.engines.rules import local_date

from .place import chosen_place, keep_place, place_of
from .shortage import map_marks, map_places, shortage_bars, shortage_items, surplus_bars, title_of, word_for


@page(ANYONE, whose="public")
def home(request: HttpRequest) -> HttpResponse:
    """Search, the one next step, what is missing here, and what is new near you."""
    at, place = clock.now(), chosen_place(request)
    front = front_page(place.code, at=at)
    numbers = front.numbers
    context = {
        "place": place,
        "looking_for": "lowongan" if request.GET.get("cari") == "lowongan" else "pelatihan",
        "search": {
            "pelatihan": find_address("public:trainings", default="/pelatihan"),
            "lowongan": find_address("public:vacancies", default="/lowongan"),
        },
        "numbers": numbers,
        "working": wilson(numbers.working, numbers.answered),
        "shortages": shortage_items(front.board),
        "places": map_places(),
        "marks": map_marks(front.provinces, "/peta?provinsi={code}"),
        "vacancies": [_vacancy(each) for each in vacancies_near(place.code, at=at)],
        "classes": classes_near(place.code, at=at),
        **_own(request, at),
    }
    return render(request, "public/home/home.html", context)


def _own(request: HttpRequest, at: Any) -> dict[str, Any]:
    """What a signed-in person should do next; nothing for organisations and visitors."""
    actor = request.actor  # type: ignore[attr-defined]
    if actor.role != Role.PERSON or actor.person is None:
        return {"signed_in": request.user.is_authenticated, "step": None, "waits": None}
    hops = timeline(actor.person, at)
    step = next_step(hops)
    return {
        "signed_in": True,
        "step": step_card(step, local_date(at)) if step else None,
        "waits": next(iter(waiting(hops)), None),
    }


def _vacancy(row: Any) -> dict[str, Any]:
    return {"row": row, "href": find_address("public:vacancy", row.id, default=find_address("public:vacancies"))}


@page(ANYONE, whose="public")
def board(request: HttpRequest) -> HttpResponse:
    """Shortage and surplus of a regency, a province or the country."""
    at = clock.now()
    region = _region(request)
    rows, places = board_page(region, at=at)
    name = _name(region)
    provinces = {each.code: each for each in regions.provinces()}
    context = {
        "region": region,
        "name": name,
        "province": provinces.get(region[:2]),
        "province_options": [
            ("semua", _("Seluruh Indonesia")),
            *((each.code, _name(each.code)) for each in provinces.values()),
        ],
        "regency_options": [(each.code, each.name) for each in regions.regencies(region[:2])] if region else [],
        "rows": [{"row": row, "title": title_of(row), "word": word_for(row.gap)} for row in rows],
        "short": shortage_bars(rows),
        "surplus": surplus_bars(rows),
        "map_places": map_places(),
        "marks": map_marks(places, "?provinsi={code}") if not region else {},
        "here": [(row, regions.regency(row.code).name, word_for(row.gap)) for row in places] if region else [],
        "places_total": sum(row.places for row in rows),
        "people_total": sum(row.people for row in rows),
        "vacancies_address": find_address("public:vacancies", default="/lowongan"),
    }
    return render(request, "public/home/board.html", context)


def _region(request: HttpRequest) -> str:
    """From the address, else the visitor's own place; "semua" is the country. Raises Http404 for a wrong code."""
    asked = request.GET.get("daerah") or request.GET.get("provinsi") or ""
    if not asked:
        return chosen_place(request).code
    if asked == "semua":
        return ""
    known = {each.code for each in regions.provinces()}
    if asked in known or place_of(asked):
        return asked
    raise Http404


def _name(region: str) -> str:
    if not region:
        return ""
    if len(region) > 2:
        return regions.regency(region).name
    found = regions.province(region)
    return found.name_en if (get_language() or "id").startswith("en") else found.name


@page(ANYONE, whose="public")
def choose_place(request: HttpRequest) -> HttpResponse:
    """By name, or province by province; the choice is kept in a cookie."""
    code, typed = request.GET.get("kode", ""), request.GET.get("q", "").strip()[:80]
    back = _safe_next(request)
    found = regions.find_regency(typed) if typed else None
    place = place_of(code) or (place_of(found.code) if found and found.code else None)
    if place:
        return keep_place(redirect(back), place)
    explanation = ""
    if found:
        explanation = found.explanation.en if (get_language() or "id").startswith("en") else found.explanation.id
    province = request.GET.get("provinsi", "")
    known = {each.code: each for each in regions.provinces()}
    context = {
        "typed": typed,
        "explanation": explanation,
        "candidates": [regions.regency(each) for each in (found.candidates if found else ())[:12]],
        "provinces": list(known.values()),
        "province": known.get(province),
        "regencies": regions.regencies(province) if province in known else (),
        "back": back,
        "now": chosen_place(request),
    }
    return render(request, "public/home/place.html", context, status=200 if not found else 422)


@page(ANYONE, whose="public")
def choose_language(request: HttpRequest, code: str) -> HttpResponse:
    if code not in KNOWN:
        raise Http404
    response = redirect(_safe_next(request))
    response.set_cookie(LANGUAGE_COOKIE, code, max_age=365 * 24 * 3600, samesite="Lax", httponly=True)
    return response


@page(ANYONE, whose="public")
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "public/home/about.html")


@page(ANYONE, whose="public")
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "public/home/help.html")


@page(ANYONE, whose="public")
def data_notes(request: HttpRequest) -> HttpResponse:
    """What is kept, why, who sees it, and what people may ask (UU PDP 27/2022)."""
    context = {"purposes": Purpose.choices, "own_data": find_address("participant:my_data")}
    return render(request, "public/home/data.html", context)


def _safe_next(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "/")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/"
