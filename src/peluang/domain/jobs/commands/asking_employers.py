"""The labour office asks an employer what it needs to know before it calls it checked."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.organisations.access import is_office_of
from peluang.domain.organisations.models import Organisation

from .. import access
from ..events import EMPLOYER_ANSWERED, EMPLOYER_ASKED
from ..models import EmployerQuestion
from ..trust_telling import tell_employer

MOST_WORDS = 1000


@command
def ask_employer(by: Actor, *, employer_id: UUID, question: str, at: datetime.datetime) -> EmployerQuestion:
    """One question at a time. Raises NotYours for another region's, Refused text_missing, question_open."""
    employer = Organisation.objects.select_for_update().filter(id=employer_id).first()
    if employer is None or not is_office_of(by, employer.region_code):
        raise NotYours
    words = _said(question, "question")
    if EmployerQuestion.objects.filter(employer=employer, answered_at__isnull=True).exists():
        raise Refused("question_open", _("Pertanyaan sebelumnya belum dijawab."), field="question",
                      todo=_("Tunggu jawabannya dulu."))  # fmt: skip
    row = EmployerQuestion.objects.create(
        employer=employer, region=employer.region_code, question=words, asked_at=at, asked_by=by.person
    )
    append(EMPLOYER_ASKED, row.id, at=at, employer_id=employer.id)
    tell_employer(employer.id, "employer_asked", at)
    return row


@command
def answer_office(by: Actor, *, question_id: UUID, text: str, at: datetime.datetime) -> EmployerQuestion:
    """Once. Raises NotYours for another employer's, Refused text_missing, answered_before."""
    row = EmployerQuestion.objects.select_for_update().filter(id=question_id).first()
    if row is None:
        raise NotYours
    access.may_employ(by, row.employer_id)
    if row.answered_at is not None:
        raise Refused("answered_before", _("Pertanyaan ini sudah dijawab."), todo=_("Muat ulang halaman."))
    row.answer, row.answered_at = _said(text, "text"), at
    row.save(update_fields=["answer", "answered_at"])
    append(EMPLOYER_ANSWERED, row.id, at=at, employer_id=row.employer_id)
    return row


def _said(text: str, field: str) -> str:
    words = text.strip()
    if not words:
        raise Refused("text_missing", _("Tulis satu dua kalimat."), field=field)
    if len(words) > MOST_WORDS:
        raise Refused("text_long", _("Tulisannya terlalu panjang. Ringkas sedikit."), field=field)
    return words
