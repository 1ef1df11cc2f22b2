"""What was told to a person, and how they want to be told."""

from __future__ import annotations

import datetime

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.kernel.refusal import Refused
from peluang.domain.messages.commands import mark_read, set_preference
from peluang.domain.messages.queries import inbox, preference_of
from peluang.doors import clock
from peluang.doors.web.languages import COOKIE
from peluang.doors.web.page import SIGNED_IN, page
from peluang.doors.web.refusals import add_refusal
from peluang.engines.codes import regions

from ..fields import PlainForm

A_PAGE = 30


@page(SIGNED_IN)
def messages_page(request: HttpRequest) -> HttpResponse:
    """Newest first; `sebelum` is where the page before ended."""
    before = None
    if request.GET.get("sebelum"):
        try:
            before = datetime.datetime.fromisoformat(request.GET["sebelum"])
        except ValueError:
            return redirect("participant:messages")
    found = inbox(request.actor.person, A_PAGE + 1, before)  # type: ignore[attr-defined]
    items = found[:A_PAGE]
    shown = {
        "items": items,
        "base": settings.BASE_URL,
        "unread": sum(item.unread for item in items),
        "older": items[-1].written_at.isoformat() if len(found) > A_PAGE else "",
        "first_page": before is None,
        "zone": regions.province(request.user.person.lives_in_id[:2]).timezone,  # type: ignore[union-attr]
    }
    return render(request, "participant/inbox/messages.html", shown)


@page(SIGNED_IN, methods=("POST",))
def mark_all_read(request: HttpRequest) -> HttpResponse:
    mark_read(request.actor, person_id=request.actor.person, at=clock.now())  # type: ignore[attr-defined]
    return redirect("participant:messages")


class PreferenceForm(PlainForm):
    language = forms.ChoiceField(
        label=gettext_lazy("Bahasa"),
        choices=[("id", "Bahasa Indonesia"), ("en", "English")],
        widget=forms.RadioSelect(),
    )
    email = forms.BooleanField(
        label=gettext_lazy("Kirim juga ke e-mailku"),
        required=False,
    )
    sms = forms.BooleanField(
        label=gettext_lazy("Kirim juga ke nomor HP-ku"),
        required=False,
        help_text=gettext_lazy("Hanya kabar penting, tanpa biaya untukmu."),
    )
    quiet_from = forms.TimeField(
        label=gettext_lazy("Jangan ganggu mulai"), widget=forms.TimeInput({"type": "time"}, "%H:%M")
    )
    quiet_until = forms.TimeField(label=gettext_lazy("sampai"), widget=forms.TimeInput({"type": "time"}, "%H:%M"))


@page(SIGNED_IN, methods=("GET", "POST"))
def preferences(request: HttpRequest) -> HttpResponse:
    person_id = request.actor.person  # type: ignore[attr-defined]
    form = PreferenceForm(request.POST or None, initial=_now(request))
    if request.method == "POST" and form.is_valid():
        try:
            set_preference(request.actor, person_id=person_id, at=clock.now(), **form.cleaned_data)  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Pengaturan pesan tersimpan."))
            response = redirect("participant:messages")
            response.set_cookie(
                COOKIE, form.cleaned_data["language"], max_age=365 * 24 * 3600, samesite="Lax", httponly=True
            )
            return response
    return render(request, "participant/inbox/preferences.html", {"form": form}, status=422 if form.errors else 200)


def _now(request: HttpRequest) -> dict[str, object]:
    found = preference_of(request.actor.person)  # type: ignore[attr-defined]
    if found is None:
        return {
            "language": request.user.language,  # type: ignore[union-attr]
            "email": True, "sms": False, "quiet_from": datetime.time(21), "quiet_until": datetime.time(7),
        }  # fmt: skip
    return {name: getattr(found, name) for name in ("language", "email", "sms", "quiet_from", "quiet_until")}
