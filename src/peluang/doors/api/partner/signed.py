"""How a signed request is let in, and how an instruction is carried out once.

`@decorate_view(question("redeem_status"))` or `instruction("progress")` around an operation: the request is taken in
first, the operation runs as the partner's machine, and what was answered is kept with the request.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.refusal import Refused
from peluang.domain.organisations.commands.partner_requests import (
    Taken,
    note_rejected,
    settle,
    settle_repeated,
    take_in,
)
from peluang.domain.organisations.partners import SignedRequest
from peluang.doors import clock

from ..problems import refused, status_of

Run = Callable[..., HttpResponse]
MOST_BYTES = 64 * 1024
_LANGUAGES = ("id", "en")

#: For openapi.json: what every operation takes besides its own.
HEADERS: dict[str, Any] = {
    "parameters": [
        {"in": "header", "name": name, "required": True, "schema": {"type": "string"}, "description": told}
        for name, told in (
            ("X-Partner-Key", "The key's public name."),
            ("X-Timestamp", "Unix seconds; at most five minutes from now."),
            ("X-Nonce", "Used once, at most 100 characters."),
            ("X-Signature", "Hex HMAC-SHA-256 over method, path, timestamp, nonce, SHA-256 of the body; one a line."),
        )
    ]
}
WRITE_HEADERS: dict[str, Any] = {
    "parameters": [
        *HEADERS["parameters"],
        {
            "in": "header", "name": "Idempotency-Key", "required": True, "schema": {"type": "string", "maxLength": 120},
            "description": "The instruction's own name: sent again it acts once and answers the same.",
        },
    ]
}  # fmt: skip


def question(operation: str) -> Callable[[Run], Run]:
    """Around an operation that changes nothing."""
    return lambda run: lambda request, **values: _let_in(run, request, values, operation, None)


def instruction(operation: str) -> Callable[[Run], Run]:
    """Around an operation that writes: it needs an Idempotency-Key."""

    def around(run: Run) -> Run:
        return lambda request, **values: _let_in(
            run, request, values, operation, request.headers.get("Idempotency-Key", "").strip()
        )

    return around


def _let_in(run: Run, request: HttpRequest, values: dict[str, Any], operation: str, name: str | None) -> HttpResponse:
    with translation.override(_language(request)):
        at = clock.now()
        signed: SignedRequest | None = None
        try:
            signed = _read(request, operation)
            taken = take_in(PROGRAM, request=signed, instruction=name, at=at, wall_clock=clock.wall_clock())
        except Refused as refusal:
            if signed is not None:
                note_rejected(PROGRAM, request=signed, status=status_of(refusal), code=refusal.code, at=at)
            return refused(refusal)
        if taken.earlier is not None:
            return _again(taken)
        request.partner = taken  # type: ignore[attr-defined]
        with acting(taken.actor):
            answer = run(request, **values)
        _keep(taken, name, answer)
        return answer


def _read(request: HttpRequest, operation: str) -> SignedRequest:
    if not request.headers.get("X-Partner-Key"):
        raise Refused(
            "key_missing",
            _("Permintaan ini tidak ditandatangani."),
            todo=_("Kirim X-Partner-Key, X-Timestamp, X-Nonce dan X-Signature."),
        )
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > MOST_BYTES:
        raise Refused(
            "body_too_large",
            _("Isi permintaan lebih dari 64 kB."),
            todo=_("Kirim beberapa laporan yang lebih pendek."),
        )
    return SignedRequest(
        key_id=request.headers["X-Partner-Key"],
        timestamp=request.headers.get("X-Timestamp", ""),
        nonce=request.headers.get("X-Nonce", ""),
        signature=request.headers.get("X-Signature", ""),
        method=request.method or "GET",
        path=request.get_full_path(),
        body=request.body,
        operation=operation,
    )


def _again(taken: Taken) -> HttpResponse:
    """The answer of the first time, marked as such."""
    assert taken.earlier is not None
    status, told = taken.earlier
    settle_repeated(PROGRAM, request_id=taken.request_id, status=status)
    answer = JsonResponse(told, status=status, safe=False)
    answer["Idempotent-Replayed"] = "true"
    return answer


def _keep(taken: Taken, name: str | None, answer: HttpResponse) -> None:
    told = json.loads(answer.content) if answer.content else None
    code = told.get("code", "") if isinstance(told, dict) and answer.status_code >= 400 else ""
    settle(PROGRAM, request_id=taken.request_id, instruction=name, status=answer.status_code, answer=told, code=code)


def _language(request: HttpRequest) -> str:
    for asked, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if asked.split("-")[0] in _LANGUAGES:
            return asked.split("-")[0]
    return "id"
