"""The catalogue: search, a training type with its equivalents side by side, one offering."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from peluang.domain.catalogue.models import Mode
from peluang.domain.catalogue.queries import offering_page, type_by_code
from peluang.domain.finding.places import place_label
from peluang.domain.finding.queries import lookup_regency, resolve_place, search_trainings
from peluang.domain.learning.queries import compare_type, next_classes
from peluang.doors import clock
from peluang.doors.web.page import ANYONE, page
from peluang.engines.evaluation import wilson

from .comparing import compare_rows, offers_of, outcome_bars
from .structured_data import course

#: Columns that can still be compared at a glance; the others follow as a list.
SIDE_BY_SIDE = 5
_RADII = [(each, f"{each} km") for each in (10, 25, 50, 100, 250)]


@page(ANYONE, whose="public")
def trainings(request: HttpRequest) -> HttpResponse:
    """Search by words, place, mode and price; grouped by training type."""
    words = request.GET.get("q", "").strip()[:200]
    place = _place(request)
    mode = request.GET.get("cara", "") if request.GET.get("cara") in Mode.values else ""
    price_max, radius = _number(request.GET.get("harga", "")), _number(request.GET.get("radius", ""))
    found = search_trainings(
        words, regency=place.code, radius_km=radius if place.code else None, mode=mode or None, price_max=price_max,
        page=_number(request.GET.get("hal", "")) or 1, at=clock.now(),
    )  # fmt: skip
    context = {
        "found": found, "words": words, "place": place, "mode": mode, "modes": Mode.choices, "radii": _RADII,
        "price_max": price_max, "radius": radius,
    }  # fmt: skip
    return render(request, "public/trainings/list.html", context)


@page(ANYONE, whose="public")
def places(request: HttpRequest) -> HttpResponse:
    """Options for the place field while typing."""
    text = request.GET.get("dekat", "")[:80]
    return render(request, "public/trainings/places.html", {"places": lookup_regency(text)})


@page(ANYONE, whose="public")
def training(request: HttpRequest, code: str) -> HttpResponse:
    """A training type: equivalents side by side, the best of each row marked, one suggestion."""
    kind = type_by_code(code)
    if kind is None:
        raise Http404
    at, place = clock.now(), _place(request)
    found = compare_type(kind, near=place.regency, at=at)
    everything = "semua" in request.GET
    shown = found.offers if everything else found.offers[:SIDE_BY_SIDE]
    context = {
        "type": kind, "found": found, "place": place, "shown": shown, "others": found.offers[len(shown) :],
        "offers": offers_of(shown), "rows": compare_rows(shown, found.best), "bars": outcome_bars(shown, found.best),
        "course": course(request, kind, shown),
    }  # fmt: skip
    return render(request, "public/trainings/type.html", context)


@page(ANYONE, whose="public")
def offering(request: HttpRequest, code: str, offering_id: UUID) -> HttpResponse:
    """One institution's offering: what is taught, by whom, its classes, what became of its people."""
    row = offering_page(offering_id)
    if row is None or row.training_type.code != code:
        raise Http404
    result = getattr(row, "result", None)
    context = {
        "offering": row, "type": row.training_type, "result": result,
        "next_class": next_classes([row.id], at=clock.now()).get(row.id) if row.status == "published" else None,
        "completed": wilson(min(result.completed, result.enrolled), result.enrolled) if result else None,
        "working": wilson(result.working, result.answered) if result else None,
    }  # fmt: skip
    return render(request, "public/trainings/offering.html", context)


class Place:
    """The place a visitor chose by typing it; a signed-in person's own regency otherwise."""

    def __init__(self, typed: str, code: str | None) -> None:
        self.typed, self.code = typed, code
        self.unclear = bool(typed) and code is None

    @property
    def regency(self) -> str | None:
        """Only a regency has a distance; a province is too wide."""
        return self.code if self.code and len(self.code) > 2 else None

    @property
    def label(self) -> str:
        return place_label(self.code) if self.code else ""


def _place(request: HttpRequest) -> Place:
    typed = request.GET.get("dekat", "").strip()[:80]
    if typed or "dekat" in request.GET:
        return Place(typed, resolve_place(typed))
    user: Any = request.user
    person = user.person if user.is_authenticated and user.person_id else None
    return Place("", person.lives_in_id if person else None)


def _number(text: str) -> int | None:
    digits = text.replace(".", "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 12 else None
