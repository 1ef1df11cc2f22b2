"""Online sessions of a class: links, recording, what is learnt on one's own, the platform's log."""

from __future__ import annotations

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands.online_sessions import make_self_paced, make_webinar, set_links
from peluang.domain.learning.commands.platform_log import LogReport, import_webinar_log
from peluang.domain.learning.log_file import read_log
from peluang.domain.learning.models import Session, SessionKind, TrainingClass
from peluang.domain.learning.queries import class_of
from peluang.domain.learning.queries.online import online_sessions
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal

from .forms import LogForm, SessionForm


@page({Role.PROVIDER})
def sessions(request: HttpRequest, class_id: UUID) -> HttpResponse:
    row = _class(request, class_id)
    context = {"class": row, "sessions": online_sessions(row), "zone": _zone(row)}
    return render(request, "provider/online/sessions.html", context)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def session(request: HttpRequest, class_id: UUID, number: int) -> HttpResponse:
    row, found = _session(request, class_id, number)
    fixed = row.status != "open" or clock.now() >= row.starts_at
    form = SessionForm(request.POST or None, session=found, fixed=fixed, zone=ZoneInfo(_zone(row)))
    if request.method == "POST" and form.is_valid():
        try:
            _change(request, row, found, form)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Pertemuan daring tersimpan."))
            return redirect("provider:class_online", class_id)
    context = {"class": row, "session": found, "form": form, "fixed": fixed, "zone": _zone(row)}
    return render(request, "provider/online/session.html", context, status=422 if form.errors else 200)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def log(request: HttpRequest, class_id: UUID, number: int) -> HttpResponse:
    """The file is read and counted in one step; what found no seat is listed."""
    row, found = _session(request, class_id, number)
    if found.kind != SessionKind.WEBINAR:
        raise Http404
    form = LogForm(request.POST or None, request.FILES or None)
    report: LogReport | None = None
    if request.method == "POST" and form.is_valid():
        try:
            report = _import(request, found, form.cleaned_data["file"], ZoneInfo(_zone(row)))
        except Refused as refusal:
            add_refusal(form, refusal)
    context = {"class": row, "session": found, "form": form, "report": report, "zone": _zone(row)}
    return render(request, "provider/online/log.html", context, status=422 if form.errors else 200)


def _change(request: HttpRequest, row: TrainingClass, found: Session, form: SessionForm) -> None:
    by, at, data = request.actor, clock.now(), form.cleaned_data  # type: ignore[attr-defined]
    if data.get("way") == SessionKind.SELF_PACED:
        make_self_paced(by, session_id=found.id, minutes=data["minutes"], ends_at=form.closes_at(row.ends_at), at=at)
        return
    if data.get("way") == SessionKind.WEBINAR and found.kind != SessionKind.WEBINAR:
        make_webinar(by, session_id=found.id, at=at)
    if data.get("way", found.kind) == SessionKind.WEBINAR:
        set_links(by, session_id=found.id, join_url=data["join_url"], recording_url=data["recording_url"], at=at)


def _import(request: HttpRequest, found: Session, file: Any, zone: ZoneInfo) -> LogReport:
    lines, broken = read_log(file.read(), file.name, near=found.starts_at, zone=zone)
    report = import_webinar_log(request.actor, session_id=found.id, lines=lines, at=clock.now())  # type: ignore[attr-defined]
    report.unmatched = sorted([*report.unmatched, *broken], key=lambda each: each[0])
    return report


def _class(request: HttpRequest, class_id: UUID) -> TrainingClass:
    row = class_of(request.actor, class_id)  # type: ignore[attr-defined]
    if row is None:
        raise Http404
    return row


def _session(request: HttpRequest, class_id: UUID, number: int) -> tuple[TrainingClass, Session]:
    row = _class(request, class_id)
    found = row.sessions.filter(number=number).exclude(kind=SessionKind.ROOM).first()
    if found is None:
        raise Http404
    return row, found


def _zone(row: TrainingClass) -> str:
    return row.regency.province.timezone if row.regency else "Asia/Jakarta"
