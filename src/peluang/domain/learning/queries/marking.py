"""Practical work that waits to be marked, over all classes of whoever asks, oldest first."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from peluang.domain.kernel.context import Actor, Role

from .. import access
from ..models import AssessmentKind, PracticalFile, PracticalWork, TestPlan, TrainingClass
from ..practical import tasks_of_class


@dataclass(frozen=True)
class Waiting:
    works: Sequence[PracticalWork]
    more: int


@dataclass(frozen=True)
class WorkCase:
    """criteria: (code, text, most points, points given or None). files: newest round first. may_mark: waits.
    may_correct: marked, in a class that goes on. others: work of this person on other tasks of the class."""

    work: PracticalWork
    criteria: Sequence[tuple[str, str, int, int | None]]
    files: Sequence[PracticalFile]
    may_mark: bool
    may_correct: bool
    others: Sequence[PracticalWork]


def waiting_works(by: Actor, *, most: int = 50) -> Waiting:
    """Handed in and not marked, in running classes the actor may teach (at most 2 statements)."""
    found = _taught(by).filter(status="handed_in")
    rows = list(
        found.select_related("enrolment__person", "enrolment__training_class", "task")
        .annotate(pictures=Count("files"))
        .order_by("handed_in_at", "id")[: most + 1]
    )
    more = found.count() - most if len(rows) > most else 0
    return Waiting(rows[:most], more)


def next_waiting(by: Actor, *, after: datetime.datetime, but: UUID) -> PracticalWork | None:
    """The one that has waited longest, from `after` on and then from the beginning (at most 2 statements)."""
    waiting = _taught(by).filter(status="handed_in").exclude(id=but).order_by("handed_in_at", "id")
    return waiting.filter(handed_in_at__gte=after).first() or waiting.first()


def work_case(by: Actor, work_id: UUID) -> WorkCase | None:
    """One work with everything needed to mark it (3 statements); None when the actor does not teach its class."""
    work = (
        PracticalWork.objects.select_related(
            "task", "enrolment__person", "enrolment__training_class__offering", "enrolment__training_class__trainer",
            "enrolment__training_class__regency__province",
        )
        .filter(id=work_id)
        .first()
    )  # fmt: skip
    if work is None or not access.may_teach(by, work.enrolment.training_class):
        return None
    goes_on = work.enrolment.training_class.status == "running"
    criteria = [
        (each["code"], each["text"], each["points"], work.marks.get(each["code"])) for each in work.task.criteria
    ]
    others = work.enrolment.works.exclude(id=work.id).select_related("task").order_by("task__number")
    return WorkCase(
        work, criteria, list(work.files.select_related("file").order_by("-round", "id")),
        goes_on and work.status == "handed_in", goes_on and work.status == "marked", list(others),
    )  # fmt: skip


def work_file(by: Actor, file_id: UUID) -> PracticalFile | None:
    """A file of work in a class the actor teaches (1 statement)."""
    row = (
        PracticalFile.objects.select_related(
            "file", "work__enrolment__training_class__offering", "work__enrolment__training_class__trainer"
        )
        .filter(id=file_id)
        .first()
    )
    if row is None or not access.may_teach(by, row.work.enrolment.training_class):
        return None
    return row


@dataclass(frozen=True)
class ClassScores:
    """typed: kinds a teacher types, because no paper or task gives them. waiting: works to mark in this class."""

    typed: Sequence[AssessmentKind]
    waiting: int


def class_scores(training_class: TrainingClass) -> ClassScores:
    """Where the scores of a class come from (1 statement). Whoever asks may teach it."""
    plans = TestPlan.objects.filter(offering=OuterRef("offering")).values("kind")
    works = PracticalWork.objects.filter(enrolment__training_class=OuterRef("pk"), status="handed_in")
    tested, has_tasks, waiting = (
        TrainingClass.objects.filter(id=training_class.id)
        .values_list(
            ArraySubquery(plans), Exists(tasks_of_class(training_class)),
            Subquery(works.order_by().values("enrolment__training_class").annotate(n=Count("id")).values("n")),
        )
        .get()
    )  # fmt: skip
    computed = {*tested, *([AssessmentKind.PRACTICAL.value] if has_tasks else [])}
    return ClassScores([each for each in AssessmentKind if each.value not in computed], waiting or 0)


def _taught(by: Actor) -> QuerySet[PracticalWork]:
    """As access.may_teach, in SQL."""
    found = PracticalWork.objects.filter(
        enrolment__provider_id=by.organisation, enrolment__training_class__status="running"
    ).exclude(enrolment__status="cancelled")
    if by.role != Role.TRAINER:
        return found
    leader = "enrolment__training_class__trainer__person"
    return found.filter(Q(**{f"{leader}_id": by.person}) | Q(**{f"{leader}__isnull": True}))
