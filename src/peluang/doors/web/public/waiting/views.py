"""Letting an offered seat or a place in line go, by the link in the message, signed in or not.

Opening the link changes nothing: mail programs open links to look at them. Only the button does.
"""

from __future__ import annotations

import contextlib

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import decline_by_link
from peluang.domain.learning.queries.waiting import place_by_token
from peluang.domain.learning.waiting_line import IN_LINE, zone_of
from peluang.doors import clock
from peluang.doors.web.page import ANYONE, page


@page(ANYONE, whose="public", methods=("GET", "POST"))
def decline(request: HttpRequest, place_token: str) -> HttpResponse:
    entry = place_by_token(place_token)
    if entry is None:
        raise Http404
    if request.method == "POST":
        with contextlib.suppress(Refused):  # the page says how it ended
            decline_by_link(request.actor, token=place_token, at=clock.now())  # type: ignore[attr-defined]
        return redirect("public:decline_seat", place_token)
    context = {
        "entry": entry, "class": entry.training_class, "open": entry.status in IN_LINE,
        "zone": zone_of(entry.training_class),
    }  # fmt: skip
    answer = render(request, "public/waiting/decline.html", context)
    # The address is the permission. No other site learns it (settings: referrers stay on our own); "no-referrer" would
    # make browsers send "Origin: null" with the form, which nobody could then tell from another site's.
    answer["X-Robots-Tag"] = "noindex"
    return answer
