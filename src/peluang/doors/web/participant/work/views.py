"""Looking for work, from the person's side."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.jobs.applying_again import has_learned
from peluang.domain.jobs.commands import (
    accept_offer,
    apply,
    end_employment,
    record_own_business,
    undo_acceptance,
    undo_withdrawal,
    withdraw,
)
from peluang.domain.jobs.deciding import takes_applications, undo_until
from peluang.domain.jobs.invitations import invitations_of
from peluang.domain.jobs.models import Application
from peluang.domain.jobs.profiles import vacancy_profile
from peluang.domain.jobs.queries import (
    application_at,
    application_of,
    applications_of,
    profile_of,
    skills_by_code,
    trainings_that_teach,
    vacancies_for,
    vacancy_for_page,
)
from peluang.domain.jobs.reasons import missing_codes, names_for, reading_language, spoken, stored, told
from peluang.domain.jobs.slots import choice_of
from peluang.domain.jobs.states import APPLICATION, CLOSED, HIDDEN
from peluang.domain.jobs.talking import unread
from peluang.domain.jobs.unanswered import silence_of
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.placement.commands import answer_referral, close_case
from peluang.domain.placement.queries import open_case_of, referral_of, referrals_of
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.engines.codes.regions import distance_km
from peluang.engines.matching.score import score

from .forms import ApplyForm, BusinessForm, CloseCaseForm, EndWorkForm
from .journey import path_of, turn_of

_PERSON = {Role.PERSON}


def _me(request: HttpRequest) -> UUID:
    person: UUID = request.actor.person  # type: ignore[attr-defined]
    return person


@page(_PERSON)
def matches(request: HttpRequest) -> HttpResponse:
    """Vacancies that fit best, each with its reasons; those applied to are left out."""
    me, at = _me(request), clock.now()
    applied = {each.vacancy_id for each in applications_of(me) if each.status != "withdrawn"}
    found = vacancies_for(me, 12, at=at, exclude=applied)
    factors = [stored(each.match) for each in found]
    names = names_for(*factors)
    language = reading_language()
    shown = [
        {"row": each.vacancy, "km": each.km, "total": each.match.total,
         "reasons": spoken(each.match.total, factor, names, language, to_person=True)}
        for each, factor in zip(found, factors)
    ]  # fmt: skip
    return render(request, "participant/work/matches.html", {"shown": shown})


@page(_PERSON, methods=("GET", "POST"))
def apply_here(request: HttpRequest, vacancy_id: UUID) -> HttpResponse:
    """What the employer will see, a few words of one's own, one button."""
    me, at = _me(request), clock.now()
    row = vacancy_for_page(vacancy_id)
    if row.posted_at is None:
        raise NotYours
    if row.status in HIDDEN:  # nothing of it is shown; its own page says why
        return redirect("public:vacancy", row.id)
    form = ApplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sent = apply(request.actor, vacancy_id=row.id, person_id=me, letter=form.cleaned_data["letter"], at=at)  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Lamaranmu terkirim ke %(employer)s.") % {"employer": row.employer.name})
            return redirect("participant:application", sent.id)
    profile = profile_of(me, at)
    if profile is None:
        raise NotYours
    match = score(profile, vacancy_profile(row))
    names = skills_by_code(match.missing_skills) if match.missing_skills else {}
    context = {
        "form": form, "vacancy": row, "mine": _stands_in_the_way(me, row.id),
        "reasons": spoken(match.total, stored(match), names, reading_language(), to_person=True),
        "km": distance_km(request.user.person.lives_in_id, row.regency_id),  # type: ignore[union-attr]
    }  # fmt: skip
    return render(request, "participant/work/apply.html", context, status=422 if form.errors else 200)


def _stands_in_the_way(person_id: UUID, vacancy_id: UUID) -> Application | None:
    """The application after which there is no second one; None when the person may apply (again)."""
    before = application_at(person_id, vacancy_id)
    return before if before and not has_learned(before) else None


@page(_PERSON)
def applications(request: HttpRequest) -> HttpResponse:
    """Suggestions that wait for an answer, offers, and every application with whose turn it is."""
    me = _me(request)
    rows = applications_of(me)
    context = {
        "offers": [row for row in rows if row.status == "offer"],
        "running": [(row, turn_of(row)) for row in rows if row.status not in CLOSED],
        "ended": [row for row in rows if row.status in CLOSED],
        "invitations": invitations_of(me, at=clock.now()),
        "suggested": [each for each in referrals_of(me) if each.status == "proposed"],
        "case": open_case_of(me),
    }
    return render(request, "participant/work/applications.html", context)


@page(_PERSON, methods=("GET", "POST"))
def application(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """The path of one application: an offer is answered here, a withdrawal undone, the end of the work recorded."""
    me, at = _me(request), clock.now()
    row = application_of(me, application_id)
    form = EndWorkForm(request.POST if request.POST.get("aksi") == "selesai" else None)
    wrong: Refused | None = None
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        try:
            said = _step(request, row.id, form)
        except Refused as refusal:
            if form.is_bound:
                add_refusal(form, refusal)
            else:
                wrong = refusal
            row = application_of(me, application_id)
        else:
            messages.success(request, said)
            return redirect("participant:application", row.id)
    lacking = [row.refusal_skill_id] if row.refusal_skill_id else missing_codes(row.match_factors)
    until = undo_until(row, row.vacancy, at, as_person=True)
    context = {
        "row": row, "way": path_of(row), "wrong": wrong, "form": form, "undo_until": until,
        "choice": choice_of(row, at) if row.status in ("sent", "seen", "interview") else None,
        "silence": silence_of(row, at) if row.status in ("sent", "seen", "interview") else None,
        "unread": unread(row.id, as_person=True), "may_apply_again": _again(row, me, at),
        "reasons": told(row.match_total, row.match_factors, to_person=True),
        "may_withdraw": APPLICATION.may(row.status, "withdrawn", Role.PERSON),
        "may_end": APPLICATION.may(row.status, "ended", Role.PERSON),
        "teaching": trainings_that_teach(lacking) if lacking and row.status not in ("hired", "accepted") else [],
    }  # fmt: skip
    status = 409 if wrong else 422 if form.errors else 200
    return render(request, "participant/work/application.html", context, status=status)


def _again(row: Application, me: UUID, at: datetime.datetime) -> bool:
    """Refused for a skill that was learned since, at a vacancy that still takes applications, and not applied yet."""
    return takes_applications(row.vacancy, at) and has_learned(row) and application_at(me, row.vacancy_id) == row


def _step(request: HttpRequest, application_id: UUID, form: EndWorkForm) -> str:
    """Does what the pressed button says; returns what to tell. Raises Refused."""
    by, at = request.actor, clock.now()  # type: ignore[attr-defined]
    wanted = request.POST.get("aksi", "terima")
    if wanted == "lanjut":
        undo_withdrawal(by, application_id=application_id, at=at)
        return _("Lamaranmu berjalan lagi. Pemberi kerja diberi tahu.")
    if wanted == "timbang":
        undo_acceptance(by, application_id=application_id, at=at)
        return _("Jawabanmu dibatalkan. Tawarannya menunggu jawabanmu lagi.")
    if wanted == "selesai":
        end_employment(by, application_id=application_id, at=at, **form.cleaned_data)
        return _("Tercatat. Pemberi kerja diberi tahu.")
    accept_offer(by, application_id=application_id, at=at)
    return _("Tawaran kamu terima. Selamat!")


@page(_PERSON, methods=("GET", "POST"))
def take_back(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Asks before it is done."""
    row = application_of(_me(request), application_id)
    if request.method == "POST":
        try:
            withdraw(request.actor, application_id=row.id, at=clock.now())  # type: ignore[attr-defined]
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Lamaranmu dibatalkan. Pemberi kerja tidak melihat datamu lagi."))
        return redirect("participant:application", row.id)
    return render(request, "participant/work/take_back.html", {"row": row})


@page(_PERSON, methods=("GET", "POST"))
def referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The labour office suggests a vacancy: yes sends the application, no is as good an answer."""
    me = _me(request)
    row = referral_of(me, referral_id)
    wrong: Refused | None = None
    if request.method == "POST":
        agrees = request.POST.get("jawaban") == "ya"
        try:
            answered = answer_referral(request.actor, referral_id=row.id, accept=agrees, at=clock.now())  # type: ignore[attr-defined]
        except Refused as refusal:
            wrong = refusal
        else:
            if answered.application_id:
                messages.success(request, _("Lamaranmu terkirim lewat dinas."))
                return redirect("participant:application", answered.application_id)
            messages.success(request, _("Jawabanmu sampai. Dinas mencarikan yang lain."))
            return redirect("participant:applications")
    reasons = told(None, row.reasons, to_person=True)
    context = {"row": row, "reasons": reasons, "wrong": wrong, "today": clock.now().date()}
    return render(request, "participant/work/referral.html", context, status=409 if wrong else 200)


@page(_PERSON, methods=("GET", "POST"))
def placement(request: HttpRequest) -> HttpResponse:
    """The help of the labour office: whose turn, by when; and a way to end it."""
    me = _me(request)
    case = open_case_of(me)
    form = CloseCaseForm(request.POST or None)
    if case is not None and request.method == "POST" and form.is_valid():
        try:
            close_case(request.actor, case_id=case.id, reason=form.cleaned_data["reason"], at=clock.now())  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Bantuan dinas diakhiri. Kamu bisa memintanya lagi kapan saja."))
            return redirect("participant:applications")
    context: dict[str, Any] = {
        "case": case, "form": form, "suggested": referrals_of(me) if case else [], "today": clock.now().date(),
    }  # fmt: skip
    return render(request, "participant/work/placement.html", context, status=422 if form.errors else 200)


@page(_PERSON, methods=("GET", "POST"))
def own_business(request: HttpRequest) -> HttpResponse:
    """Work that people make themselves counts as much."""
    at = clock.now()
    form = BusinessForm(request.POST or None, initial={"started_on": at.date().isoformat()})
    if request.method == "POST" and form.is_valid():
        try:
            record_own_business(request.actor, person_id=_me(request), at=at, **form.cleaned_data)  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Usahamu tercatat. Semoga lancar!"))
            return redirect("participant:applications")
    return render(request, "participant/work/own_business.html", {"form": form}, status=422 if form.errors else 200)
