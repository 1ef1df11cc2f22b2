"""Classes with seats, what happens in them, and what proves it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import home_region, known_choice, known_state, rupiah, state_field
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity

from ..states import CLASS, ENROLMENT

_IN_CLASS = RowSecurity(person="person_id", region="home_region", organisations=("provider_id",))


class Payer(models.TextChoices):
    """Who pays a seat. Only `balance` needs a decree."""

    BALANCE = "balance", _("Saldo program")
    MINISTRY = "ministry", _("Kementerian")
    REGION = "region", _("Pemerintah daerah")
    EMPLOYER = "employer", _("Pemberi kerja")
    OWN = "own", _("Uang sendiri")


class TrainingClass(Record):
    """payer: who pays a seat here. fund: the account of a ministry, region or employer that pays.

    standard, version: the training standard and the OfferingVersion it was scheduled under; both stay for its life.
    seats_held: of the seats not taken, those offered to people in line. tells: what to bring, in words.
    leave_until: after a move, until when a seat may be left with all money back, whatever else holds.
    """

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
    room = models.ForeignKey("catalogue.Venue", null=True, on_delete=models.PROTECT, related_name="+")
    standard = models.TextField(default="2.0", db_default="2.0")
    version = models.IntegerField(default=1, db_default=1)
    seats_held = models.IntegerField(default=0, db_default=0)
    tells = models.TextField(blank=True, db_default="")
    status = state_field(CLASS)
    status_reason = models.TextField(blank=True, db_default="")
    moved_at = models.DateTimeField(null=True)
    leave_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "learning_class"
        indexes = [
            models.Index(fields=["offering", "starts_at"], name="class_by_offering"),
            models.Index(fields=["starts_at"], condition=Q(status="open"), name="open_class_by_start"),
            models.Index(fields=["ends_at"], condition=Q(status="running"), name="running_class_by_end"),
        ]
        constraints = [
            known_state(CLASS),
            known_choice("payer", Payer, "class_payer_known"),
            models.CheckConstraint(condition=Q(seats__gt=0), name="class_has_seats"),
            models.CheckConstraint(
                condition=Q(seats_taken__gte=0, seats_taken__lte=F("seats")), name="no_seat_beyond_the_last"
            ),
            models.CheckConstraint(
                condition=Q(seats_held__gte=0, seats_held__lte=F("seats") - F("seats_taken")),
                name="held_seats_are_free_seats",
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="class_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(payer__in=["balance", "own"]) | Q(fund__isnull=False), name="paying_third_has_a_fund"
            ),
        ]

    @property
    def seats_left(self) -> int:
        """Free for anybody: neither taken nor held for somebody in line."""
        return self.seats - self.seats_taken - self.seats_held


class SessionKind(models.TextChoices):
    ROOM = "room", _("Tatap muka")
    WEBINAR = "webinar", _("Webinar")
    SELF_PACED = "self_paced", _("Belajar mandiri")


class Session(Record):
    """online: not in a room. kind: which evidence it leaves. minutes: what a self-paced part counts (its start and end
    only say when it is open); null: the time from start to end. join_url, recording_url: of a webinar.
    """

    training_class = models.ForeignKey(TrainingClass, on_delete=models.CASCADE, related_name="sessions")
    number = models.SmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    online = models.BooleanField(default=False)
    kind = models.TextField(choices=SessionKind.choices, default=SessionKind.ROOM)
    minutes = models.IntegerField(null=True)
    join_url = models.URLField(max_length=500, blank=True, db_default="")
    recording_url = models.URLField(max_length=500, blank=True, db_default="")

    class Meta:
        db_table = "learning_session"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["training_class", "number"], name="session_number_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_starts"),
            known_choice("kind", SessionKind, "session_kind_known"),
            models.CheckConstraint(condition=~Q(kind="room") | Q(online=False), name="room_is_not_online"),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gt=0), name="session_minutes_positive"
            ),
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
