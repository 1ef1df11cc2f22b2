"""What a page is: who may open it, declared beside the view, so that the access matrix is made from the code."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.http import urlencode

from peluang.domain.kernel.context import STAFF_ROLES, Actor, Role

#: Everybody, signed in or not.
ANYONE = frozenset(Role) - {Role.SYSTEM}
#: Everybody who signed in; whatever they act as, they stay a person.
SIGNED_IN = ANYONE - {Role.ANONYMOUS}


@dataclass(frozen=True)
class PageAccess:
    """who: roles. whose: "public", "own" (the person's or the organisation's) or "region" (the office's region).
    unregistered: also for an account whose person has not registered yet.
    """

    who: frozenset[Role]
    whose: str
    methods: tuple[str, ...]
    unregistered: bool = False


def page(
    who: Iterable[Role], *, whose: str = "own", methods: tuple[str, ...] = ("GET",), unregistered: bool = False
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Others who are signed in get 404 (what is not yours answers like what is not there); nobody gets the
    sign-in page. A staff member who acts as a person is sent to choose what to act as, and so is one who acts for
    an organisation and follows a link to a page of the person they are; an account without a person is sent to
    register before a page that is about a person.
    """
    access = PageAccess(frozenset(who), whose, methods, unregistered)

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in (*access.methods, "HEAD", "OPTIONS"):
                return HttpResponseNotAllowed(access.methods)
            actor: Actor = request.actor  # type: ignore[attr-defined]
            role = actor.role
            if role in access.who:
                if role == Role.PERSON and whose != "public" and not unregistered and actor.person is None:
                    return redirect(f"/saya/daftar?{urlencode({'next': request.get_full_path()})}")
                return view(request, *args, **kwargs)
            if role == Role.ANONYMOUS:
                return redirect(f"/akun/masuk/?{urlencode({'next': request.get_full_path()})}")
            if access.who & STAFF_ROLES and role == Role.PERSON and _has_a_role(request, access.who):
                return redirect(f"/saya/peran?{urlencode({'next': request.get_full_path()})}")
            if access.who & SIGNED_IN == {Role.PERSON} and role != Role.PERSON and request.method == "GET":
                return redirect(f"/saya/peran?{urlencode({'next': request.get_full_path()})}")
            raise Http404

        guarded.page_access = access  # type: ignore[attr-defined]
        return guarded

    return decorate


def _has_a_role(request: HttpRequest, roles: frozenset[Role]) -> bool:
    from peluang.domain.organisations.models import Membership

    person = request.actor.person  # type: ignore[attr-defined]
    return Membership.objects.filter(person_id=person, until__isnull=True, role__in=[r.value for r in roles]).exists()
