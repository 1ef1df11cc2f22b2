"""Employers of the region that wait to be checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.jobs.commands import ask_employer, record_licence
from peluang.domain.jobs.lawful import licences_of
from peluang.domain.jobs.queries import vacancies_of
from peluang.domain.jobs.trust import employer_facts, holding_looks, questions_to
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.organisations.colleagues import standing_of
from peluang.domain.organisations.commands import invite_colleague, set_status
from peluang.domain.organisations.models import Kind, Organisation
from peluang.domain.organisations.states import ORGANISATION
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal

from .forms import FirstMemberForm, LicenceForm, QuestionForm, StatusForm

_OFFICES = {Role.LABOUR_OFFICE, Role.PROVINCE_OFFICE}
_EMPLOYING = (Kind.EMPLOYER, Kind.IKM, Kind.SENTRA)
_STATES = {"menunggu": "proposed", "diperiksa": "verified", "ditangguhkan": "suspended"}
_STEPS = {"periksa": "verified", "tangguhkan": "suspended"}


@page(_OFFICES, whose="region")
def employers(request: HttpRequest) -> HttpResponse:
    """?keadaan=menunggu|diperiksa|ditangguhkan"""
    asked = request.GET.get("keadaan", "menunggu")
    asked = asked if asked in _STATES else "menunggu"
    rows = _own(request.actor).filter(status=_STATES[asked]).order_by("registered_at")[:100]  # type: ignore[attr-defined]
    tabs = [
        {"label": ORGANISATION.states[state], "href": f"?keadaan={name}", "current": name == asked}
        for name, state in _STATES.items()
    ]
    return render(request, "region/employers.html", {"rows": list(rows), "views": tabs, "asked": asked})


@page(_OFFICES, whose="region", methods=("GET", "POST"))
def employer(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """One employer: what it says of itself, its vacancies, and whether it may be trusted."""
    row = _own(request.actor).filter(id=organisation_id).first()  # type: ignore[attr-defined]
    if row is None:
        raise NotYours
    step = request.POST.get("aksi", "") if request.method == "POST" else ""
    forms = Forms(
        StatusForm(request.POST if step in _STEPS else None),
        QuestionForm(request.POST if step == "tanya" else None),
        LicenceForm(request.POST if step == "izin" else None),
        FirstMemberForm(request.POST if step == "undang" else None),
    )
    sent = {"tanya": forms.question, "izin": forms.licence, "undang": forms.member}.get(step, forms.status)
    if sent.is_valid():
        try:
            said = _carry_out(request, row.id, step, sent.cleaned_data)
        except NotYours:
            raise
        except Refused as refusal:
            add_refusal(sent, refusal)
        else:
            messages.success(request, said)
            return redirect("region:employers") if step in _STEPS else redirect("region:employer", row.id)
    return _employer_page(request, row, forms)


@dataclass(frozen=True)
class Forms:
    """What can be sent from an employer's page."""

    status: StatusForm
    question: QuestionForm
    licence: LicenceForm
    member: FirstMemberForm


def _employer_page(request: HttpRequest, row: Organisation, forms: Forms) -> HttpResponse:
    vacancies = list(vacancies_of(row.id)[:20])
    context = {
        "row": row, "form": forms.status, "question_form": forms.question,
        "licence_form": forms.licence if row.kind == Kind.EMPLOYER else None,
        "standing": standing_of(row.id, clock.now()), "member_form": forms.member,
        "licences": licences_of(row.id), "facts": employer_facts(row.id), "questions": questions_to(row.id),
        "vacancies": vacancies, "looks": holding_looks([each.id for each in vacancies if each.status == "held"]),
        "may": {each.target for each in ORGANISATION.next_for(row.status, request.actor.role)},  # type: ignore[attr-defined]
    }  # fmt: skip
    wrong = forms.status.errors or forms.question.errors or forms.licence.errors or forms.member.errors
    return render(request, "region/employer.html", context, status=422 if wrong else 200)


def _carry_out(request: HttpRequest, organisation_id: UUID, step: str, entered: dict[str, Any]) -> str:
    """What to say when it is done."""
    by, at = request.actor, clock.now()  # type: ignore[attr-defined]
    if step == "izin":
        record_licence(by, organisation_id=organisation_id, at=at, **entered)
        return _("Izin tersimpan.")
    if step == "undang":
        invite_colleague(by, organisation_id=organisation_id, at=at, **entered)
        return _("Undangan terkirim. Sesudah diterima, orangnya bisa bertindak untuk usaha ini.")
    if step == "tanya":
        ask_employer(by, employer_id=organisation_id, at=at, **entered)
        return _("Pertanyaan terkirim. Jawabannya muncul di halaman ini.")
    set_status(by, organisation_id=organisation_id, status=_STEPS[step], at=at, **entered)
    return _("Tersimpan. Pemberi kerja diberi tahu.")


def _own(by: Actor) -> QuerySet[Organisation]:
    """Employers of the actor's regency or province."""
    rows = Organisation.objects.select_related("regency").filter(kind__in=_EMPLOYING)
    return rows.filter(regency__code__startswith=by.region) if by.region else rows.none()
