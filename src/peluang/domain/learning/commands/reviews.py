"""What people say about a training they completed: four questions, because one star does not tell courses apart."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import Refused

from .. import access
from ..events import REVIEW_WRITTEN
from ..locks import locked_seat
from ..models import Review
from ..questions import QUESTIONS
from .moderation import why_held

LONGEST = 2000


@command
def write_review(
    by: Actor, *, enrolment_id: UUID, answers: Mapping[str, int], text: str, at: datetime.datetime
) -> Review:
    """Once, after completion. answers: each of QUESTIONS 1-5. Raises Refused: not_completed, already_reviewed,
    question_open (its field is the question), text_too_long. Marks count at once; a text with a phone number, an
    e-mail or a link waits until somebody looked at it (moderation.py).
    """
    _class, enrolment = locked_seat(enrolment_id)
    access.must_be_person(by, enrolment.person_id)
    if enrolment.status != "completed":
        raise Refused(
            "not_completed",
            _("Ulasan ditulis sesudah lulus."),
            todo=_("Lihat apa yang masih kurang di halaman kelasmu."),
        )
    if Review.objects.filter(enrolment=enrolment).exists():
        raise Refused("already_reviewed", _("Pelatihan ini sudah kamu ulas. Terima kasih."))
    for question in QUESTIONS:
        if answers.get(question) not in range(1, 6):
            raise Refused("question_open", _("Pilih satu jawaban untuk setiap pertanyaan."), field=question)
    if len(text) > LONGEST:
        raise Refused("text_too_long", _("Ulasannya terlalu panjang."), field="text")
    held = why_held(text)
    row = Review.objects.create(
        enrolment=enrolment, offering=enrolment.offering, home_region=enrolment.home_region,
        answers={question: answers[question] for question in QUESTIONS}, text=text.strip(), written_at=at,
        status="held" if held else "published", report_reason=held,
    )  # fmt: skip
    append(REVIEW_WRITTEN, row.id, at=at, enrolment_id=enrolment.id, person_id=enrolment.person_id)
    return row
