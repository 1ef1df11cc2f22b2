"""Anyone checks a certificate: by number, by its signed text, or offline with the files offered here."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peluang.domain.learning.queries import (
    check_token,
    offline_bundle,
    public_certificate,
    published_keys,
    status_list_token,
)
from peluang.doors import clock
from peluang.doors.web.page import ANYONE, page
from peluang.engines.credentials import check_number


@page(ANYONE, whose="public", methods=("GET", "POST"))
def check(request: HttpRequest) -> HttpResponse:
    """A form for a number, and one for the text of a credential that somebody handed over."""
    typed, error = request.GET.get("nomor", "").strip()[:80], ""
    if typed:
        number = check_number(typed)
        if number:
            return redirect("public:certificate", number)
        error = _("Nomor ini salah ketik: angka pemeriksanya tidak cocok. Contoh nomor: PLG-2026-0000123-57.")
    token, said = request.POST.get("kredensial", "").strip(), None
    if request.method == "POST":
        said = _said(token_of(token))
    context = {"typed": typed, "error": error, "token": token[:20_000], "said": said}
    return render(request, "public/certificates/check.html", context, status=422 if error else 200)


@page(ANYONE, whose="public")
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """Valid, revoked with reason and date, or unknown: each says what it means for whoever checks."""
    tidy = check_number(number)
    if tidy and tidy != number:
        return redirect("public:certificate", tidy)
    found = public_certificate(number, at=clock.now())
    context = {"found": found, "number": tidy or number[:40], "mistyped": tidy is None}
    return render(request, "public/certificates/certificate.html", context, status=200 if found else 404)


@page(ANYONE, whose="public")
def bundle(request: HttpRequest) -> HttpResponse:
    """Keys and revocation lists in one file, for checking without a connection."""
    return _downloadable(HttpResponse(offline_bundle(at=clock.now()).to_json(), content_type="application/json"))


@page(ANYONE, whose="public")
def status_list(request: HttpRequest, number: int) -> HttpResponse:
    """One signed revocation list, as credentials name it."""
    token = status_list_token(number, at=clock.now())
    if token is None:
        raise Http404
    return _downloadable(HttpResponse(token, content_type="application/vc+jwt"))


@page(ANYONE, whose="public")
def keys(request: HttpRequest) -> HttpResponse:
    """Public keys as a JWK set."""
    return _downloadable(JsonResponse({"keys": list(published_keys().values())}))


def _downloadable(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "public, max-age=300"
    response["Access-Control-Allow-Origin"] = "*"  # public data, read by other sites' checkers
    return response


def token_of(text: str) -> str:
    """The signed text itself, also out of the JSON file that people download from us."""
    try:
        found = json.loads(text)
    except ValueError:
        return text
    address = found.get("id", "") if isinstance(found, dict) else ""
    return str(address).rpartition(",")[2] if str(address).startswith("data:") else text


def _said(token: str) -> dict[str, Any]:
    """The answer to a pasted credential in plain words; what it says only when its signature holds."""
    checked = check_token(token, at=clock.now())
    english = (get_language() or "id").startswith("en")
    subject = (checked.credential or {}).get("credentialSubject", {})
    named = [each.get("identityHash", "") for each in subject.get("identifier", [])]
    return {
        "valid": checked.valid,
        "reasons": [each.text_en if english else each.text_id for each in checked.reasons],
        "holder": named[0] if named else "",
        "title": (checked.credential or {}).get("name", ""),
        "number": subject.get("licenseNumber", ""),
    }
