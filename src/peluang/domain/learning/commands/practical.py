"""Practical work: handed in with photos, returned with feedback, marked by criteria."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.files.commands import store_file
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import PROGRAM, Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.commands import write

from .. import access
from ..events import WORK_CORRECTED, WORK_HANDED_IN, WORK_MARKED, WORK_RETURNED
from ..locks import lock_seat_alone
from ..models import Enrolment, PracticalFile, PracticalWork
from ..practical import LONGEST_TEXT, HandedFile, check_files, count_practical, kind_of_file, tasks_of_class
from ..states import ENROLMENT, WORK


@command
def hand_in_work(
    by: Actor, *, enrolment_id: UUID, task_id: UUID, text: str = "", files: Sequence[HandedFile] = (),
    at: datetime.datetime,
) -> PracticalWork:  # fmt: skip
    """The first round, or the next one after it was returned; files of earlier rounds stay.

    Raises NotYours; Refused: class_not_running, seat_over, file_needed, nothing_handed_in, text_too_long,
    too_many_files, file_empty, file_too_large, file_kind, and wrong_state while it waits to be marked or is marked.
    """
    check_files(files)
    text = text.strip()
    if len(text) > LONGEST_TEXT:
        raise Refused("text_too_long", _("Tulisanmu lebih dari 5.000 huruf."), field="text")
    enrolment = lock_seat_alone(enrolment_id)
    access.must_be_person(by, enrolment.person_id)
    _must_go_on(enrolment)
    task = tasks_of_class(enrolment.training_class).filter(id=task_id).first()
    if task is None:
        raise NotYours()
    work = PracticalWork.objects.select_for_update().filter(enrolment=enrolment, task=task).first()
    earlier = work is not None and work.files.exists()
    if task.needs_file and not files and not earlier:
        raise Refused("file_needed", _("Tugas ini perlu foto atau berkas."), field="files")
    if not text and not files:
        raise Refused("nothing_handed_in", _("Tulis sesuatu, atau pilih foto."), field="text")
    if work is None:
        work = PracticalWork(enrolment=enrolment, task=task, rounds=1)
    else:
        WORK.advance(work, "handed_in", by.role)
        work.rounds += 1
    work.text, work.handed_in_at = text, at
    work.save()
    _keep_files(work, enrolment, files, at)
    append(
        WORK_HANDED_IN, work.id, at=at, enrolment_id=enrolment.id, task_id=task.id, round=work.rounds, files=len(files)
    )
    return work


@command
def return_work(by: Actor, *, work_id: UUID, seen_round: int, feedback: str, at: datetime.datetime) -> PracticalWork:
    """Asks for another round, and says why. seen_round: the one that was looked at.

    Raises NotYours; Refused: other_round when the person has sent another since, already_marked, feedback_missing,
    class_not_running, seat_over.
    """
    work, enrolment = _to_mark(by, work_id, seen_round)
    work.feedback = _said(feedback)
    WORK.advance(work, "returned", by.role)
    work.marked_by, work.marked_at = by.person, at
    work.save(update_fields=["status", "feedback", "marked_by", "marked_at"])
    append(WORK_RETURNED, work.id, at=at, enrolment_id=work.enrolment_id, task_id=work.task_id, round=work.rounds)
    _tell(by, work, enrolment, "learning.work_returned", at)
    return work


@command
def mark_work(
    by: Actor, *, work_id: UUID, seen_round: int, marks: Mapping[str, int], feedback: str, at: datetime.datetime
) -> PracticalWork:
    """marks: criterion code → points, one for each criterion, from 0 to its points. When the last task of the seat is
    marked its score of practical work is counted. Raises as return_work; Refused("marks_missing" or "mark_beyond") with
    the criterion as the field."""
    work, enrolment = _to_mark(by, work_id, seen_round)
    WORK.advance(work, "marked", by.role)
    _mark(by, work, marks, feedback, at)
    append(
        WORK_MARKED, work.id, at=at, enrolment_id=work.enrolment_id, task_id=work.task_id, round=work.rounds,
        score=work.score,
    )  # fmt: skip
    count_practical(enrolment, at=at)
    _tell(by, work, enrolment, "learning.work_marked", at)
    return work


@command
def correct_marks(
    by: Actor, *, work_id: UUID, seen: datetime.datetime, marks: Mapping[str, int], feedback: str,
    at: datetime.datetime,
) -> PracticalWork:  # fmt: skip
    """Another mark after a mistake, while the class goes on. seen: marked_at of what was looked at; raises
    Refused("marked_meanwhile") when somebody else marked it since."""
    work, enrolment = _locked_work(by, work_id)
    if work.status != "marked" or work.marked_at != seen:
        raise Refused(
            "marked_meanwhile",
            _("Karya ini baru saja dinilai orang lain."),
            todo=_("Muat ulang, lalu lihat nilainya sebelum mengubah."),
        )
    before = work.score
    _mark(by, work, marks, feedback, at)
    append(
        WORK_CORRECTED, work.id, at=at, enrolment_id=work.enrolment_id, task_id=work.task_id, before=before,
        score=work.score,
    )  # fmt: skip
    count_practical(enrolment, at=at)
    _tell(by, work, enrolment, "learning.work_marked", at)
    return work


def _locked_work(by: Actor, work_id: UUID) -> tuple[PracticalWork, Enrolment]:
    """Seat first, then the work: whoever marks second, or ends the class, waits for the first."""
    enrolment_id = PracticalWork.objects.filter(id=work_id).values_list("enrolment_id", flat=True).first()
    if enrolment_id is None:
        raise NotYours()
    enrolment = lock_seat_alone(enrolment_id)
    access.must_teach(by, enrolment.training_class)
    work = PracticalWork.objects.select_for_update(of=("self",)).select_related("task").get(id=work_id)
    _must_go_on(enrolment)
    return work, enrolment


def _to_mark(by: Actor, work_id: UUID, seen_round: int) -> tuple[PracticalWork, Enrolment]:
    work, enrolment = _locked_work(by, work_id)
    if work.status == "marked":
        raise Refused(
            "already_marked",
            _("Karya ini sudah dinilai orang lain."),
            todo=_("Buka yang berikutnya di antrean."),
        )
    if work.status != "handed_in" or work.rounds != seen_round:
        raise Refused(
            "other_round",
            _("Karya ini sudah berubah sejak Anda membukanya."),
            todo=_("Muat ulang, lalu lihat yang terbaru."),
        )
    return work, enrolment


def _must_go_on(enrolment: Enrolment) -> None:
    if enrolment.status in ENROLMENT.final:
        raise Refused("seat_over", _("Kursi ini sudah tidak dipakai, jadi karyanya tidak bisa diterima atau dinilai."))
    if enrolment.training_class.status != "running":
        raise Refused(
            "class_not_running",
            _("Karya diterima dan dinilai selama kelas berjalan."),
            todo=_("Kalau kelasnya belum dimulai, tunggu sampai dimulai."),
        )


def _mark(by: Actor, work: PracticalWork, marks: Mapping[str, int], feedback: str, at: datetime.datetime) -> None:
    for criterion in work.task.criteria:
        points = marks.get(criterion["code"])
        if points is None:
            raise Refused("marks_missing", _("Isi poin untuk setiap hal yang dinilai."), field=criterion["code"])
        if not 0 <= points <= criterion["points"]:
            raise Refused(
                "mark_beyond",
                _("Poinnya 0 sampai %(points)s.") % {"points": criterion["points"]},
                field=criterion["code"],
            )
    work.marks = {each["code"]: marks[each["code"]] for each in work.task.criteria}
    work.score = sum(work.marks.values())
    work.feedback = _said(feedback)
    work.marked_by, work.marked_at = by.person, at
    work.save(update_fields=["status", "marks", "score", "feedback", "marked_by", "marked_at"])


def _said(feedback: str) -> str:
    said = feedback.strip()
    if not said or len(said) > LONGEST_TEXT:
        raise Refused(
            "feedback_missing", _("Tulis apa yang sudah baik dan apa yang perlu diperbaiki."), field="feedback"
        )
    return said


def _keep_files(work: PracticalWork, enrolment: Enrolment, files: Sequence[HandedFile], at: datetime.datetime) -> None:
    """Each belongs to the person and to the institution that teaches: nobody else sees it."""
    for each in files:
        stored = store_file(
            PROGRAM, content=each.content, name=each.name, media_type=kind_of_file(each.content), purpose="practical",
            person_id=enrolment.person_id, organisation_id=enrolment.provider_id, at=at,
        )  # fmt: skip
        PracticalFile.objects.create(work=work, file=stored, round=work.rounds)


def _tell(by: Actor, work: PracticalWork, enrolment: Enrolment, template: str, at: datetime.datetime) -> None:
    write(
        by, person_id=enrolment.person_id, template=template, at=at, once=f"{template}:{work.id}:{at.timestamp()}",
        context={
            "class_id": enrolment.training_class_id, "enrolment_id": enrolment.id, "task_id": work.task_id,
        },
    )  # fmt: skip
