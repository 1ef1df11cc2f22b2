"""Classes with seats, what happens in them, and what proves it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import home_region, known_choice, known_state, rupiah, state_field
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity

from .states import CLASS, ENROLMENT

_IN_CLASS = RowSecurity(person="person_id", region="home_region", organisations=("provider_id",))


class Payer(models.TextChoices):
    """Who pays a seat. Only `balance` needs a decree."""

    BALANCE = "balance", _("Saldo program")
    MINISTRY = "ministry", _("Kementerian")
    REGION = "region", _("Pemerintah daerah")
    EMPLOYER = "employer", _("Pemberi kerja")
    OWN = "own", _("Uang sendiri")


class TrainingClass(Record):
    """payers: who may pay a seat here. fund: the account of a ministry, region or employer that pays."""

    offering = models.ForeignKey("catalogue.Offering", on_delete=models.PROTECT, related_name="+")
    trainer = models.ForeignKey("catalogue.Trainer", null=True, on_delete=models.PROTECT, related_name="+")
    code = models.TextField(unique=True)
    regency = models.ForeignKey("places.Regency", null=True, on_delete=models.PROTECT, related_name="+")
    venue = models.TextField(blank=True)
    address = models.TextField(blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seats = models.IntegerField()
    seats_taken = models.IntegerField(default=0)
    payer = models.TextField(choices=Payer.choices, default=Payer.BALANCE)
    fund = models.ForeignKey("money.Account", null=True, on_delete=models.PROTECT, related_name="+")
    status = state_field(CLASS)

    class Meta:
        db_table = "learning_class"
        indexes = [models.Index(fields=["offering", "starts_at"], name="class_by_offering")]
        constraints = [
            known_state(CLASS),
            known_choice("payer", Payer, "class_payer_known"),
            models.CheckConstraint(condition=Q(seats__gt=0), name="class_has_seats"),
            models.CheckConstraint(
                condition=Q(seats_taken__gte=0, seats_taken__lte=F("seats")), name="no_seat_beyond_the_last"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="class_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(payer__in=["balance", "own"]) | Q(fund__isnull=False), name="paying_third_has_a_fund"
            ),
        ]

    @property
    def seats_left(self) -> int:
        return self.seats - self.seats_taken


class Session(Record):
    training_class = models.ForeignKey(TrainingClass, on_delete=models.CASCADE, related_name="sessions")
    number = models.SmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    online = models.BooleanField(default=False)

    class Meta:
        db_table = "learning_session"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["training_class", "number"], name="session_number_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_starts"),
        ]


class Enrolment(Record):
    """A seat. recipient: set when the programme's balance paid. transfer: the money that moved, if any."""

    training_class = models.ForeignKey(TrainingClass, on_delete=models.PROTECT, related_name="enrolments")
    offering = models.ForeignKey("catalogue.Offering", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    home_region = home_region()
    recipient = models.ForeignKey("programme.Recipient", null=True, on_delete=models.PROTECT, related_name="+")
    seat = models.IntegerField()
    payer = models.TextField(choices=Payer.choices)
    price = rupiah()
    transfer = models.ForeignKey("money.Transfer", null=True, on_delete=models.PROTECT, related_name="+")
    wants_placement = models.BooleanField(default=True)
    status = state_field(ENROLMENT)
    status_reason = models.TextField(blank=True)
    booked_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)

    row_security = _IN_CLASS

    class Meta:
        db_table = "learning_enrolment"
        indexes = [models.Index(fields=["person", "booked_at"], name="enrolment_by_person"),
                   models.Index(fields=["offering"], name="enrolment_by_offering")]  # fmt: skip
        constraints = [
            known_state(ENROLMENT),
            known_choice("payer", Payer, "enrolment_payer_known"),
            models.UniqueConstraint(
                fields=["training_class", "seat"], condition=~Q(status="cancelled"), name="no_seat_sold_twice"
            ),
            models.UniqueConstraint(
                fields=["training_class", "person"], condition=~Q(status="cancelled"), name="one_seat_per_person"
            ),
            models.CheckConstraint(condition=Q(seat__gt=0), name="seat_number_positive"),
            models.CheckConstraint(
                condition=~Q(payer="balance") | Q(recipient__isnull=False), name="balance_needs_a_decree"
            ),
            models.CheckConstraint(
                condition=~Q(status="completed") | Q(completed_at__isnull=False), name="completed_says_when"
            ),
        ]


class BookingKey(models.Model):
    """Idempotency: the same instruction of the same person takes one seat, also when it costs nothing."""

    key = models.TextField(primary_key=True)
    enrolment = models.UUIDField()

    append_only = True

    class Meta:
        db_table = "learning_booking_key"


class Attendance(Record):
    """evidence: "roster" (the trainer's list), "code" (rotating QR), "platform" (webinar log)."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendances")
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    evidence = models.TextField()
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


class SigningKey(models.Model):
    """Public halves of the keys that sign certificates; private halves stay outside the database."""

    kid = models.TextField(primary_key=True)
    public_jwk = models.JSONField()
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "learning_signing_key"


class Certificate(Record):
    """credential: signed Open Badges 3.0 (JWT-VC). status_index: its bit in the revocation list."""

    number = models.TextField(unique=True)
    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="certificate")
    offering = models.ForeignKey("catalogue.Offering", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    home_region = home_region()
    holder_name = models.TextField()
    title = models.TextField()
    credential = models.TextField()
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="+")
    status_index = models.BigIntegerField(unique=True)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = models.TextField(blank=True)

    row_security = RowSecurity(person="person_id", region="home_region", organisations=("provider_id",), disclosed=True)

    class Meta:
        db_table = "learning_certificate"
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | ~Q(revoked_reason=""), name="revocation_has_a_reason"
            )
        ]


class Review(Record):
    """answers: {material, trainer, tools, usefulness}: 1–5 each. Only after completion."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="review")
    offering = models.ForeignKey("catalogue.Offering", on_delete=models.PROTECT, related_name="+")
    home_region = models.CharField(max_length=5)
    answers = models.JSONField()
    text = models.TextField(blank=True)
    written_at = models.DateTimeField()

    class Meta:
        db_table = "learning_review"
