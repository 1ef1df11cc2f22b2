"""The journal: what happened, in an order that everyone agrees on."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from peluang.domain.kernel.keys import new_id


class Event(models.Model):
    """One thing that happened. Holds ids and codes only, never personal data.

    The table is partitioned by month of `id` (a uuid7 begins with its time); see migration 0002.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    type = models.TextField()
    version = models.SmallIntegerField(default=1)
    actor_role = models.TextField()
    actor = models.UUIDField(null=True)
    organisation = models.UUIDField(null=True)
    subject_kind = models.TextField()
    subject = models.UUIDField()
    cause = models.UUIDField(null=True)
    payload = models.JSONField(default=dict)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    append_only = True

    class Meta:
        db_table = "events_event"
        managed = False  # partitioned: created by migration 0002


class UnsealedEvent(models.Model):
    """Events without a position yet: filled by a trigger, so that no writer can forget it."""

    event = models.UUIDField(primary_key=True)

    class Meta:
        db_table = "events_unsealed"


class SealedEvent(models.Model):
    """Gap-free positions of committed events: what consumers read by."""

    position = models.BigIntegerField(primary_key=True)
    event = models.UUIDField(unique=True)
    digest = models.BinaryField(max_length=32)

    append_only = True

    class Meta:
        db_table = "events_sealed"


class Seal(models.Model):
    """A batch of sealed events: the root of its Merkle tree, chained to the batch before."""

    number = models.BigIntegerField(primary_key=True)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    chain = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField()

    append_only = True

    class Meta:
        db_table = "events_seal"
        constraints = [models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="seal_not_empty")]


class Cursor(models.Model):
    """How far a durable consumer has read."""

    consumer = models.TextField(primary_key=True)
    position = models.BigIntegerField(default=0)
    updated_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "events_cursor"
