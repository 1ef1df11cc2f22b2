"""What was there: attendance, scans, signs of life, progress, scores."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import known_choice
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity

from .classes import Enrolment, Session

_OF_A_SEAT = RowSecurity(within=("enrolment_id", "learning_enrolment"))


class Attendance(Record):
    """evidence: "roster" (the trainer's list), "code" (changing QR), "platform" (webinar log), "partner" (an LMS).

    minutes: counted by whoever computed them from a log; null: from arriving to leaving, inside the session.
    contested_at: a spot check did not find the person; until excused nothing of this session counts.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendances")
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    evidence = models.TextField()
    minutes = models.SmallIntegerField(null=True)
    contested_at = models.DateTimeField(null=True)
    recorded_by = models.UUIDField(null=True)

    row_security = RowSecurity(within=("enrolment_id", "learning_enrolment"))

    class Meta:
        db_table = "learning_attendance"
        constraints = [
            models.UniqueConstraint(fields=["session", "enrolment"], name="attended_once_per_session"),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("arrived_at")), name="left_after_arriving"
            ),
        ]


class AttendanceCorrection(Record):
    """What a trainer wrote by hand, the newest counts. arrived_at, left_at: None leaves that end to the scans.

    note: why, needed where scans say something else.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="corrections")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="corrections")
    arrived_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()

    row_security = _OF_A_SEAT
    append_only = True

    class Meta:
        db_table = "learning_attendance_correction"
        indexes = [models.Index(fields=["session", "enrolment", "made_at"], name="correction_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(arrived_at__isnull=True) | Q(left_at__gte=F("arrived_at")),
                name="corrected_left_after_arriving",
            ),
        ]


class AssessmentKind(models.TextChoices):
    PRE = "pre", _("Tes awal")
    POST = "post", _("Tes akhir")
    QUIZ = "quiz", _("Kuis")
    PRACTICAL = "practical", _("Unjuk keterampilan")


class Assessment(Record):
    """score: points of 100. file: photo of the practical work."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="assessments")
    kind = models.TextField(choices=AssessmentKind.choices)
    score = models.SmallIntegerField()
    note = models.TextField(blank=True)
    file = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    assessed_by = models.UUIDField(null=True)
    assessed_at = models.DateTimeField()

    row_security = RowSecurity(within=("enrolment_id", "learning_enrolment"))

    class Meta:
        db_table = "learning_assessment"
        constraints = [
            known_choice("kind", AssessmentKind, "assessment_kind_known"),
            models.UniqueConstraint(fields=["enrolment", "kind"], name="assessed_once_per_kind"),
            models.CheckConstraint(condition=Q(score__range=(0, 100)), name="score_of_hundred"),
        ]


class Scan(Record):
    """A code read at the door, as it came in. id: made by the device, so the same scan sent twice is one row.

    direction: "in" or "out". method: "ticket" (trainer's phone read the participant's code), "board" (the participant
    read the code on the trainer's phone), "name" (the trainer tapped a name: no code). code: as it came, "" for a name.
    claimed_at: the device's clock; happened_at: what the server takes as true (from the code's window, or the clock
    corrected by its skew). refused: code of why it does not count, "" when it does.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="scans")
    enrolment = models.ForeignKey(Enrolment, null=True, on_delete=models.PROTECT, related_name="scans")
    direction = models.TextField()
    method = models.TextField()
    code = models.TextField(blank=True, db_default="")
    claimed_at = models.DateTimeField()
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    skew_seconds = models.IntegerField(default=0)
    device = models.TextField(blank=True)
    sent_by = models.UUIDField(null=True)
    refused = models.TextField(blank=True)

    row_security = _OF_A_SEAT
    append_only = True

    class Meta:
        db_table = "learning_scan"
        indexes = [models.Index(fields=["session", "happened_at"], name="scan_by_session")]
        constraints = [
            models.CheckConstraint(condition=Q(direction__in=["in", "out"]), name="scan_direction_known"),
            models.CheckConstraint(condition=Q(method__in=["ticket", "board", "name"]), name="scan_method_known"),
            models.CheckConstraint(
                condition=~Q(refused="") | Q(enrolment__isnull=False), name="counted_scan_has_a_seat"
            ),
        ]


class SpotCheck(Record):
    """Somebody counted heads unannounced. seen: of the `drawn` seats that should be there."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="spot_checks")
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    organisation = models.UUIDField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        db_table = "learning_spot_check"


class SpotCheckSeat(Record):
    """present: None until looked for. answer, trainer_answer: what the person and the trainer say to an absence.

    excused_at: an office took the absence back; upheld_at: it stays. reason: why, in words, of that decision.
    """

    spot_check = models.ForeignKey(SpotCheck, on_delete=models.CASCADE, related_name="seats")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+")
    present = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    trainer_answer = models.TextField(blank=True, db_default="")
    excused_at = models.DateTimeField(null=True)
    upheld_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, db_default="")
    decided_by = models.UUIDField(null=True)

    row_security = _OF_A_SEAT

    class Meta:
        db_table = "learning_spot_check_seat"
        constraints = [
            models.UniqueConstraint(fields=["spot_check", "enrolment"], name="seat_once_per_spot_check"),
            models.CheckConstraint(
                condition=Q(excused_at__isnull=True) | Q(upheld_at__isnull=True), name="absence_decided_one_way"
            ),
            models.CheckConstraint(
                condition=Q(excused_at__isnull=True, upheld_at__isnull=True) | ~Q(reason=""),
                name="decided_absence_says_why",
            ),
        ]


class Presence(Record):
    """One line of a webinar's log. kind: "join", "leave", "alive" (their page was looked at), "prompt" (a question was
    shown), "answer" (and answered). source: "portal" or the partner's name. reference: the source's own id, once.
    prompt: number of the question. right: whether its answer was. by_hand: somebody pressed a button, no timer.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="presences")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="presences")
    kind = models.TextField()
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    source = models.TextField(default="portal")
    reference = models.TextField(blank=True)
    prompt = models.SmallIntegerField(null=True)
    right = models.BooleanField(null=True)
    by_hand = models.BooleanField(default=False)

    row_security = _OF_A_SEAT
    append_only = True

    class Meta:
        db_table = "learning_presence"
        indexes = [models.Index(fields=["session", "enrolment", "happened_at"], name="presence_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["join", "leave", "alive", "prompt", "answer"]), name="presence_kind_known"
            ),
            models.UniqueConstraint(
                fields=["session", "source", "reference"], condition=~Q(reference=""), name="presence_told_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind="answer") | Q(prompt__isnull=False, right__isnull=False), name="answer_is_to_a_prompt"
            ),
        ]


class LearningItem(Record):
    """A piece of a self-paced course. kind: "text", "video", "quiz", "task". minutes: what it is meant to take; an item
    counts with at most these minutes, however long a page stood open. made_at (null: always there) and retired_at say
    for which classes it counts: those that began in between.
    """

    offering = models.ForeignKey("catalogue.Offering", on_delete=models.PROTECT, related_name="+")
    number = models.SmallIntegerField()
    code = models.TextField()
    title = models.TextField()
    kind = models.TextField()
    minutes = models.SmallIntegerField()
    required = models.BooleanField(default=True)
    made_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "learning_item"
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gt=0), name="item_takes_time"),
            models.CheckConstraint(condition=Q(kind__in=["text", "video", "quiz", "task"]), name="item_kind_known"),
            models.UniqueConstraint(fields=["offering", "code"], name="item_code_once"),
        ]


class ItemProgress(Record):
    """active_seconds: with signs of life, as the institution's LMS or our page reports it. score: points of 100."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="progress")
    item = models.ForeignKey(LearningItem, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)
    active_seconds = models.IntegerField(default=0)
    score = models.SmallIntegerField(null=True)
    source = models.TextField(default="partner")

    row_security = _OF_A_SEAT

    class Meta:
        db_table = "learning_item_progress"
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "item"], name="progress_once_per_item"),
            models.CheckConstraint(condition=Q(active_seconds__gte=0), name="active_time_not_negative"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(0, 100)), name="item_score_of_100"
            ),
        ]


class RedeemCode(Record):
    """What a participant types at the institution's LMS. committed_at: the LMS took it for `external_id`."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="redeem_code")
    code = models.TextField(unique=True)
    made_at = models.DateTimeField()
    external_id = models.TextField(blank=True)
    committed_at = models.DateTimeField(null=True)

    row_security = _OF_A_SEAT

    class Meta:
        db_table = "learning_redeem_code"
