"""Item banks, papers drawn from them, practical work: what scores are made of."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import known_choice, known_state, state_field
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity

from ..states import WORK
from .classes import Enrolment
from .evidence import AssessmentKind

_OF_A_SEAT = RowSecurity(within=("enrolment_id", "learning_enrolment"))


class QuestionKind(models.TextChoices):
    CHOICE = "choice", _("Satu jawaban benar")
    SEVERAL = "several", _("Beberapa jawaban benar")
    NUMBER = "number", _("Angka")


class Question(Record):
    """One item of an offering's bank. use: kinds of tests that may draw it ("pre", "post", "quiz").

    options: [{"code", "text"}]. right: codes of the right options, or [number, tolerance]. topic: what it tests, so
    that two forms cover the same. A question is never changed once drawn: a new one replaces it.
    """

    offering = models.ForeignKey("catalogue.Offering", on_delete=models.PROTECT, related_name="+")
    use = models.JSONField(default=list)
    kind = models.TextField(choices=QuestionKind.choices)
    topic = models.TextField(blank=True)
    text = models.TextField()
    options = models.JSONField(default=list)
    right = models.JSONField()
    points = models.SmallIntegerField(default=1)
    explanation = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True)

    #: Right answers are for the institution: participants see questions through their own paper.
    class Meta:
        db_table = "learning_question"
        constraints = [
            known_choice("kind", QuestionKind, "question_kind_known"),
            models.CheckConstraint(condition=Q(points__gt=0) & ~Q(text=""), name="question_asks_and_counts"),
        ]


class TestPlan(Record):
    """How a test of an offering is made: number of questions, minutes, attempts. opens before/after: see `kind`."""

    offering = models.ForeignKey("catalogue.Offering", on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=AssessmentKind.choices)
    questions = models.SmallIntegerField()
    minutes = models.SmallIntegerField()
    attempts = models.SmallIntegerField(default=1)

    class Meta:
        db_table = "learning_test_plan"
        constraints = [
            known_choice("kind", AssessmentKind, "test_plan_kind_known"),
            models.UniqueConstraint(fields=["offering", "kind"], name="one_plan_per_test"),
            models.CheckConstraint(
                condition=Q(questions__gt=0, minutes__gt=0, attempts__gt=0), name="test_plan_positive"
            ),
            models.CheckConstraint(condition=~Q(kind="practical"), name="test_plan_is_for_a_test"),
        ]


class Paper(Record):
    """A form of one's own: drawn for one seat. questions: [{"question", "options": codes in order}].

    answers: {question id: codes or number as typed}, kept as they come. due_at: after it (and a grace of 30 seconds)
    nothing is taken. handed_in_at: null when time ran out first. score: of 100; null while the paper is open.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="papers")
    kind = models.TextField(choices=AssessmentKind.choices)
    attempt = models.SmallIntegerField(default=1)
    questions = models.JSONField()
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answers = models.JSONField(default=dict)
    saved_at = models.DateTimeField(null=True)
    handed_in_at = models.DateTimeField(null=True)
    score = models.SmallIntegerField(null=True)

    row_security = _OF_A_SEAT

    class Meta:
        db_table = "learning_paper"
        indexes = [models.Index(fields=["due_at"], condition=Q(score__isnull=True), name="open_paper_by_due")]
        constraints = [
            known_choice("kind", AssessmentKind, "paper_kind_of_assessment_known"),
            models.UniqueConstraint(fields=["enrolment", "kind", "attempt"], name="paper_once_per_attempt"),
            models.UniqueConstraint(
                fields=["enrolment", "kind"], condition=Q(score__isnull=True), name="one_open_paper_per_test"
            ),
            models.CheckConstraint(condition=Q(due_at__gt=models.F("opened_at")), name="paper_has_time"),
            models.CheckConstraint(
                condition=Q(handed_in_at__isnull=True) | Q(score__isnull=False), name="handed_in_paper_is_scored"
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(0, 100)), name="paper_score_of_100"
            ),
        ]


class PracticalTask(Record):
    """What people show they can do. criteria: [{"code", "text", "points"}], points summing to 100.

    A class keeps the tasks that stood when it began: made_at to retired_at. A changed task is a new row.
    """

    offering = models.ForeignKey("catalogue.Offering", on_delete=models.PROTECT, related_name="+")
    number = models.SmallIntegerField()
    title = models.TextField()
    instruction = models.TextField()
    criteria = models.JSONField()
    needs_file = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "learning_practical_task"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["offering", "number"], condition=Q(retired_at__isnull=True), name="task_number_once"
            )
        ]


class PracticalWork(Record):
    """One seat's work on one task. marks: {criterion code: points}. score: their sum. rounds: times handed in."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="works")
    task = models.ForeignKey(PracticalTask, on_delete=models.PROTECT, related_name="+")
    status = state_field(WORK)
    text = models.TextField(blank=True)
    rounds = models.SmallIntegerField(default=1)
    handed_in_at = models.DateTimeField()
    marks = models.JSONField(default=dict)
    score = models.SmallIntegerField(null=True)
    feedback = models.TextField(blank=True)
    marked_at = models.DateTimeField(null=True)
    marked_by = models.UUIDField(null=True)

    row_security = _OF_A_SEAT

    class Meta:
        db_table = "learning_practical_work"
        indexes = [models.Index(fields=["handed_in_at"], condition=Q(status="handed_in"), name="work_waiting_by_age")]
        constraints = [
            known_state(WORK),
            models.CheckConstraint(
                condition=~Q(status="marked") | (Q(score__isnull=False, marked_at__isnull=False) & ~Q(feedback="")),
                name="marked_work_says_how",
            ),
            models.CheckConstraint(condition=~Q(status="returned") | ~Q(feedback=""), name="returned_work_says_why"),
            models.UniqueConstraint(fields=["enrolment", "task"], name="work_once_per_task"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(0, 100)), name="work_score_of_100"
            ),
        ]


class PracticalFile(Record):
    work = models.ForeignKey(PracticalWork, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    round = models.SmallIntegerField(default=1)

    row_security = RowSecurity(within=("work_id", "learning_practical_work"))

    class Meta:
        db_table = "learning_practical_file"
