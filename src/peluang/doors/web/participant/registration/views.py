"""Registration: four pages, nothing typed is lost between them, also when something is refused."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.people.commands import register_person
from peluang.domain.people.contact import read_phone
from peluang.domain.people.identity_check import check_birth_date, check_identity, nik_taken
from peluang.domain.people.queries import nik_is_taken
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal

from ..consents import options
from .forms import IdentityForm, WhoForm
from .journey import NEXT, ORDER, PAGE_OF_FIELD, STEPS, Typed, initial


@page({Role.PERSON}, unregistered=True)
def start(request: HttpRequest) -> HttpResponse:
    """To the first page that is not filled."""
    if request.actor.person:  # type: ignore[attr-defined]
        return redirect("participant:profile")
    wanted = request.GET.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        request.session[NEXT] = wanted
    return redirect("participant:register_step", Typed(request).first_unfilled() or ORDER[-1])


@page({Role.PERSON}, methods=("GET", "POST"), unregistered=True)
@never_cache
def step(request: HttpRequest, name: str) -> HttpResponse:
    if request.actor.person:  # type: ignore[attr-defined]
        return redirect("participant:profile")
    if name not in ORDER:
        raise Http404
    typed = Typed(request)
    before = typed.first_unfilled()
    if before and ORDER.index(name) > ORDER.index(before):
        return redirect("participant:register_step", before)
    form = _form(request, name, typed)
    if request.method == "POST" and form.is_valid() and _agrees(form, typed):
        typed.keep(name, request.POST, list(form.fields))
        if name != ORDER[-1]:
            return redirect("participant:register_step", ORDER[ORDER.index(name) + 1])
        return _register(request, typed)
    return _show(request, name, typed, form)


def _show(request: HttpRequest, name: str, typed: Typed, form: forms.Form) -> HttpResponse:
    number = ORDER.index(name)
    shown = {
        "form": form,
        "name": name,
        "titles": [str(each.title) for each in STEPS],
        "number": number + 1,
        "masked": typed.masked(),
        "back_href": reverse("participant:register_step", args=[ORDER[number - 1]]) if number else "",
        "consent_options": options(),
    }
    return render(request, f"participant/registration/{name}.html", shown, status=422 if form.errors else 200)


def _form(request: HttpRequest, name: str, typed: Typed) -> forms.Form:
    """Bound to what is posted; unbound with what was typed before otherwise."""
    kind = STEPS[ORDER.index(name)].form
    options: dict[str, Any] = {"kept": bool(typed.masked())} if kind is IdentityForm else {}
    if request.method == "POST":
        return kind(request.POST, **options)
    return kind(initial=_shown_again(name, typed, request), **options)


def _shown_again(name: str, typed: Typed, request: HttpRequest) -> dict[str, Any]:
    data = typed.page(name)
    if data is None:
        return initial(name, request.user)  # type: ignore[arg-type]
    if name == "nik":
        return {}  # never shown whole again; the page says that they are there
    several = {"facts", "consents"}
    return {field: data.getlist(field) if field in several else data.get(field, "") for field in data}


def _agrees(form: forms.Form, typed: Typed) -> bool:
    """What the page's fields say against one another and the pages before; refusals go to their fields."""
    at = clock.now()
    try:
        if isinstance(form, WhoForm):
            check_birth_date(form.cleaned_data["birth_date"], at=at)
            if form.cleaned_data["phone"]:
                read_phone(form.cleaned_data["phone"])
        if isinstance(form, IdentityForm):
            who = WhoForm(typed.page("diri"))
            if who.is_valid():
                before = typed.page("nik") or QueryDict()
                numbers = check_identity(
                    form.cleaned_data["nik"] or before.get("nik", ""),
                    form.cleaned_data["kk"] or before.get("kk", ""),
                    birth_date=who.cleaned_data["birth_date"],
                    sex=who.cleaned_data["sex"],
                    card_seen=False,
                    at=at,
                )
                if nik_is_taken(numbers.nik):
                    raise nik_taken()
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    return True


def _register(request: HttpRequest, typed: Typed) -> HttpResponse:
    filled = {each.name: each.form(typed.page(each.name)) for each in STEPS}
    for name, form in filled.items():
        if not form.is_valid():
            return redirect("participant:register_step", name)
    who, identity, situation, izin = (filled[name].cleaned_data for name in ORDER)
    facts = situation["facts"]
    try:
        register_person(
            request.actor,  # type: ignore[attr-defined]
            account_id=request.user.pk,
            **who,
            **identity,
            education=situation["education"],
            work_status=situation["work_status"],
            excluded_role=situation["excluded_role"],
            citizen="not_citizen" not in facts,
            in_formal_education="in_formal_education" in facts,
            receives_social_aid="receives_social_aid" in facts,
            has_disability="has_disability" in facts,
            consents=izin["consents"],
            at=clock.now(),
        )
    except Refused as refusal:
        name = PAGE_OF_FIELD.get(refusal.field or "", ORDER[-1])
        form = filled[name]
        add_refusal(form, refusal)
        if name == "nik":
            form.data = QueryDict()  # never shown whole again
        return _show(request, name, typed, form)
    typed.forget()
    messages.success(request, _("Selamat datang. Kamu sudah terdaftar."))
    return redirect(request.session.pop(NEXT, None) or reverse("participant:profile"))
