"""Stopping an alert by the link in its message, signed in or not, and asking for the link once more."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from peluang.domain.finding.commands import send_links, stop_by_link
from peluang.domain.finding.saved import search_by_token
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock
from peluang.doors.web.page import ANYONE, page
from peluang.doors.web.plain_forms import SimpleForm
from peluang.doors.web.refusals import add_refusal


@page(ANYONE, whose="public", methods=("GET", "POST"))
@csrf_exempt
def stop(request: HttpRequest, stop_token: str) -> HttpResponse:
    """Opening the link asks, since mail programs open links to look at them; POST stops.

    A mail program's own button posts here without cookies (RFC 8058), so no form token is asked for: the address is
    the permission, and all it can do is end messages. Such a program follows no redirect and gets its answer here.
    """
    found = search_by_token(stop_token)
    if found is None:
        return _private(render(request, "public/alerts/unknown.html", status=404))
    if request.method == "POST":
        stop_by_link(request.actor, token=stop_token, at=clock.now())  # type: ignore[attr-defined]
        if request.POST.get("List-Unsubscribe") != "One-Click":
            return redirect("public:stop_alert", stop_token)
        found.search.status = "stopped"
    return _private(render(request, "public/alerts/stop.html", {"found": found}))


class AddressForm(SimpleForm):
    address = forms.CharField(
        label=gettext_lazy("E-mail atau nomor HP"),
        max_length=254,
        help_text=gettext_lazy("Yang kamu pakai untuk masuk."),
    )


@page(ANYONE, whose="public", methods=("GET", "POST"))
def send_again(request: HttpRequest) -> HttpResponse:
    """Says the same whether we know the address or not."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            send_links(request.actor, address=form.cleaned_data["address"], at=clock.now())  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return render(request, "public/alerts/sent.html")
    return render(request, "public/alerts/send_again.html", {"form": form}, status=422 if form.errors else 200)


def _private(answer: HttpResponse) -> HttpResponse:
    """The address is the permission: no search engine keeps it."""
    answer["X-Robots-Tag"] = "noindex"
    return answer
