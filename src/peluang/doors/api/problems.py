"""Errors of the API: RFC 9457 problem details that say what happened and what to do, in the caller's language."""

from __future__ import annotations

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from peluang.domain.kernel.refusal import NotYours, Refused

log = logging.getLogger(__name__)

#: What is not a conflict with the state of things (409) nor a field that can't be right (422).
_STATUS = {
    "key_missing": 401, "key_unknown": 401, "key_retired": 401, "timestamp_unreadable": 401, "outside_window": 401,
    "nonce_unreadable": 401, "signature_wrong": 401, "organisation_suspended": 403, "idempotency_key_missing": 400,
    "body_unreadable": 400, "body_too_large": 413, "idempotency_key_reused": 422, "too_many_requests": 429,
}  # fmt: skip


def status_of(refusal: Refused) -> int:
    if isinstance(refusal, NotYours):
        return 404
    return _STATUS.get(refusal.code, 422 if refusal.field else 409)


def problem(
    status: int, code: str, title: str, todo: str = "", *, field: str = "", errors: list[Any] | None = None
) -> HttpResponse:
    """code: stable, for machines. title: what happened. todo: what to do. field: of the body, when one is at fault."""
    told: dict[str, Any] = {
        "type": f"urn:peluang:problem:{code}", "status": status, "code": code, "title": title, "todo": todo,
    }  # fmt: skip
    if field:
        told["field"] = field
    if errors:
        told["errors"] = errors
    answer = JsonResponse(told, status=status, content_type="application/problem+json")
    if status == 429:
        answer["Retry-After"] = "60"
    if status == 401:
        answer["WWW-Authenticate"] = "Peluang-HMAC-SHA256"
    return answer


def refused(refusal: Refused) -> HttpResponse:
    return problem(status_of(refusal), refusal.code, str(refusal.text), str(refusal.todo), field=refusal.field or "")


def install(api: NinjaAPI) -> None:
    """Every way an operation can fail answers in the same shape."""
    api.add_exception_handler(Refused, _refused)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(HttpError, _http)
    api.add_exception_handler(Exception, _broken)


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return refused(error)


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    """Which field, and what kind of value it needs; what was sent is not repeated."""
    errors = [{"field": _place(each["loc"]), "kind": each["type"]} for each in error.errors]
    first = errors[0]["field"] if errors else ""
    title = _("Isi permintaan tidak sesuai bentuknya.")
    return problem(422, "body_invalid", title, _("Cocokkan dengan /api/v1/openapi.json."), field=first, errors=errors)


def _place(location: Any) -> str:
    """("body", "body", "events", 3, "at") → "events.3.at"."""
    return ".".join(str(part) for part in location if part not in ("body", "query", "path"))


def _http(request: HttpRequest, error: Any) -> HttpResponse:
    title = _("Isi permintaan tidak bisa dibaca sebagai JSON.")
    return problem(error.status_code, "body_unreadable", title, _("Kirim JSON dengan Content-Type application/json."))


def _broken(request: HttpRequest, error: Any) -> HttpResponse:
    log.exception("the API broke at %s %s", request.method, request.path, exc_info=error)
    title = _("Ada yang rusak di sisi kami; permintaan ini tidak dijalankan.")
    return problem(500, "server_error", title, _("Kirim lagi dengan Idempotency-Key yang sama."))
