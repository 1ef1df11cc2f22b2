"""The labour office's desk: cases that wait on the left, one case on the right."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.jobs.reasons import Reasons, names_for, reading_language, spoken, stored
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.placement.commands import add_note, close_case, record_interview, refer
from peluang.domain.placement.queries import CaseView, case_view, queue, queue_counts
from peluang.domain.placement.states import CASE, OPEN
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal

from .forms import CloseForm, InterviewForm, NoteForm

_OFFICES = {Role.LABOUR_OFFICE, Role.PROVINCE_OFFICE}
_VIEWS = {"semua": "open", "terlambat": "overdue", "selesai": "ended"}


@page(_OFFICES, whose="region")
def home(request: HttpRequest) -> HttpResponse:
    """The queue; on a wide screen the most pressing case stands beside it."""
    waiting = _queue(request)
    first = waiting["rows"][0] if waiting["rows"] else None
    beside = _shown(case_view(first.id, clock.now())) if first else {"view": None}
    context = {**waiting, **beside, "desk_open": False, "wrong": None, "forms": _forms(request), "opened": ""}
    return render(request, "region/desk.html", context | _may(request, first))


@page(_OFFICES, whose="region", methods=("GET", "POST"))
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Talk, suggest a vacancy with its reasons, note, close: one step each, with its deadline."""
    at = clock.now()
    wanted = request.POST.get("aksi", "")
    entered = _forms(request)
    wrong: Refused | None = None
    if request.method == "POST":
        form = entered.get(wanted)
        if form is None or form.is_valid():
            try:
                said = _step(request, case_id, wanted, form)
            except NotYours:
                raise
            except Refused as refusal:
                wrong = refusal
                if form is not None and refusal.field:
                    add_refusal(form, refusal)
            else:
                messages.success(request, said)
                return redirect("region:case", case_id)
    view = case_view(case_id, at)
    context: dict[str, Any] = {
        **_queue(request), **_shown(view), "desk_open": True, "forms": entered, "opened": wanted,
        "wrong": wrong if wrong and wrong.field not in ("note", "reason", "aim") else None,
    }  # fmt: skip
    bad = wrong is not None or any(form.errors for form in entered.values())
    return render(request, "region/desk.html", context | _may(request, view.case), status=422 if bad else 200)


def _step(request: HttpRequest, case_id: UUID, wanted: str, form: Any) -> str:
    by, at = request.actor, clock.now()  # type: ignore[attr-defined]
    if wanted == "bicara":
        record_interview(by, case_id=case_id, at=at, **form.cleaned_data)
        return _("Pembicaraan tercatat.")
    if wanted == "catat":
        add_note(by, case_id=case_id, at=at, **form.cleaned_data)
        return _("Catatan tersimpan.")
    if wanted == "tutup":
        close_case(by, case_id=case_id, at=at, **form.cleaned_data)
        return _("Kasus ditutup.")
    if wanted == "rujuk":
        refer(by, case_id=case_id, vacancy_id=_vacancy(request), at=at)
        return _("Usulan terkirim. Orangnya menjawab dalam 7 hari.")
    raise Refused("unknown_step", _("Langkah ini tidak dikenal."), todo=_("Muat ulang halaman."))


def _vacancy(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("lowongan", ""))
    except ValueError:
        raise NotYours from None


def _queue(request: HttpRequest) -> dict[str, Any]:
    today = clock.now().date()
    asked = request.GET.get("antrean", "semua")
    asked = asked if asked in _VIEWS else "semua"
    counts = queue_counts(today)
    many = {"semua": counts.this_week, "terlambat": counts.overdue, "selesai": counts.ended}
    labels = {"semua": _("Berjalan"), "terlambat": _("Terlambat"), "selesai": _("Selesai")}
    return {
        "rows": queue(_VIEWS[asked], today), "asked": asked, "today": today, "counts": counts,
        "views": [
            {"label": labels[each], "href": f"?antrean={each}", "count": many[each], "current": each == asked}
            for each in _VIEWS
        ],
    }  # fmt: skip


def _shown(view: CaseView) -> dict[str, Any]:
    """Each proposal and each referral with its reasons; one statement for all the skills' names."""
    factors = [stored(each.match) for each in view.proposals]
    names = names_for(*factors, *(each.reasons for each in view.referrals))
    language = reading_language()

    def said(total: int | None, kept: list[dict[str, Any]]) -> Reasons:
        return spoken(total, kept, names, language, to_person=False)

    return {
        "view": view,
        "proposals": [(each, said(each.match.total, kept)) for each, kept in zip(view.proposals, factors)],
        "events": _events(view),
    }


def _events(view: CaseView) -> list[dict[str, Any]]:
    """What happened, newest first, as ui.timeline shows it."""
    found: list[tuple[Any, dict[str, Any]]] = [(view.case.opened_at, {"what": _("Kasus dibuka")})]
    answers = {
        "proposed": _("Menunggu jawabannya"), "accepted": _("Setuju"), "declined": _("Tidak mau"),
        "lapsed": _("Tidak dijawab"),
    }  # fmt: skip
    for each in view.referrals:
        tone = {"accepted": "good", "declined": "neutral", "lapsed": "neutral"}.get(each.status, "warn")
        found.append((each.made_at, {
            "what": _("Diusulkan: %(title)s") % {"title": each.vacancy.title}, "who": each.vacancy.employer.name,
            "tag": answers[each.status], "tone": tone,
        }))  # fmt: skip
    for application in view.applications:
        found.append((application.changed_at, {
            "what": _("Lamaran: %(title)s") % {"title": application.vacancy.title},
            "who": application.vacancy.employer.name, "tag": application.get_status_display(), "tone": "info",
        }))  # fmt: skip
    return [{"when": when, **each} for when, each in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _forms(request: HttpRequest) -> dict[str, forms.Form]:
    wanted = request.POST.get("aksi")
    return {
        "bicara": InterviewForm(request.POST if wanted == "bicara" else None),
        "catat": NoteForm(request.POST if wanted == "catat" else None),
        "tutup": CloseForm(request.POST if wanted == "tutup" else None),
    }


def _may(request: HttpRequest, row: Any) -> dict[str, Any]:
    """A province office reads along; the steps are the labour office's."""
    role: Role = request.actor.role  # type: ignore[attr-defined]
    steps = {each.target for each in CASE.next_for(row.status, role)} if row else set()
    return {"may": steps, "may_note": bool(row) and row.status in OPEN and role == Role.LABOUR_OFFICE}
