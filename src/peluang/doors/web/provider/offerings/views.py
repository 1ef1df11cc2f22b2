"""An institution's desk: what waits for it, its offerings, one offering with its classes."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from peluang.domain.catalogue.models import Offering
from peluang.domain.catalogue.queries import offering_of_provider, offerings_of_provider
from peluang.domain.catalogue.standard import Offered, findings
from peluang.domain.catalogue.states import OFFERING
from peluang.domain.kernel.context import Role
from peluang.domain.learning.queries import classes_of_offering, classes_of_provider, reviews_of_provider
from peluang.domain.learning.questions import QUESTIONS
from peluang.doors.web.page import page


@page({Role.PROVIDER})
def home(request: HttpRequest) -> HttpResponse:
    """What waits: returned drafts first, then classes that come."""
    provider = own_organisation(request)
    offerings = offerings_of_provider(provider)
    classes = classes_of_provider(provider)
    context = {
        "organisation": request.membership.organisation,  # type: ignore[attr-defined]
        "published": [each for each in offerings if each.status == "published"],
        "returned": [each for each in offerings if each.status == "draft" and each.status_reason],
        "waiting": [each for each in offerings if each.status == "submitted"],
        "offerings": offerings, "classes": classes, "running": [each for each in classes if each.status == "running"],
        "seats_left": sum(each.seats_left for each in classes if each.status == "open"),
        "reviews": reviews_of_provider(provider), "questions": QUESTIONS,
    }  # fmt: skip
    return render(request, "provider/offerings/home.html", context)


@page({Role.PROVIDER})
def offerings(request: HttpRequest) -> HttpResponse:
    """All own offerings, by state."""
    rows = offerings_of_provider(own_organisation(request))
    wanted = request.GET.get("keadaan", "")
    counts = [(state, label, sum(each.status == state for each in rows)) for state, label in OFFERING.choices]
    context = {
        "offerings": [each for each in rows if wanted in ("", each.status)], "wanted": wanted, "all": len(rows),
        "counts": [each for each in counts if each[2]],
    }  # fmt: skip
    return render(request, "provider/offerings/list.html", context)


@page({Role.PROVIDER})
def offering(request: HttpRequest, offering_id: UUID) -> HttpResponse:
    """One offering: its state, what the standard still finds, its classes."""
    row = own_offering(request, offering_id)
    context = {
        "offering": row, "classes": classes_of_offering(row.id), "result": getattr(row, "result", None),
        "findings": findings(Offered.of(row)) if row.status == "draft" else (),
        "can_end": row.status in ("draft", "published", "suspended"),
    }  # fmt: skip
    return render(request, "provider/offerings/offering.html", context)


def own_organisation(request: HttpRequest) -> UUID:
    organisation: UUID = request.actor.organisation  # type: ignore[attr-defined]
    return organisation


def own_offering(request: HttpRequest, offering_id: UUID) -> Offering:
    """Another institution's answers like one that is not there."""
    row = offering_of_provider(own_organisation(request), offering_id)
    if row is None:
        raise Http404
    return row
