"""What a trainer writes by hand: who was there, from when to when, and why it differs from the scans."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused

from .. import access
from ..locks import locked_seat
from ..models import Attendance, AttendanceCorrection, Scan, Session, SessionKind
from ..stays import settle

_LONGEST_NOTE = 300


@command
def record_attendance(
    by: Actor,
    *,
    session_id: UUID,
    enrolment_id: UUID,
    arrived_at: datetime.datetime,
    left_at: datetime.datetime | None,
    evidence: str = "roster",
    note: str = "",
    at: datetime.datetime,
) -> Attendance:
    """One person in one session, by hand; recorded again it corrects. Minutes count only between arriving and leaving,
    inside the session. The first attendance turns the seat into "attending".

    What a code proved is only changed with a note. Only for sessions in a room: a webinar is proven by its log, a
    self-paced part by its items, and a trainer's word would outrank both. evidence: "roster"; everything else has its
    own command. Raises NotYours; Refused: not_in_a_room, class_not_running, not_there_yet, left_before_arriving,
    seat_over, note_needed.
    """
    if evidence != "roster":
        raise ValueError(f"{evidence} is not written by hand")
    training_class, enrolment = locked_seat(enrolment_id)
    access.must_teach(by, training_class)
    session = Session.objects.filter(id=session_id, training_class=training_class).first()
    if session is None:
        raise NotYours()
    if session.kind != SessionKind.ROOM:
        raise Refused(
            "not_in_a_room",
            _("Kehadiran daring dihitung dari catatannya, tidak ditulis dengan tangan."),
            todo=_("Masukkan catatan dari platform webinarnya, kalau ada yang kurang."),
        )
    if training_class.status != "running":
        raise Refused(
            "class_not_running", _("Kehadiran dicatat selama kelas berjalan."), todo=_("Mulai kelasnya dulu.")
        )
    if arrived_at > at or arrived_at >= session.ends_at:
        raise Refused("not_there_yet", _("Waktu datang harus sebelum sekarang dan sebelum pertemuan selesai."))
    if left_at is not None and left_at < arrived_at:
        raise Refused("left_before_arriving", _("Waktu pulang harus sesudah waktu datang."), field="left_at")
    if enrolment.status not in ("booked", "attending"):
        raise Refused("seat_over", _("Kursi ini sudah tidak dipakai, jadi kehadirannya tidak bisa dicatat."))
    note = note.strip()[:_LONGEST_NOTE]
    scanned = Scan.objects.filter(session=session, enrolment=enrolment, refused="", code__gt="").exists()
    if scanned and not note:
        raise Refused(
            "note_needed",
            _("Kehadiran ini sudah tercatat dengan kode."),
            todo=_("Tulis alasannya kalau jamnya memang harus diubah."),
            field="note",
        )
    AttendanceCorrection.objects.create(
        session=session, enrolment=enrolment, arrived_at=arrived_at, left_at=left_at, note=note, made_by=by.person,
        made_at=at,
    )  # fmt: skip
    settle(by, session, [enrolment], at=at)
    return Attendance.objects.get(session=session, enrolment=enrolment)
