"""Employers of the region that wait to be checked."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.jobs.commands import ask_employer, record_licence
from peluang.domain.jobs.lawful import licences_of
from peluang.domain.jobs.queries import vacancies_of
from peluang.domain.jobs.trust import employer_facts, questions_to
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.organisations.commands import set_status
from peluang.domain.organisations.models import Kind, Organisation
from peluang.domain.organisations.states import ORGANISATION
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal

from .forms import LicenceForm, StatusForm

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
    if request.POST.get("aksi") == "izin":
        return _record_licence(request, row)
    return _employer_page(request, row, StatusForm(request.POST or None), LicenceForm())


def _record_licence(request: HttpRequest, row: Organisation) -> HttpResponse:
    form = LicenceForm(request.POST)
    if form.is_valid():
        try:
            record_licence(request.actor, organisation_id=row.id, at=clock.now(), **form.cleaned_data)  # type: ignore[attr-defined]
        except Refused as refusal:
            if isinstance(refusal, NotYours):
                raise
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Izin tersimpan."))
            return redirect("region:employer", row.id)
    return _employer_page(request, row, StatusForm(), form)


def _employer_page(
    request: HttpRequest, row: Organisation, form: StatusForm, licence_form: LicenceForm
) -> HttpResponse:
    wanted = _STEPS.get(request.POST.get("aksi", ""))
    asks = request.POST.get("aksi") == "tanya"
    if request.method == "POST" and (wanted or asks) and form.is_valid():
        try:
            _decide(request, row.id, wanted, form.cleaned_data["reason"])
        except NotYours:
            raise
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("region:employers")
    context = {
        "row": row, "form": form, "licence_form": licence_form if row.kind == Kind.EMPLOYER else None,
        "licences": licences_of(row.id), "facts": employer_facts(row.id), "questions": questions_to(row.id),
        "vacancies": list(vacancies_of(row.id)[:20]),
        "may": {each.target for each in ORGANISATION.next_for(row.status, request.actor.role)},  # type: ignore[attr-defined]
    }  # fmt: skip
    wrong = form.errors or licence_form.errors
    return render(request, "region/employer.html", context, status=422 if wrong else 200)


def _decide(request: HttpRequest, organisation_id: UUID, status: str | None, words: str) -> None:
    """A new state with its reason, or, without one, a question."""
    by, at = request.actor, clock.now()  # type: ignore[attr-defined]
    if status is None:
        ask_employer(by, employer_id=organisation_id, question=words, at=at)
    else:
        set_status(by, organisation_id=organisation_id, status=status, reason=words, at=at)


def _own(by: Actor) -> QuerySet[Organisation]:
    """Employers of the actor's regency or province."""
    rows = Organisation.objects.select_related("regency").filter(kind__in=_EMPLOYING)
    return rows.filter(regency__code__startswith=by.region) if by.region else rows.none()
