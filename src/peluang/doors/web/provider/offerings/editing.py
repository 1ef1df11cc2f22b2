"""Writing a draft, changing it or what is sold, handing it in for curation, taking it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.catalogue.commands import change_offering, draft_offering, submit_offering, withdraw_submission
from peluang.domain.catalogue.content import AT_ONCE, Content, content_of
from peluang.domain.catalogue.models import CurationRound, Offering
from peluang.domain.catalogue.queries import last_round, type_by_code, waiting_version
from peluang.domain.catalogue.standard import findings_of_content, skill_names_of
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.engines.rules import local_date
from peluang.engines.standard import standard_on

from .checking import SECTIONS, Checked, checked_form, said_of
from .forms import OfferingForm, initial_of
from .views import own_offering, own_organisation


@page({Role.PROVIDER}, methods=("GET", "POST"))
def new(request: HttpRequest) -> HttpResponse:
    """A draft; with "Periksa" only what the standard says of it, for those without JavaScript."""
    provider = own_organisation(request)
    form = OfferingForm(request.POST or None, provider=provider)
    if request.method == "POST" and _only_checks(request):
        return _edit_page(request, form, None)
    if request.method == "POST" and form.is_valid():
        try:
            offering = draft_offering(
                request.actor,  # type: ignore[attr-defined]
                provider_id=provider, training_type=form.cleaned_data["training_type"], **form.values(), at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Tersimpan sebagai konsep."))
            return redirect("provider:offering", offering.id)
    return _edit_page(request, form, None)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def edit(request: HttpRequest, offering_id: UUID) -> HttpResponse:
    offering = own_offering(request, offering_id)
    newest, content = last_round(offering.id), content_of(offering)
    waiting = waiting_version(offering, newest)
    if waiting and newest and newest.decision == "returned":
        content = waiting.content | {name: content[name] for name in AT_ONCE}
    names = skill_names_of(offering) or {}
    form = OfferingForm(
        request.POST or None, provider=offering.provider_id, kind=offering.training_type,
        initial=initial_of(content, offering.training_type.code, names),
    )  # fmt: skip
    if request.method == "POST" and not _only_checks(request) and form.is_valid():
        try:
            changed = change_offering(request.actor, offering_id=offering_id, **form.values(), at=clock.now())  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _what_happened(changed, newest))
            return redirect("provider:offering", offering_id)
    return _edit_page(request, form, offering, newest, content)


def _only_checks(request: HttpRequest) -> bool:
    return request.POST.get("aksi") == "periksa"


def _what_happened(offering: Offering, before: CurationRound | None) -> str:
    newest = last_round(offering.id)
    if offering.status != "draft" and newest and newest.decision == "" and (before is None or newest.id != before.id):
        return _("Perubahan diajukan dan menunggu ditinjau. Yang sedang dijual tetap berlaku.")
    return _("Perubahan tersimpan.")


def _edit_page(
    request: HttpRequest,
    form: OfferingForm,
    offering: Offering | None,
    newest: CurationRound | None = None,
    content: Content | None = None,
) -> HttpResponse:
    """With the findings of what is typed; an untouched new form has none."""
    checks_only = request.method == "POST" and _only_checks(request)
    checked = None
    if form.is_bound:
        form.is_valid()
        kind = None if offering else type_by_code(str(form.cleaned_data.get("training_type") or ""))
        type_id = offering.training_type_id if offering else kind.id if kind else None
        checked = checked_form(form, type_id, offering.id if offering else None)
    elif offering and content:
        checked = _checked(offering, content)
    remarks: dict[str, list[dict[str, str]]] = {}
    for each in newest.remarks if newest and newest.decision == "returned" else []:
        remarks.setdefault(each["field"], []).append(each)
    context: dict[str, Any] = {
        "form": form, "offering": offering, "checked": checked, "sections": SECTIONS, "remarks": remarks,
        "in_review": bool(newest and newest.decision == ""), "sold": bool(offering and offering.status != "draft"),
    }  # fmt: skip
    status = 422 if form.is_bound and form.errors and not checks_only else 200
    return render(request, "provider/offerings/edit.html", context, status=status)


def _checked(offering: Offering, content: Content) -> Checked:
    now = clock.now()
    found = findings_of_content(
        content, training_type_id=offering.training_type_id, offering_id=offering.id, at=now,
        skill_names=skill_names_of(offering),
    )  # fmt: skip
    return Checked(said_of(found), standard_on(local_date(now)).name)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def submit(request: HttpRequest, offering_id: UUID) -> HttpResponse:
    """Asks first: what curation is, and what a change will mean afterwards."""
    offering = own_offering(request, offering_id)
    refusal = None
    if request.method == "POST":
        try:
            submit_offering(request.actor, offering_id=offering_id, at=clock.now())  # type: ignore[attr-defined]
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("Sudah diajukan. Kantor program memeriksanya, lalu Anda mendapat kabar."))
            return redirect("provider:offering", offering_id)
    context = {"offering": offering, "refusal": refusal, "checked": _checked(offering, content_of(offering))}
    return render(request, "provider/offerings/submit.html", context, status=409 if refusal else 200)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def withdraw(request: HttpRequest, offering_id: UUID) -> HttpResponse:
    """Takes back what waits for review, after asking."""
    offering = own_offering(request, offering_id)
    refusal = None
    if request.method == "POST":
        try:
            withdraw_submission(request.actor, offering_id=offering_id, at=clock.now())  # type: ignore[attr-defined]
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("Pengajuan ditarik. Isian Anda tetap tersimpan."))
            return redirect("provider:offering_edit", offering_id)
    context = {"offering": offering, "refusal": refusal}
    return render(request, "provider/offerings/withdraw.html", context, status=409 if refusal else 200)
