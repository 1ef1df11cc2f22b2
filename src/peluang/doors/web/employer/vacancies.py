"""An employer's vacancies: the list, posting one, its candidates and its end."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.jobs.access import EMPLOYING
from peluang.domain.jobs.commands import (
    change_vacancy,
    close_vacancy,
    draft_vacancy,
    mark_filled,
    post_vacancy,
    undo_filled,
    withdraw_vacancy,
)
from peluang.domain.jobs.deciding import filled_undo_until, undo_until
from peluang.domain.jobs.lawful import size_is_known
from peluang.domain.jobs.models import Vacancy
from peluang.domain.jobs.proposing import occupation_of
from peluang.domain.jobs.queries import candidates, vacancies_of, vacancy_of_employer
from peluang.domain.jobs.states import APPLICATION, VACANCY
from peluang.domain.jobs.terms import today_in
from peluang.domain.jobs.trust import reviews_of_vacancy
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.organisations.commands import state_size
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.doors.web.signals import explained

from .forms import ReasonForm, VacancyForm, initial_of
from .proposals import proposed

_USUAL_DAYS = 30


@page(EMPLOYING, methods=("GET", "POST"))
def vacancies(request: HttpRequest) -> HttpResponse:
    """The list; each that runs is reported filled by one click (Perpres 57/2023 art. 6)."""
    wrong: Refused | None = None
    if request.method == "POST":
        try:
            row = mark_filled(request.actor, vacancy_id=_asked(request), at=clock.now())  # type: ignore[attr-defined]
        except Refused as refusal:
            if isinstance(refusal, NotYours):
                raise
            wrong = refusal
        else:
            messages.success(request, _("%(title)s tercatat terisi.") % {"title": row.title})
            return redirect("employer:vacancies")
    context = {"rows": list(vacancies_of(_employer(request))[:100]), "wrong": wrong}
    return render(request, "employer/vacancies.html", context, status=409 if wrong else 200)


def _asked(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("lowongan", ""))
    except ValueError:
        raise NotYours from None


@page(EMPLOYING, methods=("GET", "POST"))
def new_vacancy(request: HttpRequest) -> HttpResponse:
    """Posted at once, or kept as a draft; what was typed stays when something is wrong."""
    at = clock.now()
    organisation = request.membership.organisation  # type: ignore[attr-defined]
    initial = {
        "regency": organisation.regency_id,
        "valid_until": (at.date() + datetime.timedelta(days=_USUAL_DAYS)).isoformat(),
    }
    if request.POST.get("aksi") == "usulkan":
        return _proposed(request, None)
    form = VacancyForm(request.POST or None, initial=initial, size_known=size_is_known(organisation))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():  # a vacancy that may not be posted leaves no draft behind
                _keep_size(request, form, at)
                row = draft_vacancy(request.actor, employer_id=organisation.id, at=at, **_with_occupation(form))  # type: ignore[attr-defined]
                if request.POST.get("aksi") != "konsep":
                    post_vacancy(request.actor, vacancy_id=row.id, at=at)  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(
                request, _("Konsep tersimpan.") if request.POST.get("aksi") == "konsep" else _said_of(row.id)
            )
            return redirect("employer:vacancy", row.id)
    context = {"form": form, "vacancy": None, "proposal": None}
    return render(request, "employer/vacancy_form.html", context, status=422 if form.errors else 200)


@page(EMPLOYING, methods=("GET", "POST"))
def edit_vacancy(request: HttpRequest, vacancy_id: UUID) -> HttpResponse:
    row = _own(request, vacancy_id)
    if request.POST.get("aksi") == "usulkan":
        return _proposed(request, row)
    organisation, at = request.membership.organisation, clock.now()  # type: ignore[attr-defined]
    form = VacancyForm(request.POST or None, initial=initial_of(row), size_known=size_is_known(organisation))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                _keep_size(request, form, at)
                change_vacancy(request.actor, vacancy_id=row.id, at=at, **_with_occupation(form))  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Perubahan tersimpan."))
            return redirect("employer:vacancy", row.id)
    context = {"form": form, "vacancy": row, "proposal": None}
    return render(request, "employer/vacancy_form.html", context, status=422 if form.errors else 200)


@page(EMPLOYING, methods=("GET", "POST"))
def vacancy(request: HttpRequest, vacancy_id: UUID) -> HttpResponse:
    """The candidates, those that wait first; posting, closing and ending the vacancy."""
    row = _own(request, vacancy_id)
    form = ReasonForm(request.POST if request.POST.get("aksi") == "tarik" else None)
    wrong: Refused | None = None
    if request.method == "POST":
        try:
            _end_or_open(request, row)
        except Refused as refusal:
            wrong = refusal
            row = _own(request, vacancy_id)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("employer:vacancy", row.id)
    at, applicants = clock.now(), candidates(row.id)
    context: dict[str, Any] = {
        "vacancy": row, "wrong": wrong, "form": form,
        "candidates": [
            (each, undo_until(each, row, at, as_person=False)) for each in applicants
        ],
        "waiting": sum(APPLICATION.may(each.status, "refused", Role.EMPLOYER) for each in applicants),
        "undo_filled_until": filled_undo_until(row, at), "zone": row.regency.province.timezone,
        "may": {each.target for each in VACANCY.next_for(row.status, request.actor.role)},  # type: ignore[attr-defined]
        "today": today_in(row.regency_id, at), "looks": reviews_of_vacancy(row.id), "explained": explained,
    }  # fmt: skip
    return render(request, "employer/vacancy.html", context, status=409 if wrong else 200)


def _said_of(vacancy_id: UUID) -> str:
    held = Vacancy.objects.filter(id=vacancy_id, status="held").exists()
    return _("Lowongan tersimpan dan menunggu diperiksa dinas.") if held else _("Lowongan terpasang.")


def _end_or_open(request: HttpRequest, row: Vacancy) -> None:
    by, at = request.actor, clock.now()  # type: ignore[attr-defined]
    wanted = request.POST.get("aksi")
    if wanted == "pasang":
        post_vacancy(by, vacancy_id=row.id, at=at)
    elif wanted == "tutup":
        close_vacancy(by, vacancy_id=row.id, at=at)
    elif wanted == "terisi":
        mark_filled(by, vacancy_id=row.id, at=at)
    elif wanted == "batal-terisi":
        undo_filled(by, vacancy_id=row.id, at=at)
    elif wanted == "tarik":
        withdraw_vacancy(by, vacancy_id=row.id, reason=request.POST.get("reason", "")[:300], at=at)


def _with_occupation(form: VacancyForm) -> dict[str, Any]:
    """The occupation that was chosen, else the one that the title most likely means."""
    terms = form.terms()
    if not terms["occupation"]:
        terms["occupation"] = occupation_of(terms["title"], terms["description"])
    return terms


def _proposed(request: HttpRequest, row: Vacancy | None) -> HttpResponse:
    """The same form with its empty fields filled; nothing is written and nothing is wrong yet."""
    organisation = request.membership.organisation  # type: ignore[attr-defined]
    values, proposal = proposed(request.POST, organisation, clock.now())
    form = VacancyForm(initial=values, size_known=size_is_known(organisation))
    return render(request, "employer/vacancy_form.html", {"form": form, "vacancy": row, "proposal": proposal})


def _keep_size(request: HttpRequest, form: VacancyForm, at: datetime.datetime) -> None:
    workers = form.cleaned_data.get("workers")
    if workers is not None:
        state_size(request.actor, organisation_id=_employer(request), workers=workers, at=at)  # type: ignore[attr-defined]


def _employer(request: HttpRequest) -> UUID:
    organisation: UUID = request.actor.organisation  # type: ignore[attr-defined]
    return organisation


def _own(request: HttpRequest, vacancy_id: UUID) -> Vacancy:
    """Raises NotYours (404) for another employer's."""
    return vacancy_of_employer(_employer(request), vacancy_id)
