"""What the law asks of a vacancy beyond its own words: official minimum wages, licences for work abroad."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from peluang.domain.kernel.fields import rupiah
from peluang.domain.kernel.records import Record


class OfficialWage(Record):
    """A row of an official list. region: regency "33.20" or province "33". amount: rupiah a month, from `valid_from`
    until the next row of the same region. It outranks the provisional row of our own file for the same day.
    """

    region = models.CharField(max_length=5)
    valid_from = models.DateField()
    amount = rupiah()
    decree = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "jobs_official_wage"
        constraints = [
            models.UniqueConstraint(fields=["region", "valid_from"], name="official_wage_once_per_day"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="official_wage_positive"),
            models.CheckConstraint(condition=~Q(decree=""), name="official_wage_names_its_decree"),
        ]


class PlacementLicence(Record):
    """A licence to place workers abroad (SIP3MI, UU 18/2017 art. 51), as an office saw it. valid_until: last day."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    number = models.TextField()
    valid_from = models.DateField()
    valid_until = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "jobs_placement_licence"
        constraints = [
            models.UniqueConstraint(fields=["number"], name="placement_licence_once"),
            models.CheckConstraint(condition=~Q(number=""), name="placement_licence_has_a_number"),
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="placement_licence_dates_rise"),
        ]
