"""Keeping a search of vacancies with one tap."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.finding.commands import save_search
from peluang.domain.finding.models import Frequency
from peluang.domain.finding.saved_criteria import described, link_of
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.doors import clock
from peluang.doors.web.page import page

from .criteria import Criteria


@page({Role.PERSON}, methods=("GET", "POST"))
def keep(request: HttpRequest) -> HttpResponse:
    """The search stands in the address, as on the page of vacancies. GET is for whoever had to sign in first."""
    criteria = Criteria.of(request)
    asked = criteria.asked()
    if not criteria.can_be_kept:
        messages.error(request, _("Pilih dulu pekerjaan atau tempatnya, lalu simpan pencariannya."))
        return redirect(link_of(asked))
    if request.method == "GET":
        shown = {"name": described([asked])[0], "back": link_of(asked)}
        return render(request, "public/vacancies/keep.html", shown)
    try:
        row = save_search(
            request.actor,  # type: ignore[attr-defined]
            person_id=request.actor.person,  # type: ignore[attr-defined]
            asked=asked, every=request.POST.get("every", ""), at=clock.now(),
        )  # fmt: skip
    except NotYours:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        often = _("tiap hari") if row.every == Frequency.DAILY else _("tiap minggu")
        messages.success(request, _("Tersimpan. Kamu dikabari %(often)s kalau ada yang baru.") % {"often": often})
    return redirect(link_of(asked))
