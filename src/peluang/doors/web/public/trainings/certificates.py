"""Anyone checks a certificate: by number, by its file, or offline with the files offered here."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peluang.domain.learning.queries import (
    CheckedFile,
    check_file,
    issuers,
    last_list,
    offline_bundle,
    public_certificate,
    public_competency,
    published_keys,
    status_list_token,
)
from peluang.doors import clock
from peluang.doors.web.page import ANYONE, page
from peluang.engines.credentials import check_number

#: Bytes. A certificate takes 4 kB, its PDF 50; a scanned page says nothing that could be checked.
LARGEST_FILE = 5_000_000


@page(ANYONE, whose="public", methods=("GET", "POST"))
def check(request: HttpRequest) -> HttpResponse:
    """A form for a number, and one for the file or text that somebody handed over."""
    typed, error = request.GET.get("nomor", "").strip()[:80], ""
    if typed:
        number = check_number(typed)
        if number:
            return redirect("public:certificate", number)
        error = _("Nomor ini salah ketik: angka pemeriksanya tidak cocok. Contoh nomor: PLG-2026-0000123-57.")
    context: dict[str, Any] = {"typed": typed, "error": error, "token": "", "said": None, "file_error": ""}
    if request.method == "POST":
        content, wrong = _handed_over(request)
        context |= {"token": request.POST.get("kredensial", "")[:20_000], "file_error": wrong}
        if not wrong:
            context["said"] = _said(check_file(content, at=clock.now()))
    status = 422 if error or context["file_error"] else 200
    return render(request, "public/certificates/check.html", context, status=status)


def _handed_over(request: HttpRequest) -> tuple[bytes, str]:
    """The file if there is one, else the pasted text; and what keeps us from looking at it."""
    uploaded = request.FILES.get("berkas")
    if uploaded is not None:
        if (uploaded.size or 0) > LARGEST_FILE:
            return b"", _("Berkas ini lebih dari 5 MB. Sertifikat kami jauh lebih kecil.")
        return uploaded.read(), ""
    text = request.POST.get("kredensial", "").strip()
    return text.encode(), "" if text else _("Pilih berkasnya, atau tempel isinya.")


@page(ANYONE, whose="public")
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """Valid, revoked with reason and date, or unknown: each says what it means for whoever checks."""
    tidy = check_number(number)
    if tidy and tidy != number:
        return redirect("public:certificate", tidy)
    found = public_certificate(number, at=clock.now())
    context = {
        "found": found, "number": tidy or number[:40], "mistyped": tidy is None,
        "reasons": _words(found.reasons) if found else [],
    }  # fmt: skip
    return render(request, "public/certificates/certificate.html", context, status=200 if found else 404)


@page(ANYONE, whose="public")
def competency(request: HttpRequest) -> HttpResponse:
    """A certificate of an LSP that was found genuine here: by its number and its issuer, which both stand on it."""
    number = request.GET.get("nomor", "").strip()[:80]
    issuer = request.GET.get("penerbit", "").strip()[:200]
    found = public_competency(number, issuer, at=clock.now()) if number and issuer else None
    context = {
        "number": number, "issuer": issuer, "found": found, "asked": bool(number and issuer),
        "names": [each.name for each in issuers()],
    }  # fmt: skip
    return render(
        request, "public/certificates/competency.html", context, status=404 if context["asked"] and not found else 200
    )


@page(ANYONE, whose="public")
def bundle(request: HttpRequest) -> HttpResponse:
    """Keys and revocation lists in one file, for checking without a connection."""
    body = offline_bundle(at=clock.now()).to_json()
    return _downloadable(request, HttpResponse(body, content_type="application/json"))


@page(ANYONE, whose="public")
def status_list(request: HttpRequest, number: int) -> HttpResponse:
    """One signed revocation list, as credentials name it; lists that no certificate names yet are not there."""
    newest = last_list()
    token = status_list_token(number, at=clock.now()) if newest is not None and number <= newest else None
    if token is None:
        raise Http404
    return _downloadable(request, HttpResponse(token, content_type="application/vc+jwt"))


@page(ANYONE, whose="public")
def keys(request: HttpRequest) -> HttpResponse:
    """Public keys as a JWK set."""
    return _downloadable(request, JsonResponse({"keys": list(published_keys().values())}))


def _downloadable(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Kept for five minutes; asked again with its ETag it costs no body."""
    response["Cache-Control"] = "public, max-age=300"
    response["Access-Control-Allow-Origin"] = "*"  # public data, read by other sites' checkers
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    answer: HttpResponse = get_conditional_response(request, etag=response["ETag"], response=response)  # type: ignore[assignment]
    return answer


def _words(reasons: Any) -> list[str]:
    english = (get_language() or "id").startswith("en")
    return [each.text_en if english else each.text_id for each in reasons]


def _said(found: CheckedFile) -> dict[str, Any]:
    """The answer to a file in plain words; what it says only when its signature holds."""
    checked = found.verification
    credential = checked.credential or {}
    stated = credential.get("credentialSubject")
    subject = stated if isinstance(stated, dict) else {}
    names = [each.get("identityHash", "") for each in subject.get("identifier", []) if isinstance(each, dict)]
    return {
        "valid": checked.valid,
        "reasons": _words(checked.reasons),
        "revoked_at": found.issued.revoked_at if found.issued else None,
        "revoked_reason": found.issued.revoked_reason if found.issued else "",
        "holder": names[0] if names and found.issued else "",
        "title": credential.get("name", "") if found.issued else "",
        "number": found.issued.number if found.issued else "",
        "provider": found.issued.provider if found.issued else "",
        "as_of": checked.as_of,
    }
