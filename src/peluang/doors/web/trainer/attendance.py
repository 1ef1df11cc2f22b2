"""Attendance of one session: names to tap, a code that changes to show, tickets to read. Works without a network."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import sync_scans
from peluang.domain.learning.models import Session, SessionKind, TrainingClass
from peluang.domain.learning.queries.attendance import (
    SeatNow,
    Sheet,
    board_sheet,
    refused_scans,
    seats_now,
    session_of,
)
from peluang.domain.learning.scanning import REFUSALS, SentScan
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.qr import qr_svg

from .classes import TEACHERS, taught_class, zone_of
from .phone_texts import phone_texts

MODES = ("nama", "qr", "pindai")
DIRECTIONS = {"datang": "in", "pulang": "out"}
#: A class may be started this long before its first hour; from then on its page works without a network.
_EARLY = datetime.timedelta(hours=12)
_NEAR_THE_END = datetime.timedelta(minutes=45)


@page(TEACHERS, methods=("GET", "POST"))
def attendance(request: HttpRequest, class_id: UUID, number: int) -> HttpResponse:
    """Three ways to record, each with its own address; a phone with scripts keeps all three and what was recorded."""
    row = taught_class(request, class_id)
    session = session_of(class_id, number)
    if session is None:
        raise Http404
    if session.kind != SessionKind.ROOM:
        return redirect("trainer:attendance_by_hand", class_id, number)
    at = clock.now()
    seats = seats_now(session)
    asked = request.GET.get("cara", "nama")
    mode = asked if asked in MODES else "nama"
    if request.method == "POST":
        _record(request, session, seats, at)
        return redirect(f"{reverse('trainer:attendance', args=[class_id, number])}?cara={mode}")
    sheet = board_sheet(session)
    towards = request.GET.get("arah") or ("pulang" if at > session.ends_at - _NEAR_THE_END else "datang")
    towards = towards if towards in DIRECTIONS else "datang"
    code = sheet.at(DIRECTIONS[towards], at)
    context: dict[str, Any] = {
        "class": row, "session": session, "zone": zone_of(row), "seats": seats, "mode": mode, "towards": towards,
        "recording": row.status == "running" or (row.status == "open" and at >= row.starts_at - _EARLY),
        "code": code, "picture": qr_svg(_address(session) + code, _("Kode kehadiran")) if code else "",
        "sheet": sheet_for_phone(row, session, sheet, seats, at), "texts": phone_texts(),
        "refused": refused_scans(session), "ending": at > session.ends_at - _NEAR_THE_END, "over": at > session.ends_at,
        "count": {state: sum(each.state == state for each in seats) for state in ("away", "here", "gone")},
    }  # fmt: skip
    return render(request, "trainer/attendance.html", context)


def sheet_for_phone(
    row: TrainingClass, session: Session, sheet: Sheet, seats: list[SeatNow], at: datetime.datetime
) -> dict[str, Any]:
    """What the phone keeps: codes of this session, names and seats; no key, no number of anybody. Times in ms."""
    return {
        "session": str(session.id), "now": milliseconds(at), "starts": milliseconds(session.starts_at),
        "ends": milliseconds(session.ends_at), "zone": zone_of(row), "address": _address(session), "width": sheet.width,
        "first": sheet.first, "codes": sheet.codes, "people": people_for_phone(seats),
        "send": reverse("trainer:scans", args=[row.id, session.number]),
    }  # fmt: skip


def people_for_phone(seats: list[SeatNow]) -> list[dict[str, Any]]:
    return [
        {
            "id": str(each.enrolment.id), "seat": each.enrolment.seat, "name": each.enrolment.person.full_name,
            "in": milliseconds(each.attendance.arrived_at) if each.attendance else None,
            "out": milliseconds(each.attendance.left_at) if each.attendance and each.attendance.left_at else None,
        }
        for each in seats
    ]  # fmt: skip


def milliseconds(moment: datetime.datetime) -> int:
    return int(moment.timestamp() * 1000)


def _address(session: Session) -> str:
    """What the screen's QR code begins with. Capitals: a QR code holds them in little more than half the room."""
    return f"{settings.BASE_URL}/hadir/{session.id}/".upper()


def _record(request: HttpRequest, session: Session, seats: list[SeatNow], at: datetime.datetime) -> None:
    """A form without scripts: one name, one code, or everybody who has not left."""
    scans = _asked_for(request, session, seats, at)
    if not scans:
        messages.error(request, _("Tidak ada yang bisa dicatat. Muat ulang halaman ini."))
        return
    try:
        answers = sync_scans(
            request.actor,  # type: ignore[attr-defined]
            session_id=session.id, scans=scans, device="portal", device_now=at, at=at,
        )  # fmt: skip
    except Refused as refusal:
        messages.error(request, str(refusal))
        return
    for why in sorted({each.refused for each in answers if each.refused}):
        messages.error(request, str(REFUSALS[why]))
    counted = sum(not each.refused for each in answers)
    if counted:
        said = ngettext("%(n)s catatan tersimpan.", "%(n)s catatan tersimpan.", counted)
        messages.success(request, said % {"n": counted})


def _asked_for(request: HttpRequest, session: Session, seats: list[SeatNow], at: datetime.datetime) -> list[SentScan]:
    posted = request.POST
    code = posted.get("kode", "").strip()
    if code:
        direction = DIRECTIONS.get(posted.get("arah", ""), "in")
        return [SentScan(id=new_id(), method="ticket", direction=direction, claimed_at=at, code=code)]
    if "semua-pulang" in posted:
        when = min(at, session.ends_at)
        return [_tap(each.enrolment.id, "out", when) for each in seats if each.state == "here"]
    for name, direction in DIRECTIONS.items():
        if posted.get(name):
            try:
                return [_tap(UUID(posted[name]), direction, at)]
            except ValueError:
                return []
    return []


def _tap(enrolment_id: UUID, direction: str, at: datetime.datetime) -> SentScan:
    return SentScan(id=new_id(), method="name", direction=direction, claimed_at=at, enrolment_id=enrolment_id)
