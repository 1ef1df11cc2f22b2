"""An institution's bank: its questions, what answers tell about them, its tests and tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from peluang.engines.papers import ItemStatistics, Keyed, Sat, credit, item_statistics, topic_counts

from ..models import AssessmentKind, Paper, PracticalTask, PracticalWork, Question, TestPlan
from ..question_rules import TESTS, as_keyed

#: Papers that statistics look at: the newest first attempts.
_PAPERS = 2_000


@dataclass(frozen=True)
class PlannedTest:
    """usable: questions of the bank this test may draw. forgotten: topics so many that no form asks them."""

    kind: AssessmentKind
    plan: TestPlan | None
    usable: int
    forgotten: Sequence[str]


@dataclass(frozen=True)
class Bank:
    """questions: of the page asked for. topics: name → count, over all."""

    tests: Sequence[PlannedTest]
    tasks: Sequence[PracticalTask]
    questions: Sequence[Question]
    total: int
    topics: dict[str, int]


def bank_of(offering_id: UUID, *, topic: str | None = None, page: int = 1, per_page: int = 25) -> Bank:
    """Five statements. topic: only its questions ("" is a topic too)."""
    rows = _in_bank(offering_id)
    every = list(rows.values_list("topic", "use"))
    plans = {each.kind: each for each in TestPlan.objects.filter(offering_id=offering_id)}
    tests = [_planned(kind, plans.get(kind.value), every) for kind in TESTS]
    topics = {name: sum(each == name for each, _use in every) for name in sorted({each for each, _use in every})}
    shown = rows if topic is None else rows.filter(topic=topic)
    start = (max(1, page) - 1) * per_page
    return Bank(
        tests, list(PracticalTask.objects.filter(offering_id=offering_id, retired_at__isnull=True)),
        list(shown.order_by("topic", "made_at", "id")[start : start + per_page]),
        len(every) if topic is None else topics.get(topic, 0), topics,
    )  # fmt: skip


def _planned(kind: AssessmentKind, plan: TestPlan | None, every: list[tuple[str, list[str]]]) -> PlannedTest:
    topics = [topic for topic, use in every if kind.value in use]
    counts = topic_counts(topics, plan.questions) if plan and topics else {}
    return PlannedTest(kind, plan, len(topics), [name for name, count in counts.items() if count == 0])


def question_of(provider_id: UUID, question_id: UUID) -> Question | None:
    """One statement; also retired ones, which say so."""
    return Question.objects.select_related("offering").filter(id=question_id, offering__provider_id=provider_id).first()


def task_of(provider_id: UUID, task_id: UUID) -> PracticalTask | None:
    """With the number of works handed in for it (1 statement)."""
    found = PracticalTask.objects.select_related("offering").filter(id=task_id, offering__provider_id=provider_id)
    works = PracticalWork.objects.filter(task=OuterRef("pk")).order_by().values("task").annotate(n=Count("id"))
    return found.annotate(works=Coalesce(Subquery(works.values("n")), 0)).first()


@dataclass(frozen=True)
class QuestionStatistics:
    """before: of pre-tests. after: of post-tests and quizzes. None: no paper has asked it there."""

    before: ItemStatistics | None
    after: ItemStatistics | None


def statistics_of(offering_id: UUID) -> dict[str, QuestionStatistics]:
    """By question id, over the newest 2,000 scored first attempts (2 statements): who sits twice counts once."""
    papers = list(
        Paper.objects.filter(enrolment__offering_id=offering_id, score__isnull=False, attempt=1)
        .order_by("-opened_at")
        .values_list("kind", "questions", "answers")[:_PAPERS]
    )
    keyed = {str(each.id): as_keyed(each) for each in Question.objects.filter(offering_id=offering_id)}
    before = item_statistics(_sittings(papers, keyed, before=True))
    after = item_statistics(_sittings(papers, keyed, before=False))
    return {key: QuestionStatistics(before.get(key), after.get(key)) for key in {*before, *after}}


def _sittings(papers: list[Any], keyed: dict[str, Keyed], *, before: bool) -> Iterator[Sat]:
    for kind, questions, answers in papers:
        if (kind == AssessmentKind.PRE) != before:
            continue
        earned = {
            each["question"]: float(credit(keyed[each["question"]], answers.get(each["question"])))
            for each in questions
        }
        points = {key: keyed[key].points for key in earned}
        whole, got = sum(points.values()), sum(earned[key] * points[key] for key in earned)
        for key, credited in earned.items():
            rest = whole - points[key]
            yield Sat(key, credited, (got - credited * points[key]) / rest if rest else None)


def _in_bank(offering_id: UUID) -> QuerySet[Question]:
    return Question.objects.filter(Q(retired_at__isnull=True), offering_id=offering_id)
