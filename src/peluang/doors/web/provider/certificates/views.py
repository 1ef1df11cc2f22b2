"""An institution's certificates: the newest, one by its number, taking one back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from peluang.domain.kernel.context import Role
from peluang.domain.learning.queries import newest_certificates
from peluang.doors.web.page import page
from peluang.doors.web.revoking.pages import find_certificate, revoke_page


@page({Role.PROVIDER})
def certificates(request: HttpRequest) -> HttpResponse:
    context = {"rows": newest_certificates(request.actor.organisation)}  # type: ignore[attr-defined]
    return find_certificate(request, "provider", "provider/certificates/list.html", context)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def revoke(request: HttpRequest, number: str) -> HttpResponse:
    return revoke_page(request, number, "provider")
