"""Where an invitation's link leads: what is offered to this firm, and one step to take it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.industry.commands import accept_invitation
from peluang.domain.industry.queries import invitation_by_token
from peluang.doors import clock
from peluang.doors.web.invited import SESSION_KEY
from peluang.doors.web.page import ANYONE, page
from peluang.doors.web.steps import find_address


@page(ANYONE, whose="public", methods=("GET", "POST"))
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The link is kept in the session, so that whoever registers next is counted with the invitation."""
    found = invitation_by_token(token)
    if found is None:
        raise Http404
    person = request.actor.person  # type: ignore[attr-defined]
    if request.method == "POST":
        if person is None:
            request.session[SESSION_KEY] = token
            return redirect(find_address("participant:register", default="/saya/daftar"))
        accept_invitation(request.actor, token=token, person_id=person, at=clock.now())  # type: ignore[attr-defined]
        messages.success(request, _("Undangan ini sekarang tercatat atas namamu."))
        return redirect(find_address("participant:home", default="/saya/"))
    taken = found.person_id is not None
    return render(
        request,
        "public/home/invitation.html",
        {
            "firm": found.firm,
            "taken": taken,
            "mine": taken and found.person_id == person,
            "has_person": person is not None,
        },
    )
