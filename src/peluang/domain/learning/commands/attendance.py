"""Who was there, from when to when, and how we know."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused

from .. import access
from ..events import ATTENDANCE_RECORDED
from ..locks import locked_seat
from ..models import Attendance, Session
from ..states import ENROLMENT

EVIDENCE = ("roster", "code", "platform")


@command
def record_attendance(
    by: Actor,
    *,
    session_id: UUID,
    enrolment_id: UUID,
    arrived_at: datetime.datetime,
    left_at: datetime.datetime | None,
    evidence: str,
    at: datetime.datetime,
) -> Attendance:
    """One person in one session; recorded again it corrects. Minutes count only between arriving and leaving, inside
    the session. evidence: "roster", "code" or "platform". The first attendance turns the seat into "attending".
    """
    training_class, enrolment = locked_seat(enrolment_id)
    access.must_teach(by, training_class)
    session = Session.objects.filter(id=session_id, training_class=training_class).first()
    if session is None:
        raise NotYours()
    if training_class.status != "running":
        raise Refused(
            "class_not_running", _("Kehadiran dicatat selama kelas berjalan."), todo=_("Mulai kelasnya dulu.")
        )
    if evidence not in EVIDENCE:
        raise ValueError(f"unknown evidence {evidence}")
    if arrived_at > at or arrived_at >= session.ends_at:
        raise Refused("not_there_yet", _("Waktu datang harus sebelum sekarang dan sebelum pertemuan selesai."))
    if left_at is not None and left_at < arrived_at:
        raise Refused("left_before_arriving", _("Waktu pulang harus sesudah waktu datang."), field="left_at")
    if enrolment.status == "booked":
        ENROLMENT.advance(enrolment, "attending", by.role)
        enrolment.save(update_fields=["status"])
    elif enrolment.status != "attending":
        raise Refused("seat_over", _("Kursi ini sudah tidak dipakai, jadi kehadirannya tidak bisa dicatat."))
    row, _made = Attendance.objects.update_or_create(
        session=session,
        enrolment=enrolment,
        defaults={"arrived_at": arrived_at, "left_at": left_at, "evidence": evidence, "recorded_by": by.person},
    )
    append(ATTENDANCE_RECORDED, enrolment.id, at=at, session_id=session.id, evidence=evidence)
    return row
