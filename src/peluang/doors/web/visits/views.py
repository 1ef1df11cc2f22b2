"""A visitor's phone: which classes go on now, which seats were drawn, who sits there; later what is decided."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning.commands import decide_absence, draw_spot_check, mark_spot_check
from peluang.domain.learning.commands.spot_checks import MARKING
from peluang.domain.learning.models import SpotCheck, SpotCheckSeat, TrainingClass
from peluang.domain.learning.queries.attendance import check_of, checks_of, sessions_to_visit
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal

VISITORS = frozenset({Role.LABOUR_OFFICE, Role.PROVINCE_OFFICE, Role.PROGRAMME_OFFICE})
_THERE = {"hadir": True, "kosong": False}


class DecisionForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Peserta dan lembaganya membaca alasan ini."),
    )  # fmt: skip


@page(VISITORS, whose="region")
def home(request: HttpRequest) -> HttpResponse:
    """What goes on now, what was found, what waits for a decision."""
    by = request.actor  # type: ignore[attr-defined]
    undecided = request.GET.get("lihat") == "putusan"
    context = {
        "sessions": [(each, zone_of(each.training_class)) for each in sessions_to_visit(by, clock.now())],
        "checks": [(each, zone_of(each.session.training_class)) for each in checks_of(by, undecided=undecided)],
        "undecided": undecided,
    }
    return render(request, "visits/home.html", context)


@page(VISITORS, whose="region", methods=("POST",))
def draw(request: HttpRequest, session_id: UUID) -> HttpResponse:
    try:
        made = draw_spot_check(request.actor, session_id=session_id, at=clock.now())  # type: ignore[attr-defined]
    except NotYours:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("visits:home")
    return redirect("visits:check", made.id)


@page(VISITORS, whose="region", methods=("GET", "POST"))
def check(request: HttpRequest, check_id: UUID) -> HttpResponse:
    """Marks may be changed for an hour; what was ticked stays when something is wrong."""
    found, seats = _seen(request, check_id)
    refusal: Refused | None = None
    if request.method == "POST":
        marks = {each.id: request.POST.get(str(each.id), "") for each in seats}
        present = {key: _THERE[mark] for key, mark in marks.items() if mark in _THERE}
        try:
            mark_spot_check(
                request.actor,  # type: ignore[attr-defined]
                check_id=check_id, present=present, note=request.POST.get("note", ""), at=clock.now(),
            )  # fmt: skip
        except NotYours:
            raise
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("Kunjungan tersimpan. Peserta yang kursinya kosong sudah diberi tahu."))
            return redirect("visits:check", check_id)
    context = _context(request, found, seats) | {"refusal": refusal, "form": DecisionForm(), "wrong_seat": None}
    return render(request, "visits/check.html", context, status=409 if refusal else 200)


@page(VISITORS, whose="region", methods=("POST",))
def decide(request: HttpRequest, check_id: UUID, seat_id: UUID) -> HttpResponse:
    """Excused or upheld, with a reason."""
    found, seats = _seen(request, check_id)
    if not any(each.id == seat_id for each in seats):
        raise Http404
    form = DecisionForm(request.POST)
    if form.is_valid():
        try:
            decide_absence(
                request.actor,  # type: ignore[attr-defined]
                seat_id=seat_id, excused=request.POST.get("putusan") == "maaf", reason=form.cleaned_data["reason"],
                at=clock.now(),
            )  # fmt: skip
        except NotYours:
            raise
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Keputusan tersimpan dan disampaikan kepada pesertanya."))
            return redirect("visits:check", check_id)
    context = _context(request, found, seats) | {"refusal": None, "form": form, "wrong_seat": seat_id}
    return render(request, "visits/check.html", context, status=422)


def zone_of(row: TrainingClass) -> str:
    return row.regency.province.timezone if row.regency else "Asia/Jakarta"


def _seen(request: HttpRequest, check_id: UUID) -> tuple[SpotCheck, list[SpotCheckSeat]]:
    found = check_of(request.actor, check_id)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _context(request: HttpRequest, found: SpotCheck, seats: list[SpotCheckSeat]) -> dict[str, Any]:
    """open: the visitor who drew may still mark. decides: this office may decide about absences."""
    by = request.actor  # type: ignore[attr-defined]
    own = found.organisation == by.organisation
    row = found.session.training_class
    return {
        "check": found, "class": row, "session": found.session, "zone": zone_of(row), "own": own,
        "open": own and clock.now() <= found.made_at + MARKING, "closes": found.made_at + MARKING,
        "decides": own or by.role == Role.PROGRAMME_OFFICE,
        "seats": [(each, request.POST.get(str(each.id)) or _mark(each)) for each in seats],
        "note": request.POST.get("note", found.note),
    }  # fmt: skip


def _mark(seat: SpotCheckSeat) -> str:
    return next((word for word, there in _THERE.items() if there == seat.present), "")
