"""The catalogue: search, a training type with its equivalents side by side, one offering."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from peluang.domain.catalogue.models import Mode, TrainingType
from peluang.domain.catalogue.queries import free_elsewhere, offering_page, type_by_code
from peluang.domain.finding.queries import lookup_regency, search_trainings
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.learning.models import WaitingEntry
from peluang.domain.learning.queries import Equivalent, best_of, compare_type, gain_of, next_classes, opinions_of
from peluang.domain.learning.queries.waiting import places_of
from peluang.domain.learning.questions import QUESTIONS
from peluang.domain.organisations.queries import public_sanctions
from peluang.doors import clock
from peluang.doors.web.page import ANYONE, page
from peluang.engines.evaluation import wilson

from .comparing import compare_rows, offers_of, outcome_bars
from .criteria import RADII, Criteria
from .place import TypedPlace
from .structured_data import course

#: Columns that can still be compared at a glance; the others follow as a list.
SIDE_BY_SIDE = 5


@page(ANYONE, whose="public")
def trainings(request: HttpRequest) -> HttpResponse:
    """Search by words, place, price, date, seats, occupation and skill; grouped by training type."""
    asked = Criteria.of(request)
    found = search_trainings(**asked.search(), at=clock.now())
    context = {
        "found": found, "asked": asked, "words": asked.words, "place": asked.place, "modes": Mode.choices,
        "radii": [(each, f"{each} km") for each in RADII],
        "active": asked.active(),
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
    at, place = clock.now(), TypedPlace.of(request)
    found = compare_type(kind, near=place.regency, at=at)
    shown = _shown(request, found.offers)
    context = {
        "type": kind, "found": found, "place": place, "shown": shown,
        "others": [each for each in found.offers if each not in shown],
        "offers": offers_of(shown), "rows": compare_rows(shown, best_of(shown)),
        "bars": outcome_bars(shown, best_of(shown)), "chosen": len(shown) < len(found.offers),
        "opinions": opinions_of([each.offering.id for each in found.offers]), "questions": QUESTIONS,
        "course": course(request, kind, shown), "free": free_elsewhere(kind.id),
        "places": _own_places(request, kind), "now": at,
    }  # fmt: skip
    return render(request, "public/trainings/type.html", context)


def _own_places(request: HttpRequest, kind: TrainingType) -> list[WaitingEntry]:
    """Where the person who looks stands in line for this training (1 statement for people, none for others)."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if actor.role != Role.PERSON or actor.person is None:
        return []
    return [each for each in places_of(actor.person) if each.training_class.offering.training_type_id == kind.id]


def _shown(request: HttpRequest, offers: list[Equivalent]) -> list[Equivalent]:
    """Those ticked to compare, in their order; else as many as fit side by side, or all when asked for all."""
    ticked = set(request.GET.getlist("banding"))
    chosen = [each for each in offers if str(each.offering.id) in ticked][:SIDE_BY_SIDE]
    if len(chosen) > 1:
        return chosen
    return offers if "semua" in request.GET else offers[:SIDE_BY_SIDE]


@page(ANYONE, whose="public")
def offering(request: HttpRequest, code: str, offering_id: UUID) -> HttpResponse:
    """One institution's offering: what is taught, by whom, its classes, what became of its people."""
    row = offering_page(offering_id)
    if row is None or row.training_type.code != code:
        raise Http404
    result = getattr(row, "result", None)
    closed = row.provider.status in ("suspended", "closed")
    on_sale = row.status == "published" and not closed
    context = {
        "offering": row, "type": row.training_type, "result": result,
        "next_class": next_classes([row.id], at=clock.now()).get(row.id) if on_sale else None,
        "completed": wilson(min(result.completed, result.enrolled), result.enrolled) if result else None,
        "working": wilson(result.working, result.answered) if result else None,
        "gain": gain_of(result) if result else None, "opinions": opinions_of([row.id]), "questions": QUESTIONS,
        "free": free_elsewhere(row.training_type_id, row.id),
        "sanctions": public_sanctions(row.provider_id) if closed else [], "closed": closed,
    }  # fmt: skip
    return render(request, "public/trainings/offering.html", context)
