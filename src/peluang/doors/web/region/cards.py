"""Somebody at the counter with an identity card: does it belong to the profile? Knowing a NIK proves nothing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.kernel.context import Role
from peluang.domain.people.commands import verify_identity
from peluang.domain.people.queries import card_to_check, cards_to_check
from peluang.doors import clock
from peluang.doors.web.page import page

_OFFICE = {Role.LABOUR_OFFICE}


@page(_OFFICE, whose="region")
def cards(request: HttpRequest) -> HttpResponse:
    """Who registered in this region and has not shown a card yet. ?q= part of the name."""
    words = request.GET.get("q", "").strip()[:80]
    return render(request, "region/cards.html", {"rows": cards_to_check(words), "words": words})


@page(_OFFICE, whose="region", methods=("GET", "POST"))
def card(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What the profile says beside what the card must say; the officer answers yes or no."""
    row = card_to_check(person_id)
    if row is None:
        raise Http404
    answer = request.POST.get("jawaban", "")
    if request.method == "POST" and answer in ("cocok", "tidak"):
        verify_identity(request.actor, person_id=row.person_id, matches=answer == "cocok", at=clock.now())  # type: ignore[attr-defined]
        messages.success(
            request, _("Tercatat: kartunya cocok.") if answer == "cocok" else _("Tercatat: kartunya tidak cocok.")
        )
        return redirect("region:cards")
    return render(request, "region/card.html", {"row": row, "person": row.person})
