"""Surveys of every kind: a form has versions, a round asks it, a person answers once about one subject."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.people.models import Person

from .events import FORM_PUBLISHED, ROUND_OPENED, SURVEY_ANSWERED
from .models import Form, Response, Round
from .questions import check_answers, check_questions

_MAKES_FORMS = frozenset({Role.SYSTEM, Role.PROGRAMME_OFFICE})


@command
def publish_form(
    by: Actor,
    *,
    code: str,
    title_id: str,
    title_en: str,
    questions: Sequence[Mapping[str, Any]],
    at: datetime.datetime,
) -> Form:
    """The next version of a form; the same questions as the last version publish nothing new.

    questions: see models.Form. Raises ValueError for questions that are not whole.
    """
    _may_make(by)
    check_questions(questions)
    last = Form.objects.filter(code=code).order_by("-version").first()
    asked = [dict(question) for question in questions]
    if last and (last.questions, last.title_id, last.title_en) == (asked, title_id, title_en):
        return last
    version = (Form.objects.filter(code=code).aggregate(last=Max("version"))["last"] or 0) + 1
    form = Form.objects.create(
        code=code, version=version, title_id=title_id, title_en=title_en, questions=asked, published_at=at
    )
    append(FORM_PUBLISHED, form.id, at=at, code=code, version=version)
    return form


@command
def open_round(
    by: Actor,
    *,
    form_code: str,
    name: str,
    opens_at: datetime.datetime,
    closes_at: datetime.datetime | None = None,
    at: datetime.datetime,
) -> Round:
    """A round of the form's latest version. Idempotent by name and version."""
    _may_make(by)
    form = Form.objects.filter(code=form_code).order_by("-version").first()
    if form is None:
        raise Refused("form_unknown", _("Formulir ini belum diterbitkan."), field="form_code")
    if closes_at and closes_at <= opens_at:
        raise Refused("round_closes_early", _("Waktu tutup harus sesudah waktu buka."), field="closes_at")
    made, new = Round.objects.get_or_create(
        form=form, name=name, defaults={"opens_at": opens_at, "closes_at": closes_at}
    )
    if new:
        append(ROUND_OPENED, made.id, at=at, form_id=form.id)
    return made


@command
def answer(
    by: Actor,
    *,
    round_id: UUID,
    person_id: UUID,
    subject: UUID,
    answers: Mapping[str, Any],
    at: datetime.datetime,
) -> Response:
    """One person's answers about one subject. Raises Refused for a closed round, a second answer, or an answer
    that does not fit its question (field: the question's code).
    """
    if by.person != person_id and by.role not in (Role.SYSTEM, Role.LABOUR_OFFICE):
        raise NotYours
    person = Person.objects.filter(id=person_id).first()
    asked = Round.objects.select_related("form").filter(id=round_id).first()
    if person is None or asked is None:
        raise NotYours
    if by.role == Role.LABOUR_OFFICE and not (by.region and person.home_region_id.startswith(by.region)):
        raise NotYours
    if at < asked.opens_at or (asked.closes_at is not None and at >= asked.closes_at):
        raise Refused("round_closed", _("Survei ini sedang tidak dibuka."))
    cleaned = check_answers(asked.form.questions, answers)
    try:
        with transaction.atomic():
            row = Response.objects.create(
                round=asked,
                person=person,
                home_region=person.home_region_id,
                subject=subject,
                answers=cleaned,
                answered_at=at,
            )
    except IntegrityError as error:
        raise Refused("already_answered", _("Survei ini sudah dijawab."), todo=_("Terima kasih!")) from error
    append(SURVEY_ANSWERED, row.id, at=at, round_id=round_id, person_id=person_id, subject=subject)
    return row


def _may_make(by: Actor) -> None:
    if by.role not in _MAKES_FORMS:
        raise NotYours
