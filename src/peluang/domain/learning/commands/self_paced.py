"""Learning on one's own as the institution's LMS reports it: progress item by item, scores, feedback."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import Refused

from .. import access
from ..events import ITEM_PROGRESSED
from ..evidence import items_of_class
from ..locks import lock_seat_alone, locked_seat
from ..models import Assessment, Enrolment, ItemProgress, LearningItem, SessionKind, TrainingClass
from ..states import ENROLMENT
from .assessments import record_assessment
from .presence import must_run

#: A learner's clock and ours may differ by this much before active time is called impossible.
_TOLERANCE = datetime.timedelta(minutes=2)


@command
def report_progress(
    by: Actor,
    *,
    enrolment_id: UUID,
    item_code: str,
    started_at: datetime.datetime,
    active_seconds: int,
    completed_at: datetime.datetime | None = None,
    score: int | None = None,
    source: str = "partner",
    at: datetime.datetime,
) -> ItemProgress:
    """How far one item is. What was reported only grows: an older report that arrives late takes nothing away.

    active_seconds: with signs of life, in all so far; never more than passed since started_at. score: of 100.
    Raises NotYours; Refused: item_unknown, not_self_paced, not_open_yet, started_in_future, completed_before_start,
    active_time_impossible, score_not_of_hundred, part_over, class_finished, class_not_running, seat_over.
    """
    enrolment = lock_seat_alone(enrolment_id)
    access.must_manage(by, enrolment.provider_id)
    training_class = must_run(enrolment)
    _must_be_open(training_class, started_at, at)
    item = _item(training_class, item_code)
    _check(started_at, completed_at, active_seconds, score, at)
    row = ItemProgress.objects.filter(enrolment=enrolment, item=item).first()
    before = (row.completed_at, row.active_seconds, row.score) if row else None
    row = row or ItemProgress(enrolment=enrolment, item=item, started_at=started_at, source=source)
    row.started_at = min(row.started_at, started_at)
    row.active_seconds = max(row.active_seconds, active_seconds)
    row.completed_at = row.completed_at or completed_at
    row.score = max((each for each in (row.score, score) if each is not None), default=None)
    if before == (row.completed_at, row.active_seconds, row.score):
        return row
    row.save()
    _turn_into_attending(enrolment)
    append(
        ITEM_PROGRESSED, enrolment.id, at=at, item_id=item.id, completed=row.completed_at is not None,
        active_seconds=row.active_seconds, score=row.score, source=source,
    )  # fmt: skip
    return row


@command
def report_score(
    by: Actor, *, enrolment_id: UUID, kind: str, score: int, feedback: str = "", at: datetime.datetime
) -> Assessment:
    """A test or practical work scored in the LMS; again it corrects. Raises as record_assessment, and class_finished
    once the class is over.
    """
    known = _score_of(by, enrolment_id, kind)
    note = feedback.strip() or (known.note if known else "")
    return record_assessment(by, enrolment_id=enrolment_id, kind=kind, score=score, note=note, at=at)


@command
def report_feedback(by: Actor, *, enrolment_id: UUID, kind: str, text: str, at: datetime.datetime) -> Assessment:
    """What the trainer says to scored work; the participant reads it. Raises as report_score; Refused score_missing,
    text_empty.
    """
    known = _score_of(by, enrolment_id, kind)
    if known is None:
        raise Refused(
            "score_missing", _("Pekerjaan ini belum dinilai."), todo=_("Kirim dulu nilainya, lalu umpan baliknya.")
        )
    if not text.strip():
        raise Refused("text_empty", _("Umpan baliknya kosong."), field="text")
    return record_assessment(by, enrolment_id=enrolment_id, kind=kind, score=known.score, note=text, at=at)


def _score_of(by: Actor, enrolment_id: UUID, kind: str) -> Assessment | None:
    # The class before the seat, as record_assessment takes them.
    _class, enrolment = locked_seat(enrolment_id)
    access.must_manage(by, enrolment.provider_id)
    must_run(enrolment)
    return Assessment.objects.filter(enrolment=enrolment, kind=kind).first()


def _must_be_open(training_class: TrainingClass, started_at: datetime.datetime, at: datetime.datetime) -> None:
    parts = [each for each in training_class.sessions.all() if each.kind == SessionKind.SELF_PACED]
    if not parts:
        raise Refused("not_self_paced", _("Kelas ini tidak punya bagian belajar mandiri."))
    if started_at < min(each.starts_at for each in parts):
        raise Refused(
            "not_open_yet", _("Materi ini dimulai sebelum bagian belajar mandiri dibuka."), field="started_at"
        )
    if at > max(each.ends_at for each in parts):
        raise Refused(
            "part_over",
            _("Waktu belajar mandiri kelas ini sudah lewat, jadi kemajuan tidak dicatat lagi."),
            todo=_("Yang tercatat sebelumnya tetap dihitung."),
        )


def _item(training_class: TrainingClass, code: str) -> LearningItem:
    found = next((each for each in items_of_class(training_class) if each.code == code), None)
    if found is None:
        raise Refused(
            "item_unknown",
            _("Materi dengan kode ini tidak ada di kelas ini."),
            todo=_("Ambil lagi daftar materi, lalu cocokkan kodenya."),
            field="item",
        )
    return found


def _check(
    started_at: datetime.datetime,
    completed_at: datetime.datetime | None,
    active_seconds: int,
    score: int | None,
    at: datetime.datetime,
) -> None:
    latest = at + _TOLERANCE
    if started_at > latest or (completed_at is not None and completed_at > latest):
        raise Refused("started_in_future", _("Ada jam yang belum tiba."), field="started_at")
    if completed_at is not None and completed_at < started_at:
        raise Refused("completed_before_start", _("Selesai harus sesudah mulai."), field="completed_at")
    passed = (completed_at or at) - started_at + _TOLERANCE
    if not 0 <= active_seconds <= passed.total_seconds():
        raise Refused(
            "active_time_impossible",
            _("Waktu aktif tidak boleh negatif atau lebih lama daripada waktu yang sudah berlalu sejak mulai."),
            field="active_seconds",
        )
    if score is not None and not 0 <= score <= 100:
        raise Refused("score_not_of_hundred", _("Nilai adalah angka 0 sampai 100."), field="score")


def _turn_into_attending(enrolment: Enrolment) -> None:
    """The first evidence makes it a seat in use; the program says so, whoever left the evidence."""
    if enrolment.status == "booked":
        ENROLMENT.advance(enrolment, "attending", Role.SYSTEM)
        enrolment.save(update_fields=["status"])
