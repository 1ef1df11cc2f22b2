"""An institution's desk: what waits for it, its offerings, one offering with its classes."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from peluang.domain.catalogue.content import LABELS, content_of
from peluang.domain.catalogue.models import CurationRound, Offering
from peluang.domain.catalogue.queries import (
    changes_between,
    last_round,
    offering_of_provider,
    offerings_of_provider,
    rounds_of,
    versions_of,
    waiting_version,
)
from peluang.domain.catalogue.standard import findings_of
from peluang.domain.catalogue.states import OFFERING
from peluang.domain.kernel.context import Role
from peluang.domain.learning.queries import classes_of_offering, classes_of_provider, reviews_of_provider
from peluang.domain.learning.questions import QUESTIONS
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.engines.rules import local_date
from peluang.engines.standard import standard, standard_on

from .checking import said_of

_MOST_VERSIONS, _IN_WORDS = 30, 1


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
    """One offering: its state, what the standard still finds, what reviewers wrote, what waits, its classes."""
    row = own_offering(request, offering_id)
    newest = last_round(row.id)
    waiting = waiting_version(row, newest)
    context = {
        "offering": row, "classes": classes_of_offering(row.id), "result": getattr(row, "result", None),
        "findings": said_of(findings_of(row, at=clock.now())) if row.status == "draft" else (),
        "round": newest, "today": local_date(clock.now()), "waiting": waiting, "labels": LABELS,
        "changes": changes_between(content_of(row), waiting.content, language()) if waiting else [],
        "begun_under": begun_under(row), "untouched": untouched(row, newest),
        "can_end": row.status in ("draft", "published", "suspended"),
    }  # fmt: skip
    return render(request, "provider/offerings/offering.html", context)


@page({Role.PROVIDER})
def versions(request: HttpRequest, offering_id: UUID) -> HttpResponse:
    """Every version and round, newest first: what changed, when it stood, what reviewers decided."""
    row = own_offering(request, offering_id)
    kept = versions_of(row.id)
    pairs = list(zip(kept, [*kept[1:], None]))[:_MOST_VERSIONS]
    # Names of codes are read for the newest changes alone: a long history would ask for a statement each.
    told = [
        (now, changes_between(before.content, now.content, language()) if before and index < _IN_WORDS else [])
        for index, (now, before) in enumerate(pairs)
    ]
    context = {"offering": row, "versions": told, "rounds": {each.version_id: each for each in rounds_of(row.id)}}
    return render(request, "provider/offerings/versions.html", context)


def untouched(row: Offering, newest: CurationRound | None) -> bool:
    """A returned draft in which nothing was corrected yet."""
    if row.status != "draft" or newest is None or newest.decision != "returned":
        return False
    return content_of(row) == newest.version.content


def begun_under(row: Offering) -> str:
    """The name of an older standard a draft was begun under; "" when it is today's."""
    today = standard_on(local_date(clock.now()))
    if row.status != "draft" or row.standard in ("", today.version):
        return ""
    try:
        return standard(row.standard).name
    except KeyError:
        return ""


def language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


def own_organisation(request: HttpRequest) -> UUID:
    organisation: UUID = request.actor.organisation  # type: ignore[attr-defined]
    return organisation


def own_offering(request: HttpRequest, offering_id: UUID) -> Offering:
    """Another institution's answers like one that is not there."""
    row = offering_of_provider(own_organisation(request), offering_id)
    if row is None:
        raise Http404
    return row
