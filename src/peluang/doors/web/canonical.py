"""The one address of a public page: filters that only narrow a list, languages and order are not part of it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import urlencode

#: Name of a page → what of its query makes it another page.
_KEPT: dict[str, tuple[str, ...]] = {
    "public:vacancies": ("q", "dekat", "jabatan", "hal"),
    "public:vacancy": (),
    "public:trainings": ("q", "dekat", "jabatan", "keahlian", "hal"),
    "public:training": (),
    "public:offering": (),
}


def canonical_address(request: HttpRequest) -> str:
    """ "" for pages that search engines have no business with."""
    match = request.resolver_match
    kept = _KEPT.get(match.view_name) if match else None
    if kept is None:
        return ""
    asked = [(name, request.GET[name].strip()[:200]) for name in kept if request.GET.get(name, "").strip()]
    said = urlencode([(name, value) for name, value in asked if (name, value) != ("hal", "1")])
    return f"{settings.BASE_URL}{request.path}{'?' if said else ''}{said}"
