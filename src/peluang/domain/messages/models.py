"""Messages wait in the outbox, written in the transaction of what they tell; senders take them in batches."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity


class Channel(models.TextChoices):
    EMAIL = "email", _("E-mail")
    SMS = "sms", _("SMS/WhatsApp")
    PAGE = "page", _("Di halaman ini")


class OutboxStatus(models.TextChoices):
    WAITING = "waiting", _("Menunggu dikirim")
    SENT = "sent", _("Terkirim")
    FAILED = "failed", _("Gagal")
    STOPPED = "stopped", _("Tidak dikirim: sudah berhenti berlangganan")


class Preference(Record):
    """quiet_from, quiet_until: local hours in which nothing but one-time codes is sent."""

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="+")
    home_region = models.CharField(max_length=5)
    language = models.CharField(max_length=2, default="id")
    email = models.BooleanField(default=True)
    sms = models.BooleanField(default=False)
    quiet_from = models.TimeField(default="21:00")
    quiet_until = models.TimeField(default="07:00")
    changed_at = models.DateTimeField()

    row_security = RowSecurity(person="person_id", region="home_region")

    class Meta:
        db_table = "messages_preference"


class OutboxMessage(Record):
    """template: name in templates.py. context: ids, codes, numbers and dates; names are joined when sending.

    address: only for people without an account (an invitation, a one-time code), emptied once sent.
    """

    person = models.ForeignKey("people.Person", null=True, on_delete=models.CASCADE, related_name="+")
    home_region = models.CharField(max_length=5, blank=True)
    channel = models.TextField(choices=Channel.choices)
    address = models.TextField(blank=True)
    template = models.TextField()
    language = models.CharField(max_length=2)
    context = models.JSONField(default=dict)
    urgent = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    not_before = models.DateTimeField()
    status = models.TextField(choices=OutboxStatus.choices, default=OutboxStatus.WAITING)
    attempts = models.SmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    once = models.TextField(null=True, unique=True)  # idempotency: the same news is written once

    row_security = RowSecurity(person="person_id", region="home_region")

    class Meta:
        db_table = "messages_outbox"
        indexes = [
            models.Index(fields=["not_before"], condition=Q(status="waiting"), name="outbox_waiting"),
            models.Index(fields=["person", "-written_at"], name="outbox_by_person"),
        ]
