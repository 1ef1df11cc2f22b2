"""One candidate: why they fit, what they can do, and the employer's answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.jobs.access import EMPLOYING
from peluang.domain.jobs.commands import (
    end_employment,
    hire,
    invite_to_interview,
    mark_seen,
    offer_work,
    refuse,
    undo_hire,
    undo_offer,
    undo_refusal,
)
from peluang.domain.jobs.deciding import decider, undo_until
from peluang.domain.jobs.models import Application
from peluang.domain.jobs.queries import candidate as candidate_of
from peluang.domain.jobs.queries import km_between, shown_person
from peluang.domain.jobs.reasons import missing_codes, reading_language, told
from peluang.domain.jobs.states import APPLICATION, CLOSED, UNDONE
from peluang.domain.jobs.talking import shown_to_other_side, unread
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.engines.codes.regions import regency

from .forms import EndForm, InterviewForm, OfferForm, RefuseForm


@page(EMPLOYING, methods=("GET", "POST"))
def candidate(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Opening it tells the person that it was read."""
    row = candidate_of(request.actor.organisation, application_id)  # type: ignore[attr-defined]
    asked = _asked_skills(row)
    answers = _forms(request, row, asked)
    wanted = request.POST.get("aksi", "")
    wrong: Refused | None = None
    if request.method == "POST":
        form = answers.get(wanted)
        if form is None or form.is_valid():
            try:
                said = _answer(request, row, wanted, form)
            except Refused as refusal:
                wrong = refusal
                if form is not None and refusal.field:
                    add_refusal(form, refusal)
                row = candidate_of(request.actor.organisation, application_id)  # type: ignore[attr-defined]
            else:
                messages.success(request, said)
                return redirect("employer:candidate", row.id)
    elif row.status == "sent":
        row.status = mark_seen(request.actor, application_id=row.id, at=clock.now()).status  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "row": row, "person": row.person, "shown": shown_person(row.person_id),
        "km": km_between(row.person, row.vacancy),
        "reasons": told(row.match_total, row.match_factors, to_person=False), "forms": answers, "opened": wanted,
        "may": _may(row, request), "undo_until": undo_until(row, row.vacancy, clock.now(), as_person=False),
        "unread": unread(row.id, as_person=False),
        "letter": shown_to_other_side(row.letter, agreed=row.contact_shared_at is not None),
        "decider": decider(row) if row.status in CLOSED else "",
        "wrong": wrong if wrong and not wrong.field else None, "zone": regency(row.vacancy.regency_id).timezone,
    }  # fmt: skip
    bad = wrong is not None or any(form.errors for form in answers.values())
    return render(request, "employer/candidate.html", context, status=422 if bad else 200)


def _may(row: Application, request: HttpRequest) -> set[str]:
    """The answers that are open. Undoing is in the table too, but no answer."""
    following = APPLICATION.next_for(row.status, request.actor.role)  # type: ignore[attr-defined]
    steps = {each.target for each in following if each.guard != UNDONE}
    return steps & {"ended"} if row.status in CLOSED else steps


def _forms(request: HttpRequest, row: Application, asked: list[tuple[str, str]]) -> dict[str, forms.Form]:
    """The form that was sent holds what was typed; the others begin with what is likely."""
    wanted = request.POST.get("aksi")
    lacking = missing_codes(row.match_factors)
    offer = {"wage": row.vacancy.wage_min or row.vacancy.wage_max}
    return {
        "selesai": EndForm(request.POST if wanted == "selesai" else None),
        "wawancara": InterviewForm(request.POST if wanted == "wawancara" else None),
        "tawaran": OfferForm(request.POST if wanted == "tawaran" else None, initial=offer),
        "tolak": RefuseForm(
            request.POST if wanted == "tolak" else None, skills=asked, initial={"skill": lacking[0] if lacking else ""}
        ),
    }


def _answer(request: HttpRequest, row: Application, wanted: str, form: Any) -> str:
    by, at = request.actor, clock.now()  # type: ignore[attr-defined]
    steps: dict[str, tuple[Callable[..., Any], Callable[[], dict[str, Any]], str]] = {
        "wawancara": (
            invite_to_interview, lambda: form.terms(regency(row.vacancy.regency_id).timezone), _("Undangan terkirim.")
        ),
        "tawaran": (offer_work, lambda: form.cleaned_data, _("Tawaran terkirim. Tempatnya disimpan sampai dijawab.")),
        "tolak": (refuse, lambda: _reason(form.cleaned_data), _("Jawaban terkirim, dengan alasannya.")),
        "batal-tolak": (undo_refusal, dict, _("Jawaban dibatalkan. Pelamar sudah diberi tahu.")),
        "batal-tawaran": (undo_offer, dict, _("Tawaran dibatalkan. Pelamar sudah diberi tahu.")),
        "batal-mulai": (undo_hire, dict, _("Catatan mulai bekerja dibatalkan. Tempatnya tetap disimpan untuknya.")),
        "selesai": (end_employment, lambda: form.cleaned_data, _("Tercatat. Orangnya diberi tahu.")),
        "mulai": (hire, dict, _("Tercatat. Selamat untuk Anda berdua.")),
    }  # fmt: skip
    if wanted not in steps:
        raise Refused("unknown_step", _("Langkah ini tidak dikenal."), todo=_("Muat ulang halaman."))
    command, terms, said = steps[wanted]
    command(by, application_id=row.id, at=at, **terms())
    return said


def _reason(values: dict[str, Any]) -> dict[str, Any]:
    return {"reason": values["reason"], "skill": values["skill"] or None, "note": values["note"]}


def _asked_skills(row: Application) -> list[tuple[str, str]]:
    name = "skill__name_en" if reading_language() == "en" else "skill__name_id"
    return list(row.vacancy.needed.order_by("skill_id").values_list("skill_id", name))
