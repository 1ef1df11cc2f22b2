"""Evidence of a class, gathered for all its people at once: what completion is computed from."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from .completion import Evidence
from .models import Assessment, AssessmentKind, Attendance, Enrolment, Session, TrainingClass


@dataclass
class Collected:
    """sessions: of the class. attendances: by session id. scores: by kind."""

    sessions: Sequence[Session]
    practical_needed: bool
    attendances: dict[UUID, Attendance] = field(default_factory=dict)
    scores: dict[str, Assessment] = field(default_factory=dict)

    def score(self, kind: AssessmentKind) -> int | None:
        found = self.scores.get(kind.value)
        return found.score if found else None

    @property
    def evidence(self) -> Evidence:
        return Evidence(
            attended_minutes=sum(
                minutes_in(each, self.attendances[each.id]) for each in self.sessions if each.id in self.attendances
            ),
            taught_minutes=sum(_minutes(s.starts_at, s.ends_at) for s in self.sessions),
            post=self.score(AssessmentKind.POST),
            practical=self.score(AssessmentKind.PRACTICAL),
            practical_needed=self.practical_needed,
        )  # fmt: skip


def collect(training_class: TrainingClass, enrolments: Iterable[Enrolment]) -> dict[UUID, Collected]:
    """By enrolment id, in 3 statements however many people (training_class.offering must be loaded)."""
    ids = [each.id for each in enrolments]
    sessions = list(training_class.sessions.all())
    practical = training_class.offering.minutes_practice > 0
    found = {each: Collected(sessions, practical) for each in ids}
    for attendance in Attendance.objects.filter(enrolment_id__in=ids):
        found[attendance.enrolment_id].attendances[attendance.session_id] = attendance
    for assessment in Assessment.objects.filter(enrolment_id__in=ids):
        found[assessment.enrolment_id].scores[assessment.kind] = assessment
    return found


def minutes_in(session: Session, attendance: Attendance) -> int:
    """Minutes inside the session. Who was not seen leaving has not proven the time: nothing counts until it is
    recorded."""
    if attendance.left_at is None:
        return 0
    return max(0, _minutes(max(session.starts_at, attendance.arrived_at), min(session.ends_at, attendance.left_at)))


def _minutes(start: datetime.datetime, end: datetime.datetime) -> int:
    return int((end - start).total_seconds() // 60)
