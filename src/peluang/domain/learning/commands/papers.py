"""A paper of one's own: opened, answered, handed in; scored with what was saved when its time is over."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.engines.papers import draw_form

from .. import access
from ..events import PAPER_OPENED, PAPER_SAVED
from ..locks import lock_seat_alone
from ..models import AssessmentKind, Enrolment, Paper, Question, TestPlan
from ..papers import EARLY, GRACE, NOW, close_paper, close_papers, standing, time_is_over
from ..question_rules import TESTS, as_item
from ..states import ENROLMENT

#: What a person may type for a number; longer is cut, never refused: an answer must not get lost over its length.
_LONGEST_NUMBER = 40
_BATCH = 500


@command
def open_paper(by: Actor, *, enrolment_id: UUID, kind: str, at: datetime.datetime) -> Paper:
    """The form of the next attempt, with its own end. A paper that is open already is returned again.

    The seed is the seat, the kind and the attempt, and stands in the event: with the bank of that day anybody draws the
    same form. Raises NotYours; Refused: no_test, too_early, test_over, no_attempt_left, seat_over.
    """
    enrolment = lock_seat_alone(enrolment_id)
    access.must_be_person(by, enrolment.person_id)
    plan = TestPlan.objects.filter(offering=enrolment.offering_id, kind=kind).first()
    if kind not in TESTS or plan is None:
        raise Refused("no_test", _("Kelas ini tidak punya tes ini di sini."), todo=_("Tanyakan kepada pelatihmu."))
    before = list(enrolment.papers.select_for_update(of=("self",)).filter(kind=kind).order_by("attempt"))
    last = before[-1] if before else None
    if last is not None and last.score is None:
        if not time_is_over(last, at):
            return last
        last.enrolment = enrolment
        close_paper(last, handed_in=False, at=at)
    _must_be_open(enrolment, kind, at)
    if len(before) >= plan.attempts:
        raise Refused(
            "no_attempt_left",
            _("Kesempatanmu untuk tes ini sudah habis."),
            todo=_("Nilai terbaikmu yang dihitung."),
        )
    return _draw(enrolment, plan, before, at)


@command
def save_answers(by: Actor, *, paper_id: UUID, answers: Mapping[str, Any], at: datetime.datetime) -> Paper:
    """Keeps the answers given; questions that are not among them keep theirs. answers: question id → list of option
    codes, or the number as typed; empty takes the answer back.

    Raises NotYours; Refused: time_over (after due_at and 30 seconds), paper_closed, answer_unknown (nothing is kept).
    """
    paper = _own_open(by, paper_id)
    if time_is_over(paper, at):
        raise Refused(
            "time_over",
            _("Waktunya sudah habis."),
            todo=_("Yang dinilai adalah jawaban yang tersimpan sebelum waktunya habis."),
        )
    _keep(paper, answers, at)
    return paper


@command
def hand_in_paper(by: Actor, *, paper_id: UUID, answers: Mapping[str, Any], at: datetime.datetime) -> Paper:
    """Keeps the answers and scores the paper. After its time nothing more is taken: it is scored with what was saved,
    and handed_in_at stays empty. Raises as save_answers but for time_over.
    """
    paper = _own_open(by, paper_id)
    in_time = not time_is_over(paper, at)
    if in_time:
        _keep(paper, answers, at)
    close_paper(paper, handed_in=in_time, at=at)
    return paper


@command
def score_forgotten_papers(by: Actor, *, at: datetime.datetime) -> int:
    """Papers whose time is over and that nobody handed in: at most 500 a run; one that somebody holds waits a turn."""
    waiting = (
        Paper.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("enrolment")
        .filter(score__isnull=True, due_at__lt=at - GRACE)
        .order_by("due_at")[:_BATCH]
    )
    return close_papers(waiting, at=at)


def _own_open(by: Actor, paper_id: UUID) -> Paper:
    """The paper, locked before it is read: of two that hand in, the second finds it closed."""
    paper = Paper.objects.select_for_update(of=("self",)).select_related("enrolment").filter(id=paper_id).first()
    if paper is None:
        raise NotYours()
    access.must_be_person(by, paper.enrolment.person_id)
    # Read again after the lock: the seat may have been given up meanwhile.
    paper.enrolment.refresh_from_db(fields=["status"])
    if paper.score is not None or paper.enrolment.status in ENROLMENT.final:
        raise Refused(
            "paper_closed",
            _("Tes ini sudah dikumpulkan atau kelasnya sudah berakhir."),
            todo=_("Lihat nilaimu di halaman kelas."),
        )
    return paper


def _keep(paper: Paper, answers: Mapping[str, Any], at: datetime.datetime) -> None:
    asked = {each["question"]: set(each["options"]) for each in paper.questions}
    kept = dict(paper.answers)
    for question, answer in answers.items():
        if question not in asked:
            raise _unknown()
        options = asked[question]
        if options and (not isinstance(answer, list | tuple) or set(answer) - options):
            raise _unknown()
        if not options and not isinstance(answer, str):
            raise _unknown()
        kept[question] = sorted(set(answer)) if options else answer.strip()[:_LONGEST_NUMBER]
    paper.answers = {question: answer for question, answer in kept.items() if answer}
    paper.saved_at = at
    paper.save(update_fields=["answers", "saved_at"])
    append(PAPER_SAVED, paper.id, at=at, answered=len(paper.answers))


def _unknown() -> Refused:
    return Refused(
        "answer_unknown",
        _("Ada jawaban yang bukan milik tes ini."),
        todo=_("Muat ulang halaman tesnya, lalu jawab lagi."),
    )


def _must_be_open(enrolment: Enrolment, kind: str, at: datetime.datetime) -> None:
    if enrolment.status in ENROLMENT.final:
        raise Refused("seat_over", _("Kursi ini sudah tidak dipakai, jadi tesnya tidak bisa dikerjakan."))
    training_class = enrolment.training_class
    found = standing(kind, training_class, list(training_class.sessions.all()), at)
    if found == EARLY:
        raise Refused(
            "too_early",
            _("Tes ini belum dibuka."),
            todo=_("Tes akhir dibuka pada pertemuan terakhir, kuis sejak kelas berjalan."),
        )
    # What was known before is not measured after it was tested.
    after = kind == AssessmentKind.PRE and enrolment.papers.filter(kind=AssessmentKind.POST).exists()
    if found != NOW or after:
        raise Refused("test_over", _("Waktu untuk tes ini sudah lewat."), todo=_("Tanyakan kepada pelatihmu."))


def _draw(enrolment: Enrolment, plan: TestPlan, before: list[Paper], at: datetime.datetime) -> Paper:
    attempt = len(before) + 1
    seed = f"{enrolment.id}:{plan.kind}:{attempt}"
    bank = Question.objects.filter(Q(retired_at__isnull=True), offering=plan.offering_id, use__contains=plan.kind)
    items = [as_item(each) for each in bank.order_by("id")]
    if not items:
        raise Refused("no_test", _("Tes ini belum punya soal."), todo=_("Tanyakan kepada pelatihmu."))
    seen = {each["question"] for paper in before for each in paper.questions}
    form = draw_form(items, plan.questions, seed, seen)
    paper = Paper.objects.create(
        enrolment=enrolment, kind=plan.kind, attempt=attempt, opened_at=at,
        questions=[{"question": each.key, "options": list(each.options)} for each in form],
        due_at=at + datetime.timedelta(minutes=plan.minutes),
    )  # fmt: skip
    append(
        PAPER_OPENED, paper.id, at=at, enrolment_id=enrolment.id, kind=plan.kind, attempt=attempt, seed=seed,
        questions=[each.key for each in form],
    )  # fmt: skip
    return paper
