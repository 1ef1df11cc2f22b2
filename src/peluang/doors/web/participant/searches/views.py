"""The searches that a person keeps, each changed, stopped and deleted where it stands."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.finding.commands import (
    change_frequency,
    delete_search,
    resume_search,
    stop_search,
)
from peluang.domain.finding.models import Frequency
from peluang.domain.finding.saved import search_of, searches_of
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.engines.codes import regions

_PERSON = {Role.PERSON}


def _me(request: HttpRequest) -> UUID:
    person: UUID = request.actor.person  # type: ignore[attr-defined]
    return person


@page(_PERSON)
def searches(request: HttpRequest) -> HttpResponse:
    """Newest first, each with what can be done about it."""
    zone = regions.province(request.user.person.lives_in_id[:2]).timezone  # type: ignore[union-attr]
    shown = {"kept": searches_of(_me(request)), "zone": zone, "others": _other_frequency()}
    return render(request, "participant/searches/list.html", shown)


@page(_PERSON, methods=("POST",))
def change(request: HttpRequest, search_id: UUID) -> HttpResponse:
    """How often, or stopped and started again."""
    by, at, wanted = request.actor, clock.now(), request.POST  # type: ignore[attr-defined]
    try:
        if wanted.get("alerts") == "stop":
            stop_search(by, search_id=search_id, at=at)
            said = _("Berhenti. Pencariannya tetap tersimpan.")
        elif wanted.get("alerts") == "start":
            resume_search(by, search_id=search_id, at=at)
            said = _("Kamu dikabari lagi, mulai dari yang dipasang sesudah ini.")
        else:
            change_frequency(by, search_id=search_id, every=wanted.get("every", ""), at=at)
            said = _("Tersimpan.")
    except NotYours:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("participant:searches")


@page(_PERSON, methods=("GET", "POST"))
def delete(request: HttpRequest, search_id: UUID) -> HttpResponse:
    found = search_of(_me(request), search_id)
    if found is None:
        raise Http404
    if request.method == "POST":
        delete_search(request.actor, search_id=search_id, at=clock.now())  # type: ignore[attr-defined]
        messages.success(request, _("Pencariannya sudah dihapus."))
        return redirect("participant:searches")
    return render(request, "participant/searches/delete.html", {"found": found})


def _other_frequency() -> dict[str, tuple[str, str]]:
    """Frequency → the other one and what the button says."""
    return {
        Frequency.DAILY.value: (Frequency.WEEKLY.value, _("Ganti ke tiap minggu")),
        Frequency.WEEKLY.value: (Frequency.DAILY.value, _("Ganti ke tiap hari")),
    }
