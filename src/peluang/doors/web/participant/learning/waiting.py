"""One's place in the line of a full class: join, see where one stands, take the seat that is offered, let it go."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import decline_place, join_line
from peluang.domain.learning.models import TrainingClass
from peluang.domain.learning.queries import bookable_class
from peluang.domain.learning.queries.choosing import alternatives, distance_to, home_of
from peluang.domain.learning.queries.waiting import Place, line_length, place_of
from peluang.domain.learning.waiting_line import IN_LINE, zone_of
from peluang.doors import clock
from peluang.doors.web.page import page

from .person import own_id, registered


@page({Role.PERSON}, methods=("GET", "POST"))
@registered
def line(request: HttpRequest, class_id: UUID) -> HttpResponse:
    """GET shows where one stands or could stand; POST joins. Booking an offered seat is the ordinary page."""
    training_class, person_id, refusal = _class(class_id), own_id(request), None
    if request.method == "POST":
        try:
            join_line(request.actor, class_id=class_id, person_id=person_id, at=clock.now())  # type: ignore[attr-defined]
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("Kamu ada di daftar tunggu. Kami kirim pesan begitu ada kursi."))
            return redirect("participant:line", class_id)
    at = clock.now()
    place = place_of(person_id, class_id)
    home = home_of(person_id)
    context = {
        "class": training_class, "place": place, "refusal": refusal, "state": _state(training_class, place),
        "waiting": place.waiting if place else line_length(class_id), "offered": bool(place and place.offered(at)),
        "zone": zone_of(training_class), "now": at, "km": distance_to(training_class, home),
        "others": alternatives(training_class, home, at=at),
    }  # fmt: skip
    return render(request, "participant/learning/line.html", context, status=409 if refusal else 200)


@page({Role.PERSON}, methods=("GET", "POST"))
@registered
def leave_line(request: HttpRequest, class_id: UUID) -> HttpResponse:
    """Asks, then lets the place or the offered seat go."""
    training_class, person_id = _class(class_id), own_id(request)
    place = place_of(person_id, class_id)
    if place is None or place.entry.status not in IN_LINE:
        raise Http404
    if request.method == "POST":
        decline_place(request.actor, class_id=class_id, person_id=person_id, at=clock.now())  # type: ignore[attr-defined]
        messages.success(request, _("Tempatmu sudah dilepas untuk orang berikutnya."))
        return redirect("participant:line", class_id)
    context = {"class": training_class, "place": place, "offered": place.entry.status == "offered"}
    return render(request, "participant/learning/leave_line.html", context)


def _class(class_id: UUID) -> TrainingClass:
    row = bookable_class(class_id)
    if row is None or row.offering.status in ("draft", "submitted"):
        raise Http404
    return row


def _state(row: TrainingClass, place: Place | None) -> str:
    """What the page is about: "waiting", "offered", "taken", "declined", "expired", "closed", or "none"."""
    if place is None or (place.entry.status in ("declined", "expired") and row.status != "open"):
        return "none" if place is None else place.entry.status
    return place.entry.status
