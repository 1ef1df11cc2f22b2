"""Which organisation a person acts for now. Staff roles open after a second factor alone."""

from __future__ import annotations

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from peluang.domain.kernel.context import Role
from peluang.domain.organisations.colleagues import invitations_to
from peluang.domain.organisations.models import Membership
from peluang.domain.organisations.queries import memberships_of, role_needs_second_factor
from peluang.doors import clock
from peluang.doors.web.acting import SESSION_KEY, second_factor_passed
from peluang.doors.web.navigation import NAVIGATION
from peluang.doors.web.page import SIGNED_IN, page


@page(SIGNED_IN, methods=("GET", "POST"))
def roles(request: HttpRequest) -> HttpResponse:
    person_id = request.actor.person  # type: ignore[attr-defined]
    held = memberships_of(person_id)
    if request.method == "POST":
        return _choose(request, held, request.POST.get("membership", ""))
    active = request.membership  # type: ignore[attr-defined]
    shown = {
        "memberships": [
            {
                "id": each.id,
                "name": each.organisation.name,
                "role": each.get_role_display(),
                "title": each.title,
                "active": active is not None and active.id == each.id,
                "guarded": role_needs_second_factor(each.role) and not second_factor_passed(request),
            }
            for each in held
        ],
        "active": active,
        "invited": invitations_to(person_id, clock.now()) if person_id and not active else [],
        "next": _next(request),
    }
    return render(request, "participant/roles/roles.html", shown)


def _choose(request: HttpRequest, held: list[Membership], chosen: str) -> HttpResponse:
    """Sets the session's role; "" is the person themselves. What is not theirs is not there."""
    if not chosen:
        request.session.pop(SESSION_KEY, None)
        messages.success(request, _("Kamu sekarang bertindak untuk dirimu sendiri."))
        return redirect(_next(request) or "/saya/")
    membership = next((each for each in held if str(each.id) == chosen), None)
    if membership is None:
        raise Http404
    if role_needs_second_factor(membership.role) and not second_factor_passed(request):
        return _to_second_factor(request)
    request.session[SESSION_KEY] = str(membership.id)
    messages.success(request, _("Anda sekarang bertindak untuk %(name)s.") % {"name": membership.organisation.name})
    return redirect(_next(request) or _home_of(Role(membership.role)))


def _to_second_factor(request: HttpRequest) -> HttpResponse:
    """Set it up, or show its code once more in this session; then back here."""
    here = f"{reverse('participant:roles')}?{urlencode({'next': _next(request)})}" if _next(request) else ""
    if is_mfa_enabled(request.user):
        return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': here or reverse('participant:roles')})}")
    messages.info(request, _("Untuk peran ini pasang dulu aplikasi kode. Sekali saja, sekitar dua menit."))
    return redirect("mfa_activate_totp")


def _next(request: HttpRequest) -> str:
    wanted: str = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else ""


def _home_of(role: Role) -> str:
    """The first page of the role's navigation that this installation opens."""
    links: list[Any] = NAVIGATION.get(role, [])
    for link in links:
        try:
            return reverse(link.name)
        except NoReverseMatch:
            continue
    return "/"
