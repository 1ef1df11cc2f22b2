"""A person's rights over their data (UU PDP 27/2022): see, take along, correct, and say what it is used for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.organisations.queries import seen_by
from peluang.domain.people.commands import correct_identity, give_consent, withdraw_consent
from peluang.domain.people.enums import Purpose, Sex
from peluang.domain.people.portability import my_data
from peluang.domain.people.queries import ConsentState, Profile, consents_of, profile_of
from peluang.doors import clock
from peluang.doors.web.page import SIGNED_IN, page
from peluang.doors.web.refusals import add_refusal
from peluang.doors.web.ui.formats import date_id

from ..consents import MEANING
from ..fields import PlainForm
from ..registration.forms import DATES, DateInput


@page(SIGNED_IN)
@never_cache
def my_data_page(request: HttpRequest) -> HttpResponse:
    return render(request, "participant/data/my_data.html", {"profile": _own(request)})


@page(SIGNED_IN)
@never_cache
def download(request: HttpRequest) -> HttpResponse:
    """The whole copy as JSON, made at the moment it is asked for."""
    answer = JsonResponse(
        {"made_at": clock.now().isoformat(), **my_data(request.actor.person)},  # type: ignore[attr-defined]
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    answer["Content-Disposition"] = 'attachment; filename="data-peluang.json"'
    return answer


class CorrectionForm(PlainForm):
    full_name = forms.CharField(label=gettext_lazy("Nama lengkap"), max_length=200)
    birth_date = forms.DateField(
        label=gettext_lazy("Tanggal lahir"),
        input_formats=DATES,
        widget=DateInput(),
        error_messages={"invalid": gettext_lazy("Tulis tanggal lahir seperti 31-12-1999.")},
    )
    sex = forms.ChoiceField(label=gettext_lazy("Jenis kelamin"), choices=Sex.choices, widget=forms.RadioSelect())
    nik = forms.CharField(label=gettext_lazy("NIK baru"), required=False, max_length=40)
    kk = forms.CharField(label=gettext_lazy("Nomor KK baru"), required=False, max_length=40)


@page(SIGNED_IN, methods=("GET", "POST"))
@never_cache
def correct(request: HttpRequest) -> HttpResponse:
    found = _own(request)
    person = found.person
    form = CorrectionForm(
        request.POST or None,
        initial={"full_name": person.full_name, "birth_date": person.birth_date, "sex": person.sex},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            correct_identity(
                request.actor,  # type: ignore[attr-defined]
                person_id=person.id,
                full_name=given["full_name"],
                birth_date=given["birth_date"],
                sex=given["sex"],
                nik=given["nik"] or None,
                kk=given["kk"] or None,
                at=clock.now(),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Datamu sudah dibetulkan."))
            return redirect("participant:my_data")
    shown = {"form": form, "identity": found.identity}
    return render(request, "participant/data/correct.html", shown, status=422 if form.errors else 200)


@page(SIGNED_IN, methods=("GET", "POST"))
def consents(request: HttpRequest) -> HttpResponse:
    """All purposes on one page: withdrawing is as easy as giving."""
    person_id = request.actor.person  # type: ignore[attr-defined]
    states = consents_of(person_id)
    if request.method == "POST":
        wanted, at = set(request.POST.getlist("consents")), clock.now()
        for state in states:
            if state.purpose.value in wanted and state.standing is None:
                give_consent(request.actor, person_id=person_id, purpose=state.purpose.value, at=at)  # type: ignore[attr-defined]
            elif state.purpose.value not in wanted and state.standing is not None:
                withdraw_consent(request.actor, person_id=person_id, purpose=state.purpose.value, at=at)  # type: ignore[attr-defined]
        messages.success(request, _("Izinmu tersimpan dan langsung berlaku."))
        return redirect("participant:consents")
    shown = {
        "options": [_option(state) for state in states],
        "standing": [state.purpose.value for state in states if state.standing],
        "seen_by": seen_by(person_id),
        "purposes": {each.value: each.label for each in Purpose} | _GROUNDS,
    }
    return render(request, "participant/data/consents.html", shown)


def _option(state: ConsentState) -> dict[str, Any]:
    """A consent as a card: what it means, and since when it stands or not."""
    hint = str(MEANING[state.purpose])
    if state.standing:
        hint += " " + _("Diberikan %(on)s.") % {"on": date_id(state.standing.given_at)}
    elif state.last and state.last.withdrawn_at:
        hint += " " + _("Ditarik %(on)s.") % {"on": date_id(state.last.withdrawn_at)}
    return {"value": state.purpose.value, "label": state.purpose.label, "hint": hint}


#: Why an organisation sees a person, besides consents.
_GROUNDS = {
    "application": gettext_lazy("Kamu melamar lowongannya"),
    "class": gettext_lazy("Kamu peserta kelasnya"),
    "case": gettext_lazy("Petugasnya membantumu mencari kerja"),
    "matching": gettext_lazy("Mencocokkan profilku dengan lowongan"),
}


def _own(request: HttpRequest) -> Profile:
    found = profile_of(request.actor.person)  # type: ignore[attr-defined]
    if found is None:
        raise NotYours
    return found
