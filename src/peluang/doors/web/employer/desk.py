"""The recruiter's desk: applications by state, those that wait first."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from peluang.domain.jobs.access import EMPLOYING
from peluang.domain.jobs.answering import answering_of
from peluang.domain.jobs.queries import desk, vacancies_of
from peluang.domain.jobs.states import APPLICATION
from peluang.domain.jobs.unanswered import many_unanswered
from peluang.domain.kernel.context import Role
from peluang.domain.organisations.colleagues import many_asking
from peluang.doors import clock
from peluang.doors.web.page import page

#: In the order in which they need the employer.
STATES = ("sent", "seen", "interview", "offer", "accepted", "hired", "refused", "ended")
_WAITING = ("sent", "accepted", "seen", "interview")


@page(EMPLOYING)
def home(request: HttpRequest) -> HttpResponse:
    """?keadaan= one state; the first that waits when nothing is asked for."""
    employer = request.actor.organisation  # type: ignore[attr-defined]
    asked = request.GET.get("keadaan", "")
    found = desk(employer, asked if asked in STATES else "sent")
    if asked not in STATES and not found.rows:
        asked = next((each for each in _WAITING if found.counts.get(each)), "sent")
        found = desk(employer, asked) if asked != "sent" else found
    running: list[Any] = [each for each in vacancies_of(employer)[:30] if each.status in ("held", "open", "draft")]
    context = {
        "found": found, "state": asked if asked in STATES else "sent",
        "states": [
            {"label": APPLICATION.states[each], "href": f"?keadaan={each}", "count": found.counts.get(each, 0),
             "current": each == (asked if asked in STATES else "sent")}
            for each in STATES
        ],
        "asking": many_asking(employer) if request.actor.role == Role.EMPLOYER else 0,  # type: ignore[attr-defined]
        "unanswered": many_unanswered(employer, clock.now()),
        "answering": answering_of(employer),
        "first": found.rows[0] if found.rows else None,
        "open": sorted(running, key=lambda each: not each.fresh)[:6],
    }  # fmt: skip
    return render(request, "employer/home.html", context)
