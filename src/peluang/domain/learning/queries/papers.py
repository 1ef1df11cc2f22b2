"""Tests and practical tasks as the person in the seat sees them. What is right is not read before it may be shown."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from peluang.engines.papers import credit, readings

from ..models import (
    AssessmentKind,
    Enrolment,
    Paper,
    PracticalFile,
    PracticalTask,
    PracticalWork,
    Question,
    QuestionKind,
    Session,
    TestPlan,
)
from ..papers import NOW, OVER, standing, time_is_over, when
from ..practical import tasks_of_class
from ..question_rules import as_keyed
from ..states import ENROLMENT


@dataclass(frozen=True)
class OwnTest:
    """standing: "now", "early" or "over". opens_at, closes_at: None where the class's state says it.

    papers: by attempt. score: what counts so far.
    """

    kind: AssessmentKind
    plan: TestPlan
    standing: str
    opens_at: datetime.datetime | None
    closes_at: datetime.datetime | None
    papers: Sequence[Paper]
    score: int | None

    @property
    def open_paper(self) -> Paper | None:
        return next((each for each in self.papers if each.score is None), None)

    @property
    def attempts_left(self) -> int:
        return max(0, self.plan.attempts - len(self.papers))

    @property
    def may_open(self) -> bool:
        return self.standing == NOW and self.attempts_left > 0


@dataclass(frozen=True)
class OwnTask:
    task: PracticalTask
    work: PracticalWork | None


@dataclass(frozen=True)
class Assessing:
    """Everything one seat is tested by here; both empty when the trainer types the scores."""

    tests: Sequence[OwnTest] = ()
    tasks: Sequence[OwnTask] = ()


def assessing_of(enrolment: Enrolment, sessions: Sequence[Session], *, at: datetime.datetime) -> Assessing:
    """Of a seat whose training_class is loaded (4 statements)."""
    papers = list(Paper.objects.filter(enrolment=enrolment).order_by("attempt"))
    tests = []
    for plan in sorted(TestPlan.objects.filter(offering=enrolment.offering_id), key=_in_order):
        mine = [each for each in papers if each.kind == plan.kind]
        tests.append(_own_test(plan, enrolment, sessions, mine, papers, at))
    works = {each.task_id: each for each in PracticalWork.objects.filter(enrolment=enrolment)}
    tasks = [OwnTask(each, works.get(each.id)) for each in tasks_of_class(enrolment.training_class)]
    return Assessing(tests, tasks)


def _in_order(plan: TestPlan) -> int:
    return [AssessmentKind.PRE, AssessmentKind.QUIZ, AssessmentKind.POST].index(AssessmentKind(plan.kind))


def _own_test(
    plan: TestPlan, enrolment: Enrolment, sessions: Sequence[Session], mine: list[Paper], all_papers: list[Paper],
    at: datetime.datetime,
) -> OwnTest:  # fmt: skip
    kind = AssessmentKind(plan.kind)
    opens, closes = when(kind, enrolment.training_class, sessions)
    scores = [each.score for each in mine if each.score is not None]
    found = standing(kind, enrolment.training_class, sessions, at)
    tested_after = kind == AssessmentKind.PRE and any(each.kind == AssessmentKind.POST for each in all_papers)
    if enrolment.status in ENROLMENT.final or tested_after:
        found = OVER
    score = (scores[0] if kind == AssessmentKind.PRE else max(scores)) if scores else None
    return OwnTest(kind, plan, found, opens, closes, mine, score)


@dataclass(frozen=True)
class PaperQuestion:
    """options: (code, text) in this person's order; none for a number. answer: codes, or the number as typed.

    right, explanation, earned (0..1): only once the class is over, else empty. clear: a typed number can be read.
    """

    id: str
    number: int
    kind: str
    text: str
    options: Sequence[tuple[str, str]]
    answer: Any
    clear: bool = True
    right: Sequence[str] = ()
    explanation: str = ""
    earned: float | None = None


@dataclass(frozen=True)
class OwnPaper:
    """state: "open", "late" (time is over, not scored yet) or "scored"."""

    paper: Paper
    state: str
    questions: list[PaperQuestion] = field(default_factory=list)

    @property
    def answered(self) -> int:
        return sum(bool(each.answer) for each in self.questions)


def own_paper(person_id: UUID, paper_id: UUID, *, at: datetime.datetime) -> OwnPaper | None:
    """A paper with its questions (2 statements); None when it is not theirs. A scored paper shows its questions, and
    what is right, once the class is over, so that nobody carries them to a neighbour."""
    paper = (
        Paper.objects.select_related(
            "enrolment__training_class__regency__province", "enrolment__offering", "enrolment__provider"
        )
        .filter(id=paper_id, enrolment__person_id=person_id)
        .first()
    )
    if paper is None:
        return None
    if paper.score is None:
        late = time_is_over(paper, at)
        return OwnPaper(paper, "late" if late else "open", [] if late else _questions(paper, with_key=False))
    over = paper.enrolment.training_class.status == "finished"
    return OwnPaper(paper, "scored", _questions(paper, with_key=True) if over else [])


def _questions(paper: Paper, *, with_key: bool) -> list[PaperQuestion]:
    rows = Question.objects.filter(id__in=[each["question"] for each in paper.questions])
    rows = rows if with_key else rows.defer("right", "explanation")
    found = {str(each.id): each for each in rows}
    return [
        _asked(number, found[each["question"]], each["options"], paper.answers.get(each["question"]), with_key)
        for number, each in enumerate(paper.questions, 1)
    ]


def _asked(number: int, row: Question, order: list[str], answer: Any, with_key: bool) -> PaperQuestion:
    texts = {each["code"]: each["text"] for each in row.options}
    is_number = row.kind == QuestionKind.NUMBER
    shown: dict[str, Any] = {}
    if with_key:
        right = [row.right[0].replace(".", ",")] if is_number else [texts[code] for code in row.right]
        shown = {"right": right, "explanation": row.explanation, "earned": float(credit(as_keyed(row), answer))}
    return PaperQuestion(
        str(row.id), number, row.kind, row.text, [(code, texts[code]) for code in order],
        answer or ("" if is_number else []), clear=not is_number or not answer or bool(readings(answer)), **shown,
    )  # fmt: skip


@dataclass(frozen=True)
class OwnWork:
    """work: None until something was handed in. files: newest round first. may_send: now."""

    task: PracticalTask
    work: PracticalWork | None
    files: Sequence[PracticalFile]
    may_send: bool


def own_work(enrolment: Enrolment, task_id: UUID) -> OwnWork | None:
    """One task of a seat whose training_class is loaded (3 statements); None when its class has no such task."""
    task = tasks_of_class(enrolment.training_class).filter(id=task_id).first()
    if task is None:
        return None
    work = PracticalWork.objects.filter(enrolment=enrolment, task=task).first()
    files = list(work.files.select_related("file").order_by("-round", "id")) if work else []
    goes_on = enrolment.training_class.status == "running" and enrolment.status not in ENROLMENT.final
    return OwnWork(task, work, files, goes_on and (work is None or work.status == "returned"))


def own_work_file(person_id: UUID, file_id: UUID) -> PracticalFile | None:
    """One statement."""
    found = PracticalFile.objects.filter(id=file_id, work__enrolment__person_id=person_id)
    return found.select_related("file").first()
