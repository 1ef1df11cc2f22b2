"""The auditor's desk: reads everything, changes nothing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from peluang.domain.events.sealer import verify_chain
from peluang.domain.events.types import REGISTRY
from peluang.domain.kernel.context import Role
from peluang.doors.web.page import page
from peluang.doors.web.steps import find_address

from .reading import PER_PAGE, chain_state, draws, journal, ledger

AUDITOR = {Role.AUDITOR}


@page(AUDITOR, methods=("GET", "POST"))
def home(request: HttpRequest) -> HttpResponse:
    """Events by type and subject; posting recomputes every seal of the chain."""
    kind, subject, wrong = request.GET.get("jenis", "")[:80], request.GET.get("hal", "").strip(), ""
    wanted = _uuid(subject)
    if subject and wanted is None:
        wrong = subject
    events = [] if wrong else journal(kind=kind, subject=wanted, before=_uuid(request.GET.get("sebelum", "")))
    context = {
        "events": events, "kind": kind, "subject": subject, "wrong": wrong,
        "kind_options": _kinds(),
        "chain": chain_state(), "more": events[-1].id if len(events) == PER_PAGE else None,
        "problems": verify_chain() if request.method == "POST" else None,
    }  # fmt: skip
    return render(request, "audit/home.html", context, status=422 if wrong else 200)


@page(AUDITOR)
def decrees(request: HttpRequest) -> HttpResponse:
    """Draws and decrees: seed, commitment and roster, so that each can be computed again."""
    rows = [(wave, getattr(wave, "decree", None), find_address("public:draw", wave.number)) for wave in draws()]
    return render(request, "audit/decrees.html", {"rows": rows})


@page(AUDITOR)
def money(request: HttpRequest) -> HttpResponse:
    """Totals by kind of account; double entry sums to zero."""
    rows = ledger()
    return render(request, "audit/money.html", {"rows": rows, "sum": sum(row.balance for row in rows)})


def _kinds() -> list[dict[str, Any]]:
    """A whole app, or one type of event."""
    apps = sorted({name.split(".")[0] for name in REGISTRY})
    return [
        {"group": _("Satu bagian"), "options": [(f"{app}.", app) for app in apps]},
        {"group": _("Satu jenis"), "options": [(name, name) for name in sorted(REGISTRY)]},
    ]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
