"""What the trainer's phone talks to: it sends what it gathered; a worker lets its page open without a network."""

from __future__ import annotations

import datetime
import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static

from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning.commands import ScanAnswer, sync_scans
from peluang.domain.learning.queries.attendance import seats_now, session_of
from peluang.domain.learning.scanning import REFUSALS, SentScan
from peluang.doors import clock
from peluang.doors.web.page import ANYONE, page

from .attendance import milliseconds, people_for_phone
from .classes import TEACHERS, taught_class

_MOST_BYTES = 256 * 1024
_FILES = (
    "ui/peluang.css", "ui/peluang.js", "ui/mark.svg", "ui/qr.js", "trainer/attendance.js",
    "ui/fonts/plus-jakarta-sans-latin-wght-normal.woff2",
)  # fmt: skip


class _Unreadable(ValueError):
    """The phone sent something that no version of our page sends."""


@page(TEACHERS, methods=("POST",))
def scans(request: HttpRequest, class_id: UUID, number: int) -> HttpResponse:
    """JSON in: {device, now, scans: [{id, method, direction, at, code?, seat?}]}, times in ms since 1970 by the phone's
    clock. JSON out: {answers: [{id, refused, text}], people, now}. 422 {error}: nothing was taken, keep everything.
    """
    taught_class(request, class_id)
    session = session_of(class_id, number)
    if session is None:
        raise Http404
    at = clock.now()
    try:
        device, device_now, sent = _read(request)
        answers = sync_scans(
            request.actor,  # type: ignore[attr-defined]
            session_id=session.id, scans=sent, device=device, device_now=device_now, at=at,
        )  # fmt: skip
    except NotYours:
        raise
    except Refused as refusal:
        return JsonResponse({"error": str(refusal), "code": refusal.code}, status=422)
    except _Unreadable as problem:
        return JsonResponse({"error": str(problem), "code": "unreadable"}, status=422)
    return JsonResponse(
        {
            "answers": [_told(each) for each in answers],
            "people": people_for_phone(seats_now(session)),
            "now": milliseconds(at),
        }
    )


@page(ANYONE, whose="public")
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of /pelatih/: it holds addresses of plain files and nothing of anybody."""
    answer = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@lru_cache(maxsize=1)
def _worker() -> str:
    source = Path(__file__).with_name("worker.js").read_text()
    files = [static(each) for each in _FILES]
    version = hashlib.sha256((source + "".join(files)).encode()).hexdigest()[:12]
    return f"const FILES = {json.dumps(files)}, VERSION = {json.dumps(version)};\n{source}"


def _told(answer: ScanAnswer) -> dict[str, Any]:
    return {
        "id": str(answer.id),
        "refused": answer.refused,
        "text": str(REFUSALS[answer.refused]) if answer.refused else "",
    }


def _read(request: HttpRequest) -> tuple[str, datetime.datetime, list[SentScan]]:
    """Raises _Unreadable. A clock that tells nonsense is no reason to lose scans: it becomes the year 1970 or 9999."""
    if len(request.body) > _MOST_BYTES:
        raise _Unreadable("too long")
    try:
        told = json.loads(request.body)
        sent = [_scan(each) for each in told["scans"]]
        return str(told["device"])[:64], _moment(told["now"]), sent
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as problem:
        raise _Unreadable("no scans") from problem


def _scan(told: dict[str, Any]) -> SentScan:
    method, direction = told["method"], told["direction"]
    if method not in ("ticket", "name") or direction not in ("in", "out"):
        raise ValueError(method)
    seat = UUID(str(told["seat"])) if method == "name" else None
    code = str(told.get("code") or "").replace("\x00", "") if method == "ticket" else ""
    return SentScan(
        id=UUID(str(told["id"])), method=method, direction=direction, claimed_at=_moment(told["at"]), code=code,
        enrolment_id=seat,
    )  # fmt: skip


def _moment(told: Any) -> datetime.datetime:
    """Milliseconds since 1970, held between 1970 and 9999."""
    if isinstance(told, bool) or not isinstance(told, int | float) or told != told:
        raise ValueError("no time")
    seconds = min(max(float(told), 0.0), 253_370_764_800_000.0) / 1000
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
