"""The office looks up a certificate by its number, and takes back what must not be shown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from peluang.domain.kernel.context import Role
from peluang.domain.learning.queries import keys_of_installation
from peluang.doors.web.page import page
from peluang.doors.web.revoking.pages import find_certificate, revoke_page


@page({Role.PROGRAMME_OFFICE})
def certificates(request: HttpRequest) -> HttpResponse:
    """With the keys that sign them: which signs now, which retired, which was stolen and since when."""
    context = {"keys": keys_of_installation()}
    return find_certificate(request, "office", "office/certificates/list.html", context)


@page({Role.PROGRAMME_OFFICE}, methods=("GET", "POST"))
def revoke(request: HttpRequest, number: str) -> HttpResponse:
    return revoke_page(request, number, "office")
