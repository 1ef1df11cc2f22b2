"""The hours of one session, written by hand: for corrections, and for phones without scripts."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import record_attendance
from peluang.domain.learning.models import Session, SessionKind
from peluang.domain.learning.queries.attendance import SeatNow, seats_now, session_of
from peluang.doors import clock
from peluang.doors.web.page import page

from .classes import TEACHERS, taught_class, zone_of


@page(TEACHERS, methods=("GET", "POST"))
def by_hand(request: HttpRequest, class_id: UUID, number: int) -> HttpResponse:
    """Two times a person: empty arrival means not there. What was typed stays when something is wrong. Of an online
    session only what its log counts.
    """
    row = taught_class(request, class_id)
    session = session_of(class_id, number)
    if session is None:
        raise Http404
    zone = ZoneInfo(zone_of(row))
    lines = [_line(request, each, session, zone) for each in seats_now(session)]
    if request.method == "POST" and session.kind == SessionKind.ROOM and _save(request, lines, session, zone):
        messages.success(request, _("Kehadiran tersimpan."))
        return redirect("trainer:class", class_id)
    wrong = [each for each in lines if each["error"]]
    context = {"class": row, "session": session, "zone": str(zone), "lines": lines, "wrong": wrong}
    return render(request, "trainer/attendance_by_hand.html", context, status=422 if wrong else 200)


def _line(request: HttpRequest, seat: SeatNow, session: Session, zone: ZoneInfo) -> dict[str, Any]:
    """What the form shows for one person: typed, else recorded, else empty. proven: by a code, so a note is needed."""
    found = seat.attendance
    key = str(seat.enrolment.id)
    arrived = _clock(found.arrived_at, zone) if found else ""
    left = _clock(found.left_at, zone) if found and found.left_at else ""
    shown = (arrived, left)
    if request.GET.get("isi") == "penuh" and not found:  # a start for who mostly has everybody there
        shown = (_clock(session.starts_at, zone), _clock(session.ends_at, zone))
    note = seat.by_hand.note if seat.by_hand else ""
    return {
        "enrolment": seat.enrolment, "arrived_name": f"datang-{key}", "left_name": f"pulang-{key}",
        "note_name": f"alasan-{key}", "note": request.POST.get(f"alasan-{key}", note), "recorded": (arrived, left),
        "proven": bool(found and found.evidence == "code"), "by_hand": seat.by_hand is not None, "error": "",
        "minutes": found.minutes if found else None,
        "contested": bool(found and found.contested_at), "arrived": request.POST.get(f"datang-{key}", shown[0]),
        "left": request.POST.get(f"pulang-{key}", shown[1]),
    }  # fmt: skip


def _save(request: HttpRequest, lines: list[dict[str, Any]], session: Session, zone: ZoneInfo) -> bool:
    """Records every line that changed; a line at fault says why, the others are kept."""
    for line in lines:
        if not line["arrived"] or (line["arrived"], line["left"]) == line["recorded"]:
            continue
        try:
            arrived, left = _moment(line["arrived"], session, zone), _moment(line["left"], session, zone)
            assert arrived is not None
            record_attendance(
                request.actor,  # type: ignore[attr-defined]
                session_id=session.id, enrolment_id=line["enrolment"].id, arrived_at=arrived, left_at=left,
                note=line["note"], at=clock.now(),
            )  # fmt: skip
        except ValueError:
            line["error"] = _("Tulis jamnya seperti 08:00.")
        except Refused as refusal:
            line["error"] = str(refusal)
            line["proven"] = line["proven"] or refusal.code == "note_needed"
    return not any(line["error"] for line in lines)


def _moment(text: str, session: Session, zone: ZoneInfo) -> datetime.datetime | None:
    """The clock time on the day of the session, where it is held. Raises ValueError."""
    if not text:
        return None
    day = session.starts_at.astimezone(zone).date()
    return datetime.datetime.combine(day, datetime.time.fromisoformat(text), zone)


def _clock(moment: datetime.datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%H:%M}"
