"""Seats that are scarce: waiting lists, and allocation by wish and priority."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from peluang.domain.kernel.fields import home_region, known_state, state_field
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity

from ..states import ALLOCATION, WAITING
from .classes import TrainingClass


class WaitingEntry(Record):
    """A place in line. token: in the link of the message, to decline without signing in. expires_at: of the offer."""

    training_class = models.ForeignKey(TrainingClass, on_delete=models.PROTECT, related_name="waiting")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    home_region = home_region()
    status = state_field(WAITING)
    token = models.TextField(unique=True)
    joined_at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    row_security = RowSecurity(person="person_id", region="home_region")

    class Meta:
        db_table = "learning_waiting"
        indexes = [models.Index(fields=["training_class", "status", "joined_at"], name="waiting_in_line")]
        constraints = [
            known_state(WAITING),
            models.UniqueConstraint(
                fields=["training_class", "person"], condition=Q(status__in=["waiting", "offered"]), name="once_in_line"
            ),
            models.CheckConstraint(
                condition=~Q(status="offered") | Q(expires_at__isnull=False), name="offer_of_a_seat_expires"
            ),
        ]


class ClassMove(Record):
    """A class that was put to another time or place. before, after: {"starts_at", "ends_at", "venue", "address",
    "regency"} as the participants were told. leave_until: until then a seat may be left with all money back.
    """

    training_class = models.ForeignKey(TrainingClass, on_delete=models.CASCADE, related_name="moves")
    before = models.JSONField()
    after = models.JSONField()
    reason = models.TextField()
    leave_until = models.DateTimeField()
    moved_at = models.DateTimeField()
    moved_by = models.UUIDField(null=True)

    class Meta:
        db_table = "learning_class_move"
        ordering = ["moved_at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="class_move_says_why")]


class Readiness(Record):
    """One item of a class's checklist (venue, tools, safety). ok: None until looked at."""

    training_class = models.ForeignKey(TrainingClass, on_delete=models.CASCADE, related_name="readiness")
    item = models.TextField()
    ok = models.BooleanField(null=True)
    note = models.TextField(blank=True)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.UUIDField(null=True)

    class Meta:
        db_table = "learning_readiness"
        constraints = [models.UniqueConstraint(fields=["training_class", "item"], name="checklist_item_once")]


class Allocation(Record):
    """One round in which people name classes and seats are given all at once. commitment: of the seed, published when
    the round opens; seed: revealed when it is computed. public_value: a figure nobody knew before closing, mixed in.

    proof: what the engine printed (digests, counts, blocking_pairs). rule: version of the priority rule.
    """

    name = models.TextField()
    status = state_field(ALLOCATION)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    rule = models.TextField()
    commitment = models.TextField()
    seed = models.TextField(blank=True)
    public_value = models.TextField(blank=True, db_default="")
    most_wishes = models.SmallIntegerField(default=20)
    proof = models.JSONField(null=True)
    computed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "learning_allocation"
        constraints = [
            known_state(ALLOCATION),
            models.CheckConstraint(
                condition=Q(closes_at__gt=models.F("opens_at")), name="allocation_closes_after_opening"
            ),
        ]


class AllocationSecret(models.Model):
    """The seed between opening and computing, readable in commands alone."""

    allocation = models.OneToOneField(Allocation, primary_key=True, on_delete=models.CASCADE, related_name="+")
    seed = models.TextField()

    row_security = RowSecurity(extra={"national": "false"})

    class Meta:
        db_table = "learning_allocation_secret"


class AllocationClass(Record):
    """A class whose seats are given in a round. reserves: {regency code: seats kept for its people first}.

    seats: how many the last computation gave away (free ones of the class then); null before.
    """

    allocation = models.ForeignKey(Allocation, on_delete=models.CASCADE, related_name="classes")
    training_class = models.OneToOneField(TrainingClass, on_delete=models.PROTECT, related_name="allocation_class")
    reserves = models.JSONField(default=dict)
    seats = models.IntegerField(null=True)

    class Meta:
        db_table = "learning_allocation_class"
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__isnull=True) | Q(seats__gte=0), name="allocated_seats_not_negative"
            )
        ]


class Wish(Record):
    """What one person wants in a round. classes: ids of AllocationClass, most wanted first.

    The result: priority with its factors ([{"code", "points"}], sum = priority), ticket (hex; lower goes first among
    equals), given with rank (1 = first wish) and kept (through a seat kept for the regency). struck: {AllocationClass
    id: code} of wishes that could not be met whoever else wished. outcome: code of what became of it; enrolment: seat.
    """

    allocation = models.ForeignKey(Allocation, on_delete=models.PROTECT, related_name="wishes")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    home_region = home_region()
    classes = models.JSONField()
    priority = models.IntegerField(default=0)
    wished_at = models.DateTimeField()
    given = models.ForeignKey(AllocationClass, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.TextField(blank=True)
    factors = models.JSONField(default=list)
    struck = models.JSONField(default=dict)
    ticket = models.TextField(blank=True, db_default="")
    rank = models.SmallIntegerField(null=True)
    kept = models.BooleanField(default=False, db_default=False)
    enrolment = models.UUIDField(null=True)

    row_security = RowSecurity(person="person_id", region="home_region")

    class Meta:
        db_table = "learning_wish"
        constraints = [models.UniqueConstraint(fields=["allocation", "person"], name="wishes_once_per_round")]
