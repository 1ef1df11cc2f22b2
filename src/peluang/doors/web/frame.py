"""What every page's frame shows: navigation, thumb tabs, the account, the demo's notice."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peluang.domain.kernel.context import NOBODY, Role

from .canonical import canonical_address
from .navigation import NAVIGATION, TABS


def frame(request: HttpRequest) -> dict[str, Any]:
    actor = getattr(request, "actor", NOBODY)
    return {
        "request": request,
        "lang": get_language() or "id",
        "path": request.path,
        "canonical": canonical_address(request),
        "nav": SimpleLazyObject(lambda: _links(NAVIGATION.get(actor.role, NAVIGATION[Role.PERSON]), request)),
        "tabs": SimpleLazyObject(lambda: _links(TABS.get(actor.role, []), request)),
        "account": _account(request),
        "demo_notice": _("Negeri contoh: semua nama dan angka di sini rekaan.") if settings.DEMO else "",
        "csp_nonce": "",
        "login_url": "/akun/masuk/",
        "logout_url": "/akun/keluar/",
        "account_url": "/akun/",
        "switch_url": "/saya/peran",
    }


def _links(items: list[Any], request: HttpRequest) -> list[dict[str, Any]]:
    links = []
    for item in items:
        try:
            href = reverse(item.name)
        except NoReverseMatch:  # a door that this installation does not open
            continue
        current = request.path == href or (href != "/" and request.path.startswith(href + "/"))
        links.append({"href": href, "label": str(item.label), "icon": item.icon, "current": current})
    return links


def _account(request: HttpRequest) -> dict[str, Any] | None:
    user: Any = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    membership = getattr(request, "membership", None)
    person = user.person if user.person_id else None
    return {
        "name": person.first_name if person else str(user),
        "acting_as": membership.organisation.name if membership else "",
        "can_switch": True,
    }
