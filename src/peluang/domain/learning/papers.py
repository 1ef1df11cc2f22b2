"""When a test may be taken, and what a finished paper is worth. For commands alone: nothing here checks who acts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from uuid import UUID

from peluang.domain.events.journal import append
from peluang.engines.papers import score

from .events import ASSESSMENT_RECORDED, PAPER_SCORED
from .models import Assessment, AssessmentKind, Paper, Question, Session, TestPlan, TrainingClass
from .question_rules import as_keyed
from .states import ENROLMENT

#: What was sent before the end may arrive a little after it.
GRACE = datetime.timedelta(seconds=30)
NOW, EARLY, OVER = "now", "early", "over"


def when(
    kind: str, training_class: TrainingClass, sessions: Sequence[Session]
) -> tuple[datetime.datetime | None, datetime.datetime | None]:
    """(opens, closes) of a test in a class, as far as they are moments; None: by the state of the class alone.

    Our own rule: a pre-test until the second session begins (with one session: until it ends), so that it measures what
    people knew before; a post-test from the beginning of the last session. Both end with the class.
    """
    ordered = sorted(sessions, key=lambda each: each.starts_at)
    if not ordered:
        return None, None
    if kind == AssessmentKind.PRE:
        return None, ordered[1].starts_at if len(ordered) > 1 else ordered[0].ends_at
    return (ordered[-1].starts_at if kind == AssessmentKind.POST else None), None


def standing(kind: str, training_class: TrainingClass, sessions: Sequence[Session], at: datetime.datetime) -> str:
    """NOW, EARLY or OVER."""
    opens, closes = when(kind, training_class, sessions)
    if training_class.status in ("finished", "cancelled") or (closes is not None and at >= closes):
        return OVER
    if kind == AssessmentKind.PRE:
        return NOW
    if training_class.status != "running" or (opens is not None and at < opens):
        return EARLY
    return NOW


def has_plan(offering_id: UUID, kind: str) -> bool:
    """Then scores of this kind come from papers and are not typed."""
    return TestPlan.objects.filter(offering_id=offering_id, kind=kind).exists()


def time_is_over(paper: Paper, at: datetime.datetime) -> bool:
    return at > paper.due_at + GRACE


def close_paper(paper: Paper, *, handed_in: bool, at: datetime.datetime) -> None:
    """Scores one locked, open paper; its seat's assessment follows."""
    close_papers([paper], handed_in=handed_in, at=at)


def close_papers(papers: Iterable[Paper], *, handed_in: bool = False, at: datetime.datetime) -> int:
    """Scores locked, open papers with what was saved (1 statement for all their questions)."""
    found = list(papers)
    wanted = {each["question"] for paper in found for each in paper.questions}
    keyed = {str(each.id): as_keyed(each) for each in Question.objects.filter(id__in=wanted)}
    for paper in found:
        paper.score = score([keyed[each["question"]] for each in paper.questions], paper.answers)
        paper.handed_in_at = at if handed_in else None
        paper.save(update_fields=["score", "handed_in_at"])
        append(
            PAPER_SCORED, paper.id, at=at, enrolment_id=paper.enrolment_id, kind=paper.kind, attempt=paper.attempt,
            score=paper.score, handed_in=handed_in,
        )  # fmt: skip
        if paper.enrolment.status not in ENROLMENT.final:
            _count(paper, at)
    return len(found)


def close_papers_of_class(class_id: UUID, *, at: datetime.datetime) -> int:
    """The class ends: whoever still sits is scored with what was saved. Call it under the class's lock."""
    return close_papers(
        Paper.objects.select_for_update(of=("self",))
        .select_related("enrolment")
        .filter(enrolment__training_class_id=class_id, score__isnull=True)
        .order_by("id"),
        at=at,
    )


def record_score(enrolment_id: UUID, *, kind: str, score: int, at: datetime.datetime) -> Assessment:
    """A score that the program computed: assessed_by stays empty."""
    row, _made = Assessment.objects.update_or_create(
        enrolment_id=enrolment_id,
        kind=kind,
        defaults={"score": score, "note": "", "file": None, "assessed_by": None, "assessed_at": at},
    )
    append(ASSESSMENT_RECORDED, enrolment_id, at=at, kind=kind, score=score)
    return row


def _count(paper: Paper, at: datetime.datetime) -> None:
    """The best attempt counts; of a pre-test there is only one, so that it tells what was known before."""
    scores = Paper.objects.filter(enrolment_id=paper.enrolment_id, kind=paper.kind, score__isnull=False)
    counted = scores.order_by("attempt" if paper.kind == AssessmentKind.PRE else "-score").first()
    assert counted is not None
    assert counted.score is not None
    record_score(paper.enrolment_id, kind=paper.kind, score=counted.score, at=at)
