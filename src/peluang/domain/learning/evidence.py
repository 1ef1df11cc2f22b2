"""Evidence of a class, gathered for all its people at once: what completion is computed from.

Three kinds of sessions leave three kinds of evidence: a room attendance from arriving to leaving, a webinar minutes
counted from its log (webinar.py), a self-paced part the items that were completed. A blended class sums them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from peluang.engines.standard import standard

from .completion import RULE, CompletionRule, Evidence, Minutes
from .models import (
    Assessment,
    AssessmentKind,
    Attendance,
    Enrolment,
    ItemProgress,
    LearningItem,
    Session,
    SessionKind,
    TrainingClass,
)


@dataclass
class Collected:
    """sessions: of the class. attendances: by session id. scores: by kind. items: of its self-paced part, with
    progress by item id. rule: of the standard the class was scheduled under.
    """

    sessions: Sequence[Session]
    practical_needed: bool
    attendances: dict[UUID, Attendance] = field(default_factory=dict)
    scores: dict[str, Assessment] = field(default_factory=dict)
    items: Sequence[LearningItem] = ()
    progress: dict[UUID, ItemProgress] = field(default_factory=dict)
    rule: CompletionRule = RULE

    def score(self, kind: AssessmentKind) -> int | None:
        found = self.scores.get(kind.value)
        return found.score if found else None

    @property
    def evidence(self) -> Evidence:
        by_kind = self._minutes()
        required = [each for each in self.items if each.required]
        return Evidence(
            attended_minutes=sum(each.attended for each in by_kind.values()),
            taught_minutes=sum(each.taught for each in by_kind.values()),
            post=self.score(AssessmentKind.POST),
            practical=self.score(AssessmentKind.PRACTICAL),
            practical_needed=self.practical_needed,
            pre=self.score(AssessmentKind.PRE),
            quiz=self.score(AssessmentKind.QUIZ),
            items_done=sum(self._done(each) is not None for each in required),
            items_required=len(required),
            by_kind=by_kind,
            rule=self.rule,
        )

    def _minutes(self) -> dict[str, Minutes]:
        """Attended and taught minutes of each kind of session the class has."""
        taught: dict[str, int] = {}
        attended: dict[str, int] = {}
        for each in self.sessions:
            taught[each.kind] = taught.get(each.kind, 0) + session_minutes(each)
            if each.kind != SessionKind.SELF_PACED and each.id in self.attendances:
                attended[each.kind] = attended.get(each.kind, 0) + minutes_in(each, self.attendances[each.id])
        if SessionKind.SELF_PACED in taught:
            attended[SessionKind.SELF_PACED.value] = min(taught[SessionKind.SELF_PACED], self._self_paced_minutes())
        return {kind: Minutes(attended.get(kind, 0), total) for kind, total in taught.items()}

    def _self_paced_minutes(self) -> int:
        """Required items that are completed, each with its active time and at most the minutes it is meant to take."""
        found = ((each, self._done(each)) for each in self.items if each.required)
        return sum(min(item.minutes * 60, row.active_seconds) for item, row in found if row is not None) // 60

    def _done(self, item: LearningItem) -> ItemProgress | None:
        row = self.progress.get(item.id)
        return row if row is not None and row.completed_at is not None else None


def collect(training_class: TrainingClass, enrolments: Iterable[Enrolment]) -> dict[UUID, Collected]:
    """By enrolment id, in 3 statements however many people, 5 with a self-paced part (training_class.offering must be
    loaded).
    """
    ids = [each.id for each in enrolments]
    sessions = list(training_class.sessions.all())
    self_paced = any(each.kind == SessionKind.SELF_PACED for each in sessions)
    items = items_of_class(training_class) if self_paced else []
    practical = training_class.offering.minutes_practice > 0
    rule = rule_of(training_class)
    found = {each: Collected(sessions, practical, items=items, rule=rule) for each in ids}
    for attendance in Attendance.objects.filter(enrolment_id__in=ids):
        found[attendance.enrolment_id].attendances[attendance.session_id] = attendance
    for assessment in Assessment.objects.filter(enrolment_id__in=ids):
        found[assessment.enrolment_id].scores[assessment.kind] = assessment
    if self_paced:
        for row in ItemProgress.objects.filter(enrolment_id__in=ids):
            found[row.enrolment_id].progress[row.item_id] = row
    return found


def rule_of(training_class: TrainingClass) -> CompletionRule:
    """Of the standard the class was scheduled under, whatever came into force since. Raises KeyError for a version
    that never was."""
    return standard(training_class.standard).completion


def items_of_class(training_class: TrainingClass) -> list[LearningItem]:
    """What stood in the course when the class began, by number (1 statement): an item added later is asked of later
    classes, one taken out meanwhile still counts here.
    """
    begun = training_class.starts_at
    return [
        each
        for each in LearningItem.objects.filter(offering_id=training_class.offering_id).order_by("number", "id")
        if (each.made_at is None or each.made_at <= begun) and (each.retired_at is None or each.retired_at > begun)
    ]


def session_minutes(session: Session) -> int:
    """What the session teaches: its own minutes where it says them, else from start to end."""
    return session.minutes or _minutes(session.starts_at, session.ends_at)


def minutes_in(session: Session, attendance: Attendance) -> int:
    """Minutes inside the session. Contested time does not count until it is excused; who was not seen leaving has not
    proven the time; a log's own count stands for itself, but never for more than the session.
    """
    if attendance.contested_at is not None:
        return 0
    most = session_minutes(session)
    if attendance.minutes is not None:
        return min(max(0, attendance.minutes), most)
    if attendance.left_at is None:
        return 0
    start, end = max(session.starts_at, attendance.arrived_at), min(session.ends_at, attendance.left_at)
    return min(max(0, _minutes(start, end)), most)


def _minutes(start: datetime.datetime, end: datetime.datetime) -> int:
    return int((end - start).total_seconds() // 60)
