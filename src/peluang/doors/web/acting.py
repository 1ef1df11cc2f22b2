"""Every request is one transaction that tells PostgreSQL who acts (domain.kernel.context)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from peluang.domain.kernel.context import NOBODY, STAFF_ROLES, Actor, Role, acting
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.organisations.models import Membership

SESSION_KEY = "acting_as"


def second_factor_passed(request: HttpRequest) -> bool:
    """Whether this session signed in with a second factor (allauth records it with the user it belongs to)."""
    user: Any = request.user
    return any(entry.get("method") == "mfa" for entry in get_authentication_records(request, user))


def actor_of(request: HttpRequest) -> tuple[Actor, Membership | None]:
    """Who acts in this request, and by which membership. A staff role is active after a second factor alone."""
    user: Any = request.user
    if not user.is_authenticated:
        return NOBODY, None
    if user.person_id is None:
        return Actor(Role.PERSON), None
    chosen = request.session.get(SESSION_KEY)
    if chosen:
        membership = (
            Membership.objects.select_related("organisation")
            .filter(id=chosen, person_id=user.person_id, until__isnull=True)
            .first()
        )
        if membership and (Role(membership.role) not in STAFF_ROLES or second_factor_passed(request)):
            organisation = membership.organisation
            return (
                Actor(Role(membership.role), user.person_id, organisation.id, organisation.region_code),
                membership,
            )
    return Actor(Role.PERSON, user.person_id), None


class ActingMiddleware:
    """Sets request.actor and request.membership; turns refusals that no view caught into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor, membership = actor_of(request)
        request.actor, request.membership = actor, membership  # type: ignore[attr-defined]
        with acting(actor):
            response = self.get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response = response.render()
            return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotYours):
            raise Http404 from error
        if isinstance(error, Refused):
            return render(request, "public/refused.html", {"refusal": error}, status=409)
        return None
