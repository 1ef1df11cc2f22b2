"""Are these two the same training? Queue left, the pair right; after each decision the next pair opens."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.catalogue.commands import confirm_pair, split_pair
from peluang.domain.catalogue.models import EquivalenceProposal
from peluang.domain.catalogue.queries import next_proposal, proposal_counts, proposal_page, proposals
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock
from peluang.doors.web.page import page

from .words import compared, offers, seen

OFFICE = {Role.PROGRAMME_OFFICE}
PER_PAGE = 15
#: What the address says → status.
_VIEWS = {"buka": "open", "sama": "confirmed", "beda": "split"}
_DECISIONS = {"sama": confirm_pair, "beda": split_pair}


@page(OFFICE)
def pairs(request: HttpRequest) -> HttpResponse:
    """What waits or was decided."""
    return render(request, "office/equivalence/pairs.html", _queue(request))


@page(OFFICE, methods=("GET", "POST"))
def pair(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """One pair with both its offerings, and the decision."""
    found = proposal_page(proposal_id)
    if found is None:
        raise Http404
    refusal = None
    if request.method == "POST":
        decide = _DECISIONS.get(request.POST.get("jawaban", ""))
        if decide is None:
            raise Http404
        try:
            decide(request.actor, proposal_id=found.id, reason=request.POST.get("reason", ""), at=clock.now())  # type: ignore[attr-defined]
        except Refused as refused:
            refusal = refused
        else:
            return _after(request, found)
    context = _queue(request) | _case(found) | {"refusal": refusal, "typed": request.POST.get("reason", found.reason)}
    return render(request, "office/equivalence/pair.html", context, status=409 if refusal else 200)


def _after(request: HttpRequest, found: EquivalenceProposal) -> HttpResponse:
    """To the next pair that waits; to the list when none does or an old decision was changed."""
    messages.success(request, _("Keputusan tersimpan."))
    following = next_proposal(found) if found.status == "open" else None
    return redirect("office:equivalence_pair", following.id) if following else redirect("office:equivalence")


def _queue(request: HttpRequest) -> dict[str, Any]:
    view = request.GET.get("lihat", "buka")
    view = view if view in _VIEWS else "buka"
    counts = proposal_counts()
    pages = max(1, -(-counts[_VIEWS[view]] // PER_PAGE))
    number = request.GET.get("hal", "1")
    hal = max(1, min(int(number[:6]) if number.isdecimal() else 1, pages))
    return {
        "view": view, "counts": counts, "rows": proposals(_VIEWS[view], page=hal, per_page=PER_PAGE),
        "page": hal, "pages": pages, "decided": counts["confirmed"] + counts["split"], "all": sum(counts.values()),
    }  # fmt: skip


def _case(found: EquivalenceProposal) -> dict[str, Any]:
    return {"pair": found, "seen": seen(found), "offers": offers(found), "rows_compared": compared(found)}
