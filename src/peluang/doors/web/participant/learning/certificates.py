"""One's own certificate: to show, to print, to take along."""

from __future__ import annotations

import io

import segno
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from markupsafe import Markup

from peluang.domain.kernel.context import Role
from peluang.domain.learning.certificates import certificate_url
from peluang.domain.learning.models import Certificate
from peluang.domain.learning.queries import own_certificate
from peluang.domain.learning.sheets import enveloped, sheet
from peluang.doors.web.page import page

from .person import own_id, registered


@page({Role.PERSON})
@registered
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    row = _own(request, number)
    address = certificate_url(row.number)
    context = {"certificate": row, "address": address, "qr": qr_code(address)}
    return render(request, "participant/learning/certificate.html", context)


@page({Role.PERSON})
@registered
def download(request: HttpRequest, number: str) -> HttpResponse:
    """The signed credential as a W3C EnvelopedVerifiableCredential: one JSON file for wallets and checkers."""
    row = _own(request, number)
    return _private(JsonResponse(enveloped(row.credential)), f"{row.number}.json")


@page({Role.PERSON})
@registered
def pdf(request: HttpRequest, number: str) -> HttpResponse:
    """Made when asked for (a few milliseconds): nothing to keep, nothing that could grow old. Its holder's alone, since
    it says the whole name; what was revoked is not printed any more."""
    row = _own(request, number)
    if row.revoked_at is not None:
        raise Http404
    return _private(HttpResponse(sheet(row), content_type="application/pdf"), f"{row.number}.pdf")


def _private(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def qr_code(address: str) -> Markup:
    """SVG that a phone's camera reads: dark modules on a light ground whatever the page's colours are."""
    image = io.BytesIO()
    segno.make(address, error="m").save(
        image, kind="svg", xmldecl=False, svgns=True, border=4, scale=4, dark="#13231e", light="#ffffff",
        omitsize=False, svgclass="qr", lineclass=None,
    )  # fmt: skip
    return Markup(image.getvalue().decode())


def _own(request: HttpRequest, number: str) -> Certificate:
    row = own_certificate(own_id(request), number)
    if row is None:
        raise Http404
    return row
