"""Scores that a teacher types, where the institution has no test or task of its own here (papers.py, practical.py)."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import Refused

from .. import access
from ..events import ASSESSMENT_RECORDED
from ..locks import locked_seat
from ..models import Assessment, AssessmentKind, TrainingClass
from ..papers import has_plan
from ..practical import has_tasks
from ..states import ENROLMENT


@command
def record_assessment(
    by: Actor,
    *,
    enrolment_id: UUID,
    kind: str,
    score: int,
    note: str = "",
    file_id: UUID | None = None,
    at: datetime.datetime,
) -> Assessment:
    """A score of 100; recorded again it corrects, until the class is finished. Raises Refused("score_not_of_hundred"),
    "class_not_running", "seat_over", and "scored_here" where the score comes from papers or marked work. A pre-test may
    be taken before the class starts.
    """
    training_class, enrolment = locked_seat(enrolment_id)
    access.must_teach(by, training_class)
    if kind not in AssessmentKind.values:
        raise ValueError(f"unknown kind {kind}")
    allowed = ("open", "running") if kind == AssessmentKind.PRE else ("running",)
    if training_class.status not in allowed:
        raise Refused("class_not_running", _("Nilai dicatat selama kelas berjalan."), todo=_("Mulai kelasnya dulu."))
    if enrolment.status in ENROLMENT.final:
        raise Refused("seat_over", _("Kursi ini sudah tidak dipakai, jadi nilainya tidak bisa dicatat."))
    if _is_scored_here(training_class, kind):
        raise Refused(
            "scored_here",
            _("Nilai ini dihitung dari tes atau karya peserta, jadi tidak bisa diketik."),
            todo=_("Lihat antrean penilaian, atau minta pesertanya mengerjakan tesnya."),
        )
    if not 0 <= score <= 100:
        raise Refused("score_not_of_hundred", _("Nilai adalah angka 0 sampai 100."), field="score")
    row, _made = Assessment.objects.update_or_create(
        enrolment=enrolment,
        kind=kind,
        defaults={
            "score": score, "note": note.strip(), "file_id": file_id, "assessed_by": by.person, "assessed_at": at,
        },
    )  # fmt: skip
    append(ASSESSMENT_RECORDED, enrolment.id, at=at, kind=kind, score=score)
    return row


def _is_scored_here(training_class: TrainingClass, kind: str) -> bool:
    if kind == AssessmentKind.PRACTICAL:
        return has_tasks(training_class)
    return has_plan(training_class.offering_id, kind)
