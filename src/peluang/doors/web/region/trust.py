"""Vacancies that the labour office has to look at: held, reported, or asking for age or sex."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.jobs.commands import decide_appeal, decide_review, take_up
from peluang.domain.jobs.models import ReviewKind
from peluang.domain.jobs.requirements import Ground
from peluang.domain.jobs.trust import desk_counts, desk_reviews, review_for_office
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.doors.web.signals import explained, marked
from peluang.engines.rules import local_date

_OFFICES = {Role.LABOUR_OFFICE, Role.PROVINCE_OFFICE}
_VIEWS = {"semua": "", "ditahan": "text", "dilaporkan": "report", "syarat": "requirement"}
_STEPS = {"boleh": "allowed", "kembalikan": "sent_back", "tarik": "withdrawn"}


class DecisionForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Kalau tidak boleh, tulis alasannya. Pemberi kerja membacanya, dan pelapor kalau ada laporan."
        ),
    )  # fmt: skip
    copies_too = forms.BooleanField(label=gettext_lazy("Sama untuk semua salinannya"), required=False)


@page(_OFFICES, whose="region")
def vacancies(request: HttpRequest) -> HttpResponse:
    """?lihat=semua|ditahan|dilaporkan|syarat; the most pressing first."""
    asked = request.GET.get("lihat", "semua")
    asked = asked if asked in _VIEWS else "semua"
    counts = desk_counts()
    labels = {"semua": _("Semua"), "ditahan": _("Ditahan"), "dilaporkan": _("Dilaporkan"), "syarat": _("Umur, kelamin")}
    tabs = [
        {"label": labels[name], "href": f"?lihat={name}", "current": name == asked,
         "count": counts.get(kind, 0) if kind else sum(counts.values())}
        for name, kind in _VIEWS.items()
    ]  # fmt: skip
    context = {"lines": desk_reviews(_VIEWS[asked]), "views": tabs, "today": local_date(clock.now())}
    return render(request, "region/looks.html", context)


@page(_OFFICES, whose="region", methods=("GET", "POST"))
def vacancy(request: HttpRequest, look_id: UUID) -> HttpResponse:
    """Everything about one: the words, the copy, the reports, the employer's answer and history; and the decision."""
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _step(request, look_id, form.cleaned_data)
        except NotYours:
            raise
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Tersimpan. Pemberi kerja diberi tahu."))
            taken = request.POST.get("aksi") == "tahan"
            return redirect("region:look", look_id) if taken else redirect("region:looks")
    seen = review_for_office(look_id)
    row = seen.review.vacancy
    context = {
        "seen": seen, "look": seen.review, "vacancy": row, "found": explained(seen.review), "form": form,
        "ground": Ground(row.requirement_ground).label if row.requirement_ground in Ground.values else "",
        "texts": [marked(text, seen.review) for text in (row.description, row.requirements, row.address) if text],
        "title": marked(row.title, seen.review), "today": local_date(clock.now()),
        "is_requirement": seen.review.kind == ReviewKind.REQUIREMENT,
    }  # fmt: skip
    return render(request, "region/look.html", context, status=422 if form.errors else 200)


def _step(request: HttpRequest, look_id: UUID, entered: dict[str, Any]) -> None:
    by, at, wanted = request.actor, clock.now(), request.POST.get("aksi", "")  # type: ignore[attr-defined]
    if wanted == "tahan":
        take_up(by, review_id=look_id, at=at)
    elif wanted in ("banding-benar", "banding-tolak"):
        decide_appeal(by, review_id=look_id, right=wanted == "banding-benar", reason=entered["reason"], at=at)
    elif wanted in _STEPS:
        decide_review(by, review_id=look_id, outcome=_STEPS[wanted], at=at, **entered)
    else:
        raise Refused("unknown_step", _("Langkah ini tidak dikenal."), todo=_("Muat ulang halaman."))
