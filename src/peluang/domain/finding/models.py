"""Searches that people keep, and what they were told about them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import home_region, known_choice, known_state, state_field
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity

from .states import SAVED_SEARCH


class Frequency(models.TextChoices):
    DAILY = "daily", _("Tiap hari")
    WEEKLY = "weekly", _("Tiap minggu")


class SavedSearch(Record):
    """criteria: saved_criteria.kept. digest: equal for everybody who asks the same. token: in each message, stops it
    with one click. active_since: saved or resumed then; what was posted before is no news. seen_until: when the last
    alert was computed. next_at: when the next is due.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    home_region = home_region()
    status = state_field(SAVED_SEARCH)
    criteria = models.JSONField()
    digest = models.CharField(max_length=64)
    every = models.TextField(choices=Frequency.choices, default=Frequency.DAILY)
    token = models.TextField(unique=True)
    saved_at = models.DateTimeField()
    active_since = models.DateTimeField()
    seen_until = models.DateTimeField()
    next_at = models.DateTimeField()

    # No region: what somebody looks for is nobody's business at a labour office.
    row_security = RowSecurity(person="person_id")

    class Meta:
        db_table = "finding_saved_search"
        indexes = [models.Index(fields=["digest", "next_at"], condition=Q(status="active"), name="saved_search_due")]
        constraints = [
            known_state(SAVED_SEARCH),
            known_choice("every", Frequency, "alert_frequency_known"),
            models.UniqueConstraint(fields=["person", "digest"], name="same_search_kept_once"),
        ]


class Alert(Record):
    """One message about one search. found: how many were new then; since: what was posted after it counted as new."""

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="alerts")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    home_region = home_region()
    found = models.IntegerField()
    since = models.DateTimeField()
    written_at = models.DateTimeField()

    row_security = RowSecurity(person="person_id")

    class Meta:
        db_table = "finding_alert"
        constraints = [models.CheckConstraint(condition=Q(found__gt=0), name="alert_has_news")]


class ToldVacancy(Record):
    """A vacancy that a search has told about: never again for it. position: in the message from 1; 0: counted only."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="told")
    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="+")
    vacancy = models.ForeignKey("jobs.Vacancy", on_delete=models.CASCADE, related_name="+")
    position = models.SmallIntegerField()

    row_security = RowSecurity(within=("alert_id", "finding_alert"))

    class Meta:
        db_table = "finding_told_vacancy"
        constraints = [models.UniqueConstraint(fields=["search", "vacancy"], name="vacancy_told_once_a_search")]
